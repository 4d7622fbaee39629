"""Giving an engagement a passphrase, another one, or none: every copy beside it goes along, whatever fails."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from scopewright.store import backups, journal, recovery
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import Locked, StoreError, WrongPassphrase
from scopewright.store.lock import sidecar
from scopewright.store.sealing import Cost, Seal, head_of, is_sealed, new_seal
from scopewright.store.snapshot import Tables

OLD, NEW = "the old passphrase", "the new passphrase"
QUICK = Cost(memory=8, passes=1, lanes=1)
SECRET = b"Labels are late"


def _seal(passphrase: str) -> Seal:
    return new_seal(passphrase, cost=QUICK)


def _holding(folder: Path, text: bytes) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.is_file() and text in file.read_bytes())


@pytest.fixture
def worked_on(path: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plain file with backups, one of them with a journal, a journal set aside and an original of an old format."""
    monkeypatch.setattr(backups, "APART", backups.APART * 0)
    file = EngagementFile.open(path)
    for n in range(3):
        file.fold({**tables, "t": {"1": {"n": n}}})
    file.append([{"text": SECRET.decode()}])
    file.leave()
    lines = journal.beside(path).read_bytes()
    newest = backups.found_beside(path, file.uuid)[-1].path
    journal.beside(newest).write_bytes(lines)
    path.with_name(f"{path.name}.journal.aside-12345678").write_bytes(lines + b"torn " + SECRET)
    path.with_name(f"{path.name}.before-v0.9").write_bytes(path.read_bytes())
    return path


def test_a_passphrase_covers_the_file_its_backups_and_everything_set_aside(worked_on: Path, tables: Tables) -> None:
    file = EngagementFile.open(worked_on)
    assert file.reseal(tables, _seal(NEW)) == []
    file.append([{"text": SECRET.decode()}])
    file.leave()
    assert _holding(worked_on.parent, SECRET) == []
    assert recovery.read(worked_on, NEW) == (tables, [{"text": SECRET.decode()}])
    found = backups.found_beside(worked_on, file.uuid)
    assert len(found) >= 3
    for backup in found:
        recovery.read(backup.path, NEW)
        with pytest.raises(Locked):
            recovery.read(backup.path)
    (aside,) = worked_on.parent.glob("*.aside-*")
    assert aside.read_bytes().count(b"sealed") == 2


def test_what_the_store_may_not_change_is_named(worked_on: Path, tables: Tables) -> None:
    copies = [worked_on.with_name(f"Client{mark}.scope") for mark in (" (changed elsewhere 01234567)", "-LAPTOP")]
    for copy in copies:
        copy.write_bytes(worked_on.read_bytes())
    attached = worked_on.with_name("Client.scope.files") / "photo.png"
    attached.parent.mkdir()
    attached.write_bytes(b"plot")
    file = EngagementFile.open(worked_on)
    assert file.reseal(tables, _seal(NEW)) == [*copies, attached]
    file.leave()


def test_after_a_change_the_old_passphrase_opens_nothing_and_the_key_is_another(
    path: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "APART", backups.APART * 0)
    file = EngagementFile.open(path)
    file.reseal(tables, _seal(OLD))
    for n in range(3):
        file.fold({**tables, "t": {"1": {"n": n}}})
    old = file.seal
    assert file.reseal(tables, _seal(NEW)) == []
    assert file.seal is not None and old is not None and file.seal._key != old._key
    file.leave()
    for sealed in [path, *(backup.path for backup in backups.found_beside(path, file.uuid))]:
        with pytest.raises(WrongPassphrase):
            recovery.read(sealed, OLD)
        recovery.read(sealed, NEW)


def test_without_a_passphrase_again_stock_tinydb_reads_it(worked_on: Path, tables: Tables) -> None:
    file = EngagementFile.open(worked_on)
    file.reseal(tables, _seal(OLD))
    file.append([{"n": 1}])
    assert file.reseal(tables, None) == []
    file.close(tables)
    with TinyDB(worked_on, encoding="utf-8", access_mode="r") as stock:
        assert len(stock.table("risks")) == 2
    assert not any(is_sealed(file.read_bytes()) for file in worked_on.parent.rglob("*") if file.is_file())


def test_a_backup_under_an_older_passphrase_is_left_and_named(worked_on: Path, tables: Tables) -> None:
    file = EngagementFile.open(worked_on)
    backup = backups.found_beside(worked_on, file.uuid)[0].path
    backup.write_bytes(_seal("an even older passphrase").closed(backup.read_bytes(), file.uuid, 1))
    assert file.reseal(tables, _seal(NEW)) == [backup]
    file.leave()


def test_the_lock_beside_a_sealed_file_tells_nothing_of_it(path: Path, tables: Tables) -> None:
    file = EngagementFile.open(path)
    file.reseal(tables, _seal(NEW))
    assert set(json.loads(sidecar(path).read_bytes())) == {"process", "who", "since"}
    file.leave()


def _failing(function: Callable[..., Any], countdown: list[int], *, after: bool) -> Callable[..., Any]:
    def call(*values: Any, **named: Any) -> Any:
        countdown[0] -= 1
        if countdown[0]:
            return function(*values, **named)
        if after:
            function(*values, **named)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    return call


_POINTS: list[tuple[Any, str, bool]] = [
    (os, "write", False),
    (os, "fsync", True),
    (os, "open", False),
    (Path, "replace", False),
    (Path, "replace", True),
    (Path, "read_bytes", False),
    (Path, "unlink", False),
]


@pytest.mark.parametrize(("owner", "name", "after"), _POINTS, ids=[f"{n}-{a}" for _o, n, a in _POINTS])
def test_whatever_call_fails_one_of_the_two_passphrases_opens_everything(
    tmp_path: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, after: bool
) -> None:
    monkeypatch.setattr(backups, "APART", backups.APART * 0)
    failed = 0
    for at in range(1, 200):
        path = tmp_path / str(at) / "a.scope"
        path.parent.mkdir()
        file = EngagementFile.create(path, {}, seal=_seal(OLD))
        file.fold(tables)
        file.append([{"n": 1}])
        countdown = [at]
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, _failing(getattr(owner, name), countdown, after=after))
            try:
                file.reseal({**tables, "n": {"1": {}}}, _seal(NEW))
            except StoreError:
                failed += 1
        file.append([{"n": 2}])
        file.leave()
        head = head_of(path.read_bytes(), "a")
        assert file.seal is not None and head.slots == file.seal.slots
        found, entries = _read_with_either(path)
        assert entries[-1] == {"n": 2}
        assert "n" in found or entries == [{"n": 1}, {"n": 2}]
        for backup in backups.found_beside(path, file.uuid):
            _read_with_either(backup.path)
        if countdown[0] > 0:
            break
    assert failed


def _read_with_either(path: Path) -> tuple[Tables, list[dict[str, Any]]]:
    try:
        return recovery.read(path, OLD)
    except WrongPassphrase:
        return recovery.read(path, NEW)
