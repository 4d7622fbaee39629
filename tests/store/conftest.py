"""An engagement file to try things on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import scopewright
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.snapshot import Tables


@pytest.fixture
def tables() -> Tables:
    return {
        "risks": {"1": {"id": "R-1", "uuid": "a", "title": "Labels are late"}, "2": {"id": "R-2", "uuid": "b"}},
        "people": {},
        "_history": {"7": {"deep": [[1, 2.5, None, True, 'Ünïcødé\u2028 \\ " end']]}},
    }


@pytest.fixture
def child_environment() -> dict[str, str]:
    """What a child process needs to import the package under test and these tests."""
    places = (Path(scopewright.__file__).parents[1], Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, places))}


@pytest.fixture
def path(tmp_path: Path, tables: Tables) -> Path:
    """A file that was saved and closed."""
    path = tmp_path / "Client.scope"
    EngagementFile.create(path, tables).leave()
    return path
