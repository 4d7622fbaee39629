"""``read CSV --json-lines``: a CSV as lines of JSON, for another program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scopewright.lab.intake import Table, open_table
from scopewright.lab.reader import read_records


def iterate(path: str | Path, raw: bool = False) -> Iterator[str]:
    """First the header and dialect, then a list of texts per record, last the counts; see ``docs`` on the command line.

    ``raw``: every record of the file, header and preamble and blank lines too, neither trimmed nor padded.

    Raises:
        UnreadableFile: the file cannot be read as one CSV table; its text is for the user.
    """
    table = open_table(path)
    yield _line({"header": table.header if table.dialect.header_rows else None, "dialect": asdict(table.dialect)})
    count = 0
    for fields in read_records(path, table.dialect) if raw else _trimmed(table):
        count += 1
        yield _line(fields)
    if raw:
        for _fields in table:
            pass
    yield _line({"records": count, "bad_rows": len(table.bad_rows)})


def _trimmed(table: Table) -> Iterator[list[str]]:
    for record in table:
        yield [cell.strip() for cell in record]


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
