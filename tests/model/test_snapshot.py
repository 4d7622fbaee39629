"""A snapshot shows for ever what was, and a frozen release is exported from it alone."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from scopewright.model import fingerprint
from scopewright.model.change import Change, Conflict
from scopewright.model.engagement import BODIES, Engagement
from scopewright.model.releases import begin_release, export, freeze, frozen
from scopewright.model.sections.releases import Release
from scopewright.model.snapshot import restore_view, snapshots, take
from scopewright.model.tables import CHANGES, from_tables, new_engagement, to_tables
from scopewright.model.undo import Undo
from tests.model.edits import EDITS, Edit, add, copy, make, put, sections_of, some_risks


@given(EDITS)
def test_a_view_is_what_was_whatever_happened_since(edits: list[Edit]) -> None:
    engagement = some_risks()
    make(engagement, edits[::2])
    was, print_ = sections_of(engagement), fingerprint.of_engagement(engagement)
    taken = take(engagement, "Workshop", "Ana")
    make(engagement, edits)
    again = copy(engagement)
    for each in (engagement, again):
        view = restore_view(each, snapshots(each)[0])
        assert sections_of(view) == was
        assert fingerprint.of_engagement(view) == print_ == taken.fingerprint
    assert snapshots(again) == [taken]


def test_bodies_are_kept_once() -> None:
    engagement = some_risks(20)
    take(engagement, "one", "")
    count = len(engagement.kept[BODIES])
    take(engagement, "the same", "")
    assert len(engagement.kept[BODIES]) == count
    put(engagement, engagement.records("risks")[0].key, "impact", 3)
    take(engagement, "one risk changed", "")
    assert len(engagement.kept[BODIES]) == count + 3
    assert len(json.dumps(to_tables(engagement)[CHANGES])) < len(json.dumps(to_tables(engagement)[BODIES]))


def test_taking_one_goes_through_the_journal_and_is_not_undone() -> None:
    engagement = some_risks()
    before, journal = to_tables(engagement), list[Change]()
    engagement.subscribe(journal.extend)
    undo = Undo(engagement)
    taken = take(engagement, "Workshop", "Ana")
    assert undo.undo_name == ""
    entries = json.loads(json.dumps([change.to_json() for change in journal]))
    after_a_crash = from_tables(engagement.key, before, entries)
    assert snapshots(after_a_crash) == [taken]
    assert sections_of(restore_view(after_a_crash, taken)) == sections_of(engagement)


def test_a_view_refuses_every_change() -> None:
    engagement = some_risks()
    view = restore_view(engagement, take(engagement, "Workshop", ""))
    with pytest.raises(Conflict, match="never changed"):
        add(view, "risks", title="x")
    assert sections_of(view) == sections_of(engagement)


@pytest.mark.parametrize("damage", ["missing", "altered", "of another shape"])
def test_a_damaged_snapshot_says_so(damage: str) -> None:
    engagement = some_risks()
    taken = take(engagement, "Workshop", "")
    bodies = engagement.kept[BODIES]
    hashed = next(key for key, body in bodies.items() if "uuid" in body)
    if damage == "missing":
        del bodies[hashed]
    elif damage == "altered":
        bodies[hashed] = {**bodies[hashed], "title": "x"}
    else:
        bodies[taken.content] = {"sections": 3}
    with pytest.raises(ValueError, match="“Workshop” is damaged"):
        restore_view(engagement, taken)


def exported(engagement: Engagement, key: str) -> bytes:
    release = engagement[key]
    assert isinstance(release, Release)
    return json.dumps(export(engagement, release)).encode()


def test_editing_anything_later_leaves_a_frozen_release_byte_for_byte() -> None:
    engagement = new_engagement()
    ana = add(engagement, "people", name="Ana")
    first = begin_release(engagement, "v1", None, "")
    assert isinstance(first, Release)
    risk = add(engagement, "risks", title="Drift", release=first.key, owner=ana)
    requirement = add(engagement, "requirements", title="Search", release=first.key)
    before = exported(engagement, first.key)
    assert frozen(engagement, first) is None
    freeze(engagement, first, "Ana")
    put(engagement, ana, "name", "Ana Ruiz")
    put(engagement, risk, "title", "Data drift")
    put(engagement, requirement, "release", None)
    put(engagement, first.key, "name", "v1.0")
    add(engagement, "risks", title="New", release=first.key)
    assert exported(engagement, first.key) == before
    assert exported(copy(engagement), first.key) == before
    freeze(engagement, first, "Ana")
    assert exported(engagement, first.key) != before
    assert [each.name for each in snapshots(engagement)] == ["v1", "v1"]
