"""The command that writes a brief."""

from __future__ import annotations

import argparse
import base64
import os
from pathlib import Path
from typing import Any

from scopewright.briefs.formats.registry import FORMATS, PDF
from scopewright.briefs.papers import PAPERS
from scopewright.briefs.view import left_out
from scopewright.cli.command import (
    Command,
    Refused,
    chosen_passphrase,
    first_line,
    passphrase_option,
    put,
    reading,
    say,
)
from scopewright.cli.progress_bar import run_job
from scopewright.cli.styles import named
from scopewright.language import LANGUAGES, N_, _
from scopewright.lint import check
from scopewright.model.engagement import Engagement
from scopewright.model.releases import as_exported, release_called
from scopewright.model.review_changes import SIGNOFF, base
from scopewright.model.sections.document import Document
from scopewright.model.tables import to_tables
from scopewright.scenes.measure import FAMILY
from scopewright.store.durable import export, resolve
from scopewright.store.named_file import reason

PASSWORD = "SCOPEWRIGHT_BRIEF_PASSWORD"
"""The environment variable that the password of a brief may stand in."""
READER, SINCE = "reviewer", ("reviewer", "change-order")
"""The kind that is for one reader, and those that compare with an earlier state."""


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE"), type=Path, nargs="?", help=_("the engagement file, NAME.scope"))
    passphrase_option(parser)
    parser.add_argument("kind", metavar=_("KIND"), nargs="?", help=_("the kind of brief; see --list"))
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help=_("where to write it"))
    parser.add_argument("--format", choices=FORMATS, help=_("otherwise what the name to write to ends in"))
    text = _("a PDF that opens with a password only: typed, or in the environment as {name}")
    parser.add_argument("--password", action="store_true", help=text.format(name=PASSWORD))
    text = _("a file whose first line is the password")
    parser.add_argument("--password-file", metavar=_("FILE"), type=Path, help=text)
    text = _("write nothing: list what the client will not see and what the linter finds in the rest")
    parser.add_argument("--list-left-out", action="store_true", help=text)
    parser.add_argument("--for", dest="reader", metavar=_("PERSON"), help=_("who reads the brief reviewer"))
    text = _("what to compare with: signoff, the id of a sign-off, the name of a snapshot, or a day")
    parser.add_argument("--since", metavar="X", help=text)
    parser.add_argument("--paper", choices=tuple(PAPERS), default=next(iter(PAPERS)))
    parser.add_argument("--language", choices=LANGUAGES, help=_("otherwise the one set in document control"))
    text = _("only what is part of that release; a frozen one as it was frozen, whatever was edited since")
    parser.add_argument("--release", metavar="ID", help=text)
    text = _("the house style to wear; otherwise the one named in document control")
    parser.add_argument("--style", metavar=_("NAME"), help=text)
    parser.add_argument("--list", action="store_true", help=_("list the kinds of brief"))


def _run(options: argparse.Namespace) -> int:
    from scopewright.briefs.registry import BRIEFS

    if options.list:
        for kind, brief in BRIEFS.items():
            put(f"{kind:<14}{_(brief.title)}")
        return 0
    if options.file is not None and options.list_left_out:
        return _list_left_out(reading(options))
    if options.file is None or options.kind is None or options.output is None:
        raise Refused(_("Name the engagement file, the kind of brief and the output: brief FILE KIND -o OUT.pdf."))
    if options.kind not in BRIEFS:
        text = _("There is no brief “{kind}” yet; there are: {kinds}.")
        raise Refused(text.format(kind=options.kind, kinds=", ".join(BRIEFS)))
    _check_reader(options)
    form = options.format or options.output.suffix.lower()[1:]
    return _write(options, _target(options, form), form)


def _check_reader(options: argparse.Namespace) -> None:
    """Whether the kind of brief takes a reader and a state to compare with.

    Raises:
        Refused: it does not, or needs a reader and has none.
    """
    compared = options.since is None or options.kind in SINCE
    if not compared or (options.reader is not None and options.kind != READER):
        text = _("Only {kinds} take --since, and only {kind} takes --for; nothing was written.")
        raise Refused(text.format(kinds=", ".join(SINCE), kind=READER))
    if options.reader is None and options.kind == READER:
        raise Refused(_("Name who reads it: brief FILE reviewer --for PERSON. Nothing was written."))


