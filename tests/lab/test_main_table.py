"""Only the main table is a table; what stands above and below it is counted, shown and can be had."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scopewright.lab.main_table import Table
from scopewright.lab.reading import Reading, read_reading
from scopewright.lab.table import iterate, unread
from scopewright.lab.unreadable import UnreadableFile

ROWS = "".join(f"{n},{n % 7 + n / 100},{'red' if n % 2 else 'blue'}\n" for n in range(40))
MAIN = "a,b,c\n" + ROWS


def table(tmp_path: Path, text: str, reading: Reading | None = None) -> Table:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return Table(path, reading)


@pytest.mark.parametrize(
    ("below", "part", "count"),
    [
        ("\nregion,sum\nnorth,1\nsouth,2\n", "second table", 3),
        ("region,sum\nnorth,1\nsouth,2\n", "second table", 3),
        ("\nx,y,z\n1,2,red\n3,4,blue\n", "second table", 3),
        ("\nTotals\nk,l,m,n\n1,2,3,4\n5,6,7,8\n", "second table", 4),
        ("\nSource: the warehouse\n", "footer", 1),
        ("Source: the warehouse\nprinted on Monday\n", "footer", 2),
        (",,\nSource,,\n", "footer", 2),
    ],
)
def test_what_stands_below_the_table_is_no_row_of_it(tmp_path: Path, below: str, part: str, count: int) -> None:
    found = table(tmp_path, MAIN + below)
    assert len(list(found)) == found.records == 40
    assert dict(found.left_out.below) == {part: count}
    assert found.bad_count == count
    assert len(found.notes()) == 1


@pytest.mark.parametrize(
    "below",
    [
        "41,5\n",
        "41,5,red,surplus\n",
        "\n41,5,red\n",
        "41,,\n",
        ",,\n",
        "41\n42\n43\n",
        "lost\n",
        '"never closed,1,2\n',
    ],
)
def test_ragged_rows_and_gaps_do_not_end_the_table(tmp_path: Path, below: str) -> None:
    found = table(tmp_path, MAIN + below)
    list(found)
    assert not found.left_out.below
    found = table(tmp_path, MAIN + below + ROWS)
    assert len(list(found)) == 80 + len(below.strip("\n").split("\n"))


def test_a_long_second_table_is_left_out_at_constant_memory(tmp_path: Path) -> None:
    found = table(tmp_path, MAIN + "\nk,l\n" + "1,2\n" * 12_000)
    assert len(list(found)) == 40
    assert found.bad_count == 12_001


def test_many_rows_of_another_width_without_headings_are_ragged_rows(tmp_path: Path) -> None:
    found = table(tmp_path, MAIN + "1,2\n" * 12_000)
    assert len(list(found)) == 12_040
    assert found.bad_count == 12_000


def test_everything_left_out_can_be_had(tmp_path: Path) -> None:
    path = table(tmp_path, "Report of May\n\n" + MAIN + "7,8\n" + ROWS + "\nSource: x\n").path
    told = [json.loads(line) for line in unread(path)]
    assert [(one["line"], one["reason"], one["fields"]) for one in told] == [
        (1, "above", ["Report of May"]),
        (44, "short", ["7", "8"]),
        (86, "footer", ["Source: x"]),
    ]
    notes: list[str] = []
    assert json.loads([*iterate(path, note=notes.append)][-1]) == {"records": 81, "bad_rows": 2}
    assert notes == [
        "2 records above the headings were left out.",
        "Remarks below the table, from line 86 on (1 records), were left out.",
    ]
    assert len([*iterate(path, raw=True)]) == 2 + 86


def test_what_the_user_says_wins_over_every_guess(tmp_path: Path) -> None:
    text = "Report;;\na|b;c|d\n" + "1|2;3|4\n" * 20
    found = table(tmp_path, text, Reading("|", "", "latin-1", header_rows=0, skip_rows=2))
    assert next(iter(found)) == ["1", "2;3", "4"]
    assert (found.dialect.quote, found.dialect.encoding, found.records) == (None, "latin-1", 1)


@pytest.mark.parametrize(
    "said",
    [
        {"delimiter": "ab"}, {"quote": "''"}, {"encoding": "klingon"}, {"header_rows": -1}, {"skip_rows": "two"},
        {"decimal": ";"}, {"types": {"a": "colour"}}, {"colour": "red"}, {"encoding": "base64"},
    ],
)  # fmt: skip
def test_a_reading_that_makes_no_sense_is_refused_in_words(said: dict[str, object]) -> None:
    with pytest.raises(UnreadableFile, match=r"\.$"):
        read_reading(said)


def test_a_reading_survives_its_plain_form() -> None:
    said = {"delimiter": "\t", "missing": ["x", "-99"], "day_first": False, "types": {"a": "code"}, "sheet": "May"}
    assert read_reading(said).said() == said
