"""Who owns a section reads its title; the file keeps its key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.language import speaking
from scopewright.lint.example import scope_of
from scopewright.model.exchange import outward, set_field
from scopewright.model.kinds import Locale
from scopewright.model.record import SECTIONS


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


@pytest.mark.parametrize("section, field", [("review_rings", "covers"), ("signoffs", "covers"), ("questions", "about")])
def test_m5_m6_a_list_of_sections_is_read_with_titles_and_stored_with_keys(section: str, field: str) -> None:
    scope = scope_of({section: [{"title" if section != "signoffs" else "name": "Team", field: "ml_tests ownership"}]})
    record = scope.records(section)[0]
    assert record.shown(field, scope.locale("en")) == "ML Test Score, Section owners"
    assert outward(scope, record)[field] == "ml_tests ownership"
    with speaking("de"):
        assert record.shown(field, scope.locale("de")) == "ML Test Score, Verantwortliche je Abschnitt"
    for typed, stored in (
        ("Risks, ml test score", "risks ml_tests"),
        ("risks decisions", "risks decisions"),
        ("R-7, Metrics", "R-7 metrics"),
        ("risk list, whatever", "risk list, whatever"),
        ("", ""),
    ):
        set_field(scope, record.id, field, typed, who="", language="en")
        assert (scope.records(section)[0].stored(field) or "") == stored


def test_what_a_signature_binds_is_listed_by_title() -> None:
    prints = [{"id": "a" * 32, "section": "ml_tests", "fingerprint": "0" * 64}]
    scope = scope_of({"signoffs": [{"name": "Bo", "prints": prints}]})
    assert "ML Test Score" in scope.records("signoffs")[0].shown("prints", scope.locale("en"))


@given(st.lists(st.one_of(st.sampled_from(sorted(SECTIONS)), st.from_regex(r"[A-Z]{1,3}-[1-9]", fullmatch=True))))
def test_what_is_shown_of_a_list_of_sections_is_read_again(keys: list[str]) -> None:
    kind, locale = SECTIONS["review_rings"].spec("covers").kind, Locale()
    assert kind.read(kind.show(" ".join(keys), locale), locale) == " ".join(keys)


def test_no_two_sections_answer_to_one_name() -> None:
    said = [name for key, each in SECTIONS.items() for name in {key, each.title.casefold()}]
    assert len(said) == len(set(said))
    assert not any("," in name for name in said)
