"""Old files open for ever, and the untouched original stays beside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scopewright.store import journal, migrations, recovery
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.migrations import Step
from scopewright.store.snapshot import Document, Tables


def _rename(tables: Tables) -> Tables:
    return {"hazards" if name == "risks" else name: table for name, table in tables.items()}


def _mark(entry: Document) -> Document:
    return {**entry, "mark": entry.get("mark", 0) + 1}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program two formats ahead: 1.9 renames a table, 2.0 marks entries."""
    steps = (Step((1, 9), _rename, lambda entry: entry), Step((2, 0), lambda tables: tables, _mark))
    monkeypatch.setattr(migrations, "FORMAT", (2, 0))
    monkeypatch.setattr(migrations, "STEPS", steps)


@pytest.fixture
def old(path: Path) -> Path:
    file = EngagementFile.open(path)
    file.append([{"n": 1}])
    file.leave()
    return path


@pytest.mark.usefixtures("old", "later")
def test_tables_and_entries_are_brought_up_and_the_original_is_kept(path: Path, tables: Tables) -> None:
    content = path.read_bytes()
    file = EngagementFile.open(path)
    assert file.tables == _rename(tables)
    assert file.entries == [{"n": 1, "mark": 1}]
    assert path.read_bytes() == content
    file.close(file.tables)
    assert path.with_name("Client.scope.before-v1.1").read_bytes() == content
    assert json.loads(path.read_bytes())["_meta"]["1"]["format"] == [2, 0]
    EngagementFile.open(path).close(_rename(tables))
    assert len(list(path.parent.glob("*.before-*"))) == 1


@pytest.mark.usefixtures("old", "later")
def test_entries_of_both_formats_may_follow_each_other_before_the_file_is_written(path: Path) -> None:
    file = EngagementFile.open(path)
    file.append([{"n": 2, "mark": 1}])
    file.leave()
    assert recovery.read(path)[1] == [{"n": 1, "mark": 1}, {"n": 2, "mark": 1}]
    assert b'"format":[2,0]' in journal.beside(path).read_bytes()


def test_a_file_of_today_needs_no_step(path: Path, tables: Tables) -> None:
    file = EngagementFile.open(path)
    assert file.tables == tables
    file.close({})
    assert list(path.parent.glob("*.before-*")) == []


def test_notes_of_1_0_link_to_the_session_and_topic_that_they_named_by_title() -> None:
    topic = {"title": "Data", "session": "a" * 32}
    tables = {
        "sessions": {"1": {"uuid": "a" * 32, "id": "S-1", "title": "Kick-off"},
                     "2": {"uuid": "b" * 32, "id": "S-2", "title": "Twice"},
                     "3": {"uuid": "c" * 32, "id": "S-3", "title": "Twice"}},
        "agenda": {"1": {"uuid": "d" * 32, "id": "AG-1", **topic}, "2": {"uuid": "e" * 32, "id": "AG-2", **topic,
                   "session": "b" * 32}},
        "notes": {"1": {"uuid": "1" * 32, "id": "N-1", "line": "x", "session": "Kick-off", "topic": "Data"},
                  "2": {"uuid": "2" * 32, "id": "N-2", "line": "y", "session": "Twice"},
                  "3": {"uuid": "3" * 32, "id": "N-3", "line": "z"}},
    }  # fmt: skip
    notes = migrations.migrate_tables(tables, (1, 0))["notes"]
    assert (notes["1"]["session"], notes["1"]["topic"]) == ("a" * 32, "d" * 32)
    assert notes["2"] == tables["notes"]["2"], "two sessions have the name: it stays as typed"
    assert notes["3"] == tables["notes"]["3"]
