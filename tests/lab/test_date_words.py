"""Dates with names of months and days in many languages are dates, wherever they are read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from babel.dates import format_date

from scopewright.lab import guesses, portable
from scopewright.lab.date_words import LANGUAGES, words_in
from scopewright.lab.full_profile import profile
from scopewright.lab.intake import Loaded, load
from scopewright.lab.types import to_typed
from scopewright.progress import Silent

DAYS = [dt.date(2025, 1, 2) + dt.timedelta(days=9 * row) for row in range(70)]
SHEET = ["Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"]
WRITTEN = {
    "spreadsheet": ([f"{day.day:02d}. {SHEET[day.month - 1]} {day.year}" for day in DAYS], "date"),
    "spanish in words": ([format_date(day, "d 'de' MMMM 'de' y", "es") for day in DAYS], "date"),
    "portuguese between strokes": ([format_date(day, "dd/MMM/y", "pt").replace(".", "") for day in DAYS], "date"),
    "french with a weekday": ([format_date(day, "EEEE d MMMM y", "fr") for day in DAYS], "date"),
    "german with a clock": ([f"{day:%d.%m.%Y}, 08:15 Uhr" for day in DAYS], "datetime"),
    "english with a weekday": ([f"{day:%A, %d %B %Y}" for day in DAYS], "date"),
    "as SAS writes it": ([f"{day:%d%b%Y}".upper() for day in DAYS], "date"),
    "milliseconds behind a comma": ([f"{day:%d.%m.%Y} 08:15:00,250" for day in DAYS], "datetime"),
} | {language: ([format_date(day, "d MMM y", language) for day in DAYS], "date") for language in LANGUAGES}  # fmt: skip


def kept(tmp_path: Path, cells: list[str]) -> Path:
    path = tmp_path / "dates.csv"
    path.write_text("\n".join(["n;when", *(f"{row};{cell}" for row, cell in enumerate(cells))]), encoding="utf-8")
    return path


def days(loaded: Loaded) -> list[dt.date]:
    return [value.date() for value in to_typed(loaded.frame["when"], loaded.column("when"))]


@pytest.mark.parametrize("name", WRITTEN)
def test_t13_a_date_in_words_is_a_date(tmp_path: Path, name: str) -> None:
    cells, kind = WRITTEN[name]
    path = kept(tmp_path, cells)
    loaded = load(path, Silent())
    assert (loaded.column("when").type, loaded.column("when").unreadable) == (kind, {})
    assert days(loaded) == DAYS
    whole = profile(path, Silent()).columns[1]
    assert (whole.unreadable, str(whole.minimum)[:10]) == (0, DAYS[0].isoformat())


def test_the_guess_says_in_which_language_the_months_are_named(tmp_path: Path) -> None:
    path = kept(tmp_path, WRITTEN["it"][0])
    found = guesses.run({"path": str(path)}, Silent())["guesses"]
    assert "Its months have names in Italian." in next(one["because"] for one in found if one["column"] == "when")


def test_the_exported_program_reads_the_words_as_we_do(tmp_path: Path) -> None:
    loaded = load(kept(tmp_path, WRITTEN["fr"][0]), Silent())
    cells, column = loaded.frame["when"], loaded.column("when")
    plain = portable.reworded(cells, words_in(cells))
    assert portable.moments(plain, column.formats).tolist() == to_typed(cells, column).tolist()


@pytest.mark.parametrize(
    "cells",
    [
        [f"INV-{2000 + row}" for row in range(60)],
        [f"MOD-{row % 28 + 1:02d}-ABX{row}" for row in range(60)],
        [f"{row % 28 + 1} parts of 20{row % 90 + 10}" for row in range(60)],
        [f"order {row} from Mai GmbH 2026" for row in range(60)],
    ],
)
def test_codes_and_sentences_are_no_dates(tmp_path: Path, cells: list[str]) -> None:
    assert load(kept(tmp_path, cells), Silent()).column("when").type in {"id", "code", "text"}
