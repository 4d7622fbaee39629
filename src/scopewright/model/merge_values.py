"""Three-way merging of one stored value: what each copy has now, and what it had when the copies parted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Cells = Mapping[str, Any]


class Contested(ValueError):
    """Both copies changed the same value to different ones."""


def merged_value(ours: Any, theirs: Any, our_base: Any, their_base: Any) -> Any:
    """The value that both copies agree on.

    The two bases are the same value unless one copy took in part of the other before; then a copy that has what the
    other one started from has nothing new to say.

    Raises:
        Contested: there is none.
    """
    bases = (our_base, their_base)
    if ours == theirs or (theirs in bases and ours not in bases):
        return ours
    if ours in bases and theirs not in bases:
        return theirs
    if _is_rows(ours) and _is_rows(theirs) and our_base == their_base and (our_base is None or _is_rows(our_base)):
        return _merged_rows(ours, theirs, our_base or [])
    raise Contested


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) and "id" in item for item in value)


def _merged_rows(ours: list[Cells], theirs: list[Cells], base: list[Cells]) -> list[dict[str, Any]]:
    """Small tables merge cell by cell; order and rows that both added under one id must agree."""
    mine, others, before = _by_id(ours), _by_id(theirs), _by_id(base)
    if _order(mine, before) or _order(others, before):
        raise Contested
    merged = {}
    for row in [*before, *sorted({*mine, *others} - set(before), key=_natural)]:
        cells = _merged_row(mine.get(row), others.get(row), before.get(row))
        if cells is not None:
            merged[row] = dict(cells)
    return list(merged.values())


def _merged_row(ours: Cells | None, theirs: Cells | None, base: Cells | None) -> Cells | None:
    if ours is None or theirs is None or base is None:
        found: Cells | None = merged_value(ours, theirs, base, base)
        return found
    names = dict.fromkeys([*base, *ours, *theirs])
    cells = {n: merged_value(ours.get(n), theirs.get(n), base.get(n), base.get(n)) for n in names}
    return {name: cell for name, cell in cells.items() if cell is not None}


def _by_id(rows: list[Cells]) -> dict[str, Cells]:
    return {str(row["id"]): row for row in rows}


def _order(rows: Mapping[str, Cells], before: Mapping[str, Cells]) -> bool:
    """Whether rows that were there before stand in another order now."""
    return [row for row in before if row in rows] != [row for row in rows if row in before]


def _natural(row: str) -> tuple[int, str]:
    return len(row), row
