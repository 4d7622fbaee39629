"""The start, the work and the end of a window: nothing is lost, nothing waits, nothing is asked twice."""

from __future__ import annotations

import datetime as dt
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui import app
from scopewright.gui.desk import Desk
from scopewright.gui.forms.text_editors import SentenceBox
from scopewright.gui.job_client import Jobs
from scopewright.gui.keeping import leaving
from scopewright.gui.pages.home import HomePage
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.pages.session import SessionPage
from scopewright.gui.scene_view import SceneCanvas
from scopewright.gui.settings import Settings, engagements_folder
from scopewright.gui.widgets.label import Label
from scopewright.model.record import SECTIONS
from scopewright.store.backups import Backup
from scopewright.store.failures import NotSaved
from tests.gui.conftest import child, focused
from tests.gui.made_up import bring_up
from tests.gui.test_job_client import FAKE


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs(FAKE)
    yield made
    made.close()


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs) -> Iterator[Desk]:
    made = Desk(Settings(), jobs)
    yield made
    jobs.close()
    qtbot.waitUntil(lambda: made.idle)
    made.may_close()
    made.window.close()


def opened(qtbot: QtBot, desk: Desk, path: Path) -> None:
    """Make an engagement and wait for its window."""
    desk.new(path, "Churn", "Acme", "blank")
    qtbot.waitUntil(lambda: desk.window.editing is not None)


