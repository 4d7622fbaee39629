"""A file of every format ever released opens for ever. The files beside this one are never made anew."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tinydb import TinyDB

from scopewright.model.releases import frozen
from scopewright.model.sections.releases import Release
from scopewright.model.snapshot import restore_view
from scopewright.store import journal
from scopewright.store.examination import examine
from scopewright.store.opened import OpenEngagement, read_engagement

_HERE = Path(__file__).parent
_RELEASED = ("plain-v1.0",)
"""Made by the version that released the format, with a step left in the journal as after a crash."""


@pytest.fixture(params=_RELEASED)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    kept = _HERE / f"{request.param}.scope"
    shutil.copy(journal.beside(kept), tmp_path)
    return Path(shutil.copy(kept, tmp_path))


def test_a_released_file_opens_whole_with_what_its_journal_holds(released: Path) -> None:
    assert examine(released) == []
    engagement = read_engagement(released)
    assert [risk.headline for risk in engagement.records("risks")] == [
        "The labels come late",
        "Not for the client",
        "In the journal",
    ]
    assert [risk.internal for risk in engagement.records("risks")] == [False, True, False]
    assert engagement.label(str(engagement.records("requirements")[0].stored("owner"))) == "Ana"
    assert not engagement.records("metrics")


def test_its_frozen_release_is_still_the_one_that_was_frozen(released: Path) -> None:
    engagement = read_engagement(released)
    held = frozen(engagement, engagement.all(Release)[0])
    assert held is not None
    assert held.fingerprint == "d13904ad7f42169c38a490522de73f8c1ff46c2e8326246080a7cbc68a425374"
    assert [record.headline for record in restore_view(engagement, held).records("metrics")] == ["Recall"]


def test_saved_again_it_keeps_every_record_and_what_a_newer_minor_version_added(released: Path) -> None:
    before = json.loads(released.read_bytes())
    work = OpenEngagement.open(released)
    assert work.notices == []
    work.close()
    with TinyDB(released) as database:
        after = {name: {doc["uuid"]: dict(doc) for doc in database.table(name)} for name in database.tables()
                 if not name.startswith("_")}  # fmt: skip
    for name, table in before.items():
        if not name.startswith("_"):
            assert {doc["uuid"]: doc for doc in table.values()}.items() <= after.get(name, {}).items()
    assert after["horoscopes"]["0" * 32]["sign"] == "Libra"
    assert not journal.beside(released).exists()
