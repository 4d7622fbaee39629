"""Checks of the table as a whole: ragged rows, headings, repeated rows and columns, keys."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from scopewright.lab.findings.case import HINT, Case, Found, of_rows
from scopewright.lab.findings.values import UNNAMED
from scopewright.lab.types import Column
from scopewright.language import _, current, show_number

_KEY_NAME = re.compile(r"(?:^|[ _.-])(?:id|uuid|guid|key|nr)$|[a-z](?:ID|Id|Nr)$", re.IGNORECASE)
_NEARLY_UNIQUE = 0.95
_ENOUGH_ROWS = 30
# Columns that go together make more equal rows than chance does.
_TIMES_CHANCE = 3.0
_REPEATED = re.compile(r".* \(\d+\)", re.DOTALL)


def second_table(case: Case) -> Iterable[Found]:
    """Another table below the first."""
    left_out, records = case.loaded.left_out, case.records
    if count := left_out.below["second table"]:
        text = _(
            "From line {line} on the file holds a second table ({count} records, counted on from the last row). It was "
            "left out and can be exported as rows not read. Split the file and open each table by itself."
        )
        yield Found(
            text.format(line=left_out.starts["second table"], count=count), None, range(records, records + count)
        )


def skipped_columns(case: Case) -> Iterable[Found]:
    """More columns than are looked at."""
    if count := case.loaded.surplus_columns:
        looked_at = show_number(len(case.loaded.columns), current())
        text = _(
            "The file has {count} columns more than the {looked_at} that are looked at; of them nothing is known here. "
            "Ask which columns matter, or turn the table so that they become rows."
        )
        yield Found(text.format(count=show_number(count, current()), looked_at=looked_at))


def ragged(case: Case) -> Iterable[Found]:
    """Rows with too few or too many fields."""
    rows = [row.record for row in case.loaded.bad_rows if row.reason != "quote"]
    if rows:
        text = _(
            "Too many or too few fields in {rows}, so that values may stand in the wrong column. Usually a delimiter "
            "inside a text without quotes. Nothing was dropped: short rows were filled with empty cells and surplus "
            "fields set aside. Ask for an export with quoted texts."
        )
        yield Found(text.format(rows=of_rows(len(rows), case.records)), None, rows)


def broken_quotes(case: Case) -> Iterable[Found]:
    """Quotes that are opened and never closed."""
    rows = [row.record for row in case.loaded.bad_rows if row.reason == "quote"]
    if rows:
        text = _(
            "A quote is opened and never closed in {rows}; other programs swallow what follows into one cell. They "
            "were read without quotes. Look at them and ask for an export that doubles quotes inside texts."
        )
        yield Found(text.format(rows=of_rows(len(rows), case.records)), None, rows)


def no_header(case: Case) -> Iterable[Found]:
    """The file has no row of headings."""
    if case.loaded.dialect.header_rows == 0 and case.records:
        yield Found(
            _("The file has no headings; the columns were numbered. Ask for the names and what each column means.")
        )


def unclear_headings(case: Case) -> Iterable[Found]:
    """Columns without a name or with the name of another."""
    if case.loaded.dialect.header_rows == 0:
        return
    names = [column.name for column in case.loaded.columns if column.type != "empty"]
    odd = [
        name
        for name in names
        if UNNAMED.fullmatch(name) or (_REPEATED.fullmatch(name) and name.rpartition(" (")[0] in names)
    ]
    # A spreadsheet's or pandas' row numbers, or R's row names, often stand in a first column without a name.
    first = case.loaded.columns[0]
    odd = [name for name in odd if not (name == first.name and first.distinct == case.records)]
    if odd:
        text = _(
            "Columns without a name of their own: {names}. Ask what they hold; two columns of one name are easily "
            "mixed up."
        )
        yield Found(text.format(names=", ".join(f"“{name}”" for name in odd[:10])), odd[0])


def no_records(case: Case) -> Iterable[Found]:
    """The file holds headings only."""
    if not case.records:
        yield Found(_("The table has no rows. Ask for the export again."))


def duplicate_rows(case: Case) -> Iterable[Found]:
    """Rows that repeat an earlier row in every column."""
    if len(case.loaded.columns) < 2 or not case.records:
        return
    import pandas as pd

    codes = pd.DataFrame({place: case.codes(column)[0] for place, column in enumerate(case.loaded.columns)})
    rows = codes.duplicated().to_numpy().nonzero()[0].tolist()
    if not rows:
        return
    used = of_rows(len(rows), case.records)
    if len(rows) <= _TIMES_CHANCE * _by_chance(case):
        text = _(
            "Exact copies of an earlier row: {rows}. The columns have so few different values that as many arise by "
            "chance. Ask for the column that tells the rows apart (a number, a time): only with it can copies be told "
            "from like cases."
        )
        yield Found(text.format(rows=used), None, rows, HINT)
        return
    text = _(
        "Exact copies of an earlier row: {rows}. What is there twice weighs double, and when one copy is learnt and "
        "the other tested, the score is too good. Ask whether the copies are real events or come from joining or "
        "exporting twice."
    )
    yield Found(text.format(rows=used), None, rows)


def _by_chance(case: Case) -> float:
    """How many pairs of equal rows chance makes where columns have nothing to do with one another."""
    import numpy as np

    all_pairs = case.records * (case.records - 1)
    share = 1.0
    for column in case.loaded.columns:
        counts = np.bincount(case.codes(column)[0] + 1)
        share *= float((counts * (counts - 1.0)).sum()) / all_pairs
    return share * all_pairs / 2


def same_columns(case: Case) -> Iterable[Found]:
    """Columns that are equal, or that are one another's recoding."""
    if case.records < _ENOUGH_ROWS:
        return
    first: dict[bytes, Column] = {}
    for column in case.loaded.columns:
        if column.type in {"empty", "constant"}:
            continue
        codes, values = case.codes(column)
        # Values are numbered by first appearance: equal numbers mean a one-to-one relation.
        earlier = first.setdefault(codes.tobytes(), column)
        if earlier is column:
            continue
        if case.codes(earlier)[1] == values:
            text = _("This column is the same as “{other}”. One of them is enough. Ask whether another was meant.")
            yield Found(text.format(other=earlier.name), column.name)
        elif len(values) <= case.records / 2:
            text = _(
                "Each value of this column goes with one value of “{other}”: the same thing in other words. Keep one "
                "of them."
            )
            yield Found(text.format(other=earlier.name), column.name, severity=HINT)


def repeated_keys(case: Case, column: Column) -> Iterable[Found]:
    """A column that is named like a key and is nearly, but not quite, unique."""
    present = case.records - column.missing
    if (
        not _KEY_NAME.search(column.name)
        or not _NEARLY_UNIQUE * present <= column.distinct < present
        or present < _ENOUGH_ROWS
    ):
        return
    codes = case.codes(column)[0]
    repeated = {code for code, count in Counter(codes.tolist()).items() if count > 1 and code >= 0}
    rows = [row for row, code in enumerate(codes.tolist()) if code in repeated]
    text = _(
        "Named like a key, but shared with another row in {rows}. Joins will multiply rows. Ask whether a key may "
        "repeat (several events of one customer) or whether these are duplicates."
    )
    yield Found(text.format(rows=of_rows(len(rows), case.records)), column.name, rows)
