"""Tables into sections: heads and fields find each other, what comes back unedited changes nothing."""

from __future__ import annotations

import pytest

from scopewright.model.engagement import Engagement
from scopewright.model.record import SECTIONS
from scopewright.model.sheet_text import from_tsv, to_tsv
from scopewright.model.step import Step
from scopewright.model.table_import import import_table, map_heads, match_heads, plan_table, table_of
from scopewright.model.undo import Undo
from tests.fixtures import made_with_ml

RISKS = SECTIONS["risks"]


def test_heads_are_matched_by_name_and_by_likeness_and_no_field_twice() -> None:
    heads = ["ID", "Risk", "likelihood", "Impact (1-5)", "review by:", "Colour", "risk", ""]
    assert match_heads(heads, RISKS) == ("id", "title", "likelihood", "", "due", "", "", "")


def test_a_column_mapped_by_hand_takes_its_field_from_another() -> None:
    fields = map_heads(["Risk", "In short"], RISKS, {"In short": "title"})
    assert fields == ("", "title")


@pytest.fixture(scope="module")
def engagement() -> Engagement:
    return made_with_ml()


@pytest.mark.parametrize("tag", ["en", "de"])
def test_every_section_comes_back_unchanged(engagement: Engagement, tag: str) -> None:
    locale = engagement.locale(tag)
    for section in engagement.sections.values():
        if section.single or not engagement.records(section.key):
            continue
        heads, *rows = from_tsv(to_tsv(table_of(engagement.records(section.key), section, locale)))
        plan = plan_table(engagement, section.key, heads, rows, match_heads(heads, section))
        with Step(engagement, "Import") as step:
            done = import_table(step, plan, locale)
        assert (step.changes, done.added, done.changed) == ([], (), ())


def test_an_import_is_one_step_for_undo() -> None:
    engagement = made_with_ml()
    before = [record.doc() for record in engagement.records()]
    plan = plan_table(engagement, "risks", ["title"], [["one"], ["two"], [""]], ("title",))
    with Step(engagement, "Import") as step:
        assert len(import_table(step, plan, engagement.locale("en")).added) == 2
    undo = Undo(engagement)
    undo.allow_earlier()
    undo.undo()
    assert [record.doc() for record in engagement.records()] == before
