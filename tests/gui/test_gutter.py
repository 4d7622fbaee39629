"""Signs in the gutter: which rows and fields changed since the last sign-off, my last visit, or a day."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.editing import Editing
from scopewright.gui.pages.memory import Forgetful
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.since import SIGNS, Since
from scopewright.gui.since_dialog import SinceDialog, mark_actions
from scopewright.gui.widgets.label import Label
from scopewright.model.review_changes import SIGNOFF
from scopewright.model.review_signing import Signing, sign
from scopewright.model.since import VISIT
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from tests.gui.conftest import child


class Stand:
    """A page of risks, one of which was changed and one added after a signature."""

    def __init__(self, qtbot: QtBot, memory: Forgetful) -> None:
        self._qtbot = qtbot
        self.engagement = new_engagement("Pumps", "Harbour")
        with Step(self.engagement, "Fill") as step:
            person = step.add("people", {"name": "Ada"})
            self.keys = [step.add("risks", {"title": title, "likelihood": 2}) for title in ("Late", "Few", "Gone")]
        sign(self.engagement, Signing(person, "Lead", dt.date(2026, 11, 20)), "ada")
        self.editing = Editing(self.engagement, "Bea")
        self.since = Since(self.editing, memory)
        self.page = SectionPage(self.editing, "risks", since=self.since)
        self.editing.changed.connect(self.page.refresh)
        qtbot.addWidget(self.page)
        self.editing.set_stored(self.keys[0], "likelihood", 5)
        self.editing.remove([self.keys[2]])
        self.new = self.editing.add("risks", {"title": "New"})

    def want(self, since: str) -> None:
        with self._qtbot.waitSignal(self.since.renewed):
            self.since.want(since)

    def heads(self) -> list[str]:
        """The signs in front of the rows."""
        made = [self.since.of_record(key) for key in self.page.model.keys]
        return [SIGNS[each.made] if each else "" for each in made]

    def told(self, role: Qt.ItemDataRole) -> list[object]:
        model = self.page.model
        return [model.headerData(row, Qt.Orientation.Vertical, role) for row in range(model.rowCount())]


@pytest.fixture
def memory() -> Forgetful:
    return Forgetful()


@pytest.fixture
def stand(qtbot: QtBot, memory: Forgetful) -> Stand:
    return Stand(qtbot, memory)


def test_rows_that_changed_have_a_sign_a_colour_and_words(stand: Stand) -> None:
    assert stand.page.table.verticalHeader().isHidden()
    stand.want(SIGNOFF)
    assert not stand.page.table.verticalHeader().isHidden()
    assert stand.heads() == ["*", "", "+"]
    words = stand.told(Qt.ItemDataRole.AccessibleTextRole)
    assert "Likelihood: was “2" in str(words[0])
    assert "Bea" in str(words[0])
    assert str(words[2]).startswith("New")
    drawn = [
        each.pixmap(16).toImage() for each in stand.told(Qt.ItemDataRole.DecorationRole) if isinstance(each, QIcon)
    ]
    assert len(drawn) == 2
    assert drawn[0] != drawn[1]


def test_the_page_says_since_when_and_what_is_gone(stand: Stand) -> None:
    stand.want(SIGNOFF)
    said = child(stand.page, Label, "since-risks").text()
    assert said.startswith("+ 1 new, * 1 changed, 1 removed: R-3 Gone since the last sign-off")


def test_a_changed_field_says_what_it_was(stand: Stand) -> None:
    stand.page.table.select(stand.keys[0])
    stand.want(SIGNOFF)
    assert "was “2" in child(stand.page, Label, "field-likelihood.change").text()
    stand.page.table.select(stand.keys[1])
    assert child(stand.page, Label, "field-likelihood.change").text() == ""


def test_putting_a_value_back_takes_the_sign_away_and_nothing_marks_nothing(stand: Stand, qtbot: QtBot) -> None:
    stand.want(SIGNOFF)
    with qtbot.waitSignal(stand.since.renewed):
        stand.editing.set_stored(stand.keys[0], "likelihood", 2)
    assert stand.heads() == ["", "", "+"]
    stand.want("")
    assert stand.heads() == ["", "", ""]
    assert stand.page.table.verticalHeader().isHidden()


def test_the_last_visit_is_remembered_on_this_computer(stand: Stand, memory: Forgetful, qtbot: QtBot) -> None:
    sentences: list[str] = []
    stand.since.refused.connect(sentences.append)
    stand.want(VISIT)
    assert "first visit" in sentences[0]
    stand.since._ask()
    later = Since(stand.editing, memory)
    stand.editing.set_stored(stand.keys[1], "title", "Fewer")
    with qtbot.waitSignal(later.renewed):
        later.want(VISIT)
    assert later.of_record(stand.keys[1]) is not None
    assert later.of_record(stand.keys[0]) is None


def test_since_when_is_chosen_in_a_dialog_and_from_the_palette(stand: Stand, qtbot: QtBot) -> None:
    declared = SectionPage.actions_of(stand.page.section, lambda: stand.page, lambda: True)
    (action,) = [each for each in declared if each.id == "risks.since"]
    assert action.place == "header"
    action.run()
    dialog = child(stand.page.window(), SinceDialog, "since")
    child(dialog, QRadioButton, "since.signoff").setChecked(True)
    with qtbot.waitSignal(stand.since.renewed):
        child(dialog, QPushButton, "since.mark").click()
    assert stand.heads()[0] == "*"
    assert [each.id for each in mark_actions(stand.since)] == ["since.signoff", "since.visit", "since.nothing"]
    stop = mark_actions(stand.since)[2]
    assert stop.enabled is not None
    assert stop.enabled()


def test_every_choice_of_the_dialog_has_a_name(stand: Stand) -> None:
    dialog = SinceDialog(stand.page, stand.since)
    assert all(each.accessibleName() for each in dialog.findChildren(QWidget) if each.objectName().startswith("since."))


def test_while_nothing_is_marked_the_dialog_proposes_the_last_sign_off(stand: Stand) -> None:
    stand.since.want("")
    dialog = SinceDialog(stand.page, stand.since)
    assert child(dialog, QRadioButton, "since.signoff").isChecked()


def test_a_section_that_no_signature_binds_says_so_and_not_that_nothing_changed(
    qtbot: QtBot, memory: Forgetful
) -> None:
    stand = Stand(qtbot, memory)
    stand.editing.add("review_rings", {"title": "Executives"})
    stand.want(SIGNOFF)
    assert stand.since.sentence("review_rings") == "No signature binds this section, so no change is marked here."
