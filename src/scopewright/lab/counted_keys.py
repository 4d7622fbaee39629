"""The keys of one file looked up in another, where at least one is too large to be held: by the engine, on all rows.

Only hashes of the keys of both are held, in the engine's bounded memory; more than fit are refused in words.
Among ten million keys two have one hash of 64 bits by chance once in four hundred thousand such files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from scopewright.lab import clean_copy, column_sql
from scopewright.lab.engine import DuckError, Engine, OutOfMemory, connect
from scopewright.lab.findings.case import Found
from scopewright.lab.findings.pair import repeated
from scopewright.lab.findings.references import Rows, no_such_column, told
from scopewright.lab.intake import missing_words
from scopewright.lab.main_table import Table
from scopewright.lab.reading import Reading
from scopewright.lab.unreadable import UnreadableFile
from scopewright.language import _
from scopewright.progress import Report

_FIRST = 100
_ROWS_AT_ONCE = 20_000


def between(path: str, reference: dict[str, Any], reading: Reading, report: Report) -> Iterator[tuple[str, Found]]:
    """As ``references.between``, of a file's column and the key of another file, both named in ``reference``.

    Raises:
        UnreadableFile: a file cannot be read as one table, lacks the column, or has too many different keys.
        Stopped: the user asked to stop.
    """
    tables = {"here": Table(path, reading), "there": Table(reference["path"])}
    names = {"here": reference["column"], "there": reference["partner"]}
    for side, table in tables.items():
        if names[side] not in table.names:
            raise no_such_column(names[side])
    with connect() as engine, _in_words():
        for side, table in tables.items():
            _load(engine, side, table, names[side], report)
            table.refuse_if_changed()
        lost, idle, several = _counted(engine)
    report.progress(1.0, _("Counting"))
    yield from told(names["here"], names["there"], Path(reference["path"]).name, lost, idle, several)


def matched(
    old_path: str, new_path: str, column: str, reading: Reading, report: Report
) -> tuple[tuple[int, list[int]], tuple[int, list[int]]]:
    """How many rows of two deliveries have a key that the other lacks, those gone and those added, with the first.

    Raises:
        UnreadableFile: keys are missing or repeated, or a file lacks the column or has too many different keys.
        Stopped: the user asked to stop.
    """
    tables = {"here": Table(new_path, reading), "there": Table(old_path, reading)}
    with connect() as engine, _in_words():
        for side, table in tables.items():
            if column not in table.names:
                raise UnreadableFile(_("There is no column “{name}” to match rows by.").format(name=column))
            _load(engine, side, table, column, report)
            table.refuse_if_changed()
            if _one(engine, f"select count(*) from rows_{side}") != _one(engine, f"select count(*) from keys_{side}"):
                raise repeated(column)
        return _alone(engine, "there", "here"), _alone(engine, "here", "there")


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except DuckError as error:
        text = _(
            "There are too many different keys to look them up in the memory that is set aside ({reason}). Make "
            "extracts of both files by the same rule and check those."
        )
        raise UnreadableFile(text.format(reason=str(error).splitlines()[0][:120])) from error


def _load(engine: Engine, side: str, table: Table, column: str, report: Report) -> None:
    """Fill two tables: a key per row, in their order and null for none, and how often each key occurs."""
    place = table.names.index(column)
    try:
        if not clean_copy.is_clean(table):
            raise DuckError
        key = _key(column_sql.name(place), table)
        engine.execute(f"create or replace temp table rows_{side} as select {key} as k from {_source(table)}")
    except OutOfMemory:
        raise
    except DuckError:
        engine.execute(f"create or replace temp table rows_{side} (k ubigint)")
        _insert(engine, side, table, place, report)
    engine.execute(
        f"create temp table keys_{side} as select k, count(*) as n from rows_{side} where k is not null group by k"
    )


def _source(table: Table) -> str:
    return clean_copy.original(table).read()


def _insert(engine: Engine, side: str, table: Table, place: int, report: Report) -> None:
    """Take the keys from our reader, for a file that the engine does not read alike."""
    records = iter(table)
    while block := [row[place] for row in islice(records, _ROWS_AT_ONCE)]:
        report.progress(table.fraction, _("Reading"))
        engine.execute(f"insert into rows_{side} select {_key('c', table)} from (select unnest(?) as c)", [block])


def _key(text: str, table: Table) -> str:
    """The hash of a cell, null for none."""
    words = sorted(missing_words(table.reading))
    return f"case when {column_sql.absent(text, words)} then null else hash(trim({text})) end"


def _counted(engine: Engine) -> tuple[Rows, Rows, Rows]:
    """Rows here without a partner, rows there that nobody names, and how many keys too many there are there."""
    here, there = (int(_one(engine, f"select count(*) from rows_{side}")) for side in ("here", "there"))
    several = int(_one(engine, "select coalesce(sum(n - 1), 0) from keys_there"))
    lost, idle = _alone(engine, "here", "there"), _alone(engine, "there", "here")
    return Rows(*lost, here), Rows(*idle, there), Rows(several, [], there)


def _alone(engine: Engine, one: str, other: str) -> tuple[int, list[int]]:
    """How many rows have a key of ``one`` that ``other`` lacks, and the numbers of the first of them."""
    engine.execute(
        f"create or replace temp table alone as select k, n from keys_{one} anti join keys_{other} using (k)"
    )
    count = int(_one(engine, "select coalesce(sum(n), 0) from alone"))
    if not count:
        return 0, []
    numbered = f"select row_number() over () - 1 as place, k from rows_{one}"
    first = f"select place from ({numbered}) where k in (select k from alone) order by place limit {_FIRST}"
    return count, [int(row[0]) for row in engine.execute(first).fetchall()]


def _one(engine: Engine, query: str) -> Any:
    row = engine.execute(query).fetchone()
    return row[0] if row else 0
