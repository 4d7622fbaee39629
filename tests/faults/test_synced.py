"""At every acknowledgement nothing is left that a power cut could take: all bytes and all names have been synced.

A kill loop cannot see this (the system's cache survives a kill), so the calls themselves are watched.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from scopewright.store import durable, journal
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.lock import sidecar
from scopewright.store.snapshot import Tables

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the functions watched are those used on Linux")


class _Disk:
    """Which files and folders hold something that was not synced, by inode."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.unsynced: set[int] = set()
        self.too_early: list[str] = []
        self._write, self._replace = os.write, Path.replace
        monkeypatch.setattr(os, "write", self._on_write)
        for name in ("fsync", "fdatasync"):
            monkeypatch.setattr(os, name, self._on_sync(getattr(os, name)))

        def replace(source: Path, target: Path) -> Path:
            return self._on_replace(source, target)

        monkeypatch.setattr(Path, "replace", replace)

    def _on_write(self, file: int, data: Any) -> int:
        self.unsynced.add(os.fstat(file).st_ino)
        return self._write(file, data)

    def _on_sync(self, function: Any) -> Any:
        def sync(file: int) -> None:
            function(file)
            self.unsynced.discard(os.fstat(file).st_ino)

        return sync

    def _on_replace(self, source: Path, target: Path) -> Path:
        if source.stat().st_ino in self.unsynced:
            self.too_early.append(target.name)
        self.unsynced.add(target.parent.stat().st_ino)
        return self._replace(source, target)

    def lost_by_a_power_cut(self, path: Path) -> set[int]:
        note = sidecar(path)
        return self.unsynced - ({note.stat().st_ino} if note.exists() else set())


def _session(path: Path, disk: _Disk, tables: Tables) -> list[str]:
    """Work as a caller does; the answer is after which steps something was not synced."""
    file = EngagementFile.create(path, tables)
    weak = ["create"] if disk.lost_by_a_power_cut(path) else []
    for n in range(1, 6):
        file.append([{"n": n}])
        weak += [f"append {n}"] if disk.lost_by_a_power_cut(path) else []
        if n == 3:
            file.fold(tables)
            weak += ["fold"] if disk.lost_by_a_power_cut(path) else []
    file.close({**tables, "new": {}})
    return weak + (["close"] if disk.lost_by_a_power_cut(path) else []) + disk.too_early


def test_nothing_is_unsynced_when_a_call_returns(
    tmp_path: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _session(tmp_path / "a.scope", _Disk(monkeypatch), tables) == []


@pytest.mark.parametrize(
    ("owner", "name"),
    [(durable, "sync_folder"), (durable, "_sync"), (journal, "sync_data")],
    ids=str,
)
def test_leaving_out_any_one_sync_would_be_noticed(
    tmp_path: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    disk = _Disk(monkeypatch)
    monkeypatch.setattr(owner, name, lambda _: None)
    assert _session(tmp_path / "a.scope", disk, tables) != []


def test_lines_found_unsynced_after_a_kill_are_synced_before_they_are_shown(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = EngagementFile.open(path)
    file.append([{"n": 1}])
    file.leave()
    disk = _Disk(monkeypatch)
    disk.unsynced.add(journal.beside(path).stat().st_ino)
    EngagementFile.open(path).leave()
    assert disk.lost_by_a_power_cut(path) == set()
