"""What the executive brief says: computed from the records, honest, and nothing where nothing was said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scopewright.briefs.parts.appendix import HOLDERS, WHOLE
from scopewright.briefs.registry import BRIEFS
from scopewright.briefs.view import Public
from scopewright.language import N_
from scopewright.model.engagement import Engagement
from scopewright.model.fields import rows, scale, text
from scopewright.model.kinds import Column, Row, Text
from scopewright.model.record import SECTIONS, Record, Section, section
from scopewright.model.sections.runs import Run
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from tests.briefs import engagements
from tests.briefs.conftest import Made

_OWN: dict[str, Section] = {}


@section("pumps", N_("Pumps"), one=N_("pump"), prefix="PU", place=1, phase="data", icon="x", hint="", into=_OWN)
class Pump(Record):
    """A section that only this test knows."""

    title: str = text(N_("Pump"))
    wear: int | None = scale(N_("Wear"), 1, 3, (N_("New"), N_("Used"), N_("Worn")))
    parts: tuple[Row, ...] = rows(N_("Parts"), [Column("part", N_("Part"), Text())])


def test_a_section_declared_elsewhere_is_printed_without_a_line_here(brief_of: Callable[..., Made]) -> None:
    engagement = Engagement(sections={**SECTIONS, **_OWN})
    with Step(engagement, "Add") as step:
        step.add("pumps", {"title": "Old Bess", "wear": 3, "parts": [{"id": "a", "part": "Impeller"}]})
    made = brief_of(engagement, kind="scope")
    for said in ("Pumps", "PU-1OldBess", "Wear3Worn", "Impeller"):
        assert said in made.text


def test_leads_state_what_the_records_say(realistic: Made, squash: Callable[[str], str]) -> None:
    for lead in (
        "3 decisions to take, 3 critical risks, v1 due on 22 Mar 2027.",
        "2 of 5 objectives have a measured figure; “Failures that crews hear of three days ahead” is 7.6 points short",
        "3 decisions are to be taken; the first, D-1, by 27 Nov 2026; nobody is named to approve D-3.",
        "3 critical risks need a decision of the sponsor: R-1, R-2, R-3.",
        "v1 is due on 22 Mar 2027, 10 working days late; 7 of 12 signed-off milestones are late.",
        "5 things are left out for now; 2 questions are open.",
    ):
        assert squash(lead) in realistic.text.replace("\N{NO-BREAK SPACE}", "")


def test_a_date_that_could_not_be_read_is_printed_as_typed(realistic: Made) -> None:
    assert "byXX" in realistic.text


def test_the_register_is_sorted_by_score(realistic: Made) -> None:
    page = next(text for text in realistic.pages if "Review by" in text)
    register = page[page.index("Review by") :]
    assert register.index("R-1") < register.index("R-2") < register.index("R-3")


def test_an_executive_reads_plain_words_and_the_terms_stand_in_the_appendix(realistic: Made) -> None:
    first = next(mark.page for mark in realistic.brief.set.marks if mark.text.startswith("A Appendix"))
    before = " ".join(realistic.pages[1 : first - 1])
    assert "Balanced accuracy" not in before
    assert "Pump days judged rightly" in before
    assert "Balanced accuracy" in " ".join(realistic.pages[first - 1 :])


def test_each_figure_stands_beside_its_interval_split_seed_and_data(
    realistic: Made, squash: Callable[[str], str]
) -> None:
    for said in ("67.1–77.2", "50.0 %", "split by station, five folds", "seed 7", "fingerprint 3f2a9c1b7de4,"):
        assert squash(said).rstrip(",") in realistic.text


def test_a_figure_says_how_its_model_was_chosen_and_what_rows_held_out_showed(
    brief_of: Callable[..., Made], squash: Callable[[str], str]
) -> None:
    for look, looked in ((1, "looked at once"), (3, "looked at 3 times by now, which flatters")):
        engagement = engagements.realistic()
        run = engagement.all(Run)[0]
        models = [dict(row) for row in run.stored("models")]
        models[-1] |= {"test": 0.79, "test_low": 0.75, "test_high": 0.83}
        with Step(engagement, "Measure") as step:
            for name, value in {
                "models": models, "folds": 5, "look": look, "fingerprint": f"sha256:{'3f2a9c1b7de4' * 6}"[:71],
            }.items():  # fmt: skip
                step.set(run.key, name, value)
        text = brief_of(engagement).text
        assert squash("Baseline of 12 November 147,376") in text, (
            "each row counts once, however often it was learnt from"
        )
        assert squash("Boosted trees, the best of 3 by 5-fold cross-validation on 36,844 rows") in text
        assert squash(f"on 18,422 rows held out and {looked} it reaches 79.0 % [75.0–83.0] (M-3)") in text
        assert squash("fingerprint 3f2a9c1b7de4.") in text


def test_dates_that_lie_too_far_apart_are_listed_and_not_drawn(brief_of: Callable[..., Made]) -> None:
    engagement = engagements.realistic()
    with Step(engagement, "Mistype") as step:
        step.add("milestones", {"title": "Typed in haste", "start": "0026-11-01", "due": "2026-11-20"})
    made = brief_of(engagement)
    assert "Thedateslietoofarapartforapicture" in made.text
    assert made.brief.set.pages < 30


def test_parts_without_anything_to_say_are_left_out(tiny: Made) -> None:
    titles = [mark.text for mark in tiny.brief.set.marks]
    appendix = ["A Appendix: for reference", "A.1 What this brief leaves out"]
    assert titles == ["At a glance", "Sign-off", "1 Objectives and evidence", *appendix]


def test_an_engagement_in_which_nothing_was_said_still_makes_a_brief(brief_of: Callable[..., Made]) -> None:
    made = brief_of(Engagement())
    assert "Untitledengagement" in made.text


def test_the_language_of_the_brief_is_that_of_the_document_or_the_one_asked_for(brief_of: Callable[..., Made]) -> None:
    engagement = engagements.realistic()
    german = brief_of(engagement, "a4", "de")
    assert "20.11.2026" in german.text
    assert "72,4%" in german.text
    with german.open() as pdf:
        assert str(pdf.Root.Lang) == "de"


@pytest.mark.parametrize("which", ["realistic", "monstrous", "tiny"])
def test_two_pages_behind_the_cover_say_what_to_decide_and_hold_the_place_to_sign(
    which: str, request: pytest.FixtureRequest, squash: Callable[[str], str]
) -> None:
    made: Made = request.getfixturevalue(which)
    before, found, _behind = "".join(made.pages[1:4]).partition("Contents")
    assert found
    assert squash("By signing, each party accepts") in squash(before)


@pytest.mark.parametrize("title", ["Benchmark", "Forecast of Donaudampfschifffahrtsverspätungen", "Ab"])
def test_the_cover_says_a_title_of_few_words_whole(
    title: str, brief_of: Callable[..., Made], squash: Callable[[str], str]
) -> None:
    made = brief_of(new_engagement(title, "Acme"))
    assert squash(title) in squash(made.pages[0])


def test_no_page_is_nearly_empty(realistic: Made) -> None:
    assert all(len(text) > 250 for text in realistic.pages)


def test_every_kind_of_brief_has_a_title_and_a_sentence() -> None:
    assert all(kind.title and kind.about.endswith(".") for kind in BRIEFS.values())


def test_the_appendix_is_short_and_names_the_brief_that_has_the_rest(
    monstrous: Made, squash: Callable[[str], str]
) -> None:
    assert squash("The first 12 of 302; all stand in the document “Statement of work”.") in monstrous.text
    for said in (
        "Scope document Overview",
        "Requirements (302)",
        "Risk register Risks (80)",
        "Datasets (2), Runs (1)",
    ):
        assert squash(said) in monstrous.text


@pytest.mark.parametrize("kind", sorted({*HOLDERS.values(), WHOLE}))
def test_a_brief_that_is_named_for_the_rest_has_it_to_the_last_field(kind: str, brief_of: Callable[..., Made]) -> None:
    made = brief_of(engagements.realistic(), kind=kind)
    for record in Public(made.engagement).records():
        if HOLDERS.get(record.section.key, WHOLE) == kind:
            assert made.brief.printed.get(record.id, set()) >= {spec.name for spec in record.said()}, record.id


def test_thirteen_typed_lines_and_the_sample_stay_short(brief_of: Callable[..., Made]) -> None:
    assert brief_of(engagements.thirteen()).brief.set.pages <= 7
    assert brief_of(engagements.sample()).brief.set.pages <= 12
