"""Any single fault: told, nothing lost, nothing twice, and the next call works."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from scopewright.store import durable, failures, recovery
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import Held, NotOpened, NotSaved, StoreError
from scopewright.store.snapshot import Tables
from tests.faults.numbered import numbers_in, tables_of


class _Fault:
    """Makes the N-th call of one function fail: before its work, after it, or half-way through."""

    def __init__(self, function: Callable[..., Any], at: int, number: int, moment: str) -> None:
        self._function, self._at, self._number, self._moment = function, at, number, moment
        self._calls = 0
        self.happened = False

    def as_function(self) -> Callable[..., Any]:
        """For the place of a method, where only a function is given its object."""

        def call(*values: Any, **named: Any) -> Any:
            return self(*values, **named)

        return call

    def __call__(self, *values: Any, **named: Any) -> Any:
        self._calls += 1
        if self._calls != self._at:
            return self._function(*values, **named)
        self.happened = True
        if self._moment == "lie":
            return len(values[1])
        if self._moment == "short":
            return self._function(values[0], values[1][: max(1, len(values[1]) // 2)])
        if self._moment == "half":
            self._function(values[0], values[1][: len(values[1]) // 2])
        elif self._moment == "after":
            self._function(*values, **named)
        raise OSError(self._number, os.strerror(self._number))


class _Session:
    """A caller that tries each step until it is acknowledged, at most twice."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.said: list[str] = []
        self.numbers: list[int] = []

    def _insist(self, step: Callable[[], Any]) -> Any:
        try:
            return step()
        except StoreError as error:
            self.said.append(str(error))
            return step()

    def run(self) -> None:
        file = self._insist(lambda: EngagementFile.open(self.path))
        for n in range(1, 8):
            self._insist(partial(file.append, [{"n": n}]))
            self.numbers.append(n)
            if n in (3, 5):
                self._insist(partial(file.fold, tables_of(self.numbers)))
            self.said += file.news()
            if n == 6:
                file.leave()
                file = self._insist(lambda: EngagementFile.open(self.path))
        file.leave()


_FAULTS = [
    (os, "write", errno.EIO, "before"),
    (os, "write", errno.ENOSPC, "half"),
    (os, "write", 0, "short"),
    (os, "write", 0, "lie"),
    (os, "fsync", errno.EIO, "before"),
    (os, "fsync", errno.EIO, "after"),
    (os, "fdatasync", errno.EIO, "before"),
    (os, "fdatasync", errno.EIO, "after"),
    (os, "open", errno.EMFILE, "before"),
    (os, "fstat", errno.EIO, "before"),
    (os, "fchmod", errno.EPERM, "before"),
    (os, "close", errno.EIO, "after"),
    (Path, "replace", errno.EACCES, "before"),
    (Path, "replace", errno.EIO, "after"),
    (Path, "unlink", errno.EACCES, "before"),
    (Path, "stat", errno.EIO, "before"),
    (Path, "read_bytes", errno.EIO, "before"),
    (Path, "iterdir", errno.EACCES, "before"),
    (Path, "open", errno.EIO, "before"),
]


_NEVER_SWALLOWED = ("fsync", "fdatasync", "replace")


@pytest.mark.skipif(sys.platform != "linux", reason="the functions named are those used on Linux")
@pytest.mark.parametrize(
    ("owner", "name", "number", "moment"), _FAULTS, ids=[f"{name}-{moment}" for _owner, name, _no, moment in _FAULTS]
)
def test_the_nth_call_fails_for_every_n(
    *, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, number: int, moment: str
) -> None:
    injected = 0
    for at in range(1, 200):
        path = tmp_path / str(at) / "a.scope"
        path.parent.mkdir()
        EngagementFile.create(path, {}).leave()
        fault = _Fault(getattr(owner, name), at, number, moment)
        session = _Session(path)
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, fault.as_function())
            session.run()
        if not fault.happened:
            break
        injected += 1
        assert len(session.said) <= 1
        assert session.said or name not in _NEVER_SWALLOWED
        assert numbers_in(path) == session.numbers == list(range(1, 8))
        assert recovery.verify(path) == []
        EngagementFile.open(path).leave()
        assert [left.name for left in path.parent.glob(".*.tmp")] == []
    assert injected >= 1


