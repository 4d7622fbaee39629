"""A sealed engagement: opened by its passphrase and nothing else, damaged by one bit, readable nowhere on the disk."""

from __future__ import annotations

import shutil
import struct
import time
import unicodedata
import zlib
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from scopewright.store import journal, recovery, sealing
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import Locked, NotOpened, NotSaved, NotSealed, TooNew, Unreadable, WrongPassphrase
from scopewright.store.sealing import Cost, Seal, Secret, head_of, new_recovery_key, new_seal
from scopewright.store.snapshot import Tables, decode

PASSPHRASE = "correct horse battery"
QUICK = Cost(memory=8, passes=1, lanes=1)
_KEPT = Path(__file__).parent / "sealed-v1.scope"


@pytest.fixture
def sealed(tmp_path: Path, tables: Tables) -> Path:
    """A sealed file that was saved and closed."""
    path = tmp_path / "Client.scope"
    EngagementFile.create(path, tables, seal=new_seal(PASSPHRASE, cost=QUICK)).leave()
    return path


def _read(data: bytes, typed: str = PASSPHRASE) -> bytes:
    head = head_of(data, "a")
    return Secret(typed).seal_of(head, "a").opened(data, head, "a")


def test_what_was_appended_is_there_for_the_next_opener_with_the_passphrase(sealed: Path, tables: Tables) -> None:
    file = EngagementFile.open(sealed, PASSPHRASE)
    file.append([{"n": 1}, {"n": 2}])
    file.append([{"n": 3}])
    file.leave()
    again = EngagementFile.open(sealed, PASSPHRASE)
    assert (again.tables, again.entries, again.notices) == (tables, [{"n": 1}, {"n": 2}, {"n": 3}], [])
    assert again.append([{"n": 4}]) == 3
    again.leave()
    assert recovery.read(sealed, PASSPHRASE) == (tables, [{"n": n} for n in (1, 2, 3, 4)])
    assert recovery.verify(sealed, PASSPHRASE) == []


def test_without_the_passphrase_it_is_locked_and_with_another_one_refused(sealed: Path, tables: Tables) -> None:
    before = sealed.read_bytes()
    for attempt in (EngagementFile.open, recovery.read, recovery.verify):
        with pytest.raises(Locked, match="protected by a passphrase"):
            attempt(sealed)
        with pytest.raises(WrongPassphrase, match="caps lock"):
            attempt(sealed, "correct horse batterie")
    assert sealed.read_bytes() == before
    EngagementFile.open(sealed, PASSPHRASE).close(tables)
    assert sealed.read_bytes() == before


def test_a_passphrase_is_the_same_however_its_accents_are_typed(tmp_path: Path) -> None:
    composed = unicodedata.normalize("NFC", "Zürich é à la carte")
    path = tmp_path / "a.scope"
    EngagementFile.create(path, {}, seal=new_seal(unicodedata.normalize("NFD", composed), cost=QUICK)).leave()
    EngagementFile.open(path, composed).leave()


def test_the_recovery_key_opens_it_too_however_it_is_copied_from_paper(tmp_path: Path) -> None:
    key = new_recovery_key()
    path = tmp_path / "a.scope"
    EngagementFile.create(path, {}, seal=new_seal(PASSPHRASE, key, QUICK)).leave()
    written = key.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    for typed in (PASSPHRASE, key, written):
        EngagementFile.open(path, typed).leave()
    with pytest.raises(WrongPassphrase):
        EngagementFile.open(path, new_recovery_key())


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(NotSealed, match="at least 8 characters"):
        new_seal("1234567")


def test_no_flipped_bit_is_accepted_and_damage_is_told_from_a_wrong_passphrase(sealed: Path) -> None:
    content = sealed.read_bytes()
    body = len(head_of(content, "a").data)
    for place in range(len(content)):
        for bit in range(8):
            damaged = bytearray(content)
            damaged[place] ^= 1 << bit
            with pytest.raises(NotOpened) as refused:
                _read(bytes(damaged))
            assert not isinstance(refused.value, Locked)
            assert place < body or "passphrase fits" in str(refused.value)


@pytest.mark.parametrize("step", [37, pytest.param(1, marks=pytest.mark.slow)])
def test_the_store_opens_no_damaged_file_and_leaves_it_alone(sealed: Path, step: int) -> None:
    content = sealed.read_bytes()
    for place in range(0, len(content), step):
        for bit in (0, 7):
            damaged = bytearray(content)
            damaged[place] ^= 1 << bit
            sealed.write_bytes(damaged)
            with pytest.raises(NotOpened):
                EngagementFile.open(sealed, PASSPHRASE)
            assert sealed.read_bytes() == damaged


def test_a_truncated_file_is_refused_at_every_length(sealed: Path) -> None:
    content = sealed.read_bytes()
    for length in range(len(content)):
        sealed.write_bytes(content[:length])
        with pytest.raises(Unreadable):
            recovery.read(sealed, PASSPHRASE)


