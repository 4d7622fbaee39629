"""Who owns a section reads its title; the file keeps its key."""

from __future__ import annotations

from scopewright.language import speaking
from scopewright.lint.example import scope_of
from scopewright.model.exchange import outward, set_field


def test_m3_the_owner_of_a_section_is_shown_with_its_title_and_stored_with_its_key() -> None:
    scope = scope_of({"ownership": [{"covers": "objectives"}]})
    owner = scope.records("ownership")[0]
    assert owner.headline == "Objectives"
    assert owner.shown("covers", scope.locale("en")) == "Objectives"
    assert owner.stored("covers") == outward(scope, owner)["covers"] == "objectives"
    with speaking("de"):
        assert owner.headline == "Ziele"


def test_m3_the_section_may_be_typed_by_title_or_key_and_anything_else_stays_as_typed() -> None:
    scope = scope_of({"ownership": [{"covers": "objectives"}]})
    for typed, stored in (("Risks", "risks"), ("metrics", "metrics"), ("risk list", "risk list")):
        set_field(scope, scope.records("ownership")[0].id, "covers", typed, who="", language="en")
        assert scope.records("ownership")[0].stored("covers") == stored
