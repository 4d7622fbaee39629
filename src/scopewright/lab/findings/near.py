"""Checks for things that are there twice but for their spelling: rows, keys, levels."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scopewright.lab.findings.case import Case, Found, of_rows
from scopewright.lab.types import Column
from scopewright.language import _

if TYPE_CHECKING:
    import pandas as pd

_MARKS = re.compile(r"[^a-z0-9]+")
_MOST_ROWS = 200_000
_NEIGHBOURS = 3
_LIKE = 92.0
_ONE_MAY_DIFFER = 5
_ENOUGH_TEXT = 12
_SHORT = 40
_RARE, _COMMON = 2, 50
_SHORTEST_WORD = 5


def folded(text: str) -> str:
    """Letters and digits only, without case and accents: what stays when only the spelling differs."""
    if text.isascii():
        return _MARKS.sub("", text.lower())
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def similar_rows(case: Case) -> Iterable[Found]:
    """Records that repeat another one but for ids, spelling or a typing error.

    Records are sorted by their folded texts, once from the front and once from the back, and each is compared with
    its next neighbours (the sorted neighbourhood of Hernández and Stolfo, 1995).
    """
    texts = [column for column in case.loaded.columns if _tells_apart(case, column)]
    if not texts or not 2 <= case.records <= _MOST_ROWS:
        return
    others = [column for column in case.loaded.columns if column not in texts and column.type != "id"]
    wording = _wording(case, texts)
    rows = sorted({max(pair) for pair in _alike(case, wording, others) if not _equal(case, *pair)})
    if rows:
        text = _(
            "Nearly the same as an earlier row, but for an id, the spelling or a typing error: {rows}. Likely one "
            "thing entered twice; it weighs double and may stand on both sides of a split. Look at the rows and ask "
            "how such copies arise and which one holds."
        )
        yield Found(text.format(rows=of_rows(len(rows), case.records)), None, rows)


def _tells_apart(case: Case, column: Column) -> bool:
    """Whether the column's texts are long and different enough to know a record by."""
    return column.type == "text" and column.distinct > (case.records - column.missing) / 2


def _wording(case: Case, texts: Sequence[Column]) -> list[str]:
    parts: list[list[str]] = []
    for column in texts:
        codes, values = case.codes(column)
        plain = [*map(folded, values), ""]
        parts.append([plain[code] for code in codes.tolist()])
    return [" ".join(row) for row in zip(*parts, strict=True)]


def _alike(case: Case, wording: list[str], others: Sequence[Column]) -> Iterator[tuple[int, int]]:
    import numpy as np
    from rapidfuzz import fuzz

    table = [case.codes(column)[0] for column in others]
    for key in (lambda row: wording[row], lambda row: wording[row][::-1]):
        enough = (row for row, words in enumerate(wording) if len(words) >= _ENOUGH_TEXT)
        order = np.array(sorted(enough, key=key), dtype="int64")
        for step in range(1, min(_NEIGHBOURS + 1, len(order))):
            rows, next_rows = order[:-step], order[step:]
            differ = np.zeros(len(rows), dtype="int64")
            for codes in table:
                differ += codes[rows] != codes[next_rows]
            near = differ <= (len(table) >= _ONE_MAY_DIFFER)
            for row, other in zip(rows[near].tolist(), next_rows[near].tolist(), strict=True):
                one, two = wording[row], wording[other]
                if _digits(one) == _digits(two) and fuzz.ratio(one, two) >= _LIKE:
                    yield row, other


def _digits(text: str) -> str:
    """Numbers in a text tell things apart even where the words around them are alike."""
    return "".join(sign for sign in text if sign.isdigit())


def _equal(case: Case, one: int, other: int) -> bool:
    frame: pd.DataFrame = case.loaded.frame
    first, second = frame.iloc[one], frame.iloc[other]
    same: pd.Series[Any] = (first == second) | (first.isna() & second.isna())
    return bool(same.all())


def similar_keys(case: Case, column: Column) -> Iterable[Found]:
    """Codes, ids or short texts of which some are the same but for case, blanks, marks or accents."""
    if column.type not in {"id", "code", "text"}:
        return
    codes, values = case.codes(column)
    if column.type == "text" and any(len(value) > _SHORT for value in values):
        return
    if all(map(str.isdigit, values)):
        return
    groups: dict[str, list[str]] = defaultdict(list)
    for value in values:
        if key := folded(value):
            groups[key].append(value)
    counts = Counter(codes.tolist())
    number = {value: place for place, value in enumerate(values)}
    several = [group for group in groups.values() if len(group) > 1 and not _differ_by_signs(group)]
    rarer = [value for group in several for value in sorted(group, key=lambda value: -counts[number[value]])[1:]]
    if rarer:
        rows = case.rows_of(column, rarer)
        text = _(
            "The same as another value but for case, blanks, marks or accents, in {rows}. Joins and counts take them "
            "for different things. Ask for one spelling, or whether the mark has a meaning."
        )
        yield Found(text.format(rows=of_rows(len(rows), case.records)), column.name, rows)


def _differ_by_signs(group: Sequence[str]) -> bool:
    """Whether they differ in marks between digits, which may carry the number: 1.10 and 11.0, 1-23 and 12-3."""
    return any(value[:1].isdigit() and value[-1:].isdigit() for value in group) and not any(
        sign.isalpha() for value in group for sign in value
    )


def typing_errors(case: Case, column: Column) -> Iterable[Found]:
    """A very rare level that is one letter away from a common one."""
    if column.type not in {"category", "text"} or column.distinct > case.records / 10:
        return
    from rapidfuzz.distance import DamerauLevenshtein

    codes, values = case.codes(column)
    counts = Counter(codes.tolist())
    words = {value: counts[place] for place, value in enumerate(values) if _is_word(value)}
    common = [value for value, count in words.items() if count >= _COMMON]
    wrong = [
        value
        for value, count in words.items()
        if count <= _RARE
        and any(
            folded(value) != folded(right)
            and DamerauLevenshtein.distance(value.casefold(), right.casefold(), score_cutoff=1) == 1
            for right in common
        )
    ]
    if wrong:
        rows = case.rows_of(column, wrong)
        shown = ", ".join(f"“{value}”" for value in wrong[:5])
        text = _(
            "One letter away from a common level, and very rare: {levels}, in {rows}. Probably typing errors, and "
            "levels of their own for a program. Look at them and ask which level holds."
        )
        message, kept = (
            text.format(levels=levels, rows=of_rows(len(rows), case.records)) for levels in (shown, len(wrong))
        )
        yield Found(message, column.name, rows, without=kept)


def _is_word(value: str) -> bool:
    return len(value) >= _SHORTEST_WORD and not any(sign.isdigit() for sign in value)
