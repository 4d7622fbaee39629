"""The rows that a finding points to, as cells for the screen; they never leave it."""

from __future__ import annotations

from typing import Any

from scopewright.lab.findings.case import Case
from scopewright.language import show_row

ROWS = 5
MOST_COLUMNS = 12
OF_ANOTHER_FILE = frozenset({"CMP05", "REF02"})


def evidence(case: Case, finding: dict[str, Any]) -> dict[str, Any]:
    """``{"header", "rows"}``: the first rows of a finding with their numbers, its own column first; maybe no rows.

    Rows below the table, or behind those that were read, cannot be shown.
    """
    there = [row for row in finding["rows"]["first"] if row < case.loaded.records]
    rows = [] if finding["rule"] in OF_ANOTHER_FILE else there[:ROWS]
    names = [column.name for column in case.loaded.columns]
    if finding["column"] in names:
        names = [finding["column"], *(name for name in names if name != finding["column"])]
    shown = case.loaded.frame[names[:MOST_COLUMNS]].iloc[rows] if rows else None
    cells = [] if shown is None else [["" if cell is None else str(cell) for cell in row] for row in shown.to_numpy()]
    return {"header": names[:MOST_COLUMNS], "rows": [[show_row(row), *cells[place]] for place, row in enumerate(rows)]}
