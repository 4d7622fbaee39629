"""The command ``board``: the whiteboard of a session into a file of another program, or from one."""

from __future__ import annotations

import argparse
import base64
import datetime as dt
from pathlib import Path

from scopewright.capture.session import notes_of, session_called, sessions
from scopewright.cli.command import Command, Refused, file_argument, opened, put, say, unlocked
from scopewright.cli.progress_bar import run_job
from scopewright.exchange.excalidraw_read import LARGEST
from scopewright.exchange.forms import READ, WRITTEN, read
from scopewright.exchange.records import attached, bring
from scopewright.language import N_, _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.record import SECTIONS
from scopewright.model.sections.sessions import Session
from scopewright.scenes.board_payload import payload_of
from scopewright.store.durable import export, resolve
from scopewright.store.failures import StoreError
from scopewright.store.named_file import read_named, reason
from scopewright.store.person import who
from scopewright.store.viewing import view


def _declare(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    text = _("the session whose board is meant, by id or name; otherwise the latest")
    parser.add_argument("--session", default="", metavar=_("NAME"), help=text)
    forms = ", ".join(f".{form}" for form in WRITTEN)
    text = _("where to write the board; the name ends in one of {forms}").format(forms=forms)
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help=text)
    text = _("a file to bring onto the board; its name ends in one of {forms}")
    text = text.format(forms=", ".join(f".{form}" for form in READ))
    parser.add_argument("--from", dest="source", metavar="X", type=Path, help=text)


def _run(options: argparse.Namespace) -> int:
    if (options.source is None) == (options.output is None):
        raise Refused(_("Say either where to write the board (-o OUT) or what to bring onto it (--from X)."))
    return _bring(options) if options.source is not None else _write(options)


def _bring(options: argparse.Namespace) -> int:
    drawing = read(options.source.name, read_named(options.source, LARGEST))
    with opened(options) as work:
        engagement = work.engagement
        session = _session_to_fill(engagement, options.session, drawing.title or options.source.stem)
        made = bring(engagement, session, drawing, attached(drawing, work.attachments.add), who())
        put(engagement.spoken(session))
    for section, count in made.items():
        say(f"{_(SECTIONS[section].title)}: {count}")
    for sentence in drawing.told:
        say(sentence)
    return 0


def _session_to_fill(engagement: Engagement, named: str, title: str) -> str:
    """The hidden key of the session that is meant, of the latest, or of a new one."""
    found = sessions(engagement)
    if named:
        known = next((each.key for each in found if each.id.casefold() == named.casefold()), "")
        return known or session_called(engagement, named, dt.date.today(), who())
    return found[-1].key if found else session_called(engagement, title, dt.date.today(), who())


def _write(options: argparse.Namespace) -> int:
    form = options.output.suffix.casefold()[1:]
    if form not in WRITTEN:
        text = _("A board is written as one of {forms}; nothing was written.")
        raise Refused(text.format(forms=", ".join(f".{each}" for each in WRITTEN)))
    target = resolve(options.output)
    work = unlocked(options, lambda secret: view(options.file, secret))
    session = _session_to_show(work.engagement, options.session)
    lost: list[str] = []

    def image(name: str) -> bytes:
        try:
            return work.attachments.read(name)
        except StoreError as error:
            lost.append(str(error))
            return b""

    result = run_job(WRITTEN[form], payload_of(work.engagement, session, image, form=form))
    try:
        export(target, base64.b64decode(result["data"]))
    except OSError as error:
        text = _("“{name}” could not be written: {reason}. What stood there is untouched.")
        raise Refused(text.format(name=options.output, reason=reason(error))) from error
    put(str(options.output))
    _tell(work.engagement, session, [*result["told"], *lost, *result["boxed"]])
    return int(bool(result["boxed"]))


def _tell(engagement: Engagement, session: Session | None, sentences: list[str]) -> None:
    hidden = [note for note in notes_of(engagement, session.key if session else "") if note.internal]
    if hidden:
        text = ngettext("{count} internal note is not in it.", "{count} internal notes are not in it.", len(hidden))
        say(text.format(count=len(hidden)))
    for sentence in sentences:
        say(sentence)


def _session_to_show(engagement: Engagement, named: str) -> Session | None:
    found = sessions(engagement)
    if not named:
        return found[-1] if found else None
    record = engagement[engagement.find(named, "sessions")]
    return record if isinstance(record, Session) else None


COMMANDS = (Command("board", N_("write a session's whiteboard to a file, or bring one"), _declare, _run),)
