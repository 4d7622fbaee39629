"""Releases stand side by side: what is edited in one leaves the others as they were (row M2)."""

from __future__ import annotations

import json

import pytest

from scopewright.model.engagement import Engagement
from scopewright.model.refusal import SaidToUser
from scopewright.model.releases import begin_release, export, revisit
from scopewright.model.sections.releases import Release
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.model.undo import Undo
from tests.model.edits import hold_checkpoint


def release(engagement: Engagement, name: str) -> Release:
    return next(each for each in engagement.all(Release) if each.name == name)


def add(engagement: Engagement, section: str, **values: object) -> str:
    with Step(engagement, "Add") as step:
        return step.add(section, values)


def exported(engagement: Engagement, name: str) -> bytes:
    return json.dumps(export(engagement, release(engagement, name))).encode()


def three_releases() -> Engagement:
    engagement = new_engagement()
    begin_release(engagement, "v1", None, "")
    first = release(engagement, "v1").key
    add(engagement, "requirements", title="Search", status="complete", release=first)
    add(engagement, "requirements", title="Tags", status="at_risk", release=first)
    add(engagement, "risks", title="Drift", release=first)
    hold_checkpoint(engagement, release(engagement, "v1").key)
    begin_release(engagement, "v2", release(engagement, "v1"), "")
    hold_checkpoint(engagement, release(engagement, "v2").key)
    begin_release(engagement, "v3", release(engagement, "v2"), "")
    return engagement


def test_editing_the_second_release_leaves_the_others_byte_for_byte() -> None:
    engagement = three_releases()
    before = {name: exported(engagement, name) for name in ("v1", "v2", "v3")}
    tags = next(r for r in engagement.records("requirements") if r.release == release(engagement, "v2").key)
    with Step(engagement, "Edit") as step:
        step.set(tags.key, "title", "Tags and topics")
    assert exported(engagement, "v1") == before["v1"]
    assert exported(engagement, "v3") == before["v3"]
    assert exported(engagement, "v2") != before["v2"]


def test_a_new_release_carries_forward_what_is_open_and_names_the_origin() -> None:
    engagement = three_releases()
    second = release(engagement, "v2").key
    carried = [record for record in engagement.records() if record.release == second and record.origin]
    assert [record.headline for record in carried] == ["Tags", "Drift"]
    assert all(record.origin in engagement for record in carried)


def test_a_new_release_is_one_step() -> None:
    engagement = three_releases()
    hold_checkpoint(engagement, release(engagement, "v3").key)
    count, undo = len(engagement.records()), Undo(engagement)
    begin_release(engagement, "v4", release(engagement, "v3"), "")
    undo.undo()
    assert len(engagement.records()) == count


def test_exclusions_left_for_a_release_come_back_as_requirements() -> None:
    engagement = three_releases()
    second = release(engagement, "v2")
    add(engagement, "exclusions", title="Full text", revisit=second.key)
    add(engagement, "exclusions", title="Images")
    assert [record.headline for record in revisit(engagement, second, "")] == ["Full text"]


def test_t20_the_next_release_opens_only_after_the_checkpoint_of_the_one_before() -> None:
    engagement = new_engagement()
    begin_release(engagement, "v1", None, "")
    first = release(engagement, "v1")
    with pytest.raises(SaidToUser, match="v1"):
        begin_release(engagement, "v2", first, "")
    assert [each.name for each in engagement.all(Release)] == ["v1"]
    hold_checkpoint(engagement, first.key)
    begin_release(engagement, "v2", first, "")
    assert [each.name for each in engagement.all(Release)] == ["v1", "v2"]
