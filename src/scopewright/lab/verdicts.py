"""What a user's rules answer for each row of a file. Only comparisons happen here."""

from __future__ import annotations

import operator
from collections.abc import Callable
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scopewright.lab.intake import Column, Loaded
from scopewright.lab.numbers import converter
from scopewright.lab.resample import Floats
from scopewright.lab.rules import Condition, Rules
from scopewright.lab.task import Target
from scopewright.lab.types import NUMERIC, TEMPORAL, to_typed
from scopewright.lab.unfit import UnfitData
from scopewright.language import _

Mask = NDArray[np.bool_]
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


def verdicts(rules: Rules, loaded: Loaded, target: Target) -> Floats:
    """The answer per row of the file: the code of a class, or a number; NaN where the rules are silent.

    Raises:
        UnfitData: a column, a class or a number is none, or cannot be compared like that.
    """
    table = _Cells(loaded, target)
    result = np.full(loaded.records, np.nan)
    open_rows = np.ones(loaded.records, dtype=bool)
    unknown = np.zeros(loaded.records, dtype=bool)
    for clause in rules.clauses:
        holds = np.ones(loaded.records, dtype=bool)
        for condition in clause.conditions:
            truth, missing = table.compare(condition)
            holds &= truth
            unknown |= missing
        result[open_rows & holds] = _answer(clause.answer, target)
        open_rows &= ~holds
    if rules.otherwise is not None:
        result[open_rows] = _answer(rules.otherwise, target)
    if rules.missing is not None:
        result[open_rows & unknown] = _answer(rules.missing, target)
    return result


class _Cells:
    """The columns of a file as they are compared, each read once."""

    def __init__(self, loaded: Loaded, target: Target) -> None:
        self._loaded = loaded
        self._target = target
        self._typed: dict[str, pd.Series] = {}

    def compare(self, condition: Condition) -> tuple[Mask, Mask]:
        """Where the condition holds, and where it compares with an empty cell."""
        column = self._column(condition.column)
        if column.name not in self._typed:
            self._typed[column.name] = to_typed(self._loaded.frame[column.name], column)
        cells = self._typed[column.name]
        missing = cells.isna().to_numpy()
        if condition.operator in ("is missing", "is not missing"):
            return (missing if condition.operator == "is missing" else ~missing), np.zeros_like(missing)
        return _holds(column, cells, self._loaded.frame[column.name], condition) & ~missing, missing

    def _column(self, name: str) -> Column:
        found = [column for column in self._loaded.columns if column.name == name]
        found = found or [each for each in self._loaded.columns if each.name.casefold() == name.casefold()]
        if len(found) != 1:
            raise UnfitData(_("There is no column “{name}” to compare in a rule.").format(name=name[:60]))
        if found[0].name == self._target.name:
            said = _("“{name}” is the target: a rule cannot look at what it is to predict.")
            raise UnfitData(said.format(name=found[0].name))
        return found[0]


def _holds(column: Column, cells: pd.Series, text: pd.Series, condition: Condition) -> Mask:
    if condition.operator == "contains":
        part = condition.value.casefold()
        return np.array([isinstance(cell, str) and part in cell.casefold() for cell in text], dtype=bool)
    compare = _COMPARE[condition.operator]
    if column.type in NUMERIC:
        return np.asarray(compare(cells.to_numpy(np.float64), _number(condition, column)))
    if column.type in TEMPORAL:
        return np.asarray(compare(cells, _moment(condition)))
    if condition.operator not in ("=", "!="):
        said = _("“{name}” holds texts, so “{operator}” cannot be asked of it; use =, != or contains.")
        raise UnfitData(said.format(name=column.name, operator=condition.operator))
    wanted = _folded(condition.value)
    same = np.array([isinstance(cell, str) and _folded(cell) == wanted for cell in text], dtype=bool)
    return same if condition.operator == "=" else ~same


def _number(condition: Condition, column: Column) -> float:
    """The value of a comparison, written with a point or as the column writes its numbers."""
    value = _plain_number(condition.value)
    if value is None:
        value = converter(column.decimal, column.thousands)(condition.value)
    if value is None or not isfinite(value):
        said = _("“{name}” holds numbers, and “{value}” is none.")
        raise UnfitData(said.format(name=column.name, value=condition.value[:40]))
    return value


def _plain_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _moment(condition: Condition) -> pd.Timestamp:
    try:
        return pd.Timestamp(pd.to_datetime(condition.value, format="ISO8601")).tz_localize(None)
    except (ValueError, OverflowError) as error:
        said = _("“{name}” holds dates, and “{value}” is none. Write it like 2026-05-31.")
        raise UnfitData(said.format(name=condition.column, value=condition.value[:40])) from error


def _answer(text: str, target: Target) -> float:
    if not target.classes:
        value = _plain_number(text)
        if value is None or not isfinite(value):
            said = _("“{name}” is a number, so a rule answers with a number, not with “{text}”.")
            raise UnfitData(said.format(name=target.name, text=text[:40]))
        return value
    codes = [code for code, name in enumerate(target.classes) if _folded(name) == _folded(text)]
    if not codes:
        said = _("“{text}” is no class of “{name}”. Its classes are {classes}.")
        classes = ", ".join(f"“{name}”" for name in target.classes[:20])
        raise UnfitData(said.format(text=text[:40], name=target.name, classes=classes))
    return float(codes[0])


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
