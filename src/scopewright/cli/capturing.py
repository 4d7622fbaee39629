"""The command that keeps lines typed or piped in while people talk."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from typing import Any

from scopewright.capture.card import help_text
from scopewright.capture.context import Context
from scopewright.capture.keep import Captured, Place, capture
from scopewright.capture.session import session_called
from scopewright.cli.command import Command, Refused, file_argument, flush, opened, put, say
from scopewright.cli.streams import arriving, undecoded_shown
from scopewright.language import N_, _
from scopewright.model.engagement import Engagement
from scopewright.model.exchange import outward
from scopewright.model.sections.document import Document
from scopewright.store.person import who


def _declare(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("--session", default="", metavar=_("NAME"), help=_("the session the lines belong to"))
    parser.add_argument("--json", action="store_true", help=_("answer each line with one JSON object"))
    parser.add_argument("--today", metavar=_("DATE"), help=_("the day that words such as tomorrow are counted from"))
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = help_text()


def _run(options: argparse.Namespace) -> int:
    today = _today(options.today)
    with opened(options) as work:
        session = session_called(work.engagement, options.session, today, who())
        number = 0
        for lines in arriving(sys.stdin):
            with work.saving_together():
                answers = [
                    _kept(work.engagement, count, line, today, Place(session), as_json=options.json)
                    for count, line in enumerate(lines, number + 1)
                ]
            put("\n".join(answers))
            flush()
            number += len(lines)
    return 0


def _kept(engagement: Engagement, number: int, line: str, today: dt.date, place: Place, *, as_json: bool) -> str:
    """Keep a line, and the answer to it, which is given when the line is on the disk."""
    context = Context.of(engagement, today, engagement.one(Document).language or "en")
    kept = capture(engagement, _typed(number, line), context, place, who())
    if as_json:
        return json.dumps(_answer(engagement, number, kept), ensure_ascii=False)
    return engagement.spoken(kept.record) if kept else ""


def _today(typed: str | None) -> dt.date:
    if typed is None:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(typed)
    except ValueError as error:
        raise Refused(
            _("“{text}” is not a date such as 2027-03-12; nothing was captured.").format(text=typed)
        ) from error


def _typed(number: int, line: str) -> str:
    """The line as it is kept: bytes that are not UTF-8 in writing, so that none is lost."""
    kept = undecoded_shown(line)
    if kept != line:
        text = _("Line {number} is not all UTF-8; the bytes that are not were kept as \\xNN.")
        say(text.format(number=number))
    return kept


def _answer(engagement: Engagement, number: int, kept: Captured | None) -> dict[str, Any]:
    if kept is None:
        return {"line": number, "note": None, "id": None, "section": None, "fields": {}, "also": []}
    also = [_said(engagement, key) for key in kept.also]
    return {"line": number, "note": engagement.spoken(kept.note), **_said(engagement, kept.record), "also": also}


def _said(engagement: Engagement, key: str) -> dict[str, Any]:
    shown = outward(engagement, engagement[key])
    fields = {name: value for name, value in shown.items() if name not in ("id", "section") and value is not None}
    return {"id": shown["id"], "section": shown["section"], "fields": fields}


COMMANDS = (Command("capture", N_("keep each line of standard input by the capture grammar"), _declare, _run),)
