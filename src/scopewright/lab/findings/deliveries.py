"""Checks of a delivery against an earlier one: columns, types, rows by key, and the distribution of values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from scopewright.lab.drift import DISTANCE, LARGE, MODERATE, Drift
from scopewright.lab.findings.case import HINT, Case, Found, of_rows
from scopewright.lab.findings.pair import Pair
from scopewright.lab.types import NUMERIC, TEMPORAL, Column
from scopewright.language import _, current, show_number

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_NEW_LEVEL_SHARE = 0.001


def gone_columns(pair: Pair) -> Iterable[Found]:
    """Columns of the earlier delivery that the new one lacks."""
    new = {column.name for column in pair.new.loaded.columns}
    for column in pair.old.loaded.columns:
        if column.name not in new:
            text = _(
                "The earlier delivery had this column, the new one lacks it. Whatever was built on it stops working. "
                "Ask whether it was renamed or dropped, and whether it comes back."
            )
            yield Found(text, column.name)


def new_columns(pair: Pair) -> Iterable[Found]:
    """Columns that the earlier delivery did not have."""
    old = {column.name for column in pair.old.loaded.columns}
    for column in pair.new.loaded.columns:
        if column.name not in old:
            yield Found(_("New in this delivery. Ask what it means and since when it is filled in."), column.name)


def other_types(pair: Pair) -> Iterable[Found]:
    """Columns that are now read as another type."""
    for old, new in pair.common:
        if old.type != new.type and {old.type, new.type} not in ({"integer", "number"}, {"date", "datetime"}):
            text = _(
                "It was read as {old} before and is {new} now. A pipeline built on the earlier form breaks or, worse, "
                "goes on. Ask what has changed in the export."
            )
            yield Found(text.format(old=old.type, new=new.type), new.name)


def new_levels(pair: Pair) -> Iterable[Found]:
    """Levels that the earlier delivery never had."""
    for old, new in pair.common:
        if not {old.type, new.type} <= {"category", "boolean", "constant"}:
            continue
        known = set(pair.old.codes(old)[1])
        unknown = [value for value in pair.new.codes(new)[1] if value not in known]
        rows = pair.new.rows_of(new, unknown)
        if len(rows) > _NEW_LEVEL_SHARE * pair.new.records:
            text = _(
                "Levels that the earlier delivery did not have: {levels}, in {rows}. A model has never seen them. Ask "
                "whether they are new things or new names."
            )
            shown = ", ".join(f"“{value}”" for value in unknown[:5])
            message, kept = (
                text.format(levels=levels, rows=of_rows(len(rows), pair.new.records))
                for levels in (shown, show_number(len(unknown), current()))
            )
            yield Found(message, new.name, rows, without=kept)


def drifted(pair: Pair) -> Iterable[Found]:
    """Columns whose values are spread otherwise than before; see ``drift`` for measures and thresholds."""
    for name, drift in pair.drifts.items():
        if drift.level != "none":
            yield Found(_drift_told(drift), name, severity=None if drift.level == "large" else HINT)


def _drift_told(drift: Drift) -> str:
    text = _(
        "The values are spread otherwise than in the earlier delivery: {measures}. A model learnt on the one is not "
        "proved on the other. Ask what has changed: the customers, the season, the filter, or the way of recording."
    )
    return text.format(measures=measures(drift))


def measures(drift: Drift) -> str:
    """How far a column has moved, with what counts as far."""
    tag = current()
    told = _("stability index {psi} (from {moderate} on: look; from {large} on: large)").format(
        psi=show_number(drift.psi, tag, 2), moderate=show_number(MODERATE, tag, 1), large=show_number(LARGE, tag, 2)
    )
    if drift.distance is None:
        return told
    more = _("Kolmogorov–Smirnov distance {distance} (from {limit} on: look)")
    limit = show_number(DISTANCE, tag, 1)
    return f"{told}; {more.format(distance=show_number(drift.distance, tag, 2), limit=limit)}"


def lost_rows(pair: Pair) -> Iterable[Found]:
    """Keys of the earlier delivery that the new one lacks; ``rows`` are those of the earlier one."""
    count, rows = pair.gone
    if count:
        text = _(
            "In the earlier delivery but not in this one, by “{key}”: {rows} (row numbers of the earlier file). Ask "
            "whether they were deleted, closed, or left out by a filter."
        )
        told = text.format(key=pair.key, rows=of_rows(count, pair.old.records))
        yield Found(told, pair.key, rows, count=count)


def added_rows(pair: Pair) -> Iterable[Found]:
    """Keys that the earlier delivery did not have."""
    count, rows = pair.added
    if count:
        text = _("New in this delivery, by “{key}”: {rows}. Ask whether this is the growth to expect.")
        told = text.format(key=pair.key, rows=of_rows(count, pair.new.records))
        yield Found(told, pair.key, rows, count=count)


def changed_rows(pair: Pair) -> Iterable[Found]:
    """Cells of the same key that hold another value now, by column."""
    before, after = pair.keyed
    keys = [key for key in after if key in before]
    was, now = [before[key] for key in keys], [after[key] for key in keys]
    for old, new in pair.common:
        if new.name == pair.key:
            continue
        differ = _differ(pair.old, old, was, pair.new, new, now)
        rows = sorted(int(now[place]) for place in differ.nonzero()[0])
        if rows:
            text = _(
                "Another value than in the earlier delivery, for the same “{key}”: {rows}. A value that is filled in "
                "or mended later was not known when the model would have been asked. Ask when it becomes final."
            )
            yield Found(text.format(key=pair.key, rows=of_rows(len(rows), len(keys))), new.name, rows)


def _differ(
    old: Case, before: Column, was: list[int], new: Case, after: Column, now: list[int]
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which of the matched cells differ; numbers and dates are compared as such, so that 1.0 equals 1."""
    first, second = _values(old, before, after), _values(new, after, before)
    one, other = first.iloc[was].reset_index(drop=True), second.iloc[now].reset_index(drop=True)
    same: pd.Series[bool] = (one == other) | (one.isna() & other.isna())
    return (~same).to_numpy()


def _values(case: Case, column: Column, other: Column) -> pd.Series[Any]:
    alike = any(column.type in kinds and other.type in kinds for kinds in (NUMERIC, TEMPORAL))
    return case.typed(column) if alike else case.text(column)


def row_counts(pair: Pair) -> dict[str, int]:
    """How many rows went, came and stayed, by key; nothing without a key."""
    if pair.key is None:
        return {}
    gone, added = pair.gone[0], pair.added[0]
    return {"removed": gone, "added": added, "kept": pair.old.records - gone}
