"""What an exported program needs beside scikit-learn: its text is copied into the program, so it imports only pandas.

Each function is also called here, to see before the export that the program will read the same values as we do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd


def read_cells(path: str, missing: dict[str, list[str]], **dialect: Any) -> pd.DataFrame:
    """The cells of a CSV as text without outer blanks, None where a cell says "no value"."""
    table: pd.DataFrame = pd.read_csv(path, dtype=str, keep_default_na=False, skip_blank_lines=True, **dialect)
    table.columns = pd.Index(list(missing))
    for name, words in missing.items():
        cells = table[name].str.strip()
        table[name] = cells.where(~cells.isin(["", *words]), None)
    return table


def numbers(cells: pd.Series, decimal: str, thousands: str) -> pd.Series:
    """Cells as numbers; signs of currency and percent are dropped, what is no number is missing."""
    plain = pd.to_numeric(cells, errors="coerce").astype("float64")
    if decimal == "." and not thousands and plain.notna().equals(cells.notna()):
        return plain
    text = cells.str.extract(r"([+\-−]?\s?[\d.,'’\s]*\d[.,]?(?:[eE][+\-]?\d+)?)")[0].str.replace("−", "-")
    text = text.str.replace(r"[\s'’]", "", regex=True)
    if thousands:
        text = text.str.replace(thousands, "", regex=False)
    return pd.to_numeric(text.str.replace(decimal, ".", regex=False), errors="coerce").astype("float64")


def reworded(cells: pd.Series, words: dict[str, str]) -> pd.Series:
    """Dates with each word as ``words`` tells it, such as an English month for a French one."""
    plain = cells.str.replace(r"[^\W\d_]+\.?", lambda found: words.get(found[0], found[0]), regex=True)
    return plain.str.replace(" +", " ", regex=True).str.strip(" ,.")


def moments(cells: pd.Series, formats: Sequence[str]) -> pd.Series:
    """Cells as dates, by the first format that fits."""
    found = pd.Series(pd.NaT, index=cells.index, dtype="datetime64[us]")
    for form in formats:
        read = pd.to_datetime(cells.where(found.isna()), format=form, errors="coerce", utc=True)
        found = found.fillna(read.dt.tz_localize(None).astype("datetime64[us]"))
    return found


def part_of(moment: pd.Series, part: str) -> pd.Series:
    """One number of a date: days since 2000, month, day, weekday or hour."""
    if part == "days":
        return span(pd.Series(pd.Timestamp("2000-01-01"), index=moment.index), moment)
    if part == "hour":
        return pd.Series(moment.dt.hour + moment.dt.minute / 60).astype("float64")
    return pd.Series(getattr(moment.dt, {"weekday": "day_of_week"}.get(part, part))).astype("float64")


def span(earlier: pd.Series, later: pd.Series) -> pd.Series:
    """The days between two dates."""
    days: pd.Series = (later - earlier).dt.total_seconds() / 86_400.0
    return days


def text_of(cells: pd.Series) -> pd.Series:
    """Cells as text, NaN where there is none."""
    return cells.where(cells.notna(), np.nan)


def truths(cells: pd.Series, values: dict[str, float]) -> pd.Series:
    """Cells by a table of what each means, missing where it means nothing."""
    return cells.map(values).astype("float64")
