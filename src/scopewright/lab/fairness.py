"""Whether the model serves some people worse than others: its errors by the levels of columns that describe people.

The columns are those that the scope maps to an attribute, also where no model may use them. Differences are between a
level and all other rows, with a 95 % interval: the rates that A. Agarwal and others compare in *A Reductions Approach
to Fair Classification* (ICML 2018), demographic parity by the share told positive, equalised odds by recall and false
alarm rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import Any

import numpy as np

from scopewright.lab.features import Part, part_of_column
from scopewright.lab.metrics import Answers
from scopewright.lab.plan import Plan
from scopewright.lab.resample import Integers, Z
from scopewright.lab.slices import FEWEST, levels, variance
from scopewright.lab.wrongness import Wrongness


def fairness(plan: Plan, rows: Integers, answers: Answers, wrong: Wrongness) -> list[dict[str, Any]]:
    """A row per attribute column and level, in the order of the columns; ``answers`` and ``wrong`` are of ``rows``.

    ``gap`` is by how much the level's error is above that of the other rows, ``low`` to ``high`` its interval.
    ``told``, ``recall`` and ``false_alarms`` are shares, for two classes only.
    """
    names = {column.name.strip().casefold(): column.name for column in plan.loaded.columns}
    asked = dict.fromkeys(names.get(name.strip().casefold(), "") for name in plan.ask.attributes)
    parts = [part_of_column(plan.loaded, name) for name in asked if name]
    return [row for part in parts if part is not None for row in _of_column(part, rows, answers, wrong)]


def _of_column(part: Part, rows: Integers, answers: Answers, wrong: Wrongness) -> Iterator[dict[str, Any]]:
    for label, kept, mask in levels(part, rows):
        if 0 < mask.sum() < len(mask):
            inside, outside = wrong.error[mask], wrong.error[~mask]
            gap = float(inside.mean() - outside.mean())
            half = Z * sqrt(variance(inside) + variance(outside))
            yield {
                "column": part.label,
                "label": label,
                "kept": kept,
                "rows": int(mask.sum()),
                "error": float(inside.mean()),
                "gap": gap,
                "low": gap - half,
                "high": gap + half,
                "judged": bool(mask.sum() >= FEWEST),
                **_rates(answers, mask),
            }


def _rates(answers: Answers, mask: np.ndarray) -> dict[str, float | None]:
    if answers.positive is None:
        return {"told": None, "recall": None, "false_alarms": None}
    told, is_so = answers.chosen()[mask] == answers.positive, answers.truth[mask] == answers.positive
    return {"told": float(told.mean()), "recall": _share(told, is_so), "false_alarms": _share(told, ~is_so)}


def _share(told: np.ndarray, among: np.ndarray) -> float | None:
    return float(told[among].mean()) if among.any() else None
