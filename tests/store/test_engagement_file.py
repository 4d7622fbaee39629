"""What a caller of the store may count on, day to day."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tinydb import TinyDB

from scopewright.store import backups, journal, recovery
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import (
    ChangedOutside,
    Held,
    NotOpened,
    NotSaved,
    ReadOnly,
    TooNew,
    Unreadable,
)
from scopewright.store.lock import sidecar
from scopewright.store.snapshot import Tables


def test_what_was_appended_is_there_for_the_next_opener(path: Path, tables: Tables) -> None:
    file = EngagementFile.open(path)
    assert file.append([{"n": 1}, {"n": 2}]) == 1
    assert file.append([{"n": 3}]) == 2
    file.leave()
    again = EngagementFile.open(path)
    assert (again.tables, again.entries) == (tables, [{"n": 1}, {"n": 2}, {"n": 3}])
    assert again.notices == []
    assert again.append([{"n": 4}]) == 3
    again.leave()
    assert recovery.read(path) == (tables, [{"n": 1}, {"n": 2}, {"n": 3}, {"n": 4}])


def test_after_close_stock_tinydb_reads_what_was_written_and_nothing_else_is_left(path: Path, tables: Tables) -> None:
    file = EngagementFile.open(path)
    tables["risks"]["3"] = {"id": "R-3", "note": "“<b>”\n\t=1+1 é 🙂"}
    file.append([{"add": "R-3"}])
    file.close(tables)
    with TinyDB(path, encoding="utf-8", access_mode="r") as stock:
        assert stock.tables() == {"_meta", "risks", "people", "_history"}
        assert {str(row.doc_id): dict(row) for row in stock.table("risks").all()} == tables["risks"]
    left = {entry.name for entry in path.parent.iterdir()}
    assert left == {path.name, sidecar(path).name, backups.folder_of(path).name}


def test_the_file_has_one_document_a_line(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert '"2": {"id":"R-2","uuid":"b"}' in lines


def test_opening_and_closing_without_a_change_does_not_touch_the_file(path: Path) -> None:
    before = path.stat()
    file = EngagementFile.open(path)
    file.close(file.tables)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_tables_changed_without_an_entry_are_saved_on_close_all_the_same(path: Path) -> None:
    file = EngagementFile.open(path)
    file.close({"risks": {"1": {"id": "R-9"}}})
    assert recovery.read(path) == ({"risks": {"1": {"id": "R-9"}}}, [])


def test_a_fold_empties_the_journal_and_later_entries_start_a_new_one(path: Path, tables: Tables) -> None:
    file = EngagementFile.open(path)
    file.append([{"n": 1}])
    assert file.journal_size > 0
    generation = file.generation
    file.fold(tables)
    assert (file.journal_size, file.generation) == (0, generation + 1)
    assert not journal.beside(path).exists()
    file.append([{"n": 2}])
    file.leave()
    assert recovery.read(path) == (tables, [{"n": 2}])


def test_a_fold_through_a_number_leaves_later_entries_in_the_journal(path: Path, tables: Tables) -> None:
    file = EngagementFile.open(path)
    number = file.append([{"n": 1}])
    file.append([{"n": 2}])
    file.fold(tables, through=number)
    file.append([{"n": 3}])
    assert recovery.read(path)[1] == [{"n": 2}, {"n": 3}]
    file.leave()
    again = EngagementFile.open(path)
    assert again.entries == [{"n": 2}, {"n": 3}]
    again.append([{"n": 4}])
    again.leave()
    assert recovery.read(path)[1] == [{"n": 2}, {"n": 3}, {"n": 4}]


def test_create_refuses_to_replace_a_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(NotSaved, match="already a file"):
        EngagementFile.create(path, {})
    assert path.read_bytes() == before


def test_a_copy_keeps_the_uuid_of_the_engagement(path: Path, tables: Tables) -> None:
    file = EngagementFile.open(path)
    copy = EngagementFile.create(path.with_name("Copy.scope"), tables, uuid=file.uuid)
    assert copy.uuid == file.uuid
    copy.leave()
    file.leave()


def test_creating_in_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="There is no folder"):
        EngagementFile.create(tmp_path / "gone" / "a.scope", {})


@pytest.mark.parametrize("name", ["missing.scope", "x" * 300, "nul\0.scope"])
def test_a_file_that_is_not_there_is_not_opened_and_not_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotOpened):
        EngagementFile.open(tmp_path / name)
    with pytest.raises(NotOpened):
        recovery.read(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_place_of_a_file_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        EngagementFile.open(tmp_path)


def test_a_second_opener_is_told_who_holds_the_file_and_can_still_read(path: Path, tables: Tables) -> None:
    file = EngagementFile.open(path)
    file.append([{"n": 1}])
    with pytest.raises(Held) as refused:
        EngagementFile.open(path)
    assert f"{os.getpid()}@" in refused.value.holder
    assert refused.value.holder in str(refused.value)
    assert recovery.read(path) == (tables, [{"n": 1}])
    file.leave()
    EngagementFile.open(path).leave()


def test_another_process_is_kept_out_too_even_through_a_link(path: Path, child_environment: dict[str, str]) -> None:
    link = path.with_name("link.scope")
    link.symlink_to(path)
    file = EngagementFile.open(path)
    program = "import sys; from scopewright.store.engagement_file import EngagementFile as F; F.open(sys.argv[1])"
    answer = subprocess.run(
        [sys.executable, "-c", program, str(link)], env=child_environment, capture_output=True, text=True, check=False
    )
    assert "Held" in answer.stderr
    file.leave()


def test_through_a_link_the_target_is_replaced_and_the_link_stays(path: Path, tables: Tables) -> None:
    folder = path.parent / "elsewhere"
    folder.mkdir()
    link = folder / "link.scope"
    link.symlink_to(path)
    file = EngagementFile.open(link)
    file.append([{"n": 1}])
    file.close({**tables, "new": {"1": {}}})
    assert link.is_symlink() and not path.is_symlink()
    assert "new" in json.loads(path.read_bytes())
    assert [entry.name for entry in folder.iterdir()] == ["link.scope"]


def test_a_new_file_is_its_owners_alone_and_a_saved_one_keeps_its_permissions(path: Path, tables: Tables) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o664)
    file = EngagementFile.open(path)
    file.append([{"n": 1}])
    assert stat.S_IMODE(journal.beside(path).stat().st_mode) == 0o664
    file.fold(tables)
    assert stat.S_IMODE(path.stat().st_mode) == 0o664
    file.leave()


def test_leftovers_of_a_killed_saving_are_removed_and_other_files_are_not(path: Path) -> None:
    folder = path.parent
    ours = [folder / ".Client.scope.0123456789abcdef.tmp", folder / ".Client.scope.journal.0123456789abcdef.tmp"]
    others = [folder / ".Client2.scope.0123456789abcdef.tmp", folder / ".Client.scope.tmp", folder / "note.tmp"]
    for file in ours + others:
        file.write_text("client text")
    EngagementFile.open(path).leave()
    assert not any(file.exists() for file in ours)
    assert all(file.exists() for file in others)


def test_a_change_by_another_program_is_never_overwritten(path: Path, tables: Tables) -> None:
    file = EngagementFile.open(path)
    with TinyDB(path, encoding="utf-8") as stock:
        stock.table("risks").insert({"id": "R-77"})
    theirs = path.read_bytes()
    file.append([{"n": 1}])
    with pytest.raises(ChangedOutside, match="Neither version"):
        file.close(tables)
    assert path.read_bytes() == theirs
    file.append([{"n": 2}])
    kept = file.keep_both(tables)
    assert kept.read_bytes() == theirs and kept.suffix == ".scope"
    file.close(tables)
    assert recovery.read(path) == (tables, [])


def test_the_same_bytes_written_again_are_no_change(path: Path, tables: Tables) -> None:
    file = EngagementFile.open(path)
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    file.fold({**tables, "new": {}})
    file.leave()


def test_a_removed_file_is_written_again(path: Path, tables: Tables) -> None:
    file = EngagementFile.open(path)
    path.unlink()
    file.fold(tables)
    file.leave()
    assert recovery.read(path) == (tables, [])


def test_a_removed_journal_is_written_again_with_all_it_held(path: Path) -> None:
    file = EngagementFile.open(path)
    file.append([{"n": 1}])
    journal.beside(path).unlink()
    file.append([{"n": 2}])
    assert recovery.read(path)[1] == [{"n": 1}, {"n": 2}]
    journal.beside(path).unlink()
    journal.beside(path).write_text("somebody else's")
    file.append([{"n": 3}])
    file.leave()
    assert recovery.read(path)[1] == [{"n": 1}, {"n": 2}, {"n": 3}]
    assert [kept.read_text() for kept in path.parent.glob("*.aside-*")] == ["somebody else's"]


def _with_meta(path: Path, **changes: object) -> None:
    content = json.loads(path.read_bytes())
    content["_meta"]["1"].update(changes)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_a_newer_minor_format_opens_and_what_is_unknown_in_it_is_kept(path: Path) -> None:
    _with_meta(path, format=[1, 9], colour="blue")
    file = EngagementFile.open(path)
    file.append([{"n": 1}])
    file.close({**file.tables, "risks": {}})
    kept = json.loads(path.read_bytes())["_meta"]["1"]
    assert (kept["format"], kept["colour"]) == ([1, 9], "blue")


def test_a_newer_major_format_is_refused_with_a_sentence(path: Path) -> None:
    _with_meta(path, format=[2, 0])
    for attempt in (EngagementFile.open, recovery.read):
        with pytest.raises(TooNew, match=r"newer Scopewright \(format 2.0\)"):
            attempt(path)


@pytest.mark.parametrize(
    "content",
    [
        '{"_default": {"1": {}}}',
        '{"_meta": {"1": {"format": "x"}}}',
        '{"_meta": {"1": {"format": [1, 0], "uuid": "u"}}}',
    ],
)
def test_tinydb_files_of_other_programs_are_not_taken_for_engagements(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.scope"
    path.write_text(content)
    with pytest.raises(Unreadable):
        EngagementFile.open(path)
    assert path.read_text() == content


def test_a_journal_of_another_saving_is_kept_aside_and_reported_not_applied(path: Path, tables: Tables) -> None:
    old = path.read_bytes()
    file = EngagementFile.open(path)
    file.fold(tables)
    file.append([{"n": 1}])
    file.leave()
    content = journal.beside(path).read_bytes()
    path.write_bytes(old)
    assert recovery.read(path)[1] == []
    assert "does not continue" in recovery.verify(path)[0]
    again = EngagementFile.open(path)
    assert again.entries == []
    assert "does not continue" in again.notices[0]
    assert [kept.read_bytes() for kept in path.parent.glob("*.aside-*")] == [content]
    again.append([{"n": 5}])
    again.leave()
    assert recovery.read(path)[1] == [{"n": 5}]
    assert recovery.verify(path) == []


def test_a_crash_between_saving_and_removing_the_journal_applies_nothing_twice(path: Path, tables: Tables) -> None:
    file = EngagementFile.open(path)
    file.append([{"n": 1}])
    leftover = journal.beside(path).read_bytes()
    file.fold(tables)
    file.leave()
    journal.beside(path).write_bytes(leftover)
    again = EngagementFile.open(path)
    assert (again.entries, again.notices) == ([], [])
    again.append([{"n": 2}])
    again.leave()
    assert recovery.read(path)[1] == [{"n": 2}]


def test_verify_finds_repeated_ids_and_is_silent_on_a_whole_file(path: Path, tables: Tables) -> None:
    assert recovery.verify(path) == []
    file = EngagementFile.open(path)
    tables["risks"]["3"] = {"id": "R-1", "uuid": "a"}
    file.close(tables)
    assert len(recovery.verify(path)) == 2
    assert "repeats the id “R-1”" in recovery.verify(path)[1]
    assert "no file" in recovery.verify(path.with_name("none.scope"))[0]


def test_a_closed_file_takes_nothing_more(path: Path, tables: Tables) -> None:
    file = EngagementFile.open(path)
    file.close(tables)
    with pytest.raises(NotSaved, match="is closed"):
        file.append([{"n": 1}])
    file.leave()


def test_a_file_marked_read_only_is_not_opened_for_writing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ReadOnly, match="save a copy elsewhere"):
        EngagementFile.open(path)


def test_entries_from_several_threads_are_all_kept(path: Path) -> None:
    file = EngagementFile.open(path)
    writers = [
        threading.Thread(target=lambda w=w: [file.append([{"w": w, "i": i}]) for i in range(25)]) for w in range(4)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    file.leave()
    entries = recovery.read(path)[1]
    for w in range(4):
        assert [entry["i"] for entry in entries if entry["w"] == w] == list(range(25))


def test_a_reader_beside_a_busy_writer_never_sees_less_than_was_saved(path: Path) -> None:
    file = EngagementFile.open(path)
    saved: list[int] = [0]

    def write() -> None:
        for n in range(1, 150):
            file.append([{"n": n}])
            saved[0] = n
            if n % 5 == 0:
                file.fold({"t": {"1": {"n": n}}})

    writer = threading.Thread(target=write)
    writer.start()
    while writer.is_alive():
        least = saved[0]
        try:
            tables, entries = recovery.read(path)
        except NotOpened as error:
            assert "again and again" in str(error)
            continue
        seen = [entry["n"] for entry in entries] or [tables.get("t", {}).get("1", {}).get("n", 0)]
        assert seen[-1] >= least
    writer.join()
    file.leave()
