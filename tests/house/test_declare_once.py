"""A field is said in one place; form, table, search, command line, PDF and documentation follow from it."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.editing import Editing
from scopewright.gui.pages.section import SectionPage
from scopewright.language import N_
from scopewright.model.engagement import Engagement
from scopewright.model.exchange import add_records, describe_sections, outward
from scopewright.model.fields import choice, text
from scopewright.model.handbook import file_format
from scopewright.model.record import SECTIONS, Record, section
from scopewright.model.step import Step
from scopewright.model.tables import from_tables, to_tables
from tests.pdfs import build_pdf

FIELD, TITLE, VALUE = "moon", "Phase of the moon", "waxing gibbous"


@pytest.fixture
def engagement() -> Iterator[Engagement]:
    """An engagement with a section that no code but this test knows, and one record in it."""
    sections = dict(SECTIONS)

    @section(
        "omens",
        N_("Omens"),
        one=N_("omen"),
        prefix="OM",
        place=99,
        phase="frame",
        icon="star",
        hint=N_("Add what the stars say."),
        into=sections,
    )
    class Omen(Record):
        """Only for this test."""

        title: str = text(N_("Omen"), required=True)
        moon: str = text(N_(TITLE))
        mood: str | None = choice(N_("Mood"), (("good", N_("Good")), ("bad", N_("Bad"))))

    made = Engagement(sections=sections)
    with Step(made, "Begin") as step:
        for each in sections.values():
            if each.single:
                step.add(each.key, {"title": "Stars", "client": "Acme"} if each.key == "overview" else {})
    add_records(made, "omens", [{"title": "Two crows", FIELD: VALUE, "mood": "bad"}], "")
    yield made


def test_the_command_line_describes_adds_and_shows_it(engagement: Engagement) -> None:
    described = next(one for one in describe_sections(engagement.sections) if one["key"] == "omens")
    assert FIELD in [field["name"] for field in described["fields"]]
    assert outward(engagement, engagement.records("omens")[0])[FIELD] == VALUE


def test_the_file_keeps_it(engagement: Engagement) -> None:
    again = from_tables(engagement.key, to_tables(engagement), sections=engagement.sections)
    assert outward(again, again.records("omens")[0])[FIELD] == VALUE


def test_the_form_and_the_table_show_it(engagement: Engagement, qtbot: QtBot) -> None:
    page = SectionPage(Editing(engagement), "omens")
    qtbot.addWidget(page)
    page.refresh(())
    assert page.findChild(QWidget, f"field-{FIELD}") is not None
    model = page.table.model()
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert TITLE in heads
    assert model.index(0, heads.index(TITLE)).data() == VALUE


def test_the_search_finds_it(engagement: Engagement) -> None:
    assert VALUE in engagement.records("omens")[0].words(engagement.locale("en"))


def test_the_brief_prints_it(engagement: Engagement) -> None:
    with pdfplumber.open(io.BytesIO(build_pdf(engagement, "scope"))) as pdf:
        printed = " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)
    assert TITLE in printed
    assert VALUE in printed


def test_the_documentation_lists_it(engagement: Engagement) -> None:
    assert f"| `{FIELD}` | text | {TITLE} |" in file_format(engagement.sections)
