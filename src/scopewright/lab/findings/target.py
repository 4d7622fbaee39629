"""Checks of the column to be predicted, and of columns that give it away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from scopewright.lab.findings.case import HINT, Case, Found, of_rows
from scopewright.lab.types import NUMERIC, TEMPORAL, Column
from scopewright.language import _, current, show_number

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Integers = np.ndarray[Any, Any]

_MAX_CLASSES = 30
# Whole numbers with more values than this are a quantity, as for the baselines.
_FEW_WHOLE_NUMBERS = 10
_RARE_ROWS = 10
_MINORITY_SHARE = 0.1
# How much of the doubt about the target one column may remove before it is a suspect. The best single column of the
# public sets at hand stays below 0.9; leaks come close to 1.
_LEAK_GAIN = 0.98
_LEAK_CORRELATION = 0.97
_ENOUGH_ROWS = 50
_BINS = 30
_CAPPED_SHARE = 0.02


def classes(case: Case) -> Counter[str] | None:
    """The target's classes and their counts, or None if it is a quantity (or there is no target)."""
    column = case.target_column
    if column is None or column.type in TEMPORAL:
        return None
    if column.type in NUMERIC and (column.type != "integer" or column.distinct > _FEW_WHOLE_NUMBERS):
        return None
    codes, values = case.codes(column)
    counts = Counter(codes.tolist())
    return Counter({value: counts[code] for code, value in enumerate(values)})


def missing_target(case: Case) -> Iterable[Found]:
    """Records without a target."""
    column = case.target_column
    if column is not None and column.missing:
        rows = case.text(column).isna().to_numpy().nonzero()[0].tolist()
        text = _(
            "The target is missing in {rows}. They can neither teach nor test; if they differ from the rest, the "
            "score will not hold. Ask why they have none: still open, or not looked at?"
        )
        yield Found(text.format(rows=of_rows(len(rows), case.records)), column.name, rows)


def one_class(case: Case) -> Iterable[Found]:
    """A target that never varies."""
    column = case.target_column
    if column is not None and column.type in {"constant", "empty"}:
        yield Found(
            _("The target has one value or none: there is nothing to predict. Ask for the other cases."), column.name
        )


def imbalance(case: Case) -> Iterable[Found]:
    """Two classes of very different size."""
    found = classes(case)
    if found is None or len(found) != 2:
        return
    name, count = min(found.items(), key=lambda item: item[1])
    if count < _MINORITY_SHARE * found.total():
        text = _(
            "Class “{name}” has {rows}. Always answering the other class is already right nearly always, so accuracy "
            "says little: agree on precision, recall or cost. Ask what each kind of error costs."
        )
        rows = of_rows(count, found.total())
        without = _(
            "The rarer class has {rows}. Always answering the other class is already right nearly always, so accuracy "
            "says little: agree on precision, recall or cost. Ask what each kind of error costs."
        )
        yield Found(text.format(name=name, rows=rows), case.target, without=without.format(rows=rows))


def rare_classes(case: Case) -> Iterable[Found]:
    """Classes with too few examples to learn or to test."""
    found = classes(case)
    if found is None or len(found) > _MAX_CLASSES or found.total() < _ENOUGH_ROWS or len(found) < 2:
        return
    rare = {name: count for name, count in found.items() if count < _RARE_ROWS}
    if rare and case.target_column is not None:
        shown = ", ".join(f"“{name}” ({count})" for name, count in list(rare.items())[:10])
        text = _(
            "Classes with fewer than {limit} rows: {classes}. Ask for more of them, or which to join or leave out."
        )
        message = text.format(limit=_RARE_ROWS, classes=shown)
        severity = HINT if case.target_column.type in NUMERIC else None
        without = text.format(limit=_RARE_ROWS, classes=show_number(len(rare), current()))
        yield Found(message, case.target, case.rows_of(case.target_column, rare), severity, without)


