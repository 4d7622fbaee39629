"""Cells for the screen, which they never leave: the rows that a finding points to, the first ones as understood."""

from __future__ import annotations

from typing import Any

import pandas as pd

from scopewright.lab.findings.case import Case
from scopewright.lab.types import NUMERIC, TEMPORAL, Column, to_typed
from scopewright.language import show_row

ROWS = 5
FIRST = 200
MOST_COLUMNS = 12
OF_ANOTHER_FILE = frozenset({"CMP05", "REF02"})


def with_cells(result: dict[str, Any], case: Case) -> dict[str, Any]:
    """An answer with the cells of each finding's first rows, and with the first rows of the file as ``understood``."""
    for finding in result["findings"]:
        finding["evidence"] = evidence(case, finding)
    return result | {"understood": understood(case)}


def understood(case: Case) -> list[list[str | None]]:
    """The first rows, each cell as its column's type reads it: numbers with a point, dates in ISO 8601, true or false;
    None for no value and for what is no such value. Beside the rows as written it shows what becomes of a cell.
    """
    first = case.loaded.frame.iloc[:FIRST]
    columns = [_read(to_typed(first[column.name], column), column) for column in case.loaded.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _read(values: pd.Series[Any], column: Column) -> list[str | None]:
    known = values.notna()
    return [_said(value, column) if there else None for value, there in zip(values, known, strict=True)]


def _said(value: Any, column: Column) -> str:
    if column.type in TEMPORAL:
        return str(value.isoformat(sep=" ") if column.type == "datetime" else value.date().isoformat())
    if column.type == "boolean":
        return "true" if value else "false"
    return f"{value:.15g}" if column.type in NUMERIC else str(value)


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
