"""A CSV becomes a table of text in which nothing is lost and every column is understood."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scopewright.lab.fingerprint import fingerprint
from scopewright.lab.intake import Loaded, load, run
from scopewright.lab.reading import Reading
from scopewright.lab.table import iterate
from scopewright.lab.types import to_typed
from scopewright.progress import Silent, Stopped


def loaded(tmp_path: Path, text: str, reading: Reading | None = None) -> Loaded:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return load(path, Silent(), reading)


def column_of(
    tmp_path: Path, cells: list[str], name: str = "value", delimiter: str = ","
) -> tuple[Loaded, pd.Series[Any]]:
    lines = [f"{name}{delimiter}other", *[f'"{cell}"{delimiter}{place % 7}' for place, cell in enumerate(cells)]]
    table = loaded(tmp_path, "\n".join(lines) + "\n", Reading(delimiter, '"', header_rows=1, skip_rows=0))
    return table, to_typed(table.frame[name], table.column(name))


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "2", "-3", "7", "7", "2"], "integer"),
        (["1.5", "2", "-3.25", "1e-3", "2"], "number"),
        (["1,5", "2,25", "0,125", "12", "3,5"], "number"),
        (["1.234,50", "2.000,00", "3,5", "3,5"], "number"),
        (["1,234", "12,345,678", "5", "5"], "integer"),
        (["1 234,5", "2 000", "3", "3"], "number"),
        (["€ 5", "€ 7.50", "€ 5"], "currency"),
        (["5 %", "7.5 %", "5 %"], "percent"),
        (["01067", "80331", "04109", "04109"], "code"),
        (["1E5", "2E7", "123", "3E2", "3E2"], "code"),
        (["yes", "no", "yes"], "boolean"),
        (["Ja", "nein", "ja"], "boolean"),
        (["0", "1", "1"], "boolean"),
        (["31.12.25", "01.01.26", "05.02.26"], "date"),
        (["2026-01-31", "2026-02-01", "2026-02-01"], "date"),
        (["12/31/2025", "01/02/2026", "01/02/2026"], "date"),
        (["20260131", "20260201", "20260201"], "integer"),
        (["2026-01-31 10:00", "2026-02-01 11:30"], "datetime"),
        (["2026-01-31T10:00:00Z", "2026-02-01T11:30:00Z"], "datetime"),
        (["3 Jan 2026", "14 Feb 2026"], "date"),
        (["red", "blue", "red", "red"], "category"),
        (["A1", "B2", "C3", "D4", "E5", "F6"], "id"),
        (["some words", "other words", "third thing"], "text"),
        (["x", "x", "x"], "constant"),
        (["", "NA", "?"], "empty"),
        (["10:00", "11:30", "10:00", "10:00"], "category"),
    ],
)
def test_a_column_is_told_from_its_text(tmp_path: Path, cells: list[str], kind: str) -> None:
    assert column_of(tmp_path, cells)[0].columns[0].type == kind


def test_dates_without_marks_are_dates_where_the_name_says_so(tmp_path: Path) -> None:
    assert column_of(tmp_path, ["20260131", "20260201", "20260201"], "order_date")[0].columns[0].type == "date"


def test_numbers_are_read_as_their_marks_say(tmp_path: Path) -> None:
    table, values = column_of(tmp_path, ["1.234,50", "2.000", "-3,5", "3,5"])
    assert (table.columns[0].decimal, table.columns[0].thousands) == (",", ".")
    assert values.tolist() == [1234.5, 2000.0, -3.5, 3.5]


def test_one_and_three_digits_after_a_comma_are_thousands_unless_semicolons_delimit(tmp_path: Path) -> None:
    assert column_of(tmp_path, ["1,234", "5,678", "5,678"])[1].tolist() == [1234.0, 5678.0, 5678.0]
    assert column_of(tmp_path, ["1,234", "5,678", "5,678"], delimiter=";")[1].tolist() == [1.234, 5.678, 5.678]


def test_the_day_comes_first_unless_a_date_says_otherwise(tmp_path: Path) -> None:
    table, values = column_of(tmp_path, ["12/31/2025", "01/02/2026", "01/02/2026"])
    assert table.columns[0].day_first is False
    assert values[1] == pd.Timestamp("2026-01-02")
    table, values = column_of(tmp_path, ["03/04/2026", "01/02/2026", "01/02/2026"])
    assert table.columns[0].day_first is None
    assert values[1] == pd.Timestamp("2026-02-01")


def test_what_cannot_be_read_is_missing_after_conversion_and_kept_as_text(tmp_path: Path) -> None:
    table, values = column_of(tmp_path, [*map(str, range(100, 140)), "broken", "38"])
    assert table.columns[0].unreadable == {"broken": 1}
    assert table.frame["value"][40] == "broken"
    assert pd.isna(values[40])
    assert values[41] == 38.0


def test_impossible_dates_are_missing_after_conversion(tmp_path: Path) -> None:
    _table, values = column_of(tmp_path, ["30.01.2026"] * 3 + ["31.02.2026", "01.03.2026"])
    assert values.isna().tolist() == [False, False, False, True, False]


def test_text_stays_as_in_the_file_but_for_surrounding_blanks(tmp_path: Path) -> None:
    table = loaded(tmp_path, "code,price\n 007 ,1.50\n008, \n009,2.00\n")
    assert table.frame["code"].tolist() == ["007", "008", "009"]
    assert table.frame["price"].tolist() == ["1.50", None, "2.00"]
    assert table.column("price").missing == 1
    assert table.blank_cells == {"price": {1: " "}}


def test_none_is_a_level_among_words_and_missing_among_numbers(tmp_path: Path) -> None:
    assert column_of(tmp_path, ["none", "guarantor", "none", "none"])[0].columns[0].missing == 0
    _table, values = column_of(tmp_path, ["none", "1", "2", "2"])
    assert values.isna().tolist() == [True, False, False, False]


def test_ragged_rows_are_kept_and_told(tmp_path: Path) -> None:
    table = loaded(tmp_path, "a,b,c\n" + "1,2,3\n" * 9 + "4,5\n6,7,8,lost\n")
    assert [(row.record, row.line, row.reason, row.surplus) for row in table.bad_rows] == [
        (9, 11, "short", ()),
        (10, 12, "long", ("lost",)),
    ]
    assert table.frame.iloc[9].to_list() == ["4", "5", None]
    assert table.records == 11


def test_names_are_unique_and_never_empty(tmp_path: Path) -> None:
    table = loaded(tmp_path, "a,a,,b\n" + "1,2,3,4\n" * 9)
    assert [column.name for column in table.columns] == ["a", "a (2)", "column 3", "b"]


def test_two_rows_of_headings_are_joined(tmp_path: Path) -> None:
    table = loaded(tmp_path, "size,weight\ncm,kg\n" + "1,2\n3,4\n" * 9)
    assert [column.name for column in table.columns] == ["size cm", "weight kg"]


def test_the_fingerprint_is_that_of_the_bytes(tmp_path: Path) -> None:
    table = loaded(tmp_path, "a,b\n1,2\n")
    assert table.fingerprint == fingerprint(tmp_path / "table.csv")
    assert table.fingerprint.startswith("sha256:")


def test_of_too_many_columns_the_first_are_looked_at_and_the_rest_read_and_counted(tmp_path: Path) -> None:
    text = ",".join(f"c{n}" for n in range(16_400)) + "\n" + ",".join("7" * 16_400) + "\n"
    table = loaded(tmp_path, text)
    assert (len(table.columns), table.surplus_columns, table.bad_count) == (16_384, 16, 0)
    rows = [json.loads(line) for line in iterate(tmp_path / "table.csv")]
    assert len(rows[1]) == 16_400


def test_the_job_read_previews_the_first_records(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n" + "".join(f" {n} ,x\n" for n in range(50)))
    result = run({"path": str(path), "raw": False, "limit": 2}, Silent())
    assert (result["header"], result["rows"], result["records"]) == (["a", "b"], [["0", "x"], ["1", "x"]], 50)


def test_loading_can_be_stopped(tmp_path: Path) -> None:
    class Impatient(Silent):
        def progress(self, fraction: float, text: str = "") -> None:
            raise Stopped(fraction, text)

    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(Stopped):
        load(path, Impatient())
