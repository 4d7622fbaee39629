"""The command ``read``: a client's CSV as it was understood."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scopewright.cli.command import Command, put, say
from scopewright.cli.reading import declare_reading, reading_of
from scopewright.jobs.registry import stream
from scopewright.language import N_, _

SHOWN = 10


def _csv_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("csv", metavar="CSV", type=Path, help=_("the client's file"))


def _declare_read(parser: argparse.ArgumentParser) -> None:
    _csv_argument(parser)
    parser.add_argument("--json-lines", action="store_true", help=_("every record, one JSON list a line"))
    parser.add_argument("--raw", action="store_true", help=_("nothing trimmed, padded or left out"))
    parser.add_argument(
        "--unread", action="store_true", help=_("only what the main table does not hold, as JSON, one a line")
    )
    declare_reading(parser)


def _read(options: argparse.Namespace) -> int:
    if options.unread:
        for line in stream("unread", options.csv, reading_of(options)):
            put(line)
        return 0
    lines: Iterator[str] = stream("read", options.csv, options.raw, reading_of(options), say)
    if options.json_lines:
        for line in lines:
            put(line)
        return 0
    _put_first(lines)
    return 0


def _put_first(lines: Iterator[str]) -> None:
    """The header and the first records, then the counts, which stand in the last line; notes come by themselves."""
    head = json.loads(next(lines))
    if head["header"]:
        _put_cells(head["header"])
    line = ""
    for number, line in enumerate(lines):
        if number < SHOWN and line.startswith("["):
            _put_cells(json.loads(line))
    counts = json.loads(line)
    dialect = ", ".join(f"{name} {value!r}" for name, value in head["dialect"].items())
    text = _("{count} records, {bad} that do not fit; {dialect}")
    say(text.format(count=counts["records"], bad=counts["bad_rows"], dialect=dialect))


def _put_cells(cells: list[Any]) -> None:
    put("\t".join(" ".join(str(cell).split()) for cell in cells))


COMMANDS = (Command("read", N_("read a CSV and say how it was read"), _declare_read, _read),)
