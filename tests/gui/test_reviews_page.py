"""Reviewing in the window: states by ring, the gate with its reason, signing, the brief of one reader (M5, M6, M7)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from scopewright.gui.desk import Desk
from scopewright.gui.editing import Editing
from scopewright.gui.pages.brief import BriefPage
from scopewright.gui.pages.reviews import Line, ReviewsPage
from scopewright.gui.tables.rows import Group
from scopewright.language import show_day
from scopewright.model.review_signing import Signing, sign
from scopewright.model.sections.questions import Question
from scopewright.model.sections.signoffs import Signoff
from scopewright.store.opened import read_engagement
from tests.gui.conftest import child
from tests.gui.keeping_stand_ins import file_with, notices, opened, saved, shown_dialog

DAY = dt.date(2026, 11, 20)


def reviews(desk: Desk, path: Path, qtbot: QtBot) -> tuple[Editing, ReviewsPage]:
    """The page of an engagement whose executives, Bo, see the risks."""
    desk.open_file(file_with(path, "Labels drift"))
    editing = opened(desk, qtbot)
    bo = editing.add("people", {"name": "Bo", "role": "Sponsor"})
    ring = {"title": "Executives", "audience": "executives", "reviewers": [bo], "covers": "risks"}
    editing.add("review_rings", ring)
    desk.window.open("reviews")
    page = desk.window.page("reviews")
    assert isinstance(page, ReviewsPage)
    return editing, page


def states(page: ReviewsPage) -> list[tuple[str, str]]:
    return [(row.section, row.state) for row in page.model.rows if isinstance(row, Line)]


def test_m6_a_section_signed_in_the_window_flips_with_an_edit_and_back_with_undo(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.scope"
    editing, page = reviews(desk, path, qtbot)
    qtbot.waitUntil(lambda: states(page) == [("risks", "Not reviewed")])
    assert desk.window.actions_of_window.run("reviews.sign")
    dialog = shown_dialog(desk, qtbot, "sign")
    assert child(dialog, QComboBox, "sign.person").currentText() == "Bo"
    child(dialog, QPushButton, "sign.sign").click()
    assert "signed" in notices(desk)
    qtbot.waitUntil(lambda: states(page) == [("risks", "Approved")])
    editing.set_text(editing.engagement.records("risks")[0].key, "title", "Labels shift")
    qtbot.waitUntil(lambda: states(page) == [("risks", "Changed since sign-off")])
    editing.undo()
    qtbot.waitUntil(lambda: states(page) == [("risks", "Approved")])
    saved(desk, qtbot)
    (signed,) = read_engagement(path).all(Signoff)
    assert (signed.name, signed.role) == ("Bo", "Sponsor")


def test_m6_a_signature_without_a_ring_is_shown_too(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    editing, page = reviews(desk, tmp_path / "a.scope", qtbot)
    qtbot.waitUntil(lambda: states(page) == [("risks", "Not reviewed")])
    sign(editing.engagement, Signing(editing.engagement.records("people")[0].key, "", DAY), "ana")
    page.refresh(())
    qtbot.waitUntil(lambda: ("risks", "Approved") in states(page)[1:])
    assert states(page)[0] == ("risks", "Not reviewed")
    editing.set_text(editing.engagement.records("risks")[0].key, "title", "Labels shift")
    qtbot.waitUntil(lambda: ("risks", "Changed since sign-off") in states(page)[1:])


def test_the_day_of_a_signature_is_written_as_days_are_elsewhere(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    _editing, _page = reviews(desk, tmp_path / "a.scope", qtbot)
    desk.window.actions_of_window.run("reviews.sign")
    dialog = shown_dialog(desk, qtbot, "sign")
    day = child(dialog, QDateEdit, "sign.day")
    day.setDate(QDate(2026, 11, 5))
    assert day.text() == show_day(dt.date(2026, 11, 5), "en") == "5 Nov 2026"


def test_m5_the_gate_says_which_question_keeps_the_executives_away(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    editing, page = reviews(desk, tmp_path / "a.scope", qtbot)
    question = editing.add("questions", {"title": "Who labels?", "about": "R-1"})
    about = child(page, QLabel, "reviews.about")
    qtbot.waitUntil(lambda: "Q-1: Who labels?" in about.text())
    desk.window.actions_of_window.run("reviews.sign")
    dialog = shown_dialog(desk, qtbot, "sign")
    assert "Q-1: Who labels?" in child(dialog, QLabel, "sign.gate").text()
    assert not child(dialog, QPushButton, "sign.sign").isEnabled()
    dialog.reject()
    editing.set_stored(question, "state", "answered")
    qtbot.waitUntil(lambda: about.text() == "")


def test_m5_many_open_questions_leave_the_table_its_room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    editing, page = reviews(desk, tmp_path / "a.scope", qtbot)
    for n in range(20):
        editing.add("questions", {"title": f"Who labels batch {n}, and by when is it there? " * 4})
    about = child(page, QLabel, "reviews.about")
    qtbot.waitUntil(lambda: "Further: Q-4, Q-5" in about.text())
    assert "Q-20" in about.text()
    heads = [row.title for row in page.model.rows if isinstance(row, Group)]
    assert heads == ["Executives: not asked yet, 20 open questions"]
    desk.window.resize(1280, 800)
    desk.window.show()
    qtbot.waitUntil(lambda: page.table.height() > 4 * about.height() > 0)


def test_m7_the_brief_of_who_signed_without_a_ring_opens_from_here(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    editing, page = reviews(desk, tmp_path / "a.scope", qtbot)
    ana = editing.add("people", {"name": "Ana"})
    sign(editing.engagement, Signing(ana, "", DAY), "ana")
    editing.remove([editing.engagement.records("review_rings")[0].key])
    page.refresh(())
    qtbot.waitUntil(lambda: ("risks", "Approved") in states(page))
    assert desk.window.actions_of_window.run("reviews.brief")
    brief = desk.window.page("brief")
    assert isinstance(brief, BriefPage)
    assert (brief.kind.currentData(), brief.reader.currentText()) == ("reviewer", "Ana")


def test_m7_the_brief_of_a_reviewer_opens_from_here(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    _editing, page = reviews(desk, tmp_path / "a.scope", qtbot)
    qtbot.waitUntil(lambda: states(page) == [("risks", "Not reviewed")])
    assert desk.window.actions_of_window.run("reviews.brief")
    brief = desk.window.page("brief")
    assert isinstance(brief, BriefPage)
    assert (brief.kind.currentData(), brief.reader.currentText()) == ("reviewer", "Bo")
    assert not brief.reader.isHidden()
    brief.kind.setCurrentIndex(0)
    assert brief.reader.isHidden()


def test_m6_the_sidebar_counts_a_section_that_changed_since_it_was_signed(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    editing, _page = reviews(desk, tmp_path / "a.scope", qtbot)
    findings = desk.window.findings
    assert findings is not None
    sign(editing.engagement, Signing(editing.engagement.records("people")[0].key, "", DAY), "ana")
    editing.set_text(editing.engagement.records("risks")[0].key, "title", "Labels shift")
    findings.renew()
    assert "SGN01" in {each.rule for each in findings.of_section("risks")}
    editing.undo()
    findings.renew()
    assert "SGN01" not in {each.rule for each in findings.of_section("risks")}


def test_comments_of_a_returned_brief_become_questions_on_the_right_records(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    editing, _page = reviews(desk, tmp_path / "a.scope", qtbot)
    returned = docx.Document()
    returned.add_comment(returned.add_paragraph("R-1 Labels drift").runs[0], text="Since when?", author="Helen")
    returned.save(str(tmp_path / "back.docx"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "back.docx"), ""))
    assert desk.window.actions_of_window.run("reviews.comments")
    qtbot.waitUntil(lambda: bool(editing.engagement.all(Question)), timeout=60_000)
    (question,) = editing.engagement.all(Question)
    assert (question.title, question.about) == ("Since when?", "R-1")
    assert "comments" in notices(desk)


def test_m7_the_button_of_the_reviewer_s_brief_is_alive_as_soon_as_the_page_opens(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    reviews(desk, tmp_path / "a.scope", qtbot)
    assert desk.window.actions_of_window.qaction("reviews.brief").isEnabled()