def capped(case: Case) -> Iterable[Found]:
    """A quantity whose largest value is oddly common: cut off at a limit."""
    column = case.target_column
    if column is None or column.type not in NUMERIC or column.distinct <= 100:
        return
    values = case.typed(column)
    top = values.max()
    rows = (values == top).to_numpy().nonzero()[0].tolist()
    if len(rows) > max(10, _CAPPED_SHARE * case.records):
        text = _(
            "The largest value occurs in {rows}: the target looks cut off at a limit. The model will learn the "
            "limit, not what lies beyond. Ask where it comes from."
        )
        yield Found(text.format(rows=of_rows(len(rows), case.records)), column.name, rows)


def identifier(case: Case, column: Column) -> Iterable[Found]:
    """A column that numbers the records: worthless as a feature, and sometimes a leak by its order."""
    if case.target is not None and column.type == "id" and column.name != case.target:
        text = _(
            "Different in every row, so it names the row and is no feature. Leave it out of the model; if it follows "
            "the order of entry it can give the target away. Ask how it is assigned."
        )
        yield Found(text, column.name)


def leak(case: Case, column: Column) -> Iterable[Found]:
    """One column alone predicts the target nearly perfectly."""
    target = case.target_column
    if target is None or column.name == case.target or case.records < _ENOUGH_ROWS:
        return
    if column.type in {"empty", "constant", "id"} or target.type in {"empty", "constant", "id"}:
        return
    found = classes(case)
    strength, limit = (_correlation(case, column, target), _LEAK_CORRELATION) if found is None else (
        _gain(case, column, target), _LEAK_GAIN
    )  # fmt: skip
    if strength >= limit:
        text = _(
            "This column alone tells the target nearly perfectly (strength {strength} of 1). Often such a column is "
            "filled in after the fact and will be missing when the model is used. Ask when its value becomes known."
        )
        yield Found(text.format(strength=show_number(strength, current(), 2)), column.name)


def _correlation(case: Case, column: Column, target: Column) -> float:
    """The absolute correlation, the larger of plain and rank; 0 where it means nothing."""
    if column.type not in NUMERIC or target.type not in NUMERIC:
        return 0.0
    pair = case.typed(column).to_frame("x").assign(y=case.typed(target).to_numpy()).dropna()
    if len(pair) < _ENOUGH_ROWS or pair.x.nunique() < 3 or pair.y.nunique() < 3:
        return 0.0
    ranks = pair.rank()
    return max(abs(float(pair.x.corr(pair.y))), abs(float(ranks.x.corr(ranks.y))))


def _gain(case: Case, column: Column, target: Column) -> float:
    """How much the column's values or, for numbers, equally filled ranges of them explain; see ``explained``."""
    return explained(_levels(case, column), case.codes(target)[0])


def explained(levels: Integers, answers: Integers) -> float:
    """The share of errors of "always the commonest class" that guessing per level would save, 0 to 1.

    Both are numbers per record, -1 for an unknown answer; 0 where levels have fewer than ten records on
    average, for then they would merely remember them.
    """
    import numpy as np
    import pandas as pd

    known = answers >= 0
    answers, levels = answers[known], levels[known]
    if not len(answers) or len(np.unique(levels)) > len(answers) / 10:
        return 0.0
    table = pd.crosstab(levels, answers).to_numpy()
    commonest, right = table.sum(axis=0).max(), table.max(axis=1).sum()
    wrong = len(answers) - commonest
    return float((right - commonest) / wrong) if wrong >= 5 else 0.0


def _levels(case: Case, column: Column) -> np.ndarray[Any, Any]:
    import pandas as pd

    codes = case.codes(column)[0]
    if column.type not in NUMERIC | TEMPORAL or column.distinct <= _BINS:
        return codes
    values: pd.Series[Any] = case.typed(column)
    return pd.qcut(values.rank(method="dense"), _BINS, labels=False, duplicates="drop").fillna(-1).to_numpy()
