"""Text, archives, workbooks and Parquet are read alike; whatever else is refused in words."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from scopewright.lab import scratch
from scopewright.lab.dialect import detect
from scopewright.lab.formats import open_source
from scopewright.lab.full_profile import profile
from scopewright.lab.intake import load, run
from scopewright.lab.main_table import Table
from scopewright.lab.reading import Reading
from scopewright.lab.table import iterate
from scopewright.lab.unreadable import UnreadableFile
from scopewright.progress import Silent

TEXT = "name;size\n" + "".join(f"Ulm {n};{n}\n" for n in range(30))


def records(path: Path, reading: Reading | None = None) -> list[list[str]]:
    return list(Table(path, reading))


def zipped(path: Path, **files: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return path


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt"])
def test_the_name_of_a_text_file_does_not_matter(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"table{suffix}"
    path.write_text(TEXT)
    assert records(path)[29] == ["Ulm 29", "29"]


def test_text_in_an_archive_is_read_like_text(tmp_path: Path) -> None:
    packed = tmp_path / "table.csv.gz"
    packed.write_bytes(gzip.compress(TEXT.encode("utf-16")))
    archive = zipped(tmp_path / "table.zip", table__csv=TEXT)
    assert records(packed) == records(archive) == [[f"Ulm {n}", f"{n}"] for n in range(30)]
    assert load(packed, Silent()).columns[1].type == "id"
    assert detect(archive).sheet == "table.csv"


def test_of_several_files_in_an_archive_the_largest_is_read_and_the_others_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", small__csv="a,b\n1,2\n", big__csv=TEXT, readme__md="x" * 9999)
    table = Table(path)
    assert table.names == ["name", "size"]
    assert table.notes() == ["“big.csv” was read, one of 2 tables in this file: small.csv, big.csv."]
    assert records(path, Reading(sheet="small.csv")) == [["1", "2"]]
    with pytest.raises(UnreadableFile, match=r"small\.csv, big\.csv"):
        Table(path, Reading(sheet="none.csv"))


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_an_archive_that_unpacks_to_a_flood_is_refused(tmp_path: Path, kind: str) -> None:
    flood, path = b"1,2\n" * 20_000_000, tmp_path / f"bomb.{kind}"
    if kind == "gz":
        path.write_bytes(gzip.compress(flood, 1))
    else:
        zipped(path, bomb__csv=flood)
    with pytest.raises(UnreadableFile, match="100 times"):
        detect(path)


def test_a_damaged_or_protected_archive_is_refused_in_words(tmp_path: Path) -> None:
    cut, wrong = tmp_path / "cut.gz", tmp_path / "wrong.zip"
    cut.write_bytes(gzip.compress(TEXT.encode() * 1000)[:-200])
    zipped(wrong, table__csv=TEXT)
    data = bytearray(wrong.read_bytes())
    data[45:60] = b"\0" * 15
    wrong.write_bytes(data)
    for path in (cut, wrong):
        with pytest.raises(UnreadableFile, match=r"damaged"):
            records(path)
    with pytest.raises(UnreadableFile, match="holds no table"):
        Table(zipped(tmp_path / "none.zip", picture__png=b"x"))


def test_cells_of_a_sheet_become_the_text_a_person_would_write(tmp_path: Path) -> None:
    moment = dt.datetime(2026, 1, 31, 10, 30)
    rows: list[list[Any]] = [["id", "zip", "day", "at", "share", "ok", "note"]]
    rows += [[n, 1067, dt.datetime(2026, 1, 31), moment, 0.5, True, None] for n in range(9)]
    path = workbook(tmp_path / "book.xlsx", Data=rows)
    book = openpyxl.load_workbook(path)
    for row in book["Data"].iter_rows(min_row=2, min_col=2, max_col=2):
        row[0].number_format = "00000"
    book.save(path)
    assert records(path)[8] == ["8", "01067", "2026-01-31", "2026-01-31 10:30:00", "0.5", "TRUE", ""]
    kinds = {column.name: column.type for column in load(path, Silent()).columns}
    assert (kinds["zip"], kinds["day"], kinds["at"]) == ("constant", "constant", "constant")


def test_the_fullest_sheet_is_read_and_another_on_request(tmp_path: Path) -> None:
    data: list[list[Any]] = [["Report"], [], ["a", "b", "c"], *[[n, "x", n / 4] for n in range(20)]]
    path = workbook(tmp_path / "book.xlsx", Info=[["Read me"]], Data=data, Other=[["k", "v"], [1, 2], [3, 4]])
    table = Table(path)
    assert (table.header, table.dialect.skip_rows, table.dialect.sheet) == (["a", "b", "c"], 2, "Data")
    assert list(table)[1] == ["1", "x", "0.25"]
    assert (table.bad_count, table.records) == (0, 20)
    assert records(path, Reading(sheet="Other")) == [["1", "2"], ["3", "4"]]
    told = json.loads(next(iterate(path)))["dialect"]
    assert (told["delimiter"], told["encoding"], told["sheet"]) == (None, None, "Data")


def test_a_parquet_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a [1]*.parquet"
    plain = tmp_path / "plain.parquet"
    duckdb.sql(f"copy (select range as n, 'x' || range as name, null as gone from range(50)) to '{plain}'")
    plain.rename(path)
    table = Table(path)
    assert table.names == ["n", "name", "gone"]
    assert list(table)[49] == ["49", "x49", ""]
    assert run({"path": str(path)}, Silent())["records"] == 50


@pytest.mark.parametrize(
    "head", [b"PK\x03\x04rest", b"PAR1xxxx", b"\x1f\x8b\x08", b"%PDF-1.7", b"BZh9", b"\xd0\xcf\x11\xe0"]
)
def test_damaged_or_foreign_files_are_refused_in_words(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(head)
    with pytest.raises(UnreadableFile, match=r"\.$"):
        detect(path)


def test_a_workbook_and_a_parquet_table_in_an_archive_are_read_and_their_copies_removed(tmp_path: Path) -> None:
    book = workbook(tmp_path / "b.xlsx", Sheet=[["name", "size"], ["Ulm", 7], ["Bern", 9]])
    table = tmp_path / "t.parquet"
    duckdb.connect().execute(f"copy (select 'Ulm' as name, 7 as size) to '{table}' (format parquet)")
    path = zipped(tmp_path / "a.zip", b__xlsx=book.read_bytes(), in__parquet=table.read_bytes())
    assert records(path, Reading(sheet="b.xlsx")) == [["Ulm", "7"], ["Bern", "9"]]
    assert records(path, Reading(sheet="in.parquet")) == [["Ulm", "7"]]
    source = open_source(path)
    assert source.parts == ("b.xlsx", "in.parquet")
    (copy,) = scratch.home().glob("job-*/table.*")
    assert copy.stat().st_size == book.stat().st_size
    assert not copy.read_bytes().startswith(b"PK")
    del source
    assert profile(path, Silent(), Reading(sheet="in.parquet")).records == 1
    assert not list(scratch.home().glob("job-*"))


def test_what_only_says_that_it_is_a_workbook_is_refused_in_an_archive(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", a__csv=TEXT).read_bytes()
    for name in ("b__xlsx", "b__parquet"):
        with pytest.raises(UnreadableFile, match="damaged"):
            records(zipped(tmp_path / "a.zip", **{name: inner}))


def test_documents_in_a_zip_are_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "letter.docx", **{"word/document__xml": "<x/>"})
    with pytest.raises(UnreadableFile, match="a Word document"):
        open_source(path)


def test_a_damaged_workbook_is_refused_in_words(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "book.xlsx", Data=[["a", "b"], [1, 2]])
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(item, content[: len(content) // 2] if "sheet1" in item.filename else content)
    with pytest.raises(UnreadableFile, match="damaged"):
        records(broken)


def test_a_line_without_end_is_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scopewright.lab.source.LONGEST_LINE", 1 << 20)
    path = tmp_path / "line.csv"
    path.write_bytes(b"a,b\n" + b"x" * (1 << 21))
    with pytest.raises(UnreadableFile, match="million characters"):
        records(path)


def test_a_cell_of_ten_megabytes_is_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    path.write_text("a,b\n1,2\n" + '"' + "x, " * 3_500_000 + '",3\n4,5\n')
    assert [len(row[0]) for row in records(path)] == [1, 10_500_000, 1]


def test_a_file_that_changes_while_it_is_read_is_not_half_kept(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(TEXT)
    rows = iter(Table(path))
    next(rows)
    with path.open("a") as file:
        file.write("late;1\n")
    with pytest.raises(UnreadableFile, match="changed or removed while it was read"):
        list(rows)


def test_a_bytes_io_of_nuls_and_wide_characters_is_read(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    text = io.StringIO(newline="")
    text.write("город;цена\r\n" + "Москва\0;10\r\n" * 20)
    path.write_bytes(text.getvalue().encode("utf-16-le"))
    assert records(path)[0] == ["Москва\0", "10"]