def _with_cost(content: bytes, **cost: int) -> bytes:
    """The file asking for another cost, with the checksum that goes with it."""
    end = len(head_of(content, "a").data) - 4
    asked = {"memory": QUICK.memory, "passes": QUICK.passes, "lanes": QUICK.lanes, **cost}
    head = content[:11] + struct.pack(">IIB", *asked.values()) + content[20:end]
    return head + struct.pack(">I", zlib.crc32(head)) + content[end + 4 :]


@pytest.mark.parametrize(
    "cost",
    [
        {"memory": 64 * 1024 * 1024},
        {"memory": 1024 * 1024, "passes": 64},
        {"passes": 2**32 - 1},
        {"lanes": 255},
        {"lanes": 0},
        {"passes": 0},
        {"memory": 7},
    ],
    ids=str,
)
def test_a_head_that_asks_for_too_much_is_refused_at_once(sealed: Path, cost: dict[str, int]) -> None:
    content = sealed.read_bytes()
    assert _with_cost(content) == content
    sealed.write_bytes(_with_cost(content, **cost))
    begun = time.process_time()
    with pytest.raises(Unreadable, match="head"):
        EngagementFile.open(sealed, PASSPHRASE)
    assert time.process_time() - begun < 0.2


def test_a_head_altered_by_somebody_who_can_count_is_refused_too(sealed: Path) -> None:
    content = sealed.read_bytes()
    weaker = _with_cost(content, memory=16)
    with pytest.raises(WrongPassphrase):
        _read(weaker)
    later = bytearray(content[: len(head_of(content, "a").data) - 4])
    later[-13] += 1
    with pytest.raises(Unreadable, match="passphrase fits"):
        _read(bytes(later) + struct.pack(">I", zlib.crc32(later)) + content[len(later) + 4 :])
    mine = new_seal("passphrase of a stranger", cost=QUICK).closed(_read(content), "u", 1)
    head = head_of(mine, "a").data
    with pytest.raises(Unreadable, match="passphrase fits"):
        _read(head + content[len(head) :], "passphrase of a stranger")


def test_a_newer_seal_is_refused_with_a_sentence(sealed: Path) -> None:
    content = sealed.read_bytes()
    sealed.write_bytes(content[:8] + b"\2" + content[9:])
    with pytest.raises(TooNew, match="newer Scopewright"):
        EngagementFile.open(sealed, PASSPHRASE)


def test_a_line_that_nobody_with_the_key_wrote_is_not_taken(sealed: Path) -> None:
    file = EngagementFile.open(sealed, PASSPHRASE)
    for n in (1, 2, 3):
        file.append([{"n": n}])
    file.leave()
    beside = journal.beside(sealed)
    header, first, second, third = beside.read_bytes().splitlines(keepends=True)
    plain = {"journal": "0.0", "n": 9, "after": 3, "format": [1, 0], "entries": [{"n": 9}]}
    moved = third.replace(b'"n":3', b'"n":4')
    beside.write_bytes(header + first + second[:-20] + b"\n" + third + journal._encode(plain, None) + moved)
    assert recovery.read(sealed, PASSPHRASE)[1] == [{"n": 1}, {"n": 3}]
    assert "damaged" in recovery.verify(sealed, PASSPHRASE)[0]


class _Recorder:
    """AES-GCM that fails the test when a key meets a nonce twice with something else to encrypt."""

    used: dict[tuple[bytes, bytes], bytes]

    def __init__(self, key: bytes) -> None:
        self._key, self._cipher = key, AESGCM(key)

    def encrypt(self, nonce: bytes, data: bytes, about: bytes | None) -> bytes:
        assert self.used.setdefault((self._key, nonce), data) == data
        return self._cipher.encrypt(nonce, data, about)

    def decrypt(self, nonce: bytes, data: bytes, about: bytes | None) -> bytes:
        return self._cipher.decrypt(nonce, data, about)


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[bytes, bytes], bytes]:
    _Recorder.used = {}
    monkeypatch.setattr(sealing, "_cipher", _Recorder)
    return _Recorder.used


def test_no_key_meets_a_nonce_twice_not_even_in_copies_that_go_on_from_the_same_line(
    recorded: dict[tuple[bytes, bytes], bytes], tmp_path: Path, tables: Tables
) -> None:
    path = tmp_path / "one" / "a.scope"
    path.parent.mkdir()
    file = EngagementFile.create(path, tables, seal=new_seal(PASSPHRASE, new_recovery_key(), QUICK))
    for n in range(6):
        file.append([{"n": n}])
        if n == 2:
            file.fold(tables)
    file.leave()
    torn = journal.beside(path)
    torn.write_bytes(torn.read_bytes()[:-9])
    shutil.copytree(path.parent, tmp_path / "two")
    for place in ("one", "two"):
        file = EngagementFile.open(tmp_path / place / "a.scope", PASSPHRASE)
        for n in range(4):
            file.append([{"n": n, "place": place}])
        file.close(tables)
    assert len(recorded) > 15


