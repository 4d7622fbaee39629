"""What is to be predicted: the task that a target column means, its classes, and the rows that have a target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scopewright.lab.cells import TRUTH
from scopewright.lab.intake import Column, Loaded
from scopewright.lab.metrics import METRICS, Task
from scopewright.lab.resample import Floats, Integers
from scopewright.lab.told import Told
from scopewright.lab.types import NUMERIC, TEMPORAL, to_typed
from scopewright.lab.unfit import UnfitData
from scopewright.language import _, ngettext

FEWEST_ROWS = 12
FEWEST_OF_A_CLASS = 5
MOST_CLASSES = 100
FEW_WHOLE_NUMBERS = 10


@dataclass(frozen=True)
class Target:
    """The target as a model needs it.

    ``truth`` has one number per row of the file: the code of the class, or the value; NaN where there is none. A class
    that only occurs in hidden test rows has the code ``len(classes)``, which no model can answer.
    """

    name: str
    task: Task
    truth: Floats
    classes: tuple[str, ...]
    positive: int | None
    reason: str
    notes: tuple[Told, ...] = ()

    @property
    def rows(self) -> Integers:
        """The rows that have a target."""
        return np.flatnonzero(np.isfinite(self.truth))

    @property
    def without(self) -> Integers:
        """The rows that have none."""
        return np.flatnonzero(~np.isfinite(self.truth))


def read_target(
    loaded: Loaded,
    name: str,
    metric: str | None = None,
    positive: str | None = None,
    hidden: Integers | None = None,
    told: Task | None = None,
) -> Target:
    """Read the target column and infer the task from the rows outside ``hidden`` (test rows named by the user).

    ``told`` overrules what the values seem to mean. A metric for numbers turns whole numbers
    with few values into a regression, a metric for classes the reverse.

    Raises:
        UnfitData: there is no such column, or it cannot be predicted; the sentence says why and what to do.
    """
    column = _column(loaded, name)
    shown = np.ones(loaded.records, dtype=bool)
    shown[hidden if hidden is not None else []] = False
    cells = loaded.frame[name]
    typed = to_typed(cells, column)
    known = typed[shown].dropna()
    _refuse_too_few(name, known)
    _refuse_one_value(column, known)
    task, reason = _infer(column, known, metric) if told is None else _as_told(column, known, told)
    if task == "regression":
        return Target(name, task, typed.to_numpy(np.float64), (), None, reason)
    target = _classes(name, cells, _keys(typed), shown, reason)
    return target if target.task == "multiclass" else _with_positive(target, positive)


def _column(loaded: Loaded, name: str) -> Column:
    for column in loaded.columns:
        if column.name == name:
            return column
    raise UnfitData(
        _("There is no column “{name}”. The file has: {columns}.").format(
            name=name, columns=", ".join(f"“{column.name}”" for column in loaded.columns[:30])
        )
    )


def _refuse_too_few(name: str, known: pd.Series[Any]) -> None:
    if known.empty:
        raise UnfitData(_("The target “{name}” has no value in any row. Choose another column.").format(name=name))
    if len(known) < FEWEST_ROWS:
        said = ngettext(
            "Only {count} row to learn from has a target; a baseline needs at least {fewest}.",
            "Only {count} rows to learn from have a target; a baseline needs at least {fewest}.",
            len(known),
        )
        raise UnfitData(said.format(count=len(known), fewest=FEWEST_ROWS))


def _refuse_one_value(column: Column, known: pd.Series[Any]) -> None:
    words = sorted(word for word in column.missing_as if word.strip())
    if words and known.nunique() == 1:
        said = _("The target “{name}” has one value only, “{value}”, because cells with {words} are read as no value. ")
        said += _("If these are a class, say which word means no value when the file is read.")
        listed = ", ".join(f"“{word}”" for word in words)
        raise UnfitData(said.format(name=column.name, value=known.iloc[0], words=listed))


def _infer(column: Column, known: pd.Series[Any], metric: str | None) -> tuple[Task, str]:
    name, distinct = column.name, int(known.nunique())
    wanted = METRICS[metric].tasks if metric else ()
    numeric = column.type in NUMERIC
    if column.type in TEMPORAL:
        said = _("The target “{name}” is a date. Choose a number or a class, such as the days until then.")
        raise UnfitData(said.format(name=name))
    if numeric and "regression" in wanted:
        return "regression", _("“{name}” is a number, and {metric} judges numbers.").format(name=name, metric=metric)
    if distinct == 2:
        return "binary", _("“{name}” has two values.").format(name=name)
    many = distinct > min(FEW_WHOLE_NUMBERS, len(known) / 2)
    if numeric and not wanted and (many or bool((known % 1).any())):
        said = _("“{name}” is a number with {count} different values.")
        return "regression", said.format(name=name, count=distinct)
    if distinct > MOST_CLASSES or distinct > len(known) / 2:
        said = _("“{name}” has {count} different values: too many for classes. Choose another target.")
        raise UnfitData(said.format(name=name, count=distinct))
    return "multiclass", _("“{name}” has {count} different values, taken for classes.").format(
        name=name, count=distinct
    )


def _as_told(column: Column, known: pd.Series[Any], told: Task) -> tuple[Task, str]:
    """The task that the user named, if the values allow it."""
    distinct = int(known.nunique())
    if told == "regression" and column.type not in NUMERIC:
        said = _("“{name}” is no column of numbers, so it cannot be predicted as a number.")
        raise UnfitData(said.format(name=column.name))
    if told == "binary" and distinct != 2:
        said = _("“{name}” has {count} different values, not two. Choose another task or another target.")
        raise UnfitData(said.format(name=column.name, count=distinct))
    if told != "regression" and (distinct > MOST_CLASSES or distinct > len(known) / 2):
        said = _("“{name}” has {count} different values: too many for classes. Choose another target.")
        raise UnfitData(said.format(name=column.name, count=distinct))
    return "binary" if told != "regression" and distinct == 2 else told, _("You named the task.")


def _classes(
    name: str, cells: pd.Series[Any], keys: NDArray[np.object_], shown: NDArray[np.bool_], reason: str
) -> Target:
    """Codes for classes; spellings that differ in case, blanks, or in how yes and no are written are one class."""
    spellings: dict[Hashable, Counter[str]] = {}
    for key, cell in zip(keys[shown], cells[shown], strict=True):
        if key is not None:
            spellings.setdefault(key, Counter())[str(cell).strip()] += 1
    if len(spellings) == 1:
        said = _("The target “{name}” has one value only, “{value}”: nothing to predict. Choose another column.")
        raise UnfitData(said.format(name=name, value=spellings.popitem()[1].most_common(1)[0][0]))
    _refuse_rare(name, spellings)
    order = sorted(spellings, key=lambda key: (isinstance(key, str), key))
    names = tuple(_commonest(spellings[key]) for key in order)
    codes = {key: float(code) for code, key in enumerate(order)}
    truth = np.array([np.nan if key is None else codes.get(key, float(len(order))) for key in keys])
    notes = [_one_class(spellings[key]) for key in order if len(spellings[key]) > 1]
    rare = [f"“{_commonest(spellings[key])}”" for key in order if spellings[key].total() < FEWEST_OF_A_CLASS]
    if rare:
        said = _("Classes with fewer than {fewest} rows cannot be judged: {classes}.")
        lists = (", ".join(rare), str(len(rare)))
        notes.append(Told(*(said.format(fewest=FEWEST_OF_A_CLASS, classes=classes) for classes in lists)))
    return Target(name, "binary" if len(order) == 2 else "multiclass", truth, names, None, reason, tuple(notes))


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _one_class(spellings: Counter[str]) -> Told:
    kept = _commonest(spellings)
    others = ", ".join(f"“{spelling}”" for spelling in sorted(spellings) if spelling != kept)
    said = _("Taken for the same class as “{name}”: {others}.").format(name=kept, others=others)
    return Told(said, _("Several spellings were taken for one class."))


def _keys(typed: pd.Series[Any]) -> NDArray[np.object_]:
    """What tells the classes apart: a number or truth value, or the text without case and repeated blanks."""
    keys = [None if pd.isna(value) else value if isinstance(value, float) else _folded(value) for value in typed]
    return np.array(keys, dtype=object)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _refuse_rare(name: str, spellings: dict[Hashable, Counter[str]]) -> None:
    common = [counts for counts in spellings.values() if counts.total() >= FEWEST_OF_A_CLASS]
    if len(common) < 2:
        said = _("Fewer than two classes of “{name}” have at least {fewest} rows: no model could be tested. ")
        said += _("Collect more rows or choose another column.")
        raise UnfitData(said.format(name=name, fewest=FEWEST_OF_A_CLASS))


def _with_positive(target: Target, wanted: str | None) -> Target:
    """Say which class is the positive one: the user's, the one that says yes, or the rarer one."""
    counts = np.bincount(target.truth[target.rows].astype(np.int64), minlength=2)[:2]
    yes = [code for code, name in enumerate(target.classes) if TRUTH.get(name.lower()) is True]
    if wanted is not None:
        codes = [code for code, name in enumerate(target.classes) if name.casefold() == wanted.strip().casefold()]
        if not codes:
            said = _("“{wanted}” is no class of “{name}”. Its classes are {classes}.")
            classes = ", ".join(f"“{name}”" for name in target.classes)
            raise UnfitData(said.format(wanted=wanted, name=target.name, classes=classes))
        return replace(target, positive=codes[0])
    code = yes[0] if len(yes) == 1 else int(np.argmin(counts))
    said = _("The positive class is “{name}”, {why}. Name another one if you look for that.")
    rarer = _("the rarer one") if counts[0] != counts[1] else _("the first of two equally frequent ones")
    why = _("because it says yes") if len(yes) == 1 else rarer
    without = _("The positive class was chosen {why}. Name another one if you look for that.").format(why=why)
    told = Told(said.format(name=target.classes[code], why=why), without)
    return replace(target, positive=code, notes=(*target.notes, told))
