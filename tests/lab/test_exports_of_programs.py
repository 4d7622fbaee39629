"""More forms in which programs export: keys made by machines, lakhs, leaders, remarks, escapes, other formats."""

from __future__ import annotations

import io
import random
import uuid
import zipfile
from pathlib import Path

import pytest

from scopewright.lab import audit
from scopewright.lab.full_profile import profile
from scopewright.lab.intake import Loaded, load
from scopewright.lab.main_table import Table
from scopewright.lab.types import to_typed
from scopewright.lab.unreadable import UnreadableFile
from scopewright.progress import Silent

CHANCE = random.Random(0)


def kept(tmp_path: Path, lines: list[str]) -> Path:
    path = tmp_path / "export.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def read(tmp_path: Path, lines: list[str]) -> Loaded:
    return load(kept(tmp_path, lines), Silent())


def _uuid() -> str:
    return str(uuid.UUID(int=CHANCE.getrandbits(128), version=4))


FEW = [_uuid() for _row in range(20)]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([f"{CHANCE.getrandbits(96):024x}" for _row in range(200)], "id"),
        ([f"ObjectId({CHANCE.getrandbits(96):024x})" for _row in range(200)], "id"),
        ([_uuid() for _row in range(200)], "id"),
        (["{" + _uuid().upper() + "}" for _row in range(200)], "id"),
        ([FEW[row % 20] for row in range(200)], "code"),
        ([_uuid() if row % 3 else "" for row in range(200)], "code"),
        ([f"#{1001 + row}" for row in range(200)], "id"),
        ([f'="{CHANCE.randrange(1000, 1100):05d}"' for _row in range(200)], "code"),
        ([f"'{CHANCE.randrange(1000, 1100):05d}" for _row in range(200)], "code"),
    ],
)
def test_t13_keys_that_machines_make_are_no_words(tmp_path: Path, cells: list[str], kind: str) -> None:
    assert read(tmp_path, ["ref;n", *(f"{cell};{row}" for row, cell in enumerate(cells))]).column("ref").type == kind


def test_t13_amounts_grouped_by_lakhs_are_numbers_at_any_size(tmp_path: Path) -> None:
    lines = ["state;turnover", *(f"S{row};₹ {row % 9 + 1},{row % 90 + 10},{row % 900 + 100}.50" for row in range(200))]
    path = kept(tmp_path, lines)
    loaded = load(path, Silent())
    column = loaded.column("turnover")
    assert (column.type, column.unreadable) == ("currency", {})
    assert to_typed(loaded.frame["turnover"], column)[0] == 110_100.5
    whole = profile(path, Silent()).columns[1]
    assert (whole.unreadable, whole.minimum) == (0, 110_100.5)


@pytest.mark.parametrize("word", ["\\N", "(null)", "[NULL]"])
def test_the_words_of_databases_for_no_value(tmp_path: Path, word: str) -> None:
    lines = ["id\tscore", *(f"k{row}\t{word if row % 4 == 0 else row}" for row in range(80))]
    column = read(tmp_path, lines).column("score")
    assert (column.type, column.missing, column.missing_as) == ("integer", 20, {word: 20})


def test_quotes_behind_a_backslash_are_part_of_the_text(tmp_path: Path) -> None:
    rows = [f'"{row}","Item \\"A{row % 9}\\"","say \\"hi\\", then, go","{row % 50}"' for row in range(100)]
    loaded = read(tmp_path, ['"id","name","note","qty"', *rows])
    assert [column.name for column in loaded.columns] == ["id", "name", "note", "qty"]
    assert loaded.frame["note"][3] == 'say "hi", then, go'


def test_a_windows_folder_at_the_end_of_a_cell_escapes_nothing(tmp_path: Path) -> None:
    rows = [f'"{row}","C:\\data\\{row}\\","{row % 50}"' for row in range(100)]
    loaded = read(tmp_path, ['"id","folder","size"', *rows])
    assert loaded.frame["folder"][3] == "C:\\data\\3\\"


def test_a_comma_in_every_text_does_not_outweigh_the_mark_of_the_headings(tmp_path: Path) -> None:
    loaded = read(tmp_path, ["n;remark", *(f"{row};delivered by Smith & Co, {row % 9} parts" for row in range(60))])
    assert [column.name for column in loaded.columns] == ["n", "remark"]


def test_a_leader_with_values_above_the_headings_is_left_out(tmp_path: Path) -> None:
    rows = [f"{1000 + row}|SMITH|{row / 7:.2f}|202601{row % 28 + 1:02d}" for row in range(60)]
    table = Table(kept(tmp_path, ["HDR|20261101|CUSTFILE", "CUST_ID|NAME|BAL|OPEN_DT", *rows]))
    assert (table.names, table.dialect.skip_rows) == (["CUST_ID", "NAME", "BAL", "OPEN_DT"], 1)


def test_remarks_as_wide_as_the_table_are_left_out_and_headings_behind_a_hash_are_not(tmp_path: Path) -> None:
    rows = [f",{row % 3},2026-10-01T10:{row % 60:02d}:00Z,{row / 7:.3f}" for row in range(60)]
    remarks = ["#datatype,long,dateTime:RFC3339,double", "#default,_result,,"]
    table = Table(kept(tmp_path, [*remarks, ",result,_time,_value", *rows]))
    assert (table.names[1:], table.dialect.skip_rows) == (["result", "_time", "_value"], 2)
    genes = Table(kept(tmp_path, ["#chrom\tpos\tref", *(f"chr{row % 9}\t{row * 7}\tA" for row in range(60))]))
    assert genes.names == ["#chrom", "pos", "ref"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<html><table><tr><td>1</td></tr></table></html>", "web page"),
        ('<?xml version="1.0"?><Workbook/>', "XML"),
        ('{"id": 1, "name": "a"}\n{"id": 2, "name": "b"}\n', "JSON"),
        ('[\n {"id": 1},\n {"id": 2}\n]', "JSON"),
    ],
)
def test_what_is_marked_up_is_refused_in_words(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        Table(kept(tmp_path, [text]))


def test_an_archive_of_archives_names_them(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("table.csv", "a,b\n1,2\n")
    path = tmp_path / "outer.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("delivery.zip", inner.getvalue())
    with pytest.raises(UnreadableFile, match=r"delivery\.zip"):
        Table(path)


def test_t11_a_word_that_repeats_is_no_second_language(tmp_path: Path) -> None:
    words = ["printer", "screen", "login", "a", "slow", "reset", "invoice", "the", "since", "cannot"]
    rows = [f"T{row};{' '.join(CHANCE.choices(words, k=8))} please" for row in range(400)]
    path = kept(tmp_path, ["ticket;subject", *rows])
    found = audit.run({"path": str(path), "today": "2026-11-21"}, Silent())["findings"]
    assert "LNG01" not in {one["rule"] for one in found}
