"""Earlier versions are kept by a policy that a person understands, whatever the clock says, and every one restores."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store import backups, durable, journal
from scopewright.store.backups import APART, NEWEST, Backup, surplus
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import Held, NotOpened, NotSaved
from scopewright.store.opened import OpenEngagement, read_engagement
from scopewright.store.restore import copy, list_backups, newest_readable, preview, records_in, restore

START = dt.datetime(2027, 1, 4, 9, 0, tzinfo=dt.UTC)
DAYS = 3 * 365


def _backup(number: int, when: dt.datetime, size: int = 1000) -> Backup:
    return Backup(Path(str(number)), "key", number, when, size)


def _after_thinning(made: list[Backup]) -> list[Backup]:
    """What is left when the policy is applied after every backup, as in use."""
    kept: list[Backup] = []
    for backup in made:
        kept.append(backup)
        gone = surplus(kept)
        kept = [one for one in kept if one not in gone]
    return kept


def _days_of_work(days: int, per_day: int) -> list[Backup]:
    moments = [START + dt.timedelta(days=day, minutes=15 * n) for day in range(days) for n in range(per_day)]
    return [_backup(number, when) for number, when in enumerate(moments)]


def test_after_three_years_of_work_there_is_a_version_of_every_month_and_of_the_last_thirty_days() -> None:
    made = _days_of_work(DAYS, 16)
    kept = _after_thinning(made)
    assert kept[-NEWEST:] == made[-NEWEST:]
    assert {(one.when.year, one.when.month) for one in kept} == {(one.when.year, one.when.month) for one in made}
    days = sorted({one.when.date() for one in kept})
    assert days[-30:] == sorted({one.when.date() for one in made})[-30:]
    hours = {(one.when.date(), one.when.hour) for one in made}
    assert sorted({(one.when.date(), one.when.hour) for one in kept})[-24:] == sorted(hours)[-24:]
    assert len(kept) < NEWEST + 24 + 30 + 37


_MOMENTS = st.lists(
    st.integers(-20_000, 40_000).map(lambda minutes: dt.timedelta(minutes=minutes)), min_size=1, max_size=120
)


@given(_MOMENTS)
def test_whatever_the_clock_does_one_more_backup_costs_at_most_three_and_never_the_newest(
    steps: list[dt.timedelta],
) -> None:
    when, kept = START, list[Backup]()
    for number, step in enumerate(steps):
        when += step
        kept.append(_backup(number, when))
        gone = surplus(kept)
        assert len(gone) <= 3
        kept = [one for one in kept if one not in gone]
        assert [one.generation for one in kept[-NEWEST:]] == list(range(max(0, number + 1 - NEWEST), number + 1))


@given(_MOMENTS)
def test_thinning_twice_is_thinning_once(steps: list[dt.timedelta]) -> None:
    made, when = [], START
    for number, step in enumerate(steps):
        when += step
        made.append(_backup(number, when))
    kept = [one for one in made if one not in surplus(made)]
    assert surplus(kept) == []


@pytest.mark.parametrize("jump", [-60, -3600 * 24 * 365, 3600 * 24 * 365, 3600 * 24 * 365 * 30])
def test_a_clock_that_jumps_and_comes_back_costs_no_more_than_two_more_backups_do(jump: int) -> None:
    made = _days_of_work(40, 16)
    kept = _after_thinning(made)
    wrong = _backup(9000, made[-1].when + dt.timedelta(seconds=jump))
    right = _backup(9001, made[-1].when + dt.timedelta(minutes=20))
    assert len(set(kept) - set(_after_thinning([*kept, wrong, right]))) <= 6


def test_the_oldest_go_when_all_take_too_much_room_but_never_the_newest() -> None:
    made = [_backup(n, START + dt.timedelta(days=31 * n), backups.LARGEST_TOTAL // 4) for n in range(20)]
    kept = _after_thinning(made)
    assert kept == made[-NEWEST:]


@pytest.fixture
def work(tmp_path: Path) -> OpenEngagement:
    work = OpenEngagement.create(tmp_path / "a.scope", new_engagement("Search", "Acme"))
    work.keep_saving()
    return work


def _add(work: OpenEngagement, title: str) -> None:
    with Step(work.engagement, "Add risk") as step:
        step.add("risks", {"title": title})


def _grow_older(path: Path, by: dt.timedelta) -> None:
    """Let the file look as if it had been saved so much earlier."""
    saved = path.stat().st_mtime - by.total_seconds()
    os.utime(path, (saved, saved))


def _work_on(work: OpenEngagement, titles: list[str], apart: dt.timedelta = APART) -> None:
    """Save once for each title, each time so much after the last."""
    when = START.timestamp()
    for title in titles:
        os.utime(work.file.path, (when, when))
        when += apart.total_seconds()
        _add(work, title)
        work.fold()


def _risks(path: Path) -> list[str]:
    return [record.headline for record in read_engagement(path).records("risks")]


def test_every_saving_keeps_the_version_before_and_every_one_of_them_restores(work: OpenEngagement) -> None:
    _work_on(work, ["one", "two", "three"])
    path = work.file.path
    work.close()
    found = list_backups(path)
    assert [one.generation for one in found] == [1, 2, 3]
    assert [_risks(one.path) for one in found] == [[], ["one"], ["one", "two"]]
    assert [records_in(one) for one in found] == [3, 4, 5]
    for one in found:
        expected = one.path.read_bytes()
        restore(path, one)
        assert path.read_bytes() == expected


def test_two_savings_within_ten_minutes_make_one_backup(work: OpenEngagement) -> None:
    _work_on(work, ["one", "two", "three"], dt.timedelta(minutes=4))
    assert len(list_backups(work.file.path)) == 1
    work.close()


def test_a_clock_set_back_makes_a_backup_and_removes_none(work: OpenEngagement) -> None:
    _work_on(work, ["one", "two"])
    before = list_backups(work.file.path)
    _grow_older(work.file.path, dt.timedelta(days=20_000))
    _add(work, "three")
    work.fold()
    after = list_backups(work.file.path)
    assert after[:-1] == before
    assert after[-1].generation > before[-1].generation
    work.close()


def test_backups_follow_the_engagement_when_the_file_is_renamed(work: OpenEngagement) -> None:
    _work_on(work, ["one"])
    path = work.file.path
    work.close()
    renamed = path.rename(path.with_name("b.scope"))
    other = OpenEngagement.create(path, new_engagement("Other", "Other"))
    assert len(list_backups(renamed)) == 1
    assert list_backups(path) == []
    other.close()


def test_what_was_there_becomes_a_backup_with_its_journal_before_an_earlier_version_is_restored(
    work: OpenEngagement,
) -> None:
    _work_on(work, ["one"])
    path = work.file.path
    _add(work, "in the journal")
    work.file.leave()
    (first,) = list_backups(path)
    kept = restore(path, first)
    assert _risks(path) == []
    assert kept is not None
    assert _risks(kept.path) == ["one", "in the journal"]
    assert not journal.beside(path).exists()
    restore(path, kept)
    assert _risks(path) == ["one", "in the journal"]


def test_a_damaged_file_is_kept_and_the_newest_whole_version_comes_back(work: OpenEngagement) -> None:
    _work_on(work, ["one", "two"])
    path = work.file.path
    work.file.leave()
    path.write_bytes(b"\0" * 4037)
    found = list_backups(path)
    kept = restore(path, newest_readable(found))
    assert _risks(path) == ["one"]
    assert kept is not None
    assert kept.path.read_bytes() == b"\0" * 4037
    assert newest_readable(list_backups(path)) == found[-1]
    with pytest.raises(NotOpened):
        newest_readable([kept])


def test_a_preview_says_what_restoring_would_change(work: OpenEngagement) -> None:
    _work_on(work, ["one", "two"])
    path = work.file.path
    first, second = list_backups(path)
    differences = preview(path, first)
    assert differences is not None
    assert [(one.made, one.headline) for one in differences] == [("removed", "one"), ("removed", "two")]
    assert len(preview(path, second) or []) == 1
    work.close()
    path.write_bytes(b"")
    assert preview(path, first) is None


def test_a_file_that_is_open_is_not_replaced(work: OpenEngagement) -> None:
    _work_on(work, ["one"])
    with pytest.raises(Held):
        restore(work.file.path, list_backups(work.file.path)[0])
    work.close()


def test_a_backup_is_copied_into_a_new_file_only(work: OpenEngagement, tmp_path: Path) -> None:
    _work_on(work, ["one"])
    work.close()
    (first,) = list_backups(work.file.path)
    copy(work.file.path, first, tmp_path / "copy.scope")
    assert _risks(tmp_path / "copy.scope") == []
    with pytest.raises(NotSaved, match="already a file"):
        copy(work.file.path, first, tmp_path / "copy.scope")


def test_without_hard_links_a_backup_is_a_copy(work: OpenEngagement, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    _work_on(work, ["one", "two"])
    assert [_risks(one.path) for one in list_backups(work.file.path)] == [[], ["one"]]
    work.close()


def test_a_backup_that_cannot_be_made_never_keeps_the_file_from_being_saved_and_is_told_once(
    work: OpenEngagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(backups, "keep_as", refused)
    _work_on(work, ["one", "two", "three"])
    (told,) = work.file.news()
    assert "Saving goes on" in told
    assert json.loads(work.file.path.read_bytes())["risks"]["3"]["title"] == "three"
    monkeypatch.setattr(backups, "keep_as", durable.keep_as)
    _work_on(work, ["four"])
    assert (len(list_backups(work.file.path)), work.file.news()) == (1, [])
    work.close()


def test_a_saving_that_fails_pushes_no_backup_out(work: OpenEngagement, monkeypatch: pytest.MonkeyPatch) -> None:
    _work_on(work, [str(n) for n in range(12)])
    before = list_backups(work.file.path)

    def blocked(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(durable, "_replace", blocked)
        for _time in range(20):
            with pytest.raises(NotSaved):
                work.fold()
    after = list_backups(work.file.path)
    assert after[: len(before)] == before
    assert len(after) <= len(before) + 1
    work.close()


def test_the_backups_are_for_the_owner_alone_and_leftovers_in_their_folder_go(work: OpenEngagement) -> None:
    _work_on(work, ["one"])
    folder = backups.folder_of(work.file.path)
    (folder / ".x.scope.0123456789abcdef.tmp").write_bytes(b"half")
    (folder / "mine.txt").write_bytes(b"the user's own")
    _work_on(work, ["two"])
    assert sorted(entry.suffix for entry in folder.iterdir()) == [".scope", ".txt"]
    if os.name == "posix":
        assert (folder.stat().st_mode & 0o777, next(folder.glob("*.scope")).stat().st_mode & 0o777) == (0o700, 0o600)
    work.close()
    shutil.rmtree(folder)
    EngagementFile.open(work.file.path).leave()


def test_generations_grow_even_when_an_older_file_was_put_in_the_place(work: OpenEngagement, tmp_path: Path) -> None:
    path = work.file.path
    work.fold()
    old = path.read_bytes()
    _work_on(work, ["one", "two", "three"])
    work.close()
    path.write_bytes(old)
    with_old = OpenEngagement.open(path)
    _work_on(with_old, ["four", "five"], dt.timedelta(days=1))
    with_old.close()
    numbers = [one.generation for one in list_backups(path)]
    assert all(one < another for one, another in pairwise(numbers))
