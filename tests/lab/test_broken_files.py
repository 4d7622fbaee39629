"""Broken bytes are read or refused in words; nothing else happens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scopewright.lab.audit import run
from scopewright.lab.intake import UnreadableFile
from scopewright.lab.table import iterate
from scopewright.progress import Silent

SEED = (
    b'id;day;city;amount;mail\n1;31.12.25;"K\xc3\xb6ln; S\xc3\xbcd";1.234,50;a@b.de\n2;01.01.26;Ulm;-3,5;\n'
    b"3;2026-02-30;;?;x\n4;05/06/2026;Graz;1e9999;yes\n"
) * 3
MARKS = [bytes([mark]) for mark in b"\"';,\n\r\0\\\t\x1c-%\xc3"]
WORDS = [
    b"\xff\xfe",
    b"=1+1",
    b"1e999",
    b"9999-12-31",
    "\u0663\u2028\u00b2".encode(),
    b"00000000",
    b"nan",
    b"inf",
    "€ 5".encode(),
]
PIECES = [*MARKS, *WORDS]
EDITS = st.lists(st.tuples(st.integers(0, len(SEED)), st.integers(0, 9), st.sampled_from(PIECES)), max_size=8)


def mutated(edits: list[tuple[int, int, bytes]]) -> bytes:
    data = SEED
    for place, drop, piece in edits:
        data = data[:place] + piece + data[place + drop :]
    return data


def survives(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    for target in (None, "city"):
        try:
            json.dumps(run({"path": str(path), "target": target}, Silent()), allow_nan=False)
            lines = [json.loads(line) for line in iterate(path, raw=target is None)]
        except UnreadableFile as refusal:
            assert str(refusal).endswith(".")
        else:
            assert lines[-1]["records"] == len(lines) - 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS)
def test_a_mutated_csv_never_ends_in_a_traceback(tmp_path: Path, edits: list[tuple[int, int, bytes]]) -> None:
    survives(tmp_path / "mutated.csv", mutated(edits))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_random_bytes_never_end_in_a_traceback(tmp_path: Path, data: bytes) -> None:
    survives(tmp_path / "random.csv", data)


@pytest.mark.parametrize(
    "data",
    [
        b"\n\n\n",
        b'"',
        b"a",
        b"a,b\n",
        b"\0\0\0\0",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"a,b\n" + b'"x,1\n' * 3000,
        b"a,b\n1," + b"9" * 5000 + b"\n2,3\n4,5\n",
        b"d\n" + b"0001-01-01\n9999-12-31\n0000-00-00\n" * 5,
    ],
)
def test_odd_files_never_end_in_a_traceback(tmp_path: Path, data: bytes) -> None:
    survives(tmp_path / "odd.csv", data)
