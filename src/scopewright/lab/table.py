"""``read CSV --json-lines``: a table as lines of JSON, for another program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from scopewright.lab.main_table import Table
from scopewright.lab.reading import read_reading
from scopewright.language import _
from scopewright.progress import Report

Note = Callable[[str], object]
_MOST_LINES = 100_000


def iterate(
    path: str | Path, raw: bool = False, reading: Mapping[str, Any] | None = None, note: Note | None = None
) -> Iterator[str]:
    """First the header and dialect, then a list of texts per record, last the counts; see ``docs`` on the command line.

    ``raw``: every record of the file, header and preamble and blank lines too, neither trimmed nor padded.
    ``reading`` is what the user says about how to read it. ``note`` is told, at the end, which table of the file was
    read and what was left out of it.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
    """
    table = Table(path, read_reading(reading))
    yield _line({"header": table.header if table.dialect.header_rows else None, "dialect": table.dialect.told()})
    count = 0
    for fields in table.raw() if raw else _trimmed(table):
        count += 1
        yield _line(fields)
    if raw:
        for _fields in table:
            pass
    yield _line({"records": count, "bad_rows": table.bad_count})
    if note is not None:
        for sentence in table.notes():
            note(sentence)


def unread(path: str | Path, reading: Mapping[str, Any] | None = None) -> Iterator[str]:
    """What the main table does not hold, a line each: where it stands in the file, why, and its fields.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
    """
    for reason, record in Table(path, read_reading(reading)).unread():
        yield _line({"line": record.line, "reason": reason, "fields": record.fields})


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Job ``unread``: the same of ``path`` as ``lines`` of text, at most 100,000; ``more``: there are others.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
        Stopped: the user asked to stop.
    """
    table = Table(payload["path"], read_reading(payload.get("reading")))
    lines: list[list[str]] = []
    for reason, record in table.unread():
        if len(lines) == _MOST_LINES:
            return {"lines": lines, "more": True}
        report.progress(table.fraction, _("Reading"))
        lines.append([str(record.line), reason, *record.fields])
    return {"lines": lines, "more": False}


def _trimmed(table: Table) -> Iterator[list[str]]:
    for record in table:
        yield [cell.strip() for cell in record]


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
