"""The profile of a whole file says what a reading in memory says, however the file is written."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from scopewright.lab import full_profile, scratch
from scopewright.lab.engine import connect
from scopewright.lab.full_profile import profile
from scopewright.lab.intake import load
from scopewright.lab.reading import Reading
from scopewright.lab.types import NUMERIC, TEMPORAL
from scopewright.progress import Silent, Stopped

LINES = [
    f"{n};{n % 13},{n % 10}0;{f'x{n % 50}' if n % 7 else ''};0{n % 9 + 1}.04.2026;{n * 3 if n % 9 else 'NA'}"
    for n in range(600)
]
TEXT = "id;price;level;day;count\n" + "\n".join(LINES) + "\n"


def same_as_in_memory(path: Path, reading: Reading | None = None) -> None:
    whole, loaded = profile(path, Silent(), reading), load(path, Silent(), reading)
    assert (whole.records, whole.bad_count) == (loaded.records, loaded.bad_count)
    assert whole.fingerprint == loaded.fingerprint
    for one, column in zip(whole.columns, loaded.columns, strict=True):
        assert (one.column.type, one.column.missing) == (column.type, column.missing)
        if column.type in NUMERIC | TEMPORAL:
            assert one.unreadable == sum(column.unreadable.values())
        assert one.column.distinct == pytest.approx(column.distinct, rel=0.1)


def test_a_clean_file_is_read_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "table.csv"
    path.write_text(TEXT)
    monkeypatch.setattr("scopewright.lab.clean_copy.write", None)
    same_as_in_memory(path)
    price = profile(path, Silent()).columns[1]
    assert (price.minimum, price.maximum) == (0.0, 12.9)
    assert price.mean == pytest.approx(6.42, abs=0.05)
    assert str(profile(path, Silent()).columns[3].minimum).startswith("2026-04-01")


def test_the_engine_has_no_place_on_the_disk_to_put_a_clients_rows() -> None:
    with connect() as engine:
        assert engine.execute("select current_setting('temp_directory')").fetchall() == [("",)]


class Peeping(Silent):
    """Reads what lies in the folders for a while, as whoever finds the computer would."""

    def __init__(self) -> None:
        self.found: list[bytes] = []

    def progress(self, fraction: float, text: str = "") -> None:
        del fraction, text
        self.found += [file.read_bytes() for file in scratch.home().glob("job-*/table.*")]


def test_the_copy_of_a_table_in_another_encoding_tells_a_stranger_nothing(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    lines = [f"{number};Zoë {number}" for number in range(60_000)]
    path.write_bytes("\n".join(["id;name", *lines, "broken"]).encode("cp1252"))
    peeping = Peeping()
    name = profile(path, peeping).columns[1]
    assert (name.minimum, name.maximum) == ("Zoë 0", "Zoë 9999")
    assert max(map(len, peeping.found)) > 60_000 * len("0,Zoe 0")
    assert not any(word in data for data in peeping.found for word in ("Zoë ".encode(), b"9999,"))


@pytest.mark.parametrize(
    "changed",
    [
        TEXT + "lost;row\n1;2;3;4;5;6\n",
        TEXT + "\nSource: the warehouse\n",
        "Report\n\n" + TEXT,
        TEXT.replace("x7;", '"x\n7";'),
        TEXT.replace("x8;", '"never closed;'),
        TEXT.replace("\n", "\r\n"),
        TEXT + ";;;;\n",
    ],
)
def test_an_untidy_file_is_profiled_as_our_reader_reads_it(tmp_path: Path, changed: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(changed.encode())
    same_as_in_memory(path)


def test_other_encodings_and_archives_are_profiled_alike(tmp_path: Path) -> None:
    wide, packed = tmp_path / "wide.csv", tmp_path / "table.csv.gz"
    wide.write_bytes(TEXT.replace("x7;", "Köln;").encode("cp1252"))
    packed.write_bytes(gzip.compress(TEXT.encode("utf-16")))
    for path in (wide, packed):
        same_as_in_memory(path)


def test_a_column_that_starts_empty_is_told_from_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_profile, "SAMPLE_RECORDS", 100)
    path = tmp_path / "late.csv"
    path.write_text("a,b,c\n" + "".join(f"{n},,{n if n < 100 else f'w{n}'}\n" for n in range(200))
                    + "".join(f"{n},{n}.5,w{n}\n" for n in range(800)))  # fmt: skip
    whole = profile(path, Silent())
    assert [one.column.type for one in whole.columns][1:] == ["number", "code"]
    assert (whole.columns[1].column.missing, whole.columns[1].maximum) == (200, 799.5)


@pytest.mark.parametrize(
    ("odd", "missing", "unreadable"),
    [("NaN", 1, 0), ("NA", 1, 0), ("  ", 1, 0), ("inf", 0, 1), ("1e999", 0, 1), ("unknown", 0, 1)],
)
def test_a_value_that_is_no_number_behind_the_first_records_is_counted(
    tmp_path: Path, odd: str, missing: int, unreadable: int
) -> None:
    path = tmp_path / "late.csv"
    path.write_text("a,b\n" + "".join(f"{n}.5,x{n}\n" for n in range(6000)) + f"{odd},y\n")
    price = profile(path, Silent()).columns[0]
    assert (price.column.type, price.column.missing, price.unreadable) == ("number", missing, unreadable)
    assert (price.minimum, price.maximum) == (0.5, 5999.5)
    assert price.mean == pytest.approx(3000)


def test_stopping_stops_the_engine_at_once(tmp_path: Path) -> None:
    class Impatient(Silent):
        def progress(self, fraction: float, text: str = "") -> None:
            if text == "Counting":
                raise Stopped(fraction, text)

    path = tmp_path / "long.csv"
    path.write_text("a,b,c\n" + "".join(f"{n},{n % 97},text {n % 1000}\n" for n in range(300_000)))
    start = time.process_time()
    with pytest.raises(Stopped):
        profile(path, Impatient())
    assert time.process_time() - start < 5


@pytest.mark.parametrize("mark", [".", ","])
def test_mean_and_deviation_are_those_of_pandas_however_far_the_first_records_lie_from_the_rest(
    tmp_path: Path, mark: str
) -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        {
            "rising": [1e9 + 0.25 * n for n in range(20_000)],
            "narrow": [4e8 + n % 3 for n in range(20_000)],
            "jumping": [0.5 if n < 6_000 else 1e7 + n % 7 for n in range(20_000)],
        }
    )
    path = tmp_path / "numbers.csv"
    frame.to_csv(path, index=False, sep=";", decimal=mark)
    for one in profile(path, Silent()).columns:
        values = frame[one.column.name]
        assert one.mean == pytest.approx(values.mean(), rel=1e-12)
        assert one.deviation == pytest.approx(values.std(ddof=0), rel=1e-9)