def answer(button: str) -> None:
    """Press a button of the question that is about to be asked."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        child(box, QPushButton, button).click()

    QTimer.singleShot(100, press)


def test_leaving_while_a_baseline_runs_asks_once_and_stops_it(
    qtbot: QtBot, desk: Desk, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    with qtbot.waitSignal(jobs.lab.progressed):
        jobs.lab.start("hang", {})
    monkeypatch.setattr(type(jobs.lab), "doing", property(lambda lab: {"baseline"} if lab.busy else set()))
    answer("still-working.wait")
    assert not desk.window.close()
    assert jobs.lab.busy
    answer("still-working.stop")
    assert desk.window.close()
    assert not jobs.lab.busy


def test_typing_after_opening_the_overview_adds_to_the_title(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    with qtbot.waitActive(desk.window):
        desk.window.show()
        desk.window.activateWindow()
    desk.window.open("home")
    desk.window.open("overview")
    field = focused()
    assert isinstance(field, SentenceBox)
    assert not field.textCursor().hasSelection()
    QTest.keyClick(field, Qt.Key.Key_X)
    assert field.toPlainText() == "Churnx"


def test_every_field_is_searched_once_the_words_are_gathered(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    window = desk.window
    assert window.editing is not None
    window.show()
    window.editing.add("risks", {"title": "Drift", "response": "Zebra crossing"})
    window.palette_of_commands.open("zebra cross")
    qtbot.waitUntil(lambda: [entry.key for entry in window.palette_of_commands.shown()] == ["R-1"])


def test_the_palette_names_the_step_that_undo_takes_back(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    window = desk.window
    assert window.editing is not None
    window.show()
    window.editing.add("risks", {"title": "Drift"})
    window.palette_of_commands.open("undo")
    assert window.palette_of_commands.shown()[0].title == f"Undo: {window.editing.undo_name}"


def test_f6_goes_from_the_table_to_the_form_and_on(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    window = desk.window
    assert window.editing is not None
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.editing.add("risks", {"title": "Drift"})
    window.open("risks")
    page = window.page("risks")
    assert isinstance(page, SectionPage)
    window.sidebar.list.setFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_F6)
        seen.append([part for part in (window.header, page.table, page.form, window.sidebar) if _holds(part)])
    assert seen == [[window.header], [page.table], [page.form], [window.sidebar]]


def test_a_picture_has_the_keyboard_before_its_buttons(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    window = desk.window
    assert window.editing is not None
    window.editing.add("risks", {"title": "Drift", "likelihood": 3, "impact": 4})
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open("heat-map")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), SceneCanvas))


def test_an_empty_page_has_the_keyboard_on_what_fills_it_and_check_on_its_findings(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    window = desk.window
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    seen = []
    for name in ("risks", "data", "check"):
        window.open(name)
        seen.append(focused().objectName())
    assert seen == ["empty-risks.action", "data.empty.action", "check.findings"]


def test_the_empty_page_of_sign_offs_leads_to_where_signatures_are_given(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    window = desk.window
    window.open("signoffs")
    button = child(window, QPushButton, "empty-signoffs.action")
    assert button.text() == "Go to Reviews"
    button.click()
    assert window.here is not None
    assert window.here.page == "reviews"
    assert window.editing is not None
    assert not window.editing.engagement.records("signoffs")
    assert "signoffs.add" not in {each.id for each in window.actions_of_window.all()}


def test_an_empty_page_leads_to_the_page_where_its_first_record_is_made(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    window = desk.window
    elsewhere = {key: each.begun_at for key, each in SECTIONS.items() if each.begun_at}
    assert set(elsewhere) >= {"runs", "rules_off", "signoffs"}
    for key, (page, title) in elsewhere.items():
        window.open(key)
        button = child(window, QPushButton, f"empty-{key}.action")
        assert button.text() == f"Go to {title}"
        button.click()
        assert window.here is not None
        assert (window.here.page, child(window, Label, "header.title").text()) == (page, title)


def _holds(part: QWidget) -> bool:
    return part is focused() or part.isAncestorOf(focused())


def test_where_no_log_can_be_kept_the_rest_begins(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[bool] = []
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(desk.window, "begin_slow_things", lambda: begun.append(True))
    app.begin_after_paint(desk, tmp_path / "file" / "folder")
    assert begun == [True]
    assert desk.window.notices.keys() == ["no-log"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_in_a_thread_is_said_in_the_window(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    app.say_faults(desk)

    def fail() -> None:
        raise ValueError("x")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: desk.window.notices.keys() == ["fault"])


@pytest.mark.parametrize(
    ("said", "word"), [("", "Say which"), ("~nobody-here/a", "home folder"), ("a.scope", "whole path"), ("/", "folder")]
)
def test_a_file_that_cannot_be_meant_is_a_sentence_in_the_form(desk: Desk, qtbot: QtBot, said: str, word: str) -> None:
    page = HomePage(desk)
    qtbot.addWidget(page)
    page.show()
    child(page, QLineEdit, "home.where").setText(said)
    child(page, QPushButton, "home.create").click()
    assert word in child(page, Label, "home.trouble").text()
    assert desk.window.editing is None
    assert engagements_folder().name == "Scopewright"


def test_a_recent_file_that_is_not_there_now_is_kept_and_said(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.settings.note_opened(tmp_path / "gone.scope", "Gone", "Acme")
    desk.settings.note_opened(tmp_path / "other.scope", "Other", "Acme")
    assert [recent.title for recent in desk.recent()][:2] == ["Other", "Gone"]
    page = HomePage(desk)
    qtbot.addWidget(page)
    listed = child(page, QListWidget, "home.recent")
    qtbot.waitUntil(lambda: "not reachable now" in listed.item(1).data(Qt.ItemDataRole.AccessibleTextRole))


def test_closing_takes_the_window_away_before_the_file_is_written(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    window, autosave = desk.window, desk.window.keeper.sitting.autosave
    assert autosave is not None
    window.show()
    seen: list[bool] = []
    close = autosave.close

    def watched() -> None:
        seen.append(window.isVisible())
        close()

    monkeypatch.setattr(autosave, "close", watched)
    assert window.close()
    assert seen == [False]


def test_a_window_whose_file_cannot_be_written_comes_back(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    window, autosave = desk.window, desk.window.keeper.sitting.autosave
    assert autosave is not None
    window.show()

    def full() -> None:
        raise NotSaved("There is no room left on the disk.")

    with monkeypatch.context() as broken:
        broken.setattr(autosave, "close", full)
        broken.setattr(leaving, "leave_anyway", lambda *_said: False)
        assert not window.close()
    assert window.isVisible()


@pytest.mark.parametrize("way", ["open", "back"])
def test_every_way_of_leaving_asks_about_running_work_first(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    window, asked = desk.window, list[bool]()

    def stay() -> bool:
        asked.append(True)
        return False

    monkeypatch.setattr(window, "may_leave", stay)
    path = window.keeper.path
    if way == "open":
        desk.new(tmp_path / "b.scope", "Other", "Acme", "blank")
    else:
        backup = Backup(path, "key", 1, dt.datetime.now(dt.UTC), 1)
        desk.go_back_to(path, backup, window.keeper.secret)
    qtbot.waitUntil(lambda: bool(asked) and desk.idle)
    assert desk.window is window
    assert window.keeper.path == path


def test_the_projector_enlarges_labels_and_the_capture_line_and_gives_them_back(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    desk.window.capture_line()
    page = desk.window.page("session")
    assert isinstance(page, SessionPage)
    page.begin()
    sized = (page.line, page.agenda.time, page.agenda.hint)
    before = [widget.font().pixelSize() for widget in sized]
    page.toggle_projector()
    assert page.line.document().defaultFont().pixelSize() == page.line.font().pixelSize()
    assert all(widget.font().pixelSize() > size * 1.5 for widget, size in zip(sized, before, strict=True))
    page.toggle_projector()
    assert [widget.font().pixelSize() for widget in sized] == before


@pytest.mark.parametrize("name", ["home.title", "home.client", "home.template", "home.where"])
def test_enter_in_the_form_of_a_new_engagement_makes_it(desk: Desk, qtbot: QtBot, tmp_path: Path, name: str) -> None:
    page = HomePage(desk)
    qtbot.addWidget(page)
    page.show()
    child(page, QLineEdit, "home.title").setText("Returns")
    child(page, QLineEdit, "home.where").setText(str(tmp_path / "returns.scope"))
    field = child(page, QWidget, name)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.window.editing is not None)
    assert (tmp_path / "returns.scope").exists()


def test_the_file_of_a_title_with_signs_has_no_holes_in_its_name(desk: Desk, qtbot: QtBot) -> None:
    page = HomePage(desk)
    qtbot.addWidget(page)
    QTest.keyClicks(child(page, QLineEdit, "home.title"), "Prices & Sons: 2nd / round")
    assert child(page, QLineEdit, "home.where").text().endswith("Prices Sons 2nd round.scope")


def test_where_nothing_can_be_added_the_keys_for_it_offer_what_can(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    opened(qtbot, desk, tmp_path / "a.scope")
    window = desk.window
    bring_up(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_of_commands.isVisible()
    assert all(entry.title.startswith("Add ") for entry in window.palette_of_commands.shown()[:20])
    QTest.keyClicks(focused(), "risk")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert window.here is not None
    assert window.here.page == "risks"
    assert window.editing is not None
    assert len(window.editing.engagement.records("risks")) == 1
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert len(window.editing.engagement.records("risks")) == 2
