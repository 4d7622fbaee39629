"""Checks of what a column holds: empty, constant, missing, mixed, spelled in several ways, damaged."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from scopewright.lab.cells import PLAIN_INTEGER, TRUTH, is_value
from scopewright.lab.findings import times
from scopewright.lab.findings.case import HINT, WARNING, Case, Found, of_rows
from scopewright.lab.types import NO_VALUE, NUMERIC, TEMPORAL, Column
from scopewright.language import _

_MISSING_HINT, _MISSING_WARNING = 0.05, 0.2
# Spellings of "no value" that every common reader takes for one without being told.
_COMMON_MISSING = frozenset(["", "NA", "N/A", "n/a", "#N/A", "NULL", "null", "None", "NaN", "nan", "<NA>"])
_DAMAGED = re.compile(
    "\ufffd|Ã[\u0080-\u00bf\u0178\u201a-\u201e\u0152-\u0153€\u0160-\u0161\u2013-\u2026]|â€|Â[ °§©®«»\u00a0]"
)
UNNAMED = re.compile(r"column \d+(?: \(\d+\))?")
"""The name of a column that has none."""
_LIMIT = re.compile(r"[<>≤≥~]=? ?\d[\d.,]*")
_POSTAL = re.compile(r"\bplz\b|\bzip|postleitzahl|post(?:al)?[ _-]?code|code[ _]postal", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_MIN_MIXED = 0.5


def empty(case: Case, column: Column) -> Iterable[Found]:
    """No cell of the column holds a value."""
    if column.type == "empty" and not set(column.missing_as) - {""} and UNNAMED.fullmatch(column.name):
        unnamed = (one for one in case.loaded.columns if one.type == "empty" and UNNAMED.fullmatch(one.name))
        if next(unnamed) is column:
            text = _(
                "A column without a name and without values: the lines carry a delimiter too many. Nothing is lost; "
                "leave the column out."
            )
            yield Found(text, column.name, severity=HINT)
        return
    if column.type == "empty" and case.records:
        text = _("This column holds no values. It cannot be used. Ask whether the export left them out by mistake.")
        yield Found(text, column.name)


def constant(case: Case, column: Column) -> Iterable[Found]:
    """All records have the same value."""
    if column.type == "constant" and case.records >= 10:
        yield Found(
            _(
                "Every row holds the same value, so the column tells nothing apart. Ask whether the file was "
                "filtered by it: then a model from it holds for that case only."
            ),
            column.name,
        )


def missing(case: Case, column: Column) -> Iterable[Found]:
    """A large share of the cells is missing."""
    share = column.missing / case.records if case.records else 0
    if column.type == "empty" or share < _MISSING_HINT or column.name == case.target:
        return
    if share < _MISSING_WARNING and len(_oddly_missing(case, column)) == column.missing:
        return
    rows = case.text(column).isna().to_numpy().nonzero()[0].tolist()
    text = _(
        "No value in {rows}. A model learns from the gaps too. Ask why they are missing: not applicable, not "
        "recorded, or lost, and whether it will be so in use."
    )
    severity = WARNING if share >= _MISSING_WARNING else HINT
    said = text.format(rows=of_rows(column.missing, case.records))
    yield Found(said, column.name, rows, severity, count=column.missing)


def odd_missing(case: Case, column: Column) -> Iterable[Found]:
    """Blanks or marks stand for "no value", which makes other programs read numbers or dates as text."""
    rows = _oddly_missing(case, column)
    if not rows or column.type == "empty":
        return
    odd = {cell.strip() for cell in column.missing_as if cell not in _COMMON_MISSING}
    marks = ", ".join(f"“{mark}”" if mark else _("a blank") for mark in sorted(odd))
    numeric = column.type in NUMERIC | TEMPORAL
    text = (
        _(
            "Numbers or dates kept as text: {marks} instead of a value in {rows}. Most programs then read the whole "
            "column as text. Ask what the mark means (not yet, none, unknown) and have those cells left empty."
        )
        if numeric
        else _(
            "{marks} instead of a value in {rows}; a program takes it for a value of its own. Ask what the mark means."
        )
    )
    message = text.format(rows=of_rows(len(rows), case.records), marks=marks)
    yield Found(message, column.name, rows, WARNING if numeric else HINT)


def _oddly_missing(case: Case, column: Column) -> list[int]:
    cells = case.loaded.blank_cells.get(column.name, {})
    return [row for row, cell in cells.items() if cell not in _COMMON_MISSING]


def mixed(case: Case, column: Column) -> Iterable[Found]:
    """Some cells do not fit the type of the rest."""
    if column.type in NUMERIC | TEMPORAL:
        if int(case.typed(column).isna().sum()) == column.missing:
            return
        swapped = set(times.swapped(case, column))
        lost = (case.text(column).notna() & case.typed(column).isna()).to_numpy().nonzero()[0].tolist()
        rows = [row for row in lost if row not in swapped]
        what = _("numbers") if column.type in NUMERIC else _("dates")
    elif column.type in {"text", "category", "code"}:
        yield from _limits(case, column)
        rows = [] if column.type == "code" else _words_among_numbers(case, column)
        what = _("numbers")
    else:
        return
    if rows and column.unreadable and set(column.unreadable) <= NO_VALUE:
        yield _words_for_none(case, column, rows)
    elif rows:
        yield unreadable(column, what, len(rows), case.records, rows)


def _words_for_none(case: Case, column: Column, rows: list[int]) -> Found:
    text = _(
        "Words or error marks for “no value” ({marks}) in {rows}. Most programs then read the whole column as text, or "
        "take the mark for a value. Ask what it means (not yet, none, a failed formula) and have those cells left "
        "empty."
    )
    marks = ", ".join(f"“{word}”" for word in sorted(column.unreadable))
    return Found(text.format(marks=marks, rows=of_rows(len(rows), case.records)), column.name, rows)


def _limits(case: Case, column: Column) -> Iterable[Found]:
    """Numbers with a sign such as < before them, in a column of numbers that is kept as text because of it."""
    values = case.codes(column)[1]
    signed = [value for value in values if _LIMIT.fullmatch(value)]
    if not signed or any(not is_value(value) for value in set(values).difference(signed)):
        return
    if all(_LIMIT.fullmatch(value) for value in values):
        return
    rows = case.rows_of(column, signed)
    text = _(
        "Numbers kept as text because of signs such as < or > in {rows}: less or more than can be measured. Left out "
        "or read as the limit, they bend every mean. Ask for the limits, and what to compute with."
    )
    yield Found(text.format(rows=of_rows(len(rows), case.records)), column.name, rows)


def unreadable(column: Column, what: str, count: int, records: int, rows: Sequence[int]) -> Found:
    """So many cells are not ``what`` the rest of the column is; ``rows`` are those that are known."""
    text = _(
        "Most cells are {what}; unreadable as such: {rows}. Such cells get lost or turn the column into "
        "text. Look at those rows and ask what the entries mean."
    )
    return Found(text.format(what=what, rows=of_rows(count, records)), column.name, rows, count=count)


def _words_among_numbers(case: Case, column: Column) -> list[int]:
    """The records with a word in a column that holds numbers for the most part; codes and ranges hold digits."""
    codes, values = case.codes(column)
    words = set()
    for value in values:
        if not _DIGIT.search(value):
            words.add(value)
        elif not is_value(value):
            return []
    rows = case.rows_of(column, words)
    return rows if len(rows) < _MIN_MIXED * int((codes >= 0).sum()) else []


def number_style(_case: Case, column: Column) -> Iterable[Found]:
    """Numbers with thousands marks or signs, which most programs read as text."""
    if column.type in {"currency", "percent"} or (column.type in NUMERIC and column.thousands):
        text = _(
            "The numbers carry thousands marks, a currency or a percent sign, and most programs read them as text. "
            "They were read here with “{decimal}” as the decimal mark; ask whether that is right and whether all are "
            "in one unit."
        )
        yield Found(text.format(decimal=column.decimal or "."), column.name)


def spelled_differently(case: Case, column: Column) -> Iterable[Found]:
    """One level under several spellings: Yes, yes, Y; Berlin, BERLIN."""
    if column.type not in {"boolean", "category"}:
        return
    codes, values = case.codes(column)
    groups: dict[str, list[str]] = defaultdict(list)
    for value in values:
        truth = TRUTH.get(value.lower()) if column.type == "boolean" else None
        groups[_folded(value) if truth is None else str(truth)].append(value)
    several = [group for group in groups.values() if len(group) > 1]
    if not several:
        return
    counts = Counter(codes.tolist())
    place = {value: code for code, value in enumerate(values)}
    rarer = [value for group in several for value in sorted(group, key=lambda value: -counts[place[value]])[1:]]
    rows = case.rows_of(column, rarer)
    shown = "; ".join(" / ".join(f"“{value}”" for value in group) for group in several[:5])
    text = _(
        "The same level is spelled in several ways: {levels}. A model takes them for different things. A rarer "
        "spelling is used in {rows}. Ask which spelling holds and why there are several (two systems, typing by "
        "hand)."
    )
    without = _(
        "The same level is spelled in several ways, {count} levels in all. A model takes them for different things. A "
        "rarer spelling is used in {rows}. Ask which spelling holds and why there are several (two systems, typing by "
        "hand)."
    )
    used = of_rows(len(rows), case.records)
    message, kept = text.format(levels=shown, rows=used), without.format(count=len(several), rows=used)
    yield Found(message, column.name, rows, without=kept)


def _folded(value: str) -> str:
    folded = re.sub(r"[\s_.\-]+", " ", value).strip().casefold()
    # "+" and "-" or "<=50K" and ">50K" differ in signs only; those are different levels.
    return folded if any(character.isalpha() for character in folded) else value


def lost_zeros(case: Case, column: Column) -> Iterable[Found]:
    """Codes of a fixed length of which some are shorter: their leading zeros were dropped on the way."""
    if column.type != "code":
        return
    codes, values = case.codes(column)
    if not all(PLAIN_INTEGER.fullmatch(value) and value.isdigit() for value in values):
        return
    counts = Counter(codes.tolist())
    lengths = Counter[int]()
    for code, value in enumerate(values):
        lengths[len(value)] += counts[code]
    usual, hits = lengths.most_common(1)[0]
    short = [value for value in values if len(value) == usual - 1 and not value.startswith("0")]
    rows = case.rows_of(column, short)
    zeros = any(len(value) == usual and value.startswith("0") for value in values) or _POSTAL.search(column.name)
    if rows and zeros and max(lengths) == usual and hits > 0.8 * lengths.total():
        text = _(
            "Codes of one length, but one digit is lacking in {rows}: a spreadsheet has likely dropped the "
            "zero. They no longer match other tables. Ask for an export in which the column is text."
        )
        yield Found(text.format(rows=of_rows(len(rows), case.records)), column.name, rows)


def damaged(case: Case, column: Column) -> Iterable[Found]:
    """Text that was read under a wrong encoding before it came here, or that has lost characters."""
    if column.type in NUMERIC | TEMPORAL | {"empty"}:
        return
    values = case.codes(column)[1]
    joined = "\n".join(values)
    hit_rows: list[int] = []
    if any(mark in joined for mark in ("\ufffd", "Ã", "â€", "Â")):
        hit_rows = case.rows_of(column, [value for value in values if _DAMAGED.search(value)])
    if hit_rows or _DAMAGED.search(column.name):
        text = _(
            "Damaged letters (such as Ã¼ for ü, or the mark � for a lost one) in {rows}. One word becomes two levels "
            "and texts stop matching. Ask for the file as UTF-8, from the system that holds the data."
        )
        yield Found(text.format(rows=of_rows(len(hit_rows), case.records)), column.name, hit_rows)
