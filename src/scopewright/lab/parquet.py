"""A Parquet table as rows of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from scopewright.lab.engine import DuckError, Engine, connect, literal
from scopewright.lab.sealed_copy import SealedCopy
from scopewright.lab.source import RowSource
from scopewright.lab.unreadable import UnreadableFile
from scopewright.language import _

_ROWS_AT_ONCE = 2_000
_GLOB = re.compile(r"([*?\[])")


def parquet(file: Path | SealedCopy) -> RowSource:
    """The table of a Parquet file.

    Raises:
        UnreadableFile: the file is damaged.
    """
    with connect() as engine:
        try:
            found = engine.execute(f"select count(*) from {_table(engine, file)}").fetchone()
        except DuckError as error:
            raise _damaged(error) from error
    path = file.path if isinstance(file, SealedCopy) else file
    return RowSource(path, partial(_rows, file), found[0] if found else 0, headed=True)


def _table(engine: Engine, file: Path | SealedCopy) -> str:
    """The table expression of a Parquet file; marks in its name are no wildcards."""
    place = file.offer(engine) if isinstance(file, SealedCopy) else _GLOB.sub(r"[\1]", str(file))
    return f"read_parquet({literal(place)})"


def _rows(file: Path | SealedCopy) -> Iterator[list[str]]:
    with connect() as engine:
        try:
            answer = engine.execute(f"select cast(columns(*) as varchar) from {_table(engine, file)}")
            yield [str(column[0]) for column in answer.description]
            while rows := answer.fetchmany(_ROWS_AT_ONCE):
                for row in rows:
                    yield ["" if cell is None else cell for cell in row]
        except DuckError as error:
            raise _damaged(error) from error


def _damaged(error: Exception) -> UnreadableFile:
    text = _("The Parquet file is damaged ({reason}). Ask for it again.")
    return UnreadableFile(text.format(reason=str(error).splitlines()[0][:200]))
