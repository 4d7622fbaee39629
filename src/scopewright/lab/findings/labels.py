"""Checks of the answers a model would learn from: conflicts, and an order of the rows that gives them away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from scopewright.lab.findings.case import HINT, WARNING, Case, Found, of_rows
from scopewright.lab.findings.target import classes, explained
from scopewright.lab.types import NUMERIC, Column
from scopewright.language import _, current, show_number

if TYPE_CHECKING:
    import pandas as pd

_ENOUGH_ROWS = 50
_GIVEN_AWAY = 0.5
_FLOOR, _SERIOUS_FLOOR = 0.001, 0.01


def conflicts(case: Case) -> Iterable[Found]:
    """Records that agree in every column but ids, and have different answers."""
    target = case.target_column
    if target is None or classes(case) is None or target.type in {"constant", "empty", "id"}:
        return
    import pandas as pd

    used = [column for column in case.features if column.type not in {"id", "empty", "constant"}]
    answers = case.codes(target)[0]
    known = answers >= 0
    if not used or known.sum() < _ENOUGH_ROWS:
        return
    table = pd.DataFrame({place: case.codes(column)[0] for place, column in enumerate(used)})[known]
    alike = table.groupby(list(table.columns), sort=False).ngroup()
    pairs = pd.crosstab(alike, answers[known])
    torn = pairs[(pairs > 0).sum(axis=1) > 1]
    floor = int((torn.sum(axis=1) - torn.max(axis=1)).sum()) / int(known.sum())
    if floor < _FLOOR:
        return
    rows = alike.index[alike.isin(torn.index)].tolist()
    text = _(
        "Equal in every column, yet with different answers: {rows}. No model on these columns gets more than {most} % "
        "right. Ask what told those cases apart, and who set the labels."
    )
    most = show_number(100 * (1 - floor), current(), 2)
    severity = WARNING if floor >= _SERIOUS_FLOOR else HINT
    yield Found(text.format(rows=of_rows(len(rows), case.records), most=most), case.target, rows, severity)


def order(case: Case) -> Iterable[Found]:
    """An identifier, or the bare order of the rows, that tells the target."""
    target = case.target_column
    if target is None or case.records < _ENOUGH_ROWS or target.type in {"constant", "empty", "id"}:
        return
    import pandas as pd

    rows = pd.Series(range(case.records), dtype="float64")
    told = False
    for column in case.features:
        if column.type != "id" or (strength := _told_by(case, target, _ranks(case, column))) < _GIVEN_AWAY:
            continue
        told = True
        text = _(
            "The order of this identifier tells the target (strength {strength} of 1): the rows were numbered class by "
            "class, or the number grows with the answer. In use that help is gone. Leave the column out, and ask how "
            "numbers are given."
        )
        yield Found(text.format(strength=show_number(strength, current(), 2)), column.name)
    if not told and (strength := _told_by(case, target, rows)) >= _GIVEN_AWAY:
        text = _(
            "The rows stand in the order of the target (strength {strength} of 1). Whoever takes the last rows as a "
            "test set tests on other classes than were learnt. Shuffle before splitting, and ask for the order of "
            "entry."
        )
        yield Found(text.format(strength=show_number(strength, current(), 2)), case.target, severity=HINT)


def _ranks(case: Case, column: Column) -> pd.Series[Any]:
    """The records' places in the order of the identifiers: by number if they are numbers, else by length and sign."""
    import pandas as pd

    text = case.text(column)
    numbers = pd.to_numeric(text, errors="coerce")
    if numbers.notna().all():
        return numbers.rank()
    longest = int(text.str.len().max())
    return text.str.pad(longest).rank()


def _told_by(case: Case, target: Column, ranks: pd.Series[Any]) -> float:
    if classes(case) is not None:
        bins = (ranks.rank(method="first") * 30 // (len(ranks) + 1)).astype("int64").to_numpy()
        return explained(bins, case.codes(target)[0])
    if target.type not in NUMERIC:
        return 0.0
    return abs(float(ranks.reset_index(drop=True).corr(case.typed(target).rank().reset_index(drop=True))))