def test_the_passphrase_is_stretched_once_for_a_sitting(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    stretched = sealing._stretched

    def counted(typed: str, salt: bytes, cost: Cost) -> Any:
        calls.append(typed)
        return stretched(typed, salt, cost)

    monkeypatch.setattr(sealing, "_stretched", counted)
    file = EngagementFile.open(sealed, PASSPHRASE)
    for n in range(5):
        file.append([{"n": n}])
        file.fold({"t": {"1": {"n": n}}})
    file.close({})
    assert calls == [PASSPHRASE]


def test_unsealing_takes_no_longer_than_half_a_second() -> None:
    seal = new_seal(PASSPHRASE)
    data = seal.closed(b"content", "u", 1)
    begun = time.process_time()
    assert _read(data) == b"content"
    # In processor time, of four lanes together: the machine may be busy with other things.
    assert time.process_time() - begun < 2


def test_once_a_seal_is_open_a_crash_leaves_no_image_of_the_memory(sealed: Path) -> None:
    resource = pytest.importorskip("resource")
    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    EngagementFile.open(sealed, PASSPHRASE).leave()
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def test_a_version_changed_elsewhere_is_kept_sealed(sealed: Path, tables: Tables) -> None:
    file = EngagementFile.open(sealed, PASSPHRASE)
    other = sealed.with_name("other.scope")
    shutil.copy(sealed, other)
    theirs = EngagementFile.open(other, PASSPHRASE)
    theirs.close({"t": {}})
    shutil.copy(other, sealed)
    kept = file.keep_both(tables)
    file.close(tables)
    assert recovery.read(kept, PASSPHRASE)[0] == {"t": {}}
    assert recovery.read(sealed, PASSPHRASE)[0] == tables


def test_a_file_sealed_by_the_first_version_still_opens() -> None:
    assert decode(_read(_KEPT.read_bytes()), "a")["risks"]["1"]["title"] == "Labels are late"


def _opened_by_the_description(data: bytes, passphrase: str) -> tuple[bytes, bytes]:
    """The content and the key of a file, by nothing but docs/security.md and the library."""
    assert data[:8] == b"\x89SCOPE\r\n" and data[8] == 1
    slots, back = data[9], 10 + data[9] * 74
    for start in range(10, 10 + slots * 74, 74):
        kind, memory, passes, lanes = struct.unpack(">BIIB", data[start : start + 10])
        salt, wrapped = data[start + 10 : start + 26], data[start + 26 : start + 74]
        if kind == 1:
            argon = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
            wrapping = argon.derive(unicodedata.normalize("NFC", passphrase).encode())
            key = AESGCM(wrapping).decrypt(bytes(12), wrapped, data[:9] + data[start : start + 26])
    assert zlib.crc32(data[: back + 36]) == int.from_bytes(data[back + 36 : back + 40], "big")
    nonce, head, body = data[back + 24 : back + 36], data[: back + 40], data[back + 40 :]
    snapshot = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"scopewright snapshot").derive(key)
    return AESGCM(snapshot).decrypt(nonce, body, head), key


def test_another_program_can_read_the_file_by_its_description(sealed: Path, tables: Tables) -> None:
    for path in (sealed, _KEPT):
        content, _key = _opened_by_the_description(path.read_bytes(), PASSPHRASE)
        assert decode(content, "a")["risks"] == tables["risks"]


def test_another_program_can_read_the_journal_by_its_description(sealed: Path) -> None:
    import base64
    import json

    file = EngagementFile.open(sealed, PASSPHRASE)
    file.append([{"n": 1}])
    file.leave()
    _content, key = _opened_by_the_description(sealed.read_bytes(), PASSPHRASE)
    line = json.loads(journal.beside(sealed).read_bytes().splitlines()[1])
    purpose = f"scopewright journal {line['journal']}".encode()
    lines = HKDF(algorithm=SHA256(), length=32, salt=bytes.fromhex(line["salt"]), info=purpose).derive(key)
    body = AESGCM(lines).decrypt(line["n"].to_bytes(12, "big"), base64.b64decode(line["sealed"]), None)
    assert json.loads(body)["entries"] == [{"n": 1}]


def test_a_sealed_file_is_refused_before_it_grows_too_large_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal = new_seal(PASSPHRASE, cost=QUICK)
    monkeypatch.setattr("scopewright.store.storage.LARGEST", 20_000)
    with pytest.raises(NotSaved, match="larger than"):
        EngagementFile.create(tmp_path / "a.scope", {"t": {"1": {"x": "x" * 19_700}}}, seal=seal)
    assert isinstance(seal, Seal) and "_key" not in repr(seal)
