"""Every planted defect is found where it was planted, and a clean file stays silent."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scopewright.lab.audit import run
from scopewright.lab.findings import COLUMN_RULES, TABLE_RULES
from scopewright.lab.intake import UnreadableFile
from scopewright.progress import Silent, Stopped

TODAY = "2026-11-20"
HEADER = ["customer_id", "since", "city", "plz", "income", "paid", "remark", "churn"]
Row = list[str]


def clean() -> list[Row]:
    chance = random.Random(7)
    cities = {"Graz": "08010", "Ulm": "89073", "Köln": "50667", "Leipzig": "04103"}
    rows = []
    for place in range(200):
        city = chance.choice(sorted(cities))
        income = chance.randint(18_000, 90_000)
        churn = "yes" if chance.random() < 0.3 else "no"
        rows.append(
            [
                f"C-{place:05d}",
                f"2026-{chance.randint(1, 10):02d}-{chance.randint(1, 28):02d}",
                city,
                chance.choice([cities[city], "01067"]),
                str(income),
                chance.choice(["yes", "no"]),
                f"called {chance.choice(['twice', 'once', 'often'])}, offered {chance.randint(1, 999)} €",
                churn,
            ]
        )
    return rows


def put(column: str, values: dict[int, str]) -> Callable[[list[Row]], None]:
    def plant(rows: list[Row]) -> None:
        for row, value in values.items():
            rows[row][HEADER.index(column)] = value

    return plant


def put_all(column: str, value: Callable[[Row], str]) -> Callable[[list[Row]], None]:
    def plant(rows: list[Row]) -> None:
        for row in rows:
            row[HEADER.index(column)] = value(row)

    return plant


def number(row: Row) -> int:
    return int(row[0].removeprefix("C-"))


def repeat(rows: list[Row]) -> None:
    rows[50], rows[120] = list(rows[3]), list(rows[9])


def write(path: Path, rows: list[Row], header: list[str] | None = HEADER) -> Path:
    quoted = [
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [*([header] if header else []), *rows]
    ]
    path.write_text("\n".join(quoted) + "\n", encoding="utf-8")
    return path


def audit(path: Path, target: str | None = None) -> dict[str, Any]:
    return run({"path": str(path), "target": target, "today": TODAY}, Silent())


def named(result: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [finding for finding in result["findings"] if finding["rule"] == rule]


IBANS = {4: "DE89 3704 0044 0532 0130 00", 8: "FR1420041010050500013M02606"}
PLANTED = {
    "EMP01": (put_all("remark", lambda _row: ""), None),
    "CON01": (put_all("paid", lambda _row: "yes"), None),
    "DUP01": (repeat, [50, 120]),
    "DUP02": (put_all("remark", lambda row: row[2]), None),
    "MIS01": (put("income", dict.fromkeys(range(60), "")), list(range(60))),
    "MIS02": (put("income", {5: " ", 17: "?", 40: "-"}), [5, 17, 40]),
    "TYP01": (put("income", {11: "approx. high", 77: "12k?"}), [11, 77]),
    "NUM01": (put_all("income", lambda row: f"€ {row[4][:2]},{row[4][2:]}.00"), None),
    "LEV01": (put("paid", {2: "YES", 30: "Y"}), [2, 30]),
    "COD01": (put("plz", {13: "8010", 14: "1067"}), [13, 14]),
    "ENC01": (put("city", {21: "KÃ¶ln", 22: "K\ufffdln"}), [21, 22]),
    "KEY01": (put("customer_id", {90: "C-00003"}), [3, 90]),
    "DAT01": (put("since", {33: "31.01.2026", 34: "01.02.26"}), [33, 34]),
    "DAT02": (put_all("since", lambda row: f"0{number(row) % 9 + 1}/0{number(row) % 7 + 1}/2026"), None),
    "DAT03": (put("since", {60: "2062-03-01", 61: "2026-11-21"}), [60, 61]),
    "DAT04": (put("since", {70: "1900-01-01", 71: "9999-12-31"}), [70, 71]),
    "DAT05": (put_all("since", lambda row: "2019" + row[1][4:]), None),
    "PER01": (put("remark", {7: "write to jo.doe@example.org please"}), [7]),
    "PER02": (put_all("remark", lambda row: f"+49 170 55{number(row):05d}"), list(range(100))),
    "PER03": (put("remark", IBANS), [4, 8]),
    "TGT01": (put("churn", {15: "", 16: "NA"}), [15, 16]),
    "TGT02": (put_all("churn", lambda _row: "no"), None),
    "TGT03": (put_all("churn", lambda row: "yes" if number(row) % 20 == 0 else "no"), None),
    "TGT04": (put("churn", {1: "maybe", 2: "maybe"}), [1, 2]),
    "LEA01": (put_all("paid", lambda row: row[7]), None),
}


# What a planted defect brings along.
FOLLOWING = {"DUP01": {"KEY01"}, "LEA01": {"DUP02"}, "TGT02": {"CON01"}}


def test_a_clean_file_stays_silent(tmp_path: Path) -> None:
    path = write(tmp_path / "clean.csv", clean())
    assert audit(path)["findings"] == []
    assert [finding["rule"] for finding in audit(path, "churn")["findings"]] == ["IDN01"]


@pytest.mark.parametrize("rule", sorted(PLANTED))
def test_a_planted_defect_is_found_in_its_rows(tmp_path: Path, rule: str) -> None:
    plant, rows = PLANTED[rule]
    table = clean()
    plant(table)
    result = audit(write(tmp_path / "planted.csv", table), "churn")
    found = named(result, rule)
    assert len(found) == 1, result["findings"]
    if rows is not None:
        assert found[0]["rows"]["first"] == rows
    others = {finding["rule"] for finding in result["findings"]} - {rule, "IDN01"}
    assert others <= FOLLOWING.get(rule, set())


def test_ragged_rows_and_open_quotes_are_found_in_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    lines = [f"{n},{n % 7 + n / 100},{'red' if n % 2 else 'blue'}" for n in range(60)]
    lines[10], lines[20], lines[30] = "10,1", "20,1,red,x", '"30,1,red'
    path.write_text("a,b,c\n" + "\n".join(lines) + "\n")
    result = audit(path)
    assert named(result, "RAG01")[0]["rows"]["first"] == [10, 20]
    assert named(result, "RAG02")[0]["rows"]["first"] == [30]
    assert result["bad_rows"] == 3
    assert result["rows"] == 60


def test_a_second_table_below_the_first_is_found(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    first = "".join(f"{n},{n % 7 + n / 100},{'red' if n % 2 else 'blue'}\n" for n in range(60))
    path.write_text("a,b,c\n" + first + "\nregion,sum\nnorth,1\nsouth,2\n")
    result = audit(path)
    assert named(result, "TAB02")[0]["rows"]["first"] == [60, 61, 62]
    assert not named(result, "RAG01")


def test_headings_that_are_missing_repeated_or_empty_are_found(tmp_path: Path) -> None:
    assert named(audit(write(tmp_path / "none.csv", [row[:5] for row in clean()], None)), "HDR01")
    odd = [*HEADER[:4], "", *HEADER[5:7], "paid"]
    assert named(audit(write(tmp_path / "odd.csv", clean(), odd)), "HDR02")


def test_a_table_without_rows_is_an_error(tmp_path: Path) -> None:
    assert named(audit(write(tmp_path / "empty.csv", [])), "TAB01")[0]["severity"] == "error"


def test_a_target_cut_off_at_a_limit_is_found(tmp_path: Path) -> None:
    table = clean()
    put_all("income", lambda row: str(min(int(row[4]), 70_000)))(table)
    assert named(audit(write(tmp_path / "capped.csv", table), "income"), "TGT05")
    assert not named(audit(write(tmp_path / "plain.csv", clean()), "income"), "TGT05")


def test_a_sum_of_the_target_and_little_else_is_a_suspect(tmp_path: Path) -> None:
    table = clean()
    put_all("remark", lambda row: str(int(row[4]) + number(row) % 10))(table)
    found = named(audit(write(tmp_path / "sum.csv", table), "income"), "LEA01")
    assert [finding["column"] for finding in found] == ["remark"]


def test_a_column_of_addresses_is_marked_personal_and_shows_no_cell(tmp_path: Path) -> None:
    table = clean()
    put_all("remark", lambda row: f"person{number(row) % 4}@example.org")(table)
    result = audit(write(tmp_path / "mail.csv", table))
    described = next(column for column in result["columns"] if column["name"] == "remark")
    assert described["personal"] is True
    assert "person1" not in json.dumps(result)


def test_the_result_holds_levels_but_no_other_cells(tmp_path: Path) -> None:
    result = audit(write(tmp_path / "clean.csv", clean()), "churn")
    text = json.dumps(result)
    assert "C-00017" not in text
    assert "offered" not in text
    levels = next(column for column in result["columns"] if column["name"] == "city")["levels"]
    assert sum(level["count"] for level in levels) == 200
    assert set(result) == {"file", "fingerprint", "dialect", "target", "rows", "columns", "bad_rows", "findings"}


def test_the_newest_date_is_given_as_a_fact(tmp_path: Path) -> None:
    table = clean()
    put("since", {5: "2026-11-19", 6: "2031-01-01"})(table)
    result = audit(write(tmp_path / "dated.csv", table))
    assert next(column for column in result["columns"] if column["name"] == "since")["newest"] == "2026-11-19"


def test_errors_come_first(tmp_path: Path) -> None:
    table = clean()
    repeat(table)
    put("churn", {5: ""})(table)
    severities = [finding["severity"] for finding in audit(write(tmp_path / "both.csv", table), "churn")["findings"]]
    assert severities == sorted(severities, key=["error", "warning", "hint"].index)


def test_a_target_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="“chrun”"):
        audit(write(tmp_path / "clean.csv", clean()), "chrun")


def test_the_audit_can_be_stopped_at_every_column(tmp_path: Path) -> None:
    class AfterHalf(Silent):
        def progress(self, fraction: float, text: str = "") -> None:
            if text == "income" and fraction > 0.6:
                raise Stopped

    with pytest.raises(Stopped):
        run({"path": str(write(tmp_path / "clean.csv", clean()))}, AfterHalf())


def test_codes_of_rules_are_unique() -> None:
    codes = [rule.code for rule in (*TABLE_RULES, *COLUMN_RULES)]
    assert len(codes) == len(set(codes))


def test_what_may_be_stored_of_a_finding_quotes_no_cell(tmp_path: Path) -> None:
    names = ["Okonkwo", "OKONKWO", "Lindqvist", "lindqvist", *["Szymborska"] * 3]
    rows = [
        f"{names[place % 7]},{'Grabowska' if place < 3 else 'Nakamura'},2019-03-{1 + place % 28:02d}"
        for place in range(140)
    ]
    path = tmp_path / "people.csv"
    path.write_text("\n".join(["agent,judge,day", *rows]), encoding="utf-8")
    findings = run({"path": str(path), "target": "judge", "today": TODAY}, Silent())["findings"]
    assert {"LEV01", "TGT03", "TGT04", "DAT05"} <= {finding["rule"] for finding in findings}
    live, kept = (" ".join(finding[form] for finding in findings) for form in ("message", "kept"))
    for value in ("Okonkwo", "lindqvist", "Grabowska", "28 Mar 2019"):
        assert value in live
        assert value not in kept
