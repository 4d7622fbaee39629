"""Copies that sync clients leave beside a file are recognised by name, and by uuid as the same engagement."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scopewright.model.tables import new_engagement
from scopewright.store.conflict_copies import conflict_copies, source_of
from scopewright.store.opened import OpenEngagement


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Search-LAPTOP7.scope", "OneDrive"),
        ("Search (Ana's conflicted copy 2027-03-12).scope", "Dropbox"),
        ("Search (In Konflikt stehende Kopie von Ana 2027-03-12).scope", "Dropbox"),
        ("Search (Ana in Konflikt stehende Kopie 2027-03-12).scope", "Dropbox"),
        ("Search (conflicted copy 2027-03-12 101500).scope", "Dropbox"),
        ("Search.sync-conflict-20270312-101500-ABCDEFG.scope", "Syncthing"),
        ("Search (1).scope", "numbered"),
        ("Search(2).scope", "numbered"),
        ("Search (changed elsewhere 0a1b2c3d).scope", "Scopewright"),
        ("Search (anderswo geändert 0a1b2c3d).scope", "Scopewright"),
        ("Search.scope", ""),
        ("Search.scope.journal", ""),
        ("Searching.scope", ""),
        ("Search (draft).scope", ""),
        ("Search-LAPTOP7.txt", ""),
    ],
)
def test_names_that_sync_clients_give(name: str, source: str) -> None:
    assert source_of("Search.scope", name) == source


def test_only_copies_of_the_same_engagement_are_offered(tmp_path: Path) -> None:
    path = tmp_path / "Search.scope"
    engagement = new_engagement("Search")
    OpenEngagement.create(path, engagement).close()
    shutil.copy(path, tmp_path / "Search-LAPTOP7.scope")
    OpenEngagement.create(tmp_path / "Search-v2.scope", new_engagement("Another")).close()
    (tmp_path / "Search (1).scope").write_bytes(b"torn")
    found = [(copy.path.name, copy.source, copy.same) for copy in conflict_copies(path, engagement.key)]
    assert found == [("Search (1).scope", "numbered", None), ("Search-LAPTOP7.scope", "OneDrive", True)]
