"""Steps outlive the drive of their file, and a journal outlives the name of its file."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store import journal, recovery
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import NotOpened, NotSaved
from scopewright.store.journals_index import JournalsIndex, files_of, reunite
from scopewright.store.opened import OpenEngagement, read_engagement
from tests.faults.numbered import numbers_in, tables_of


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    drive = tmp_path / "drive"
    drive.mkdir()
    return drive


@pytest.fixture
def shelter(tmp_path: Path) -> Path:
    return tmp_path / "data" / "shelter"


def _opened(path: Path, shelter: Path) -> EngagementFile:
    file = EngagementFile.open(path)
    file.shelter_in(shelter)
    return file


def test_steps_go_elsewhere_while_the_folder_is_gone_and_come_home_with_the_next_step(
    drive: Path, shelter: Path
) -> None:
    path = drive / "a.scope"
    EngagementFile.create(path, tables_of([1])).leave()
    file = _opened(path, shelter)
    file.append([{"n": 2}])
    away = drive.rename(drive.with_name("unplugged"))
    file.append([{"n": 3}])
    file.append([{"n": 4}])
    assert len(file.news()) == 1
    away.rename(drive)
    file.append([{"n": 5}])
    (told,) = file.news()
    assert "can be written again" in told
    file.leave()
    assert numbers_in(path) == [1, 2, 3, 4, 5]
    assert list(shelter.iterdir()) == []


def test_what_was_sheltered_when_the_program_ended_comes_home_with_the_next_opening_elsewhere(
    drive: Path, shelter: Path
) -> None:
    file = EngagementFile.create(drive / "a.scope", tables_of([1]))
    file.shelter_in(shelter)
    file.append([{"n": 2}])
    moved = drive.rename(drive.with_name("other-letter"))
    file.append([{"n": 3}])
    file.leave()
    again = _opened(moved / "a.scope", shelter)
    assert [entry["n"] for entry in again.entries] == [2, 3]
    again.leave()
    assert numbers_in(moved / "a.scope") == [1, 2, 3]
    once_more = _opened(moved / "a.scope", shelter)
    assert [entry["n"] for entry in once_more.entries] == [2, 3]
    once_more.leave()


def test_what_came_home_before_a_kill_does_not_come_twice(drive: Path, shelter: Path, tmp_path: Path) -> None:
    file = EngagementFile.create(drive / "a.scope", tables_of([1]))
    file.shelter_in(shelter)
    file.append([{"n": 2}])
    away = drive.rename(drive.with_name("unplugged"))
    file.append([{"n": 3}])
    file.leave()
    away.rename(drive)
    (sheltered,) = shelter.iterdir()
    shutil.copy(sheltered, tmp_path / "copy")
    _opened(drive / "a.scope", shelter).leave()
    shutil.copy(tmp_path / "copy", sheltered)
    _opened(drive / "a.scope", shelter).leave()
    assert numbers_in(drive / "a.scope") == [1, 2, 3]


def test_what_was_sheltered_for_another_saving_is_left_alone(drive: Path, shelter: Path) -> None:
    path = drive / "a.scope"
    file = EngagementFile.create(path, tables_of([1]))
    file.shelter_in(shelter)
    content = path.read_bytes()
    file.append([{"n": 2}])
    away = drive.rename(drive.with_name("unplugged"))
    file.append([{"n": 3}])
    file.leave()
    away.rename(drive)
    journal.beside(path).unlink()
    elsewhere = EngagementFile.open(path)
    elsewhere.close(tables_of([1, 9]))
    assert path.read_bytes() != content
    again = _opened(path, shelter)
    assert again.entries == []
    again.leave()
    assert len(list(shelter.iterdir())) == 1


def test_the_whole_file_saved_again_needs_no_shelter_any_more(drive: Path, shelter: Path) -> None:
    path = drive / "a.scope"
    file = EngagementFile.create(path, tables_of([1]))
    file.shelter_in(shelter)
    away = drive.rename(drive.with_name("unplugged"))
    file.append([{"n": 2}])
    away.rename(drive)
    file.close(tables_of([1, 2]))
    assert list(shelter.iterdir()) == []
    assert recovery.read(path)[1] == []


def test_without_a_shelter_a_step_that_cannot_be_saved_is_refused(drive: Path) -> None:
    file = EngagementFile.create(drive / "a.scope", tables_of([1]))
    drive.rename(drive.with_name("unplugged"))
    with pytest.raises(NotSaved, match="drive may have been removed"):
        file.append([{"n": 2}])
    file.leave()


def test_a_full_disk_is_no_reason_to_shelter(drive: Path, shelter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = EngagementFile.create(drive / "a.scope", tables_of([1]))
    file.shelter_in(shelter)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(journal, "write_atomically", full)
    with pytest.raises(NotSaved, match="no room left"):
        file.append([{"n": 2}])
    file.leave()
    assert not shelter.exists()


@pytest.fixture
def index(tmp_path: Path) -> JournalsIndex:
    return JournalsIndex(tmp_path / "data" / "journals")


def _left_open(path: Path, index: JournalsIndex, title: str) -> str:
    """An engagement whose program was killed with a step in the journal."""
    work = OpenEngagement.create(path, new_engagement("Search", "Acme"))
    work.keep_saving()
    index.note(path, work.file.uuid)
    with Step(work.engagement, "Add risk") as step:
        step.add("risks", {"title": title})
    work.file.leave()
    return work.file.uuid


def test_a_journal_left_by_a_crash_is_offered_at_the_next_start(drive: Path, index: JournalsIndex) -> None:
    path = drive / "a.scope"
    uuid = _left_open(path, index, "one")
    (left,) = index.left()
    assert (left.path, left.uuid, left.file_is_gone) == (path, uuid, False)
    OpenEngagement.open(path).close()
    assert index.left() == []


def test_a_journal_whose_file_was_renamed_is_brought_back_to_it(drive: Path, index: JournalsIndex) -> None:
    path = drive / "a.scope"
    uuid = _left_open(path, index, "one")
    renamed = path.rename(drive / "b.scope")
    assert read_engagement(renamed).records("risks") == []
    (left,) = index.left_for(renamed, uuid)
    assert left.file_is_gone
    assert files_of(left) == [renamed]
    reunite(left, renamed)
    assert [record.headline for record in read_engagement(renamed).records("risks")] == ["one"]
    assert index.left() == []


def test_a_journal_is_never_put_beside_a_file_that_it_does_not_continue(drive: Path, index: JournalsIndex) -> None:
    path = drive / "a.scope"
    _left_open(path, index, "one")
    path.unlink()
    other = drive / "b.scope"
    OpenEngagement.create(other, new_engagement("Other", "Other")).close()
    (left,) = index.left()
    assert files_of(left) == []
    with pytest.raises(NotOpened, match="does not belong"):
        reunite(left, other)
    assert journal.beside(path).exists()


def test_a_note_that_is_no_note_is_passed_over(index: JournalsIndex, drive: Path, tmp_path: Path) -> None:
    _left_open(drive / "a.scope", index, "one")
    (tmp_path / "data" / "journals" / "open-0.json").write_bytes(b"[1")
    (tmp_path / "data" / "journals" / "open-1.json").write_bytes(b'{"path": 5}')
    assert len(index.left()) == 1
    index.forget(drive / "a.scope")
    assert index.left() == []
