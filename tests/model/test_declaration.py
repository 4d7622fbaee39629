"""A section is declared once; a field added there is everywhere."""

from __future__ import annotations

import pytest

from scopewright.language import N_
from scopewright.model.engagement import Engagement
from scopewright.model.exchange import add_records, describe_sections, inward, outward, set_field
from scopewright.model.fields import number, person, text
from scopewright.model.record import SECTIONS, Record, Section, section
from scopewright.model.sections import PHASES
from scopewright.model.tables import new_engagement


def made_up() -> dict[str, Section]:
    sections: dict[str, Section] = {"people": SECTIONS["people"]}

    @section(
        "spells",
        N_("Spells"),
        one=N_("spell"),
        prefix="SP",
        place=10,
        phase="frame",
        icon="star",
        hint=N_("Add one."),
        into=sections,
    )
    class Spell(Record):
        """Only for this test."""

        title: str = text(N_("Spell"), required=True)
        power: float | None = number(N_("Power"))
        wizard: str | None = person(N_("Wizard"))

    return sections


def test_a_declared_field_is_described_added_and_shown() -> None:
    engagement = Engagement(sections=made_up())
    fields = [field["name"] for field in describe_sections(engagement.sections)[1]["fields"]]
    assert fields == ["title", "power", "wizard", "owner", "release", "note", "tags", "internal", "remark"]
    add_records(engagement, "people", [{"name": "Merlin"}], "")
    (spell,) = add_records(engagement, "spells", [{"title": "Light", "power": 3, "wizard": "P-1"}], "")
    assert outward(engagement, spell)["wizard"] == "P-1"
    assert spell.shown("wizard", engagement.locale("en")) == "Merlin"


def test_adding_is_all_or_none() -> None:
    engagement = new_engagement()
    with pytest.raises(ValueError, match="velocity"):
        add_records(engagement, "risks", [{"title": "a"}, {"velocity": 1}], "")
    assert not engagement.records("risks")


def test_single_sections_refuse_add() -> None:
    with pytest.raises(ValueError, match="OV-1"):
        add_records(new_engagement(), "overview", [{"title": "a"}], "")


def test_a_link_to_nobody_is_refused() -> None:
    engagement = new_engagement()
    with pytest.raises(ValueError, match="Nobody"):
        inward(engagement, "risks", {"title": "a", "owner": "Nobody"})


def test_set_reads_text_as_people_write_it() -> None:
    engagement = new_engagement()
    add_records(engagement, "people", [{"name": "Ana"}], "")
    add_records(engagement, "risks", [{"title": "a"}], "")
    for field, value in (("likelihood", "4"), ("owner", "ana"), ("due", "12 March 2027")):
        set_field(engagement, "r-1", field, value, who="", language="en")
    shown = outward(engagement, engagement.by_id("R-1"))
    assert (shown["likelihood"], shown["owner"], shown["due"]) == (4, "P-1", "2027-03-12")


def test_what_show_prints_can_be_added_again() -> None:
    engagement = new_engagement()
    (first,) = add_records(engagement, "risks", [{"title": "a", "likelihood": 2, "due": "by XX"}], "")
    printed = outward(engagement, first)
    (second,) = add_records(engagement, "risks", [printed], "")
    assert outward(engagement, second) | {"id": "R-1"} == printed


def test_every_section_says_what_it_needs_to_be_shown() -> None:
    wanted = (
        "overview people releases objectives metrics constraints requirements exclusions decisions risks deliverables "
        "milestones datasets runs questions notes"
    )
    assert set(wanted.split()) <= set(SECTIONS)
    for declared in SECTIONS.values():
        assert declared.phase in PHASES
        assert declared.hint.endswith(".")
        assert declared.icon


def test_what_is_computed_stands_beside_the_field_that_it_follows_from() -> None:
    shown = [spec.name for spec in SECTIONS["risks"].columns]
    assert shown[1:4] == ["likelihood", "impact", "score"]
    assert shown[shown.index("residual_impact") + 1] == "residual_score"


def test_a_taken_prefix_is_refused() -> None:
    sections = made_up()
    declare = section("charms", "Charms", one="c", prefix="SP", place=1, phase="frame", icon="", hint="", into=sections)
    with pytest.raises(ValueError, match="taken"):
        declare(type("Charm", (Record,), {"title": text("T"), "__annotations__": {"title": str}}))
