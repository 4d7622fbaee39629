"""The reader keeps every record, however broken."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scopewright.lab.dialect import Dialect
from scopewright.lab.formats import open_source
from scopewright.lab.reader import parse
from scopewright.lab.table import iterate

CELLS = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=8)


def fields(text: str, dialect: Dialect | None = None, width: int | None = None) -> list[list[str]]:
    return [record.fields for record in parse(io.StringIO(text, newline=""), dialect or Dialect(), width)]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_what_the_csv_writer_wrote_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    assert fields(written.getvalue(), Dialect(delimiter)) == rows


def test_line_breaks_stay_inside_quoted_cells() -> None:
    assert fields('a,"x\r\ny",b\r\nc,d,e\r\n') == [["a", "x\r\ny", "b"], ["c", "d", "e"]]


def test_blanks_before_a_quote_do_not_hide_it() -> None:
    assert fields('1, "a, b", 2\n') == [["1", "a, b", " 2"]]


def test_a_quote_inside_a_bare_cell_is_a_character() -> None:
    assert fields('5" pipe,2\nx,3\n') == [['5" pipe', "2"], ["x", "3"]]


def test_a_quote_that_never_closes_costs_one_record() -> None:
    text = 'a,b\n"lost,1\n' + "x,2\n" * 5000
    records = list(parse(io.StringIO(text, newline=""), Dialect(), 2))
    assert len(records) == 5002
    assert [record.line for record in records if record.broken] == [2]
    assert records[1].fields == ['"lost', "1"]


def test_a_stray_quote_closed_by_a_later_one_does_not_swallow_the_rows_between() -> None:
    text = 'a,b\n"lost,1\nx,2\n"fine",3\ny,4\n'
    assert fields(text, width=2) == [["a", "b"], ['"lost', "1"], ["x", "2"], ["fine", "3"], ["y", "4"]]


def test_backslashes_escape_where_the_dialect_says_so() -> None:
    assert fields('"a\\"b","c\\\\"\n', Dialect(escape="\\")) == [['a"b', "c\\"]]


def test_nul_and_huge_cells_survive() -> None:
    huge = "x" * 3_000_000
    assert fields(f'a\0b,1\n"{huge}",2\n') == [["a\0b", "1"], [huge, "2"]]


def test_raw_records_are_neither_trimmed_nor_padded(tmp_path: Path) -> None:
    path = tmp_path / "raw.csv"
    path.write_text("a,b\n 1 ,2\n3\n\n4,5,6\n")
    records = open_source(path).records(Dialect())
    assert [record.fields for record in records] == [["a", "b"], [" 1 ", "2"], ["3"], [], ["4", "5", "6"]]


@pytest.mark.parametrize("raw", [False, True])
def test_read_prints_header_records_and_counts(tmp_path: Path, raw: bool) -> None:
    path = tmp_path / "table.csv"
    path.write_text("name;size\n" + " Ulm ;1\n" * 9 + "Graz\n")
    first, *records, last = [json.loads(line) for line in iterate(path, raw)]
    assert first["header"] == ["name", "size"]
    assert first["dialect"] == {
        "delimiter": ";", "quote": '"', "escape": None, "encoding": "utf-8", "header_rows": 1, "skip_rows": 0,
    }  # fmt: skip
    assert records[-1] == (["Graz"] if raw else ["Graz", ""])
    assert records[raw] == ([" Ulm ", "1"] if raw else ["Ulm", "1"])
    assert last == {"records": 10 + raw, "bad_rows": 1}


def test_a_file_without_headings_prints_none(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("1,2\n3,4\n5,6\n")
    assert json.loads(next(iterate(path)))["header"] is None
