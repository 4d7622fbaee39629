"""What a check is given and what it answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scopewright.lab.intake import Loaded
from scopewright.lab.told import Told
from scopewright.lab.types import Column, to_typed
from scopewright.language import _, current, show_number

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Codes = npt.NDArray[np.intp]

_LEAST_SHOWN = 0.001
ERROR, WARNING, HINT = "error", "warning", "hint"


@dataclass(frozen=True)
class Found:
    """One thing a check noticed: the message says what, why it matters and what to ask; ``rows`` are 0-based records.

    ``severity`` overrides the rule's own. ``without`` says the same without any cell's
    value, where ``message`` has one. ``count`` is how many rows there are if ``rows`` lists only some.
    """

    message: str
    column: str | None = None
    rows: Sequence[int] = ()
    severity: str | None = None
    without: str = ""
    count: int | None = None

    @property
    def kept(self) -> str:
        """The only form that may be stored."""
        return Told(self.message, self.without).kept


@dataclass
class Case:
    """The table under audit, with every reading of a column made at most once."""

    loaded: Loaded
    target: str | None
    today: dt.date
    _typed: dict[str, pd.Series[Any]] = field(default_factory=dict)
    _codes: dict[str, tuple[Codes, list[str]]] = field(default_factory=dict)

    @property
    def records(self) -> int:
        """The number of data records."""
        return self.loaded.records

    def text(self, column: Column) -> pd.Series[Any]:
        """The column's text, None where missing."""
        return self.loaded.frame[column.name]

    def typed(self, column: Column) -> pd.Series[Any]:
        """The column's values as its type says."""
        if column.name not in self._typed:
            self._typed[column.name] = to_typed(self.text(column), column)
        return self._typed[column.name]

    def finite(self, column: Column) -> pd.Series[Any]:
        """The numbers of a numeric column that are there and not infinite (as 1e999 is read)."""
        import numpy as np

        values = self.typed(column)
        known = np.isfinite(values.to_numpy())
        return values if known.all() else values[known]

    def codes(self, column: Column) -> tuple[Codes, list[str]]:
        """Per record the number of its value (-1 if missing), and the different values by first appearance."""
        if column.name not in self._codes:
            import pandas as pd

            codes, values = pd.factorize(self.text(column))
            self._codes[column.name] = codes, list(values)
        return self._codes[column.name]

    def rows_of(self, column: Column, values: Iterable[str]) -> list[int]:
        """The records whose cell is one of ``values``."""
        import numpy as np

        wanted = set(values)
        codes, different = self.codes(column)
        hits = [code for code, value in enumerate(different) if value in wanted]
        return np.flatnonzero(np.isin(codes, hits)).tolist() if hits else []

    @cached_property
    def target_column(self) -> Column | None:
        """The column to be predicted."""
        return None if self.target is None else self.loaded.column(self.target)

    @cached_property
    def totals(self) -> list[int]:
        """The records that sum up others."""
        from scopewright.lab.findings.totals import total_rows

        return total_rows(self)

    @property
    def features(self) -> list[Column]:
        """The columns other than the target."""
        return [column for column in self.loaded.columns if column.name != self.target]


@dataclass(frozen=True)
class ColumnRule:
    """A check of one column at a time: its stable code, usual severity and what it looks for, in a few words."""

    code: str
    severity: str
    title: str
    check: Callable[[Case, Column], Iterable[Found]]


@dataclass(frozen=True)
class TableRule:
    """A check of the table as a whole."""

    code: str
    severity: str
    title: str
    check: Callable[[Case], Iterable[Found]]


def of_rows(count: int, total: int) -> str:
    """Such as "11 of 7,043 rows (0.2 %)"."""
    tag = current()
    if 0 < count < _LEAST_SHOWN * total:
        text = _("{count} of {total} rows (under {share} %)")
        share = show_number(100 * _LEAST_SHOWN, tag, 1)
    else:
        text = _("{count} of {total} rows ({share} %)")
        share = show_number(100 * count / total if total else 0, tag, 1)
    return text.format(count=show_number(count, tag), total=show_number(total, tag), share=share)
