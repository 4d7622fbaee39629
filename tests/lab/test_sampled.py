"""First findings come ahead of the rest, and a file too large to be held is counted whole (T12, T13)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scopewright.lab import sampled
from scopewright.lab.audit import run
from scopewright.lab.unreadable import UnreadableFile
from scopewright.progress import Silent

ROWS = 3_000


class Listener(Silent):
    """Keeps the parts, and how often progress was told before the first."""

    def __init__(self) -> None:
        self.parts: list[dict[str, Any]] = []
        self.told_before = 0

    def progress(self, fraction: float, text: str = "") -> None:
        assert 0.0 <= fraction <= 1.0, text
        self.told_before += not self.parts

    def partial(self, result: dict[str, Any]) -> None:
        self.parts.append(result)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Sorted by year, with gaps, words among numbers and a constant that ends, all of them late in the file."""
    place = tmp_path / "orders.csv"
    lines = ["order,year,mail,amount,shop,note"]
    for number in range(ROWS):
        late = number >= ROWS * 0.8
        amount = "n.n." if number == ROWS - 10 else str(number % 97)
        year = 2019 + number * 6 // ROWS
        lines.append(f"{number},{year},a{number % 700}@b.de,{'' if late else amount},{'B' if late else 'A'},n{number}")
    place.write_text("\n".join(lines), encoding="utf-8")
    return place


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampled, "_SMALL_BYTES", 1)
    monkeypatch.setattr(sampled, "_FIRST_RECORDS", 500)
    monkeypatch.setattr(sampled, "_LOOKED_AT", 1_000)


def rules(report: dict[str, Any]) -> dict[tuple[str, str | None], dict[str, Any]]:
    return {(finding["rule"], finding["column"]): finding for finding in report["findings"]}


def test_t12_first_findings_come_before_anything_else_and_say_on_how_many_rows_they_rest(path: Path) -> None:
    listener = Listener()
    whole = run({"path": str(path), "evidence": True}, listener)
    (first,) = listener.parts
    assert (first["looked_at"], listener.told_before) == (500, 0)
    assert abs(first["rows"] - ROWS) < 0.1 * ROWS
    mail = rules(first)["PER01", "mail"]
    assert "(Seen in the first 500 of about " in mail["message"]
    assert mail["kept"].endswith("rows.)")
    assert mail["evidence"]["rows"]
    assert "Seen in" not in rules(whole)["PER01", "mail"]["message"]
    assert "looked_at" not in whole


def test_what_the_first_rows_cannot_know_is_not_said_of_them(path: Path) -> None:
    listener = Listener()
    run({"path": str(path), "target": "shop"}, listener)
    assert not sampled.WHOLE_ONLY & {code for code, _column in rules(listener.parts[0])}


def test_a_small_file_is_audited_in_one_go(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampled, "_SMALL_BYTES", 1 << 20)
    listener = Listener()
    run({"path": str(path)}, listener)
    assert not listener.parts


def test_t13_a_large_file_is_counted_whole_and_looked_into_at_its_start(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run({"path": str(path), "today": "2026-11-21"}, Silent())
    monkeypatch.setattr(sampled, "_MOST_CELLS", 5_000)
    large = run({"path": str(path), "today": "2026-11-21", "evidence": True}, Listener())
    assert (large["rows"], large["looked_at"]) == (ROWS, 1_000)
    assert large["fingerprint"] == whole["fingerprint"]
    assert [column["missing"] for column in large["columns"]] == [column["missing"] for column in whole["columns"]]
    assert all(column["fingerprint"] is None for column in large["columns"])
    gaps = rules(large)["MIS01", "amount"]
    assert gaps["rows"]["count"] == ROWS * 0.2 == rules(whole)["MIS01", "amount"]["rows"]["count"]
    assert "Seen in" not in gaps["message"]
    assert "(Seen in the first 1,000 of 3,000 rows.)" in rules(large)["PER01", "mail"]["message"]
    assert not {code for code, column in rules(large) if column == "shop"} & {"CON01", "EMP01"}


def test_rows_that_do_not_fit_are_found_in_all_of_a_large_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("\n1,2\n" + "\n".join(f"{n},2024,x@y.de,{n},B,n" for n in range(50)))
    monkeypatch.setattr(sampled, "_MOST_CELLS", 5_000)
    ragged = rules(run({"path": str(path), "evidence": True}, Silent()))["RAG01", None]
    assert ragged["rows"] == {"count": 1, "first": [ROWS]}
    assert not ragged["evidence"]["rows"]


@pytest.mark.parametrize("ragged", [False, True])
def test_the_keys_of_a_large_file_are_looked_up_on_all_rows(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ragged: bool
) -> None:
    shops = tmp_path / "shops.csv"
    shops.write_text("order;city\n" + "".join(f" {n} ;c{n % 7}\n" for n in range(50, ROWS + 20)), encoding="utf-8")
    with shops.open("a", encoding="utf-8") as file:
        file.write("77;again\nNA;none\n" + ("78;x;too many\n" if ragged else ""))
    asked = {"path": str(path), "refers_to": [{"path": str(shops), "column": "order", "partner": "order"}]}
    whole = [one for one in run(asked, Silent())["findings"] if one["rule"].startswith("REF")]
    assert [(one["rule"], one["rows"]["count"]) for one in whole] == [("REF01", 50), ("REF03", 0), ("REF02", 20)]
    for most in (5_000, 9_000):
        monkeypatch.setattr(sampled, "_MOST_CELLS", most)
        assert [one for one in run(asked, Silent())["findings"] if one["rule"].startswith("REF")] == whole
    with pytest.raises(UnreadableFile, match="no column"):
        run(asked | {"refers_to": [{"path": str(shops), "column": "order", "partner": "gone"}]}, Silent())


def test_columns_that_are_not_looked_at_are_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scopewright.lab.intake.MAX_COLUMNS", 3)
    place = tmp_path / "wide.csv"
    place.write_text("a,b,c,d,e\n" + "".join(f"{n},{n % 7},x{n % 5},{n},{n}\n" for n in range(50)), encoding="utf-8")
    assert "2 columns more than the 3" in rules(run({"path": str(place)}, Silent()))["TAB03", None]["message"]