def test_an_entry_whose_saving_failed_does_not_come_back_after_a_later_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = EngagementFile.open(path)
    file.append([{"n": 1}])
    with monkeypatch.context() as patch:
        patch.setattr("scopewright.store.journal.sync_data", _Fault(durable.sync_data, 1, errno.EIO, "before"))
        with pytest.raises(NotSaved, match="disk reported an error"):
            file.append([{"n": "never acknowledged"}])
    file.append([{"n": 2}])
    file.leave()
    assert recovery.read(path)[1] == [{"n": 1}, {"n": 2}]


def test_entries_appended_after_a_fold_that_failed_at_its_last_step_are_kept(
    path: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = EngagementFile.open(path)
    file.append([{"n": 1}])
    with monkeypatch.context() as patch:
        # The first call is for the backup; a failing backup keeps nothing from being saved.
        patch.setattr(durable, "sync_folder", _Fault(durable.sync_folder, 2, errno.EIO, "before"))
        with pytest.raises(NotSaved):
            file.fold(tables)
    file.append([{"n": 2}])
    assert recovery.read(path) == (tables, [{"n": 2}])
    file.fold(tables)
    file.leave()


def test_an_opening_that_fails_gives_the_lock_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(recovery, "find", _Fault(recovery.find, 1, errno.EIO, "before"))
        with pytest.raises(NotOpened):
            EngagementFile.open(path)
    EngagementFile.open(path).leave()


def test_a_holder_who_could_not_leave_a_note_holds_all_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "ftruncate", _Fault(os.ftruncate, 1, errno.ENOSPC, "before"))
        file = EngagementFile.open(path)
    with pytest.raises(Held):
        EngagementFile.open(path)
    file.leave()


def test_windows_is_given_time_while_a_scanner_holds_the_file(
    path: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = iter([32, 5, 33])
    replace = Path.replace

    def busy(self: Path, target: Path) -> Path:
        number = next(refusals, None)
        if number is not None:
            error = PermissionError(errno.EACCES, "held")
            error.winerror = number  # type: ignore[attr-defined]
            raise error
        return replace(self, target)

    file = EngagementFile.open(path)
    monkeypatch.setattr(Path, "replace", busy)
    monkeypatch.setattr(durable, "_WINDOWS_PAUSES", (0, 0, 0))
    file.fold({**tables, "new": {}})
    refusals = iter([32] * 10)
    with pytest.raises(NotSaved):
        file.fold(tables)
    file.leave()


def test_a_disk_without_hard_links_gets_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("content")
    monkeypatch.setattr(Path, "hardlink_to", _Fault(Path.hardlink_to, 1, errno.EPERM, "before"))
    durable.keep_as(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "content"
    durable.keep_as(tmp_path / "a", tmp_path / "b")


@pytest.mark.parametrize("number", [*failures._BY_NUMBER, errno.ELOOP])
def test_every_fault_is_told_as_what_happened_what_was_kept_and_what_next(number: int) -> None:
    path = Path("/folder/Client.scope")
    text = str(failures.not_saved(OSError(number, os.strerror(number)), path, 3_200_000, failures.FILE_KEPT))
    assert text.startswith("“Client.scope” could not be saved. ")
    assert "“Client.scope” is as it was" in text
    assert "{" not in text and "Errno" not in text


def test_a_full_disk_is_told_with_the_room_needed() -> None:
    error = failures.not_saved(OSError(errno.ENOSPC, ""), Path("a.scope"), 3_200_000, failures.STEP_KEPT)
    assert "Free at least 4 MB" in str(error)
