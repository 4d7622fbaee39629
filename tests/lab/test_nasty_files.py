"""Files as clients send them: each is read as a careful person would, or refused in a sentence."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from scopewright.lab import audit, baseline
from scopewright.lab.intake import load
from scopewright.lab.unfit import UnfitData
from scopewright.lab.unreadable import UnreadableFile
from scopewright.progress import Silent


class Right(NamedTuple):
    """How a file is read: its first headings, how many records, the first of them, and what some columns hold."""

    names: list[str]
    records: int
    first: list[str | None]
    types: dict[str, str] = {}  # noqa: RUF012 - of a NamedTuple, never changed


def lines(*rows: str, end: str = "\n") -> bytes:
    return "".join(row + end for row in rows).encode()


def body(count: int = 40, mark: str = ",") -> list[str]:
    return [f"{n}{mark}{n % 7}.5{mark}{'red' if n % 3 else 'blue'}" for n in range(1, count + 1)]


PLAIN = Right(["id", "size", "colour"], 40, ["1", "1.5", "red"], {"size": "number", "colour": "category"})
HEAD = "id,size,colour"


def zipped(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def germans() -> bytes:
    rows = [f"{n};{n}.234,50;0{n % 9 + 1}.0{n % 9 + 1}.2026;Köln" for n in range(1, 41)]
    return "\r\n".join(["Nr;Betrag;Tag;Ort", *rows, ""]).encode("cp1252")


READ: dict[str, tuple[bytes, Right]] = {
    "semicolon, decimal comma, thousands dots, cp1252": (
        germans(),
        Right(["Nr", "Betrag", "Tag", "Ort"], 40, ["1", "1.234,50", "02.02.2026", "Köln"],
              {"Betrag": "number", "Tag": "date"}),
    ),
    "two rows of headings": (
        lines("site,climate,climate,load", ",temperature,humidity,",
              *[f"S{n},{n}.5,{n + 40},{n * 3}" for n in range(1, 31)]),
        Right(["site", "climate temperature", "climate humidity", "load"], 30, ["S1", "1.5", "41", "3"]),
    ),
    "headings and a row of units": (
        lines("time,speed,mass", "[s],[km/h],[kg]", *[f"{n},{n}.5,{n * 3}" for n in range(1, 31)]),
        Right(["time [s]", "speed [km/h]", "mass [kg]"], 30, ["1", "1.5", "3"]),
    ),
    "line ends inside quotes": (
        lines(HEAD, *[f'{n},1.5,"a ""nice""\nlong, text {n}"' for n in range(1, 31)]),
        Right(["id", "size", "colour"], 30, ["1", "1.5", 'a "nice"\nlong, text 1']),
    ),
    "footer with totals": (lines(HEAD, *body(), "", "Total: 40 items"), PLAIN),
    "the sep= line of Excel": (lines("sep=;", "id;size;colour", *body(mark=";"), end="\r\n"), PLAIN),
    "tabs": (lines("id\tsize\tcolour", *body(mark="\t")), PLAIN),
    "bars": (lines("id|size|colour", *body(mark="|")), PLAIN),
    "columns of blanks": (
        lines("id    size  colour", *[f"{n:<6}{n % 7}.5   {'red' if n % 3 else 'blue'}" for n in range(10, 50)]),
        Right(["id", "size", "colour"], 40, ["10", "3.5", "red"]),
    ),
    "UTF-16 without a mark": (lines(HEAD, *body()).decode().encode("utf-16-le"), PLAIN),
    "UTF-16 with a mark": (lines(HEAD, *body()).decode().encode("utf-16"), PLAIN),
    "UTF-8 with a mark": (b"\xef\xbb\xbf" + lines(HEAD, *body()), PLAIN),
    "UTF-32": (lines(HEAD, *body()).decode().encode("utf-32"), PLAIN),
    "line ends of old Macs": (lines(HEAD, *body(), end="\r"), PLAIN),
    "mixed line ends": (
        "".join(row + ("\r\n" if place % 2 else "\n") for place, row in enumerate([HEAD, *body()])).encode(),
        PLAIN,
    ),
    "no end of the last line": (lines(HEAD, *body()).rstrip(b"\n"), PLAIN),
    "blank lines in between": (lines(HEAD, *[row + ("\n" if n % 10 == 0 else "") for n, row in enumerate(body())]),
                               PLAIN),
    "a delimiter behind the last field": (
        lines(HEAD + ",", *[row + "," for row in body()]),
        Right(["id", "size", "colour", "column 4"], 40, ["1", "1.5", "red", None]),
    ),
    "headings that repeat": (
        lines("a,a,a", *body()), Right(["a", "a (2)", "a (3)"], 40, ["1", "1.5", "red"]),
    ),
    "headings that are empty": (
        lines(",,", *body()), Right(["column 1", "column 2", "column 3"], 40, ["1", "1.5", "red"]),
    ),
    "no headings": (lines(*body()), Right(["column 1", "column 2", "column 3"], 40, ["1", "1.5", "red"])),
    "headings only": (lines(HEAD), Right(["id", "size", "colour"], 0, [])),
    "one column": (
        lines("town", *[f"Ulm {n}" for n in range(30)]), Right(["town"], 30, ["Ulm 0"]),
    ),
    "one column of numbers": (
        lines("price", *[f"{n}.5" for n in range(30)]), Right(["price"], 30, ["0.5"], {"price": "number"}),
    ),
    "everything quoted, commas in numbers": (
        lines('"id","amount"', *[f'"{n}","{n},234.50"' for n in range(1, 31)]),
        Right(["id", "amount"], 30, ["1", "1,234.50"], {"amount": "number"}),
    ),
    "single quotes": (
        lines("id,name", *[f"{n},'Doe, Jo {n}'" for n in range(1, 31)]), Right(["id", "name"], 30, ["1", "Doe, Jo 1"]),
    ),
    "quotes with backslashes": (
        lines("id,name", *[f'{n},"said \\"hi, {n}\\" twice"' for n in range(1, 31)]),
        Right(["id", "name"], 30, ["1", 'said "hi, 1" twice']),
    ),
    "an inch mark that is no quote": (
        lines("id,item,size", *[f'{n},pipe {n}",{n % 9}.5' for n in range(1, 31)]),
        Right(["id", "item", "size"], 30, ["1", 'pipe 1"', "1.5"]),
    ),
    "NUL in a cell": (lines(HEAD, *body()).replace(b"red", b"r\0d", 1), PLAIN._replace(first=["1", "1.5", "r\0d"])),
    "letters of two encodings": (
        lines(HEAD, *body(39)) + "41,3.5,grün\n".encode("cp1252"), PLAIN,
    ),
    "a report above the table": (
        lines("Report of May", "made by Finance", "", HEAD, *body()), PLAIN,
    ),
    "remarks with a number sign": (lines("# exported 2026-05-01", "# source: crm", HEAD, *body()), PLAIN),
    "a text in a gzip": (gzip.compress(lines(HEAD, *body())), PLAIN),
    "a text in a zip": (zipped("in.txt", lines(HEAD, *body())), PLAIN),
    "leading zeros": (
        lines("plz,n", *[f"0{1000 + n},{n % 5}" for n in range(40)]),
        Right(["plz", "n"], 40, ["01000", "0"], {"plz": "code"}),
    ),
}  # fmt: skip

REFUSED = {
    "nothing": b"",
    "an old workbook": b"\xd0\xcf\x11\xe0" + bytes(5000),
    "a program": b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 200,
    "a zip of a zip": zipped("a.zip", zipped("b.csv", b"a,b\n1,2\n")),
    "a bomb": gzip.compress(b"a,b\n" + b"0" * (80 << 20)),
    "half a gzip": gzip.compress(lines(HEAD, *body(4000)))[:600],
}


@pytest.mark.parametrize("name", READ)
def test_a_nasty_file_is_read_right(tmp_path: Path, name: str) -> None:
    content, right = READ[name]
    path = tmp_path / "client.csv"
    path.write_bytes(content)
    loaded = load(path, Silent())
    assert [column.name for column in loaded.columns] == right.names
    assert loaded.records == right.records
    if right.first:
        assert loaded.frame.iloc[0].tolist() == right.first
    found = {column.name: column.type for column in loaded.columns}
    assert {column: found[column] for column in right.types} == right.types


def asked(path: Path, name: str) -> dict[str, object]:
    content, target = (REFUSED[name], "a") if name in REFUSED else (READ[name][0], READ[name][1].names[-1])
    path.write_bytes(content)
    return {"path": str(path), "target": target, "evidence": True, "budget": 1}


@pytest.mark.parametrize("name", [*READ, *REFUSED])
def test_a_nasty_file_is_audited_or_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    told = refusal(audit.run, asked(tmp_path / "client.csv", name))
    assert bool(told) == (name in REFUSED)
    assert not told or told.endswith(".")
    assert "\n" not in told


@pytest.mark.slow
@pytest.mark.parametrize("name", [*READ, *REFUSED])
def test_a_nasty_file_is_predicted_or_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    told = refusal(baseline.run, asked(tmp_path / "client.csv", name))
    assert told or name not in REFUSED
    assert not told or told.endswith(".")


def refusal(job: Callable[..., object], asked: dict[str, object]) -> str:
    """What a job says instead of an answer."""
    try:
        job(asked, Silent())
    except (UnreadableFile, UnfitData) as error:
        return str(error)
    return ""


def test_twenty_thousand_columns_are_counted_and_the_first_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    names = ",".join(f"c{place}" for place in range(20_000))
    path.write_text(names + "\n" + "\n".join(",".join(["7"] * 20_000) for _row in range(5)) + "\n")
    loaded = load(path, Silent())
    assert (len(loaded.columns), loaded.surplus_columns, loaded.records) == (16_384, 3_616, 5)


def test_a_cell_of_ten_megabytes_is_audited(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("id,text\n" + f'0,"{"long text, " * 950_000}"\n' + "1,short\n2,short\n")
    report = audit.run({"path": str(path)}, Silent())
    assert (report["rows"], [column["name"] for column in report["columns"]]) == (3, ["id", "text"])
