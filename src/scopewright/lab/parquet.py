"""A Parquet table as rows of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from scopewright.lab.engine import DuckError, connect, literal
from scopewright.lab.source import RowSource
from scopewright.lab.unreadable import UnreadableFile
from scopewright.language import _

_ROWS_AT_ONCE = 2_000
_GLOB = re.compile(r"([*?\[])")


def parquet(path: Path) -> RowSource:
    """The table of a Parquet file.

    Raises:
        UnreadableFile: the file is damaged.
    """
    with connect() as engine:
        try:
            found = engine.execute(f"select count(*) from {table_of(path)}").fetchone()
        except DuckError as error:
            raise _damaged(error) from error
    return RowSource(path, partial(_rows, path), found[0] if found else 0, headed=True)


def table_of(path: Path) -> str:
    """The table expression of a Parquet file; marks in its name are no wildcards."""
    escaped = _GLOB.sub(r"[\1]", str(path))
    return f"read_parquet({literal(escaped)})"


def _rows(path: Path) -> Iterator[list[str]]:
    with connect() as engine:
        try:
            answer = engine.execute(f"select cast(columns(*) as varchar) from {table_of(path)}")
            yield [str(column[0]) for column in answer.description]
            while rows := answer.fetchmany(_ROWS_AT_ONCE):
                for row in rows:
                    yield ["" if cell is None else cell for cell in row]
        except DuckError as error:
            raise _damaged(error) from error


def _damaged(error: Exception) -> UnreadableFile:
    text = _("The Parquet file is damaged ({reason}). Ask for it again.")
    return UnreadableFile(text.format(reason=str(error).splitlines()[0][:200]))
