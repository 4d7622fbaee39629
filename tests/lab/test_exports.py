"""What programs of every day export is read as its sender meant it: made-up files in the forms clients send."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from scopewright.lab import audit
from scopewright.lab.intake import Loaded, load
from scopewright.lab.types import to_typed
from scopewright.progress import Silent

CHANCE = random.Random(0)


def kept(tmp_path: Path, lines: list[str], encoding: str = "utf-8") -> Path:
    path = tmp_path / "export.csv"
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


def read(tmp_path: Path, lines: list[str], encoding: str = "utf-8") -> Loaded:
    return load(kept(tmp_path, lines, encoding), Silent())


def findings(tmp_path: Path, lines: list[str], target: str | None = None) -> list[dict[str, Any]]:
    payload = {"path": str(kept(tmp_path, lines)), "target": target, "today": "2026-11-21"}
    found: list[dict[str, Any]] = audit.run(payload, Silent())["findings"]
    return found


def rules(found: list[dict[str, Any]], column: str | None = None) -> set[str]:
    return {one["rule"] for one in found if column is None or one["column"] == column}


def values(loaded: Loaded, name: str) -> list[float]:
    return [float(value) for value in to_typed(loaded.frame[name], loaded.column(name))]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (["1.234,56", "78,90-", "5,00"], [1234.56, -78.9, 5]),
        (["1,234.00", "(56.00)", "7.00"], [1234, -56, 7]),
        (["$1,234", "($56)", "$7"], [1234, -56, 7]),
        (["12", "- 5", "7"], [12, -5, 7]),
    ],
)
def test_negative_numbers_as_bookkeepers_write_them(tmp_path: Path, written: list[str], meant: list[float]) -> None:
    loaded = read(tmp_path, ["name;amount", *(f"a{place};{cell}" for place, cell in enumerate(written))])
    assert values(loaded, "amount") == meant


def test_a_bracket_in_a_large_file_is_a_minus_too(tmp_path: Path) -> None:
    from scopewright.lab.full_profile import profile

    lines = ["k;amount", *(f"r{row};{row + 1},50" for row in range(200)), "r;(7,25)", "r;9,75-"]
    found = profile(kept(tmp_path, lines), Silent()).columns[1]
    assert (found.minimum, found.unreadable) == (-9.75, 0)


def test_thousands_without_decimals_are_told_by_another_column(tmp_path: Path) -> None:
    lines = ["shop;sales;visitors", *(f"s{row};{row},50;{row + 1}.{100 + row}" for row in range(50))]
    loaded = read(tmp_path, lines)
    assert loaded.column("visitors").type == "integer"
    assert values(loaded, "visitors")[0] == 1100


def test_thousands_without_decimals_are_told_by_the_smaller_numbers_between(tmp_path: Path) -> None:
    lines = ["shop;visitors", *(f"s{row};{f'{row * 37:,}'.replace(',', '.')}" for row in range(1, 120))]
    assert values(read(tmp_path, lines), "visitors")[-1] == 119 * 37


def test_fractions_with_three_places_stay_fractions(tmp_path: Path) -> None:
    lines = ["k,torque", *(f"s{row},{CHANCE.uniform(40, 60):.3f}" for row in range(100))]
    assert max(values(read(tmp_path, lines), "torque")) < 61


@pytest.mark.parametrize(
    ("name", "cells", "kind"),
    [
        ("Monat", [f"{1 + row % 12:02d}.2026" for row in range(30)], "date"),
        ("Month", [f"2026-{1 + row % 12:02d}" for row in range(30)], "date"),
        ("updated", [f"Mon, {10 + row % 9} Mar 2026 10:00:00 GMT" for row in range(30)], "datetime"),
        ("END_DT", [("00000000", "99991231", "20260105")[row % 3] for row in range(30)], "date"),
        ("EAN", ["4006381333931", "4012345678901", "4000417025005", "5901234123457"] * 8, "code"),
        ("PLZ", [str(10115 + row) for row in range(30)] * 2, "code"),
        ("Marge", ["#DIV/0!", "0.25", "0.5"] * 10, "number"),
    ],
)
def test_what_a_column_holds(tmp_path: Path, name: str, cells: list[str], kind: str) -> None:
    if name == "EAN":
        cells = [*cells, "9780201379624", "4011200296908", "0012345678905", "3086123456781", "7610200033345"]
        cells = [cell for cell in cells if _passes(cell)] + [_article(row) for row in range(20)]
    loaded = read(tmp_path, [f"k;{name};v", *(f"a{row};{cell};{row % 7}" for row, cell in enumerate(cells))])
    assert loaded.column(name).type == kind


def _check_digit(digits: str) -> str:
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10)


def _passes(code: str) -> bool:
    return code[0] != "0" and _check_digit(code[:-1]) == code[-1]


def _article(row: int) -> str:
    start = f"40{row * 7919 % 10**10:010d}"
    return start + _check_digit(start)


def test_a_framed_list_has_neither_lines_nor_frame_among_its_rows(tmp_path: Path) -> None:
    rows = [f"|{4500000000 + row}|{row % 90 + 10},50-|EUR|" for row in range(60)]
    line = "-" * 30
    loaded = read(tmp_path, ["20.11.2026  Liste  1", line, "|Beleg     |Betrag|W.|", line, *rows, line])
    assert [column.name for column in loaded.columns][1:4] == ["Beleg", "Betrag", "W."]
    assert loaded.records == 60
    assert values(loaded, "Betrag")[0] == -10.5


def test_a_table_drawn_for_a_terminal(tmp_path: Path) -> None:
    lines = [" id | name ", "----+------", *(f" {row:2d} | n{row}" for row in range(40)), "(40 rows)"]
    loaded = read(tmp_path, lines)
    assert ([column.name for column in loaded.columns], loaded.frame["id"][0]) == (["id", "name"], "0")


def test_years_are_headings_over_numbers_that_are_none(tmp_path: Path) -> None:
    years = ";".join(str(year) for year in range(1990, 2026))
    rows = [f"C{row};" + ";".join(f"{CHANCE.uniform(1e3, 9e4):.1f}" for _year in range(36)) for row in range(40)]
    loaded = read(tmp_path, [f"Country;{years}", *rows])
    assert (loaded.columns[1].name, loaded.records) == ("1990", 40)


def test_a_heading_over_two_columns_is_carried_on(tmp_path: Path) -> None:
    rows = [f"W{row};{900 + row};{row % 9};{950 + row};{row % 7}" for row in range(40)]
    for first in (";Ist;;Plan;", "Werk;2025;2025;2026;2026"):
        loaded = read(tmp_path, [first, "Werk;Menge;Ausschuss;Menge;Ausschuss", *rows])
        names = [column.name for column in loaded.columns]
        assert (names[0], len(set(names)), loaded.records) == ("Werk", 5, 40)
        assert names[2].endswith(" Ausschuss")


def test_rows_with_names_as_r_writes_them(tmp_path: Path) -> None:
    rows = [f'"Car {row}",{20 + row % 9}.5,{row % 3},{row}' for row in range(40)]
    loaded = read(tmp_path, ['"mpg","cyl","hp"', *rows])
    assert [column.name for column in loaded.columns] == ["column 1", "mpg", "cyl", "hp"]
    assert loaded.column("mpg").type == "number"


def test_a_delimiter_too_many_at_the_end_of_lines_costs_one_hint(tmp_path: Path) -> None:
    found = findings(tmp_path, ["a;b;c;;", *(f"{row};{row % 9};{row / 7:.3f};;" for row in range(60))])
    assert [(one["rule"], one["severity"]) for one in found] == [("EMP01", "hint")]


def test_rows_of_nothing_but_delimiters_at_the_end_are_counted_and_left_out(tmp_path: Path) -> None:
    loaded = read(tmp_path, ["sku,stock,y", *(f"X{row},{row * 3},{row % 2}" for row in range(50)), *[",,"] * 20])
    assert (loaded.records, loaded.left_out.below["blank"]) == (50, 20)


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp1252"])
def test_umlauts_of_mac_and_dos(tmp_path: Path, encoding: str) -> None:
    names = ["Müller", "Schäfer", "Böhm", "Groß & Söhne", "Don’t" if encoding == "cp1252" else "Weiß"]
    loaded = read(tmp_path, ["Name;Größe", *(f"{names[row % 5]};{row}" for row in range(60))], encoding)
    assert [column.name for column in loaded.columns] == ["Name", "Größe"]
    assert set(loaded.frame["Name"]) == set(names)


def test_t11_totals_among_the_rows_are_told_and_are_no_outliers(tmp_path: Path) -> None:
    rows = [(f"KST {100 + row}", CHANCE.randrange(100, 9999), CHANCE.randrange(100, 9999)) for row in range(60)]
    total = ("Summe", sum(row[1] for row in rows), sum(row[2] for row in rows))
    lines = ["Kostenstelle;Jan;Feb", *(";".join(map(str, row)) for row in [*rows, total])]
    found = findings(tmp_path, lines)
    assert [(one["rule"], one["rows"]["first"]) for one in found] == [("TOT01", [60])]
    assert findings(tmp_path, lines[:-1]) == []


def test_a_firm_called_total_is_no_total(tmp_path: Path) -> None:
    rows = [f"{('Total SE', 'Shell', 'BP')[row % 3]},{CHANCE.randrange(99, 9999)},{row}" for row in range(90)]
    assert "TOT01" not in rules(findings(tmp_path, ["supplier,amount,line", *rows]))


def test_t11_day_and_month_in_both_orders(tmp_path: Path) -> None:
    days = [(1 + row % 28, 1 + row % 12) for row in range(120)]
    rows = [f"{d:02d}/{m:02d}/2026" if row % 4 else f"{m:02d}/{d:02d}/2026" for row, (d, m) in enumerate(days)]
    found = [
        one for one in findings(tmp_path, ["k,day", *(f"a{row},{day}" for row, day in enumerate(rows))])
        if one["column"] == "day" and one["rule"] in {"DAT01", "TYP01"}
    ]  # fmt: skip
    wrong = [row for row, (day, _month) in enumerate(days) if row % 4 == 0 and day > 12]
    assert [(one["rule"], one["rows"]["first"]) for one in found] == [("DAT01", wrong)]


@pytest.mark.parametrize(
    ("name", "cells", "rule"),
    [
        ("created_at", [str(1_760_000_000 + row * 3_607) for row in range(60)], "DAT07"),
        ("Lieferdatum", [str(45_800 + row * 7 % 300) for row in range(60)], "DAT07"),
        ("weight", [f"{row}.5 kg" for row in range(60)], "NUM03"),
        ("nitrate", ["<0.5" if row % 5 == 0 else f"{row}.25" for row in range(60)], "TYP01"),
        ("Marge", ["#WERT!" if row % 9 == 0 else f"0.{row + 10}" for row in range(60)], "TYP01"),
        ("PLZ", [str(1067 + row if row % 9 == 0 else 80331 + row) for row in range(60)], "COD01"),
        ("Vorname", [("Anna", "Peter", "Sabine")[row % 3] for row in range(60)], "PER04"),
    ],
)
def test_t11_what_is_found_in_a_column_of_an_export(tmp_path: Path, name: str, cells: list[str], rule: str) -> None:
    lines = [f"k,{name}", *(f"a{row},{cell}" for row, cell in enumerate(cells))]
    assert rules(findings(tmp_path, lines), name) == {rule}


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Supplier", ["Martin Marietta", "Victoria Foods", "Charles River Labs", "Johnson & Johnson", "Frank & Sons"]),
        ("Product", ["Granny Smith", "Jack Daniels", "Bloody Mary", "Earl Grey", "Rose Quartz", "Arnold Palmer"]),
        ("duration_ms", [str(30_000 + 17 * row) for row in range(60)]),
        ("seat", [f"{row}A" for row in range(60)]),
    ],
)
def test_t11_what_only_looks_like_it_is_passed_over(tmp_path: Path, name: str, cells: list[str]) -> None:
    lines = [f"k,{name},v", *(f"a{row},{cells[row % len(cells)]},{row * 7 % 61}" for row in range(120))]
    assert rules(findings(tmp_path, lines), name) == set()


def test_copies_that_chance_makes_are_a_hint(tmp_path: Path) -> None:
    few = ["a,b", *(f"{CHANCE.randrange(9)},{CHANCE.randrange(9)}" for _row in range(100))]
    assert [(one["rule"], one["severity"]) for one in findings(tmp_path, few)] == [("DUP01", "hint")]
    many = ["a,b", *(f"{CHANCE.random():.6f},{CHANCE.randrange(9)}" for _row in range(100))]
    assert [one["severity"] for one in findings(tmp_path, [*many, many[5]])] == ["warning"]
