"""Mutated files, read and audited: an answer or a sentence, never a traceback, within bounded memory and time.

A few in every run, 10,000 in the full one (``--full``).
"""

from __future__ import annotations

import gzip
import io
import json
import random
import resource
import time
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scopewright.lab import audit
from scopewright.lab.full_profile import profile
from scopewright.lab.guesses import run as guesses
from scopewright.lab.main_table import Table
from scopewright.lab.table import iterate, unread
from scopewright.lab.unreadable import UnreadableFile
from scopewright.progress import Silent

LONGEST_SECONDS, MOST_MEGABYTES = 60, 1_500
# The kinds of file come in turn, six of them: every one comes to be audited.
EVERY = 7
PIECES = [
    b"\0", b'"', b"'", b";", b",", b"\t", b"\n", b"\r", b"\n\n", b"\\", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\x1c",
    b"#", b"=1+1", b"1e999", b"\xe2\x88\x92", b"sep=;\n", b'"' * 50, b"," * 300, b"\n" * 100, b"x" * 5_000, b"NA",
    b"31.02.2026", b"Total\n", b"\n\na,b\n1,2\n",
]  # fmt: skip


def seeds() -> list[bytes]:
    """Small files of every kind that is read."""
    rows: list[list[Any]] = [["id", "day", "city", "amount"]]
    rows += [[n, f"2026-01-{n % 28 + 1:02}", "Köln; Süd", n / 4] for n in range(30)]
    comma = "\n".join(",".join(map(str, row)) for row in rows).encode()
    semicolon = "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in rows).encode("cp1252")
    book, archive, page = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(page)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("table.csv", comma)
    wide = comma.decode().encode("utf-16")
    return [comma, semicolon, wide, gzip.compress(comma), archive.getvalue(), page.getvalue()]


def mutated(chance: random.Random, data: bytes) -> bytes:
    """The bytes with some pieces put in, cut out, doubled or swapped."""
    for _edit in range(chance.randint(1, 6)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice([0, 1, 2, 20, 200]))
        piece = chance.choice([chance.choice(PIECES), data[start:end] * 2, b"", chance.randbytes(3)])
        data = data[:start] + piece + data[end:]
    return data


def read_every_way(path: Path, deep: bool) -> None:
    for way in (iterate, unread):
        for _line in way(path):
            pass
    for _fields in Table(path).raw():
        pass
    if deep:
        json.dumps(audit.run({"path": str(path)}, Silent()), allow_nan=False)
        guesses({"path": str(path)}, Silent())
        profile(path, Silent())


@pytest.mark.parametrize("count", [120, pytest.param(10_000, marks=[pytest.mark.slow, pytest.mark.timeout(1_800)])])
def test_mutated_files_are_read_or_refused_in_words(tmp_path: Path, count: int) -> None:
    chance, files, path = random.Random(count), seeds(), tmp_path / "mutated"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # of the tests that ran in this process
    for number in range(count):
        path.write_bytes(mutated(chance, files[number % len(files)]))
        begin = time.perf_counter()
        try:
            read_every_way(path, deep=number % EVERY == 0)
        except UnreadableFile as refusal:
            assert str(refusal).endswith(".")
        assert time.perf_counter() - begin < LONGEST_SECONDS
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert most == before or most / 1024 < MOST_MEGABYTES
