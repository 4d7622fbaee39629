"""Are a model's errors outliers? Its answers beside the outliers of the table it was asked about (row T14)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scopewright.lab.findings.case import Case
from scopewright.lab.findings.target import classes
from scopewright.lab.outliers import flags
from scopewright.lab.source import UnreadableFile
from scopewright.lab.types import NUMERIC
from scopewright.language import _

if TYPE_CHECKING:
    import numpy as np

    Flags = np.ndarray[Any, np.dtype[np.bool_]]

LARGEST = 0.1
"""Of answers that are numbers, the share with the largest errors counts as wrong."""


def cross_tables(case: Case, predictions: str | Path) -> dict[str, Any]:
    """How many wrong and right answers fell on outliers and on other rows, over all columns and column by column.

    ``predictions`` is a CSV with the columns ``row`` and ``prediction``, as ``baseline --predict`` writes it. The
    answer is ``{"judged", "wrong", "tables": [{"column", "outlier_wrong", "outlier_right", "other_wrong",
    "other_right"}]}``, ``column`` null for "an outlier in any column"; columns without outliers are left out.

    Raises:
        UnreadableFile: there is no target, or the file does not say which row was answered how.
    """
    import numpy as np

    target = case.target_column
    if target is None:
        raise UnreadableFile(_("To hold answers against the truth, name the target column."))
    rows, wrong = _judged(case, _read(predictions, case.records))
    apart = {
        column.name: flags(case.typed(column))[rows]
        for column in case.features
        if column.type in NUMERIC
    }  # fmt: skip
    every = np.any(list(apart.values()), axis=0) if apart else np.zeros(len(rows), dtype=bool)
    tables = [_table(None, every, wrong)]
    tables += [_table(name, marked, wrong) for name, marked in apart.items() if marked.any()]
    return {"judged": len(rows), "wrong": int(wrong.sum()), "tables": tables}


def _read(path: str | Path, records: int) -> dict[int, str]:
    """The answer to each row.

    Raises:
        UnreadableFile: the file has other columns, or names rows that the table does not have.
    """
    with Path(path).open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file)
        if not {"row", "prediction"} <= set(lines.fieldnames or ()):
            text = _("{file} is no list of answers: it needs the columns “row” and “prediction”.")
            raise UnreadableFile(text.format(file=Path(path).name))
        try:
            found = {int(line["row"]): line["prediction"] for line in lines}
        except (TypeError, ValueError) as error:
            text = _("{file} names a row that is no number. Rows are counted from 0.")
            raise UnreadableFile(text.format(file=Path(path).name)) from error
    if any(not 0 <= row < records for row in found):
        raise UnreadableFile(_("{file} answers rows that this table does not have.").format(file=Path(path).name))
    return found


def _judged(case: Case, answers: dict[int, str]) -> tuple[list[int], Flags]:
    """The rows that were answered and have a target, and whether each answer counts as wrong."""
    import numpy as np
    import pandas as pd

    target = case.target_column
    assert target is not None
    truth = case.text(target)
    rows = [row for row in sorted(answers) if truth.iloc[row] is not None]
    if classes(case) is not None:
        return rows, np.array([answers[row] != truth.iloc[row] for row in rows], dtype=bool)
    given = pd.to_numeric(pd.Series([answers[row] for row in rows]), errors="coerce").to_numpy("float64")
    error = np.abs(given - case.typed(target).iloc[rows].to_numpy("float64"))
    limit = np.nanquantile(error, 1 - LARGEST) if len(error) else 0.0
    return rows, np.asarray(np.isnan(error) | (error > limit))


def _table(column: str | None, apart: Flags, wrong: Flags) -> dict[str, Any]:
    return {
        "column": column,
        "outlier_wrong": int((apart & wrong).sum()),
        "outlier_right": int((apart & ~wrong).sum()),
        "other_wrong": int((~apart & wrong).sum()),
        "other_right": int((~apart & ~wrong).sum()),
    }
