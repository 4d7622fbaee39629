"""The keys of one file looked up in another, where at least one is too large to be held: by the engine, on all rows.

Only hashes of the different keys of both are held, in the engine's bounded memory; more than fit are refused in words.
Among ten million keys two have one hash of 64 bits by chance once in four hundred thousand such files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scopewright.lab import clean_copy, column_sql, scratch
from scopewright.lab.clean_copy import Lying
from scopewright.lab.engine import DuckError, Engine, OutOfMemory, connect
from scopewright.lab.findings.case import Found
from scopewright.lab.findings.references import Rows, no_such_column, told
from scopewright.lab.intake import missing_words
from scopewright.lab.main_table import Table
from scopewright.lab.reading import Reading
from scopewright.lab.stretch import Stretch
from scopewright.lab.unreadable import UnreadableFile
from scopewright.language import _
from scopewright.progress import Report

_FIRST = 100
_COPYING_SHARE = 0.3


def between(path: str, reference: dict[str, Any], reading: Reading, report: Report) -> Iterator[tuple[str, Found]]:
    """As ``references.between``, of a file's column and the key of another file, both named in ``reference``.

    Raises:
        UnreadableFile: a file cannot be read as one table, lacks the column, or has too many different keys.
        Stopped: the user asked to stop.
    """
    here, there = Table(path, reading), Table(reference["path"])
    names = reference["column"], reference["partner"]
    for table, name in zip((here, there), names, strict=True):
        if name not in table.names:
            raise no_such_column(name)
    with scratch.folder() as folder, connect() as engine, _in_words():
        try:
            lost, idle, several = _asked(engine, [(here, _lying(here)), (there, _lying(there))], names)
        except OutOfMemory:
            raise
        except DuckError:
            copies = [_copy(table, folder / f"{place}.csv", report, place) for place, table in enumerate((here, there))]
            lost, idle, several = _asked(engine, list(zip((here, there), copies, strict=True)), names)
        for table in (here, there):
            table.refuse_if_changed()
    report.progress(1.0, _("Counting"))
    yield from told(names[0], names[1], Path(reference["path"]).name, lost, idle, several)


def _lying(table: Table) -> Lying:
    if not clean_copy.is_clean(table):
        raise DuckError
    return clean_copy.original(table)


def _copy(table: Table, path: Path, report: Report, place: int) -> Lying:
    clean_copy.write(table, path, Stretch(report, place * _COPYING_SHARE, (place + 1) * _COPYING_SHARE))
    return clean_copy.copied(path, table.width)


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


def _asked(engine: Engine, files: list[tuple[Table, Lying]], names: tuple[str, str]) -> tuple[Rows, Rows, Rows]:
    """Rows here without a partner, rows there that nobody names, and how many keys too many there are there."""
    sources = [_keys(table, lying, name) for (table, lying), name in zip(files, names, strict=True)]
    for name, source in zip(("here", "there"), sources, strict=True):
        engine.execute(f"create or replace temp table {name} as select k, count(*) as n from {source} group by k")
    rows = [int(_one(engine, f"select count(*) from {source}")) for source in sources]
    several = int(_one(engine, "select coalesce(sum(n - 1), 0) from there where k is not null"))
    return (
        Rows(*_alone(engine, "here", "there", sources[0]), rows[0]),
        Rows(*_alone(engine, "there", "here", sources[1]), rows[1]),
        Rows(several, [], rows[1]),
    )


def _keys(table: Table, lying: Lying, name: str) -> str:
    """The keys of a column, as hashes of 64 bits, null for none, in the order of the rows."""
    text = column_sql.name(table.names.index(name))
    words = sorted(missing_words(table.reading))
    key = f"case when {column_sql.absent(text, words)} then null else hash(trim({text})) end"
    return f"(select {key} as k from {lying.read()})"


def _alone(engine: Engine, one: str, other: str, source: str) -> tuple[int, list[int]]:
    """How many rows have a key of ``one`` that ``other`` lacks, and the numbers of the first of them."""
    lone = f"select k, n from {one} anti join {other} using (k) where k is not null"
    engine.execute(f"create or replace temp table alone as {lone}")
    count = int(_one(engine, "select coalesce(sum(n), 0) from alone"))
    if not count:
        return 0, []
    numbered = f"select row_number() over () - 1 as place, k from {source}"
    first = engine.execute(
        f"select place from ({numbered}) where k in (select k from alone) order by place limit {_FIRST}"
    )
    return count, [int(row[0]) for row in first.fetchall()]


def _one(engine: Engine, query: str) -> Any:
    row = engine.execute(query).fetchone()
    return row[0] if row else 0
