"""How a CSV is written is found from a sample, whatever was done to it."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from scopewright.lab.dialect import Dialect, detect
from scopewright.lab.formats import open_source
from scopewright.lab.source import TextSource
from scopewright.lab.unreadable import UnreadableFile

HEADER = ["order", "day", "city", "amount", "note"]
ROWS = [
    [f"A-{n}", f"2026-0{n % 9 + 1}-1{n % 10}", ["Graz", "Ulm", "Bern"][n % 3], f"{n * 7}.5", f"{n} boxes"]
    for n in range(30)
]


def written(rows: list[list[str]], delimiter: str = ",", quote: str = "", end: str = "\n") -> str:
    return "".join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) + end for row in rows)


CLEAN = [HEADER, *ROWS]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_and_quote_are_found(delimiter: str, quote: str, end: str) -> None:
    found = detect(written(CLEAN, delimiter, quote, end).encode())
    assert (found.delimiter, found.quote, found.header_rows, found.skip_rows) == (delimiter, quote, 1, 0)


def test_a_file_without_quotes_has_the_usual_quote() -> None:
    assert detect(written(CLEAN).encode()) == Dialect()


def test_spaces_delimit_where_quotes_hold_the_words_together() -> None:
    assert detect(written(CLEAN, " ", '"').encode()).delimiter == " "


def test_a_blank_after_each_comma_belongs_to_no_cell() -> None:
    found = detect(written(CLEAN, ", ", '"').encode())
    assert (found.delimiter, found.quote) == (",", '"')


def test_decimal_commas_are_not_delimiters() -> None:
    rows = [["city", "price", "weight"], *[[f"Graz {n}", f"{n},5", f"{n},75"] for n in range(20)]]
    assert detect(written(rows, ";").encode()).delimiter == ";"


def test_commas_in_quoted_texts_are_not_delimiters() -> None:
    rows = [["name", "age"], *[[f'"Smith, John, {n}"', str(n)] for n in range(20)]]
    assert detect(written(rows, ";").encode()).delimiter == ";"


def test_doubled_quotes_and_backslashes_are_told_apart() -> None:
    doubled = "a,b\n" + '"say ""yes"" now","1"\n' * 9
    backslash = "a,b\n" + '"say \\"yes\\", now","1"\n' * 9
    assert detect(doubled.encode()).escape == '"'
    assert detect(backslash.encode()).escape == "\\"


def test_lines_before_the_table_are_skipped() -> None:
    text = "Monthly report\nexported, by hand\n\n" + written(CLEAN)
    assert (detect(text.encode()).skip_rows, detect(text.encode()).header_rows) == (3, 1)


def test_titles_padded_with_delimiters_are_skipped() -> None:
    assert detect(("Report,,,,\n,,,,\n" + written(CLEAN)).encode()).skip_rows == 2


def test_a_separator_line_is_obeyed_and_skipped() -> None:
    found = detect(("sep=|\n" + written(CLEAN, "|")).encode())
    assert (found.delimiter, found.skip_rows) == ("|", 1)


def test_a_file_may_have_no_heading_one_or_several() -> None:
    units = ["", "", "", "EUR", "free text"]
    assert detect(written(ROWS).encode()).header_rows == 0
    assert detect(written(CLEAN).encode()).header_rows == 1
    assert detect(written([HEADER, units, *ROWS]).encode()).header_rows == 2


def test_a_heading_over_words_alone_is_found_by_repeating_levels() -> None:
    rows = [["colour", "size"], *[[["red", "blue"][n % 2], ["small", "large", "huge"][n % 3]] for n in range(30)]]
    assert detect(written(rows).encode()).header_rows == 1
    assert detect(written(rows[1:]).encode()).header_rows == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_found(encoding: str) -> None:
    text = "Größe,Straße,Wert\n" + "klein,Bäckerweg,1\n" * 50
    found = detect(text.encode(encoding))
    assert text.encode(encoding).decode(found.encoding).removeprefix("\ufeff") == text
    assert found.header_rows == 1


def test_a_mark_of_utf8_before_bytes_of_a_code_page_is_not_believed(tmp_path: Path) -> None:
    text = "KundenNr;Straße;Umsatz\n" + "0007;Königsallee 3;1.234,56\n" * 50
    path = tmp_path / "marked.csv"
    path.write_bytes(codecs.BOM_UTF8 + text.encode("latin-1"))
    found = detect(path)
    source = open_source(path)
    assert isinstance(source, TextSource)
    lines = list(source.lines(found.encoding))
    assert found.encoding == "cp1252"
    assert "".join(lines) == text
    path.write_bytes(codecs.BOM_UTF8 + text.encode())
    assert detect(path).encoding == "utf-8"


def test_cyrillic_code_pages_are_guessed() -> None:
    text = "город;цена\n" + "Москва;10\nСамара;20\nКазань столица;35\n" * 30
    assert detect(text.encode("cp1251")).encoding == "cp1251"


def test_one_lost_byte_does_not_turn_utf8_into_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "damaged.csv"
    path.write_bytes(b"ort,wert\n" + "Köln,1\n".encode() * 500 + b"K\xf6ln,2\n")
    assert detect(path).encoding == "utf-8"


def test_foreign_bytes_far_behind_the_sample_count(tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    path.write_bytes(b"ort,wert\n" + b"Ulm,1\n" * 60_000 + b"K\xf6ln,2\n")
    assert detect(path).encoding == "cp1252"


@pytest.mark.parametrize("head", [b"", b"PK\x03\x04rest", b"PAR1xxxx", b"\x1f\x8b\x08", b"%PDF-1.7"])
def test_what_is_no_csv_is_refused_in_words(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(head)
    with pytest.raises(UnreadableFile, match=r"\.$"):
        detect(path)


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="There is no f"):
        detect(tmp_path / "none.csv")
