"""Question lists in the window: inserted in one step, guidance beside the question while it is edited."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from scopewright.gui.editing import Editing
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.question_lists import offer
from scopewright.gui.widgets.label import Label
from scopewright.model.tables import new_engagement
from tests.gui.conftest import child


@pytest.fixture
def editing() -> Editing:
    return Editing(new_engagement("Tags", "Acme"))


def page_of(editing: Editing, section: str, qtbot: QtBot) -> SectionPage:
    page = SectionPage(editing, section)
    editing.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def run(page: SectionPage, name: str) -> None:
    next(action for action in page.page_actions() if action.id == name).run()


def test_a_list_is_taken_over_from_the_page_and_undone_at_once(editing: Editing, qtbot: QtBot) -> None:
    page = page_of(editing, "ml_tests", qtbot)
    run(page, "ml_tests.list.ml-test-score")
    assert page.model.rowCount() == 28
    editing.undo()
    assert page.model.rowCount() == 0


def test_m8_guidance_stands_beside_the_question_and_its_list_key_does_not(editing: Editing, qtbot: QtBot) -> None:
    page = page_of(editing, "checklist", qtbot)
    run(page, "checklist.list.data")
    guidance = child(page, Label, "guidance-checklist")
    labels = next(r for r in editing.engagement.records("checklist") if r.headline.startswith("How were the labels c"))
    page.table.select(labels.key)
    assert guidance.isVisibleTo(page)
    assert guidance.text().startswith("Two people")
    assert "item" not in page.form.fields
    editing.add("checklist", {"title": "My own"})
    page.table.select(editing.engagement.records("checklist")[-1].key)
    assert not guidance.isVisibleTo(page)


def test_every_list_is_offered_on_one_page_only() -> None:
    sections = {questions.section for questions in offer().lists.values()}
    assert sum(len(offer().of(section)) for section in sections) == len(offer().lists)
    assert offer().problem == ""
