"""The findings that look closer: planted with the right rows, and silent on their clean twins (T11, T12, T14, J7)."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.lab import outliers
from scopewright.lab.audit import run as audit_job
from scopewright.lab.findings.texts import language_of
from scopewright.progress import Silent
from tests.lab.test_audit import audit, named, write

HEADER = ["ref", "day", "who", "branch", "amount", "note", "channel", "answer"]
Table = list[list[str]]
_START = dt.date(2026, 1, 1)
_NOTES = ("the parcel came late and was wet", "this bill is not mine at all", "we have to wait for the part")


def clean() -> Table:
    """300 records of a help desk over 300 days; every column is of another sort, and nothing is wrong."""
    chance = random.Random(11)
    rows = []
    for place in range(300):
        amount = str(round(chance.lognormvariate(5, 0.6), 2))
        answer = "refund" if float(amount) + chance.gauss(0, 60) > 190 else "letter"
        rows.append(
            [
                f"T-{chance.randrange(10**7):07d}",
                (_START + dt.timedelta(days=place)).isoformat(),
                f"desk {chance.choice('ABCDEFGH')}",
                chance.choice(["Salzburg", "Bregenz", "Villach"]),
                amount,
                f"{chance.choice(_NOTES)}, case {place * 37 % 1009}",
                chance.choice(["mail", "web"]),
                answer,
            ]
        )
    return rows


def put(column: str, values: dict[int, str]) -> Callable[[Table], None]:
    def plant(rows: Table) -> None:
        for row, value in values.items():
            rows[row][HEADER.index(column)] = value

    return plant


def put_all(column: str, value: Callable[[int, list[str]], str]) -> Callable[[Table], None]:
    def plant(rows: Table) -> None:
        for place, row in enumerate(rows):
            row[HEADER.index(column)] = value(place, row)

    return plant


def missing_in(level: str) -> list[int]:
    return [place for place, row in enumerate(clean()) if row[3] == level]


def entered_twice(rows: Table) -> None:
    rows[120] = ["T-9999999", *rows[10][1:5], rows[10][5].upper(), *rows[10][6:]]
    rows[200] = ["T-8888888", *rows[20][1:5], rows[20][5].replace("the", "teh").replace("bill", "bil"), *rows[20][6:]]


def torn(rows: Table) -> None:
    rows[60] = [f"T-77{rows[60][0][4:]}", *rows[59][1:7], "refund" if rows[59][7] == "letter" else "letter"]


def sorted_by_answer(rows: Table) -> None:
    rows.sort(key=lambda row: row[7])
    for place, row in enumerate(rows):
        row[0] = f"T-{place + 500:07d}"


def source_silent(rows: Table) -> None:
    for name in ("amount", "channel"):
        put(name, dict.fromkeys(range(40, 52), ""))(rows)


def without_days(rows: Table) -> None:
    for place, row in enumerate(rows):
        row[1] = (_START + dt.timedelta(days=place // 2 + 60 * (place >= 150))).isoformat()


def names(place: int, _row: list[str]) -> str:
    family = ("Quandt", "Ólafsdóttir", "Brandstätter", "Delacroix", "Hoxha")[place % 5]
    return f"{('Maria', 'Stefan', 'Anna', 'Xhevdet')[place % 4]} {family}"


PLANTED: dict[str, tuple[Callable[[Table], None], list[int] | None]] = {
    "OUT01": (put("amount", {7: "98000", 111: "123456.5"}), [7, 111]),
    "NUM02": (put("amount", {3: "-999", 44: "-999", 210: "-999"}), [3, 44, 210]),
    "LEV02": (put("branch", {30: "Slazburg", 31: "Bregen"}), [30, 31]),
    "KEY02": (put("ref", {9: "T-0012345", 19: "t 0012345"}), [19]),
    "DUP03": (entered_twice, [120, 200]),
    "MIS03": (source_silent, list(range(40, 52))),
    "MIS04": (put("channel", dict.fromkeys(missing_in("Villach"), "")), missing_in("Villach")),
    "DAT06": (without_days, [148, 149]),
    "LNG01": (put("note", {n: f"das ist nicht die Ware, wir haben sie nicht {n}" for n in range(20)}), list(range(20))),
    "CAR01": (put_all("who", lambda place, _row: f"W{place * 31 % 150:03d}"), None),
    "PER05": (put_all("who", names), [n for n in range(300) if n % 4 != 3][:100]),
    "PER06": (put_all("ref", lambda place, _row: f"{100 + place}-{10 + place % 80}-{1000 + place}"), list(range(100))),
    "PER07": (put_all("ref", lambda place, _row: card(place)), list(range(100))),
    "LAB01": (torn, [59, 60]),
    "LEA02": (sorted_by_answer, None),
}  # fmt: skip
FOLLOWING = {
    "KEY02": {"KEY01"},
    "DUP03": {"DAT06"},
    "MIS03": {"MIS01"},
    "MIS04": {"MIS01"},
    "LAB01": {"DUP03"},
}


def card(place: int) -> str:
    digits = [int(sign) for sign in f"4929{place * 7919 + 10**10:011d}"]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[::-2]) + sum(digits[-2::-2])
    return "".join(map(str, digits)) + str(-doubled % 10)


def rules(result: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in result["findings"]}


def told(tmp_path: Path, rows: Table, target: str | None = "answer") -> dict[str, Any]:
    return audit(write(tmp_path / "table.csv", rows, HEADER), target)


def test_t11_the_clean_twin_stays_silent(tmp_path: Path) -> None:
    assert rules(told(tmp_path, clean())) <= {"IDN01"}


@pytest.mark.parametrize("rule", sorted(PLANTED))
def test_t11_a_planted_defect_is_found_in_its_rows(tmp_path: Path, rule: str) -> None:
    plant, rows = PLANTED[rule]
    table = clean()
    plant(table)
    result = told(tmp_path, table)
    found = named(result, rule)
    assert len(found) == 1, result["findings"]
    if rows is not None:
        assert found[0]["rows"]["first"] == rows
    assert rules(result) - {rule, "IDN01"} <= FOLLOWING.get(rule, set())


def test_rows_sorted_by_the_answer_without_an_id_are_a_hint(tmp_path: Path) -> None:
    rows = sorted(clean(), key=lambda row: row[7])
    found = named(told(tmp_path, rows), "LEA02")
    assert [(finding["column"], finding["severity"]) for finding in found] == [("answer", "hint")]


def test_values_missing_with_one_class_are_a_warning(tmp_path: Path) -> None:
    rows = clean()
    put("channel", {n: "" for n, row in enumerate(rows) if row[7] == "refund"})(rows)
    found = named(told(tmp_path, rows), "MIS04")
    assert found[0]["severity"] == "warning"
    assert "refund" not in found[0]["kept"]


def test_digits_of_the_right_length_are_no_national_numbers(tmp_path: Path) -> None:
    rows = clean()
    put_all("ref", lambda place, _row: f"{10**10 + place * 104729:011d}")(rows)
    assert "PER06" not in rules(told(tmp_path, rows))


def test_a_european_iban_with_one_digit_wrong_is_none(tmp_path: Path) -> None:
    rows = clean()
    put("note", {3: "DE89370400440532013001"})(rows)
    assert "PER03" not in rules(told(tmp_path, rows))


@pytest.mark.parametrize(
    "value", ["New York", "Villa Rosa", "Trattoria Roma", "Blue Jacket", "San Diego County", "Upper East Side"]
)
def test_places_and_things_are_no_people(tmp_path: Path, value: str) -> None:
    rows = clean()
    others = ("North Gate", "Long Beach", "Old Mill", "High Street")
    put_all("who", lambda place, _row: value if place % 5 == 0 else others[place % 4])(rows)
    assert "PER05" not in rules(told(tmp_path, rows))


def test_t14_incomes_prices_and_durations_have_a_long_tail_but_no_outliers() -> None:
    chance = np.random.default_rng(3)
    for draw in (
        lambda: chance.lognormal(10, 0.8, 2_000),
        lambda: chance.exponential(100, 2_000),
        lambda: chance.gamma(2, 5, 2_000),
        lambda: chance.normal(100, 15, 2_000),
        lambda: chance.uniform(0, 1, 2_000),
        lambda: chance.poisson(3, 2_000),
        lambda: np.where(chance.uniform(size=2_000) < 0.9, 0.0, chance.exponential(1, 2_000)),
    ):
        alarms = [bool(outliers.flags(pd.Series(draw())).any()) for _time in range(20)]
        assert sum(alarms) <= 1


@given(st.floats(0.01, 1000), st.floats(-1000, 1000))
def test_t14_outliers_do_not_depend_on_unit_where_the_middle_is_symmetric(scale: float, shift: float) -> None:
    values = pd.Series([*range(300), 2900, -1800], dtype="float64")
    flags = outliers.flags(values * scale + shift)
    assert flags.nonzero()[0].tolist() == [300, 301]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Kunde hat die Ware nicht bekommen", "de"),
        ("the customer has not received it", "en"),
        ("le client n'a pas reçu sa commande et il est fâché", "fr"),
        ("il cliente non ha ricevuto la merce e aspetta", "it"),
        ("el cliente no ha recibido el pedido y está molesto", "es"),
        ("de klant heeft het pakket niet ontvangen", "nl"),
        ("klient nie otrzymał paczki i jest zły na to", "pl"),
        ("o cliente não recebeu a encomenda e está zangado", "pt"),
        ("router X200 firmware 2.1", None),
    ],
)
def test_the_language_of_a_sentence_is_told_by_its_small_words(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_i8_the_first_rows_as_understood_are_the_rows_as_written_one_for_one(tmp_path: Path) -> None:
    path = tmp_path / "peek.csv"
    lines = ["kunde;umsatz;seit;treu;stand"]
    lines += [f"{n:04d};1.{n:03d},50;{n % 27 + 1:02d}.03.25;{'ja' if n % 2 else 'nein'};offen" for n in range(40)]
    lines[4] = "0003;n/a;31.02.25;ja;offen"
    path.write_text("\n".join(lines), encoding="utf-8")
    rows = audit_job({"path": str(path), "evidence": True}, Silent())["understood"]
    assert len(rows) == 40
    assert rows[2] == ["0002", "1002.5", "2025-03-03", "false", "offen"]
    assert rows[3][:4] == ["0003", None, None, "true"]
    assert "understood" not in audit_job({"path": str(path)}, Silent())
