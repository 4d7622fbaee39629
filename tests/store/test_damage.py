"""A damaged file is never a new one, and one damaged line of a journal hides no other."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from scopewright.store import journal, recovery
from scopewright.store.durable import LARGEST
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import NotSaved, StoreError, TooLarge, Unreadable
from scopewright.store.snapshot import Tables, WrongShape, decode, encode, to_bytes
from scopewright.store.storage import DurableStorage

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_tables = st.dictionaries(
    st.text(),
    st.dictionaries(st.integers(0, 10**17).map(str), st.dictionaries(st.text(), _json), max_size=4),
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(_tables)
def test_what_is_written_is_read_back_the_same(tables: Tables) -> None:
    assert decode(encode(tables), "a") == json.loads(encode(tables)) == tables


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    assert json.loads(to_bytes("a\ud83d\ude42b\ud800c")) == "a🙂b\ufffdc"


_HOSTILE = [
    b"",
    b"\0" * 4037,
    b'{"a": {"1": {}}}\0',
    b"[]",
    b'"str"',
    b"5",
    b"null",
    b'{"_default": []}',
    b'{"_default": {"1": 5}}',
    b'{"_default": {"-1": {}}}',
    b'{"_default": {"1_0": {}}}',
    b'{"_default": {"01": {}}}',
    '{"_default": {"１": {}}}'.encode(),
    b'{"_default": {"' + b"1" * 5000 + b'": {}}}',
    b'{"a": {"1": {"x": NaN}}}',
    b'{"a": {"1": {"x": 1e999}}}',
    b'{"a": {"1": {"x": ' + b"9" * 5000 + b"}}}",
    b'{"a": {"1": {"x": 1}, "1": {"x": 2}}}',
    b'{"a": {"1": {"x": ' + b"[" * 70 + b"]" * 70 + b"}}}",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"a": {"1": {}}} trailing',
    b"\xff\xfe{",
    b'{"a": {"1": {"x": "\xff"}}}',
]


@pytest.mark.parametrize("content", _HOSTILE, ids=range(len(_HOSTILE)))
def test_what_is_not_a_whole_file_is_unreadable_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.scope"
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        EngagementFile.open(path)
    with pytest.raises(Unreadable):
        TinyDB(path, storage=DurableStorage).insert({"x": 1})
    assert len(recovery.verify(path)) == 1
    assert path.read_bytes() == content


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.scope"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(TooLarge, match="64 MB"):
        EngagementFile.open(path)


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), {1: 2}, {"x": b"bytes"}, {"x": object()}, 10**5000], ids=range(6)
)
def test_what_could_not_be_read_back_is_refused_and_the_next_call_works(path: Path, value: object) -> None:
    file = EngagementFile.open(path)
    before = path.read_bytes()
    with pytest.raises(NotSaved, match="could not be saved"):
        file.append([{"value": value}])
    with pytest.raises(NotSaved, match="could not be saved"):
        file.fold({"t": {"1": {"value": value}}})
    assert path.read_bytes() == before
    file.append([{"value": 1}])
    file.leave()
    assert recovery.read(path)[1] == [{"value": 1}]


def test_values_too_deep_to_be_read_are_not_written() -> None:
    deep: list[object] = []
    for _level in range(70):
        deep = [deep]
    with pytest.raises(WrongShape):
        encode({"t": {"1": {"x": deep}}})


def test_tinydb_over_the_durable_storage_is_an_ordinary_tinydb(tmp_path: Path) -> None:
    path = tmp_path / "plain.json"
    with TinyDB(path, storage=DurableStorage) as database:
        database.table("risks").insert_multiple([{"id": "R-1"}, {"id": "R-2"}])
        database.table("risks").remove(doc_ids=[1])
    with TinyDB(path) as stock:
        assert stock.table("risks").all() == [{"id": "R-2"}]


def test_a_truncated_file_is_unreadable_at_every_length(path: Path) -> None:
    content = path.read_bytes()
    for length in range(len(content) - 2):
        path.write_bytes(content[:length])
        with pytest.raises(Unreadable):
            recovery.read(path)


@pytest.fixture
def journalled(path: Path) -> Path:
    file = EngagementFile.open(path)
    for n in range(1, 5):
        file.append([{"n": n}])
    file.leave()
    return path


def test_a_truncated_journal_gives_its_whole_lines_at_every_length(journalled: Path) -> None:
    beside = journal.beside(journalled)
    content = beside.read_bytes()
    for length in range(len(content)):
        beside.write_bytes(content[:length])
        whole = max(0, content[:length].count(b"\n") - 1)
        numbers = [entry["n"] for entry in recovery.read(journalled)[1]]
        assert numbers in (list(range(1, whole + 1)), list(range(1, whole + 2)))


def test_writing_goes_on_after_a_torn_last_line_of_any_length(journalled: Path) -> None:
    beside = journal.beside(journalled)
    content = beside.read_bytes()
    last = content.rindex(b"\n", 0, -1) + 1
    for length in range(last, len(content)):
        beside.write_bytes(content[:length])
        file = EngagementFile.open(journalled)
        found = file.entries
        assert file.notices == []
        file.append([{"n": 99}])
        file.leave()
        assert recovery.read(journalled)[1] == [*found, {"n": 99}]
        assert recovery.verify(journalled) == []


@pytest.mark.parametrize("damaged", [1, 2, 3, 4])
def test_a_damaged_line_hides_no_other_and_is_reported_and_kept(journalled: Path, tables: Tables, damaged: int) -> None:
    beside = journal.beside(journalled)
    lines = beside.read_bytes().splitlines(keepends=True)
    lines[damaged] = lines[damaged].replace(b'"n":', b'"m":', 1)
    beside.write_bytes(b"".join(lines))
    file = EngagementFile.open(journalled)
    assert [entry["n"] for entry in file.entries] == [n for n in range(1, 5) if n != damaged]
    assert "damaged" in file.notices[0]
    file.append([{"n": 5}])
    content = beside.read_bytes()
    file.close(tables)
    assert [kept.read_bytes() for kept in journalled.parent.glob("*.aside-*")] == [content]


def test_a_damaged_header_hides_nothing(journalled: Path) -> None:
    beside = journal.beside(journalled)
    beside.write_bytes(b"\0\0" + beside.read_bytes()[2:])
    assert [entry["n"] for entry in recovery.read(journalled)[1]] == [1, 2, 3, 4]


def test_a_journal_of_which_nothing_is_left_is_kept_aside(journalled: Path) -> None:
    beside = journal.beside(journalled)
    beside.write_bytes(b"\0" * 500)
    file = EngagementFile.open(journalled)
    assert (file.entries, len(file.notices)) == ([], 2)
    file.leave()
    assert [kept.read_bytes() for kept in journalled.parent.glob("*.aside-*")] == [b"\0" * 500]


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"n":1}',
        b'{"journal":"K","n":5,"after":9,"format":[1,0],"entries":[]}',
        b"{" + b'"a":[' * 50_000 + b"}",
    ],
)
def test_a_journal_line_with_a_right_checksum_and_wrong_content_is_skipped(journalled: Path, body: bytes) -> None:
    with journal.beside(journalled).open("ab") as file:
        file.write(b'{"crc":"%08x",' % zlib.crc32(body) + body[1:] + b"\n")
    assert [entry["n"] for entry in recovery.read(journalled)[1]] == [1, 2, 3, 4]


def _flipped(content: bytes, places: list[tuple[int, int]]) -> bytes:
    flipped = bytearray(content)
    for place, bit in places:
        flipped[place % len(flipped)] ^= 1 << bit
    return bytes(flipped)


_flips = st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 7)), min_size=1, max_size=4)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(in_file=_flips, in_journal=_flips)
def test_random_damage_ends_in_a_sentence_or_in_records_never_in_a_traceback(
    journalled: Path, in_file: list[tuple[int, int]], in_journal: list[tuple[int, int]]
) -> None:
    beside = journal.beside(journalled)
    contents = journalled.read_bytes(), beside.read_bytes()
    try:
        beside.write_bytes(_flipped(contents[1], in_journal))
        entries = recovery.read(journalled)[1]
        assert all(entry in [{"n": n} for n in range(1, 5)] for entry in entries)
        journalled.write_bytes(_flipped(contents[0], in_file))
        try:
            recovery.verify(journalled)
            recovery.read(journalled)
        except StoreError as error:
            assert len(str(error)) > 20
    finally:
        journalled.write_bytes(contents[0])
        beside.write_bytes(contents[1])


@pytest.mark.parametrize("repeated", [1, 2, 4])
def test_a_journal_that_holds_its_first_lines_twice_gives_each_once(journalled: Path, repeated: int) -> None:
    beside = journal.beside(journalled)
    lines = beside.read_bytes().splitlines(keepends=True)
    beside.write_bytes(b"".join(lines + lines[: repeated + 1]))
    assert [entry["n"] for entry in recovery.read(journalled)[1]] == [1, 2, 3, 4]
    assert recovery.verify(journalled) == []


def test_a_new_entry_never_gets_a_number_that_the_file_counts_as_folded(journalled: Path, tables: Tables) -> None:
    file = EngagementFile.open(journalled)
    number = file.append([{"n": 5}])
    content = journal.beside(journalled).read_bytes()
    file.fold(tables, through=number)
    file.leave()
    header, *_lines = content.splitlines(keepends=True)
    journal.beside(journalled).write_bytes(header)
    file = EngagementFile.open(journalled)
    assert file.append([{"n": 6}]) > number
    file.leave()
    assert recovery.read(journalled)[1] == [{"n": 6}]
