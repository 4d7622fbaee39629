"""Whether the rows that a frozen split holds out look like the rows that are learnt from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from scopewright.lab.ask import read_ask
from scopewright.lab.findings.case import HINT, Case, Found
from scopewright.lab.findings.deliveries import measures
from scopewright.lab.findings.pair import Pair
from scopewright.lab.plan import make_plan
from scopewright.lab.resample import Integers
from scopewright.lab.unfit import UnfitData
from scopewright.language import _

CODE = "DRF02"


def between_parts(case: Case, asked: Mapping[str, Any]) -> Iterator[Found]:
    """Columns that are spread otherwise in the held-out rows than in the others.

    ``asked`` is the payload of the baseline whose split it is. A split that cannot be made says nothing: the baseline
    will refuse it in words.
    """
    try:
        parts = make_plan(read_ask(asked), case.loaded).split
    except UnfitData:
        return
    pair = Pair(_part(case, parts.dev), _part(case, parts.test))
    for name, drift in pair.drifts.items():
        if drift.level != "none":
            text = _(
                "Spread otherwise in the {count} held-out rows than in those that are learnt from: {measures}. What is "
                "learnt on the one is tested on the other, so the test may be harder, or easier, than later use. Ask "
                "what has changed in between, and whether the held-out rows are what the model will meet."
            )
            told = text.format(count=len(parts.test), measures=measures(drift))
            rows = [int(row) for row in parts.test]
            yield Found(told, name, rows, severity=None if drift.level == "large" else HINT)


def _part(case: Case, rows: Integers) -> Case:
    """Some records as a table of their own, its columns understood as before."""
    frame = case.loaded.frame.iloc[rows].reset_index(drop=True)
    columns = tuple(
        replace(column, missing=int(frame[column.name].isna().sum()), distinct=int(frame[column.name].nunique()))
        for column in case.loaded.columns
    )
    return Case(replace(case.loaded, frame=frame, records=len(rows), columns=columns), case.target, case.today)
