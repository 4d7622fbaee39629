"""What a record comes to is printed with the record, in every format and language, and attached beside its fields."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO

import docx
import openpyxl
import pytest

from scopewright.briefs.render import rendered
from scopewright.language import speaking
from scopewright.lint.example import scope_of
from scopewright.model.engagement import Engagement
from scopewright.model.readings.record_figures import figures_of
from scopewright.progress import Silent
from tests.briefs.conftest import Made

_EUR = {"amount": 0.5, "currency": "EUR"}
_TEST = {"title": "New list", "today": 10, "effect": 2, "traffic": 1000}
_LABELS = {"title": "Tags", "items": 1200, "rate": 20, "price": _EUR}
_RISK = {"title": "a", "likelihood": 4, "impact": 5, "residual_likelihood": 2, "residual_impact": 5}


def full() -> Engagement:
    return scope_of({
        "ab_tests": [_TEST, {**_TEST, "title": "Two calls", "today": 20, "effect": 3}],
        "labelling": [_LABELS],
        "modules": [{"title": "Ranking", "impact": 5, "feasibility": 2}],
        "feasibility": [{"title": "Price of a wrong answer?", "score": 2}, {"title": "Any published work?"}],
        "risks": [_RISK, {**_RISK, "title": "b"}],
    })  # fmt: skip


def _data(form: str) -> bytes:
    return rendered(full(), "scope", "a4", "en", Silent(), form=form).set.data


def _text(engagement: Engagement, form: str, tag: str = "en", kind: str = "scope") -> str:
    with speaking(tag):
        return rendered(engagement, kind, "a4", tag, Silent(), form=form).set.data.decode()


@pytest.mark.parametrize("form", ["md", "html", "csv", "json"])
def test_t21_p2_what_a_record_comes_to_stands_beside_its_fields_in_every_text_format(form: str) -> None:
    said = _text(full(), form).replace("&nbsp;", "\xa0")
    for title, text in (("Users in each variant", "3,841"), ("Cost", "600\xa0EUR"), ("Quadrant", "A bet")):
        assert title in said
        assert text in said


def test_t21_p2_it_stands_in_pages_and_sheets_too(brief_of: Callable[..., Made], squash: Callable[[str], str]) -> None:
    pages = brief_of(full(), kind="scope").text
    word = docx.Document(BytesIO(_data("docx")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    cells += [each.text for each in word.paragraphs]
    book = openpyxl.load_workbook(BytesIO(_data("xlsx")))
    for said in (pages, squash(" ".join(cells))):
        assert squash("Users in each variant: 3,841") in said
        assert squash("Hours of each labeller") in said
    head, first, _second = book["A B tests"].iter_rows(values_only=True)
    assert dict(zip(head, first, strict=True))["Users in each variant"] == 3841


def test_what_a_record_comes_to_is_said_in_the_language_of_the_brief() -> None:
    assert "Anwender je Variante: 3.841" in _text(full(), "md", "de")


def test_j3_the_answers_about_the_whole_engagement_are_scored_under_their_questions() -> None:
    assert "Engagement: 2 · 1 of 2 scored" in _text(full(), "md")


def test_the_attachment_holds_the_figures_that_the_brief_prints_and_no_other() -> None:
    engagement = full()
    attached = json.loads(_text(engagement, "json"))
    for record in engagement.records("ab_tests"):
        told = [[each["title"], each["text"]] for each in attached["comes_to"][record.id]]
        assert told == [[each.title, each.text] for each in figures_of(engagement, record, "en")]
    known = {"id", *(spec.name for spec in engagement.sections["ab_tests"].specs)}
    assert all(set(each) <= known for each in attached["sections"]["ab_tests"])
    assert "comes_to" not in json.loads(_text(engagement, "json", kind="data"))


def test_a_brief_without_a_status_date_counts_nothing_from_today() -> None:
    box = {"title": "Research", "sort": "timebox", "start": "2027-03-01", "due": "2027-03-04"}
    undated = scope_of({"milestones": [box, {**box, "title": "More"}]})
    assert "Left:" not in _text(undated, "md")
    assert "Overrun by" not in _text(undated, "md")
    dated = scope_of({"milestones": [box], "document": [{"status_date": "2027-03-03"}]})
    assert "1 working day" in _text(dated, "md")


def test_a_statement_of_work_says_what_is_agreed_and_not_how_it_stands() -> None:
    releases = [{"name": "v1", "due": "2027-03-04"}, {"name": "v2", "due": "2027-06-04"}]
    engagement = scope_of({"releases": releases})
    assert "Checkpoint" in _text(engagement, "md")
    assert "Checkpoint" not in _text(engagement, "md", kind="sow")


def test_m18_a_risk_off_the_scale_has_a_dash_and_the_reason_for_a_score() -> None:
    engagement = scope_of({"risks": [_RISK, {**_RISK, "title": "b", "likelihood": 6}]})
    said = _text(engagement, "md", kind="risks")
    assert "– (off the scale 1–5)" in said
    assert "30" not in said


@pytest.mark.parametrize("kind", ["data", "scope"])
def test_t3_every_gap_between_ideal_and_available_data_is_in_the_printed_request_list(kind: str) -> None:
    gaps = [
        {"title": "Reasons", "available": "Free text", "ask": "Ana", "due": "2027-03-01"},
        {"title": "Calls", "due": "2027-03-08"},
        {"title": "Households", "received": "Extract"},
    ]
    scope = {"people": [{"name": "Ana"}], "datasets": [{"title": "Extract"}], "data_gaps": gaps}
    lines = _text(scope_of(scope), "md", kind=kind).splitlines()
    assert "| Ana | **DG-1** | Reasons | Free text | 1 Mar 2027 |" in lines
    assert "| Nobody named yet | **DG-2** | Calls | – | 8 Mar 2027 |" in lines
    assert not [line for line in lines if "| **DG-3** | Households | – |" in line]
    assert [line for line in lines if "DG-3" in line]


def test_a_data_report_without_wanted_data_has_no_part_on_it() -> None:
    assert "Ideal and available" not in _text(full(), "md", kind="data")