def _target(options: argparse.Namespace, form: str) -> Path:
    """Where the brief goes, every link followed.

    Raises:
        Refused: it is the engagement itself, no name for that format, or in no folder.
    """
    output, target = options.output, resolve(options.output)
    if target == resolve(options.file) or (target.exists() and options.file.exists() and target.samefile(options.file)):
        text = _("“{name}” is the engagement itself; name another file for the brief. Nothing was written.")
        raise Refused(text.format(name=output))
    for suffix in (output.suffix.lower(), target.suffix.lower()):
        if suffix != f".{form}" or form not in FORMATS:
            known = [f".{options.format}"] if options.format else [f".{each}" for each in FORMATS]
            text = _("“{name}” is no name for a brief; let it end in {known}. Nothing was written.")
            raise Refused(text.format(name=output, known=", ".join(known)))
    if target.is_dir():
        raise Refused(_("“{name}” is a folder; name a file in it. Nothing was written.").format(name=output))
    if not target.parent.is_dir():
        text = _("There is no folder “{folder}”. Make it, or name another; nothing was written.")
        raise Refused(text.format(folder=output.parent))
    return target


def _write(options: argparse.Namespace, target: Path, form: str) -> int:
    password = _password(options, form)
    engagement = reading(options)
    release = release_called(engagement, options.release) if options.release is not None else None
    if release is not None:
        engagement = as_exported(engagement, release)
    reader = engagement.find(options.reader, "people") if options.reader else ""
    if reader or options.since:
        base(engagement, reader, options.since or SIGNOFF)
    payload = {
        "tables": to_tables(engagement),
        "key": engagement.key,
        "kind": options.kind,
        "paper": options.paper,
        "language": options.language,
        "format": form,
        "for": engagement[reader].id if reader else None,
        "since": options.since,
        "release": release.id if release else None,
        "style": _style(options, engagement),
    }
    result = run_job("brief", payload)
    if result["font"]:
        text = _("The typeface {font} of the house style is not on this computer; {other} stands in.")
        say(text.format(font=result["font"], other=FAMILY))
    data = base64.b64decode(result["data"])
    _export(_locked(data, password) if password is not None else data, options.output, target)
    put(str(options.output))
    for glyph in result["glyphs"]:
        say(_unprintable(glyph))
    return 1 if result["glyphs"] else 0


def _style(options: argparse.Namespace, engagement: Engagement) -> dict[str, Any] | None:
    """The style that was asked for, else the engagement's own; without that one here, the plain one, and it is said.

    Raises:
        Refused: the one that was asked for is not here.
    """
    if options.style:
        return named(options.style)
    own = engagement.one(Document).style
    if not own:
        return None
    try:
        return named(own)
    except Refused as error:
        say(str(error) + " " + _("The brief has the plain look."))
        return None


def _password(options: argparse.Namespace, form: str) -> str | None:
    """The password of the PDF, if it is to have one.

    Raises:
        Refused: it cannot be had, is empty, or is asked for another format.
    """
    if not options.password and options.password_file is None:
        return None
    if form != PDF:
        raise Refused(_("Only a PDF can have a password; nothing was written."))
    if options.password_file is not None:
        password = first_line(options.password_file)
    else:
        password = os.environ.get(PASSWORD) or chosen_passphrase(None)
    if not password:
        raise Refused(_("The password is empty; nothing was written."))
    return password


def _locked(data: bytes, password: str) -> bytes:
    from scopewright.briefs.pdf.locking import locked

    return locked(data, password)


def _list_left_out(engagement: Engagement) -> int:
    """What the client will not see, then what the linter finds; 1 if it finds an error."""
    hidden = left_out(engagement)
    for record, what in hidden:
        put(f"{record.id:<8}{what}")
    if not hidden:
        say(_("Nothing is left out: the client sees every record and field."))
    findings = check(engagement)
    for finding in findings:
        field = f"{finding.field}: " if finding.field else ""
        say(f"{finding.id or finding.section:<8}{finding.rule}  {field}{finding.message}")
    return int(any(finding.severity == "error" for finding in findings))


def _export(data: bytes, output: Path, target: Path) -> None:
    try:
        export(target, data)
    except OSError as error:
        text = _("“{name}” could not be written: {reason}. What stood there is untouched.")
        raise Refused(text.format(name=output, reason=reason(error))) from error


def _unprintable(glyph: dict[str, Any]) -> str:
    text = _("{id} {field}: the characters {characters} cannot be printed; the brief shows a box for each.")
    return text.format(id=glyph["id"], field=glyph["field"], characters=" ".join(glyph["characters"]))


COMMANDS = (Command("brief", N_("write a brief"), _declare, _run),)
