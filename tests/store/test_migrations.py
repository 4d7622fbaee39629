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
    """A program two formats ahead: 1.1 renames a table, 2.0 marks entries."""
    steps = (Step((1, 1), _rename, lambda entry: entry), Step((2, 0), lambda tables: tables, _mark))
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
    assert path.with_name("Client.scope.before-v1.0").read_bytes() == content
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
    assert migrations.STEPS == ()
    file = EngagementFile.open(path)
    assert file.tables == tables
    file.close({})
    assert list(path.parent.glob("*.before-*")) == []
