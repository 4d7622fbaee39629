"""The options that overrule how a client's file is read, the same for every command that reads one."""

from __future__ import annotations

import argparse
from typing import Any

from scopewright.cli.command import Refused, reading
from scopewright.language import _
from scopewright.model.file_readings import mark_of
from scopewright.model.lab_results import known_reading


def declare_reading(parser: argparse.ArgumentParser) -> None:
    """Add the options; what is not given is found out."""
    group = parser.add_argument_group(_("how the file is read, where the guess is wrong"))
    group.add_argument("--delimiter", metavar="MARK", help=_("one character, or tab, comma, semicolon, bar, blank"))
    group.add_argument("--quote", metavar="MARK", help=_("one character, or none"))
    group.add_argument("--encoding", metavar="NAME", help=_("such as utf-8, cp1252, utf-16"))
    group.add_argument("--header-rows", metavar="N", type=int, help=_("rows of headings, 0 for none"))
    group.add_argument("--skip-rows", metavar="N", type=int, help=_("records above the headings"))
    group.add_argument("--decimal", choices=(".", ","), help=_("the decimal mark"))
    group.add_argument("--first", choices=("day", "month"), dest="day_first", help=_("what comes first in 03/04/2026"))
    group.add_argument(
        "--missing", metavar="WORD", action="append", help=_("only this means no value; may be given again")
    )
    group.add_argument("--sheet", metavar="NAME", help=_("the sheet of a workbook, or the file in an archive"))
    group.add_argument(
        "--type", metavar="COL=TYPE", action="append", dest="types", help=_("the type of a column; may be given again")
    )


def reading_of(options: argparse.Namespace) -> dict[str, Any]:
    """What was said, as jobs take it; empty if nothing was.

    Raises:
        Refused: a type is not given as COL=TYPE.
    """
    plain = ("encoding", "header_rows", "skip_rows", "decimal", "sheet", "missing")
    said = {name: getattr(options, name) for name in plain}
    said |= {name: _spelled(getattr(options, name)) for name in ("delimiter", "quote")}
    said["day_first"] = None if options.day_first is None else options.day_first == "day"
    said["types"] = dict(map(_type, options.types)) if options.types else None
    return {name: value for name, value in said.items() if value is not None}


def asked_reading(options: argparse.Namespace, path: str) -> dict[str, Any]:
    """What was said now over what the engagement of ``--into`` remembers of the file at ``path``, column by column.

    Raises:
        Refused: a type is not given as COL=TYPE.
        StoreError: the engagement cannot be read.
    """
    said = reading_of(options)
    if options.into is None:
        return said
    known = known_reading(reading(options, options.into), path)
    types = known.get("types", {}) | said.get("types", {})
    return known | said | ({"types": types} if types else {})


def _spelled(mark: str | None) -> str | None:
    return None if mark is None else mark_of(mark)


def _type(text: str) -> tuple[str, str]:
    column, equals, kind = text.rpartition("=")
    if not equals:
        raise Refused(
            _("“{text}” is no type of a column. Write it as COL=TYPE, such as age=integer.").format(text=text)
        )
    return column, kind
