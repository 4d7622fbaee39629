"""The CSV arrived: dropped, read, audited, asked for a baseline, while the scope stays editable."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.actions import Actions
from scopewright.gui.data.summary import Summary
from scopewright.gui.editing import Editing
from scopewright.gui.job_client import JobClient
from scopewright.gui.pages.data import DataPage
from scopewright.gui.widgets.card import Card
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.notice import NoticeStack
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from tests.gui.conftest import child
from tests.gui.data_stand import AUDIT, READ, Stand, card


@pytest.fixture
def stand(data_stand: Stand) -> Stand:
    return data_stand


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    """Two hundred rows of which the age tells who leaves."""
    chance, path = random.Random(3), tmp_path / "c.csv"
    ages = [chance.randint(18, 80) for _row in range(200)]
    lines = [f"{age};{chance.choice('NSOW')};{'yes' if age + chance.randint(0, 30) > 60 else 'no'}" for age in ages]
    path.write_text("age;region;left\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def drop(page: DataPage, *paths: Path) -> None:
    """Drop files in the middle of the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    nothing = Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing))


def test_a_dropped_csv_becomes_a_dataset_that_is_read_and_audited_where_it_lies(stand: Stand, csv: Path) -> None:
    drop(stand.page, csv)
    assert stand.dataset.path == str(csv)
    assert [job for _id, job, _payload in stand.told.asked] == ["read", "audit"]
    assert {payload["path"] for _id, _job, payload in stand.told.asked} == {str(csv)}
    assert any("Audit" in title for title, _fraction, _text in stand.window.jobs.values())


def test_the_same_file_twice_is_one_dataset(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    drop(stand.page, csv)
    assert len(stand.engagement.all(Dataset)) == 1


@pytest.mark.parametrize(("name", "word"), [("a.xls", "spreadsheet"), ("a.png", "no table"), ("gone.csv", "no file")])
def test_what_is_no_csv_is_refused_with_a_sentence(stand: Stand, tmp_path: Path, name: str, word: str) -> None:
    if name != "gone.csv":
        (tmp_path / name).write_bytes(b"x")
    drop(stand.page, tmp_path / name)
    assert word in stand.window.notices[-1].happened
    assert not stand.engagement.all(Dataset)
    assert not stand.told.asked


def test_how_the_file_was_read_is_said_and_its_text_stays_text(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    stand.page.show_tab(3)
    assert stand.page.rows.table.texts()[1] == ["5", "<b>yes</b>"]
    note = child(stand.page, Label, "data.read-note").text()
    for said in ("Semicolon", "CP1252", "2 lines above", "1 row does not fit", "line 9: too few fields"):
        assert said in note
    stand.page.show_tab(2)
    assert stand.page.columns.table.texts()[0][:4] == ["age", "Whole number", "1.5 %", "40"]


def test_i8_a_tick_shows_what_each_cell_is_understood_as_row_for_row(stand: Stand, csv: Path) -> None:
    stand.page.take(csv)
    stand.told.finished.emit(stand.told.last("read")[0], READ)
    stand.page.show_tab(3)
    tick = stand.page.rows.typed
    assert tick.isHidden(), "nothing is known of the types before the audit"
    understood = [["5", None]] * 2
    stand.told.finished.emit(stand.told.last("audit")[0], AUDIT | {"understood": understood})
    written = stand.page.rows.table.texts()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert stand.page.rows.table.texts() == [["5", "–"]] * 2
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert stand.page.rows.table.texts() == written


def test_the_audit_is_stored_with_the_dataset_and_not_undone_by_the_user(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    assert stand.dataset.fingerprint == "sha256:aa11"
    assert [row["rule"] for row in stand.dataset.findings] == ["LEA01", "MIS01"]
    assert stand.engagement.changes[-1].source == "job"
    assert not stand.window.jobs


def test_findings_are_walked_by_keyboard_and_carry_a_word_besides_their_shape(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    table = stand.page.findings.table
    assert [row[0] for row in table.texts()] == ["Error", "Hint"]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    chosen = stand.page.findings.chosen
    assert chosen is not None
    assert chosen["rule"] == "MIS01"


@pytest.mark.parametrize("section", ["risks", "questions"])
def test_a_finding_becomes_one_record_however_often_it_is_asked(stand: Stand, csv: Path, section: str) -> None:
    stand.audited(csv)
    name = {"risks": "data.finding.risk", "questions": "data.finding.question"}[section]
    child(stand.page, QPushButton, name).click()
    child(stand.page, QPushButton, name).click()
    made = stand.engagement.records(section)
    assert [record.headline for record in made] == ["c, left: Leaks."]
    assert stand.page.findings.table.texts()[0][-1] == made[0].id
    assert stand.window.places == [(section, made[0].id, "")]
    stand.editing.undo()
    assert not stand.engagement.records(section)


def test_no_target_is_guessed(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    assert stand.page.baseline.chosen_target == ""
    assert not child(stand.page, QPushButton, "data.start").isEnabled()


def test_models_stream_in_with_the_trivial_one_on_top(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    job = stand.started()
    assert stand.told.last("baseline")[1] == {
        "path": str(csv), "target": "left", "seed": 7, "analysis": True,
    }  # fmt: skip
    stand.told.progressed.emit(job, 0.5, "tree: fold 1 of 5")
    stand.told.partial.emit(job, card("most frequent class", "decision tree"))
    models = stand.page.baseline.models.texts()
    assert [row[:2] for row in models] == [["Most frequent class", "Trivial"], ["Decision tree", "Best"]]
    assert models[1][2] == "0.800 [0.400–0.900]"
    assert stand.state() == "Running"
    assert stand.window.jobs[job][1:] == (0.5, "tree: fold 1 of 5")
    assert not stand.engagement.all(Run)


def test_a_low_page_gives_the_room_of_its_figures_to_the_table(stand: Stand, csv: Path, qtbot: QtBot) -> None:
    stand.audited(csv)
    shown = []
    stand.page.setMinimumSize(1, 1)  # as in the window, which may be lower than its pages ask
    for height in (700, 320, 700):
        stand.page.resize(1000, height)
        qtbot.wait(1)
        shown.append(stand.page.summary.isVisible())
    assert shown == [True, False, True]


def test_the_board_shows_all_its_rows_and_scrolls_with_the_page_alone(stand: Stand, csv: Path, qtbot: QtBot) -> None:
    stand.audited(csv)
    job = stand.started()
    stand.told.finished.emit(job, card("most frequent class", "decision tree") | {"file": str(csv)})
    board = stand.page.baseline.models
    qtbot.waitUntil(lambda: board.isVisible() and board.viewport().width() > 100)
    last = board.visualRect(board.model().index(board.model().rowCount() - 1, 0))
    assert board.model().rowCount() > 4
    assert board.viewport().rect().contains(last.center())
    assert board.verticalScrollBar().maximum() == 0


def test_while_it_runs_the_scope_is_edited_and_the_page_left(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    job = stand.started()
    stand.told.partial.emit(job, card("most frequent class"))
    stand.page.hide()
    stand.editing.add("risks", {"title": "Something else"})
    stand.told.partial.emit(job, card("most frequent class", "decision tree"))
    stand.page.show()
    assert len(stand.page.baseline.models.texts()) == 2


def test_escape_cancels_and_keeps_the_finished_part_unstored(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    job = stand.started()
    stand.told.partial.emit(job, card("most frequent class"))
    QTest.keyClick(stand.page.baseline.models, Qt.Key.Key_Escape)
    assert stand.state() == "Cancelled: partial, not stored"
    assert [row[0] for row in stand.page.baseline.models.texts() if row[1] != "Not done"] == ["Most frequent class"]
    assert not stand.engagement.all(Run)
    assert not any(title.startswith("Baseline") for title, _fraction, _text in stand.window.jobs.values())


def test_a_finished_run_is_stored_and_goes_stale_with_its_file(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    job = stand.started()
    stand.told.finished.emit(job, card("most frequent class", "decision tree") | {"file": str(csv)})
    run = stand.engagement.all(Run)[0]
    assert (run.dataset, run.seed, run.fingerprint) == (stand.dataset.key, 7, "sha256:aa11")
    assert stand.state() == f"Stored as {run.id}"
    facts = child(stand.page, type(stand.page.baseline.facts), "data.run-card").accessibleDescription()
    for said in (
        "Data: aa11",
        "cross-validated on 160 rows, 5 folds; 40 rows held out",
        "Seed: 7",
        "scopewright 0.1.0",
    ):
        assert said in facts
    stand.page.audit()
    stand.told.finished.emit(stand.told.last("audit")[0], AUDIT | {"fingerprint": "sha256:bb22"})
    assert "Stale" in stand.state()


def test_a_run_on_a_newer_file_than_the_audit_s_says_so_and_shows_twelve_digits(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    newer = {"file": str(csv), "fingerprint": f"sha256:{'0123456789abcdef' * 4}"}
    stand.told.finished.emit(stand.started(), card("most frequent class", "decision tree") | newer)
    assert stand.dataset.fingerprint == "sha256:aa11"
    assert "the audit is of another file" in stand.state()
    facts = child(stand.page, type(stand.page.baseline.facts), "data.run-card").accessibleDescription()
    assert "Data: 0123456789ab." in facts


def test_a_second_look_at_the_same_test_rows_is_told(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    done = card("most frequent class", "decision tree") | {"file": str(csv)}
    done["split"] |= {"test_fingerprint": "f1"}
    described = []
    for _time in range(2):
        stand.told.finished.emit(stand.started(), done)
        facts = child(stand.page, type(stand.page.baseline.facts), "data.run-card")
        described.append(facts.accessibleDescription())
    assert "look" not in described[0]
    assert "look 2 at the same test rows" in described[1]


def test_results_go_to_the_dataset_the_job_was_started_from(stand: Stand, csv: Path) -> None:
    with Step(stand.engagement, "Twin") as step:
        step.add("datasets", {"title": "twin", "path": str(csv)})
        second = step.add("datasets", {"title": "second", "path": str(csv)})
    stand.page.lab.audit(stand.engagement.all(Dataset)[1])
    stand.told.finished.emit(stand.told.last("audit")[0], AUDIT | {"file": str(csv)})
    assert [each.key for each in stand.engagement.all(Dataset) if each.audited] == [second]


def test_a_finding_is_stored_without_the_cell_it_quotes_and_still_tells_its_rows(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    assert [row["message"] for row in stand.dataset.findings] == ["Leaks.", "Gaps."]
    view = stand.page.findings
    assert "rows 4, 9" in " ".join(label.text() for label in view.findChildren(Label))
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    assert child(view, Label, "data.finding.message").text() == "Gaps such as “Huber”."


def test_the_distance_to_the_metric_s_target_is_shown_after_a_run(stand: Stand, csv: Path, qtbot: QtBot) -> None:
    with Step(stand.engagement, "Metric") as step:
        metric = {"title": "Leavers found", "measure": "average_precision", "target": 0.9, "internal": True}
        step.add("metrics", metric)
    stand.audited(csv)
    stand.told.finished.emit(stand.started(), card("most frequent class", "decision tree") | {"file": str(csv)})
    distance = stand.page.baseline.distance
    qtbot.waitUntil(lambda: "Leavers found" in distance.pane.picture.canvas.scene.alt)
    assert "Not met" in distance.pane.picture.canvas.scene.alt


def test_a_failed_baseline_says_why_and_keeps_what_was_there(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    stand.told.failed.emit(stand.started(), "“left” has only one value.")
    assert stand.window.notices[-1].happened == "“left” has only one value."
    assert stand.state() == "Failed: nothing was measured"
    assert child(stand.page, QPushButton, "data.start").isEnabled()


def test_a_file_that_moved_is_found_again(
    stand: Stand, csv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    stand.audited(csv)
    moved = csv.rename(tmp_path / "moved.csv")
    stand.page.refresh(())
    qtbot.waitUntil(lambda: child(stand.page, NoticeStack, "data.missing").keys() == ["missing"])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_any: (str(moved), ""))
    child(stand.page, QPushButton, "notice.missing.action").click()
    assert stand.dataset.path == str(moved)
    assert stand.told.last("audit")[1]["path"] == str(moved)
    assert not child(stand.page, NoticeStack, "data.missing").keys()


def test_a_dataset_is_revealed_by_its_id(stand: Stand, csv: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a;b\n1;2\n")
    stand.audited(csv)
    stand.page.take(other)
    assert stand.page.reveal("DS-1")
    assert child(stand.page, QListWidget, "data.datasets").currentRow() == 0
    assert not stand.page.reveal("R-1")


def test_its_actions_live_with_the_first_dataset_and_do_not_wait_to_be_asked_again(stand: Stand, csv: Path) -> None:
    actions = Actions()
    actions.register(stand.page.page_actions())
    actions.show_page("data")
    assert not actions.qaction("data.risk").isEnabled()
    stand.audited(csv)
    actions.refresh()
    actions.run("data.start")
    assert "Choose the column" in stand.window.notices[-1].happened
    stand.page.baseline.target.setCurrentText("left")
    actions.qaction("data.start").trigger()
    assert stand.told.last("baseline")[1]["target"] == "left"
    actions.qaction("data.cancel").trigger()
    assert stand.state().startswith("Cancelled")


@pytest.mark.parametrize("path", ["//host/share/c.csv", r"\\\\host\\share\\c.csv"])
def test_a_file_on_another_computer_is_not_looked_for_until_the_user_says_so(
    stand: Stand, path: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(Path, "is_file", lambda self: looked.__iadd__([str(self)]) == [])
    stand.editing.add("datasets", {"title": "c", "path": path})
    stand.page.refresh(())
    stand.page.audit()
    stand.page.start()
    qtbot.wait(50)
    assert not looked
    assert not stand.told.asked
    assert child(stand.page, NoticeStack, "data.missing").keys() == ["missing"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_any: (path, ""))
    child(stand.page, QPushButton, "notice.missing.action").click()
    assert stand.told.last("audit")[1]["path"] == path


def test_progress_does_not_look_for_the_file_again(
    stand: Stand, csv: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    stand.audited(csv)
    job = stand.started()
    qtbot.wait(100)
    looked: list[str] = []
    monkeypatch.setattr(Path, "is_file", lambda self: looked.__iadd__([str(self)]) == [])
    for step in range(5):
        stand.told.progressed.emit(job, step / 5, "fold")
    qtbot.wait(50)
    assert not looked


def test_a_page_that_is_shown_later_reads_the_file_then(stand: Stand, csv: Path, qtbot: QtBot) -> None:
    stand.page.hide()
    with Step(stand.engagement, "Dataset") as step:
        step.add("datasets", {"title": "c", "path": str(csv)})
    assert not stand.told.asked
    stand.page.show()
    qtbot.waitUntil(lambda: bool(stand.told.asked))
    assert stand.told.last("read")[1]["path"] == str(csv)


@pytest.fixture
def worker() -> Iterator[JobClient]:
    client = JobClient("lab")
    yield client
    client.close()


def test_a_real_worker_audits_and_measures_a_real_file(qtbot: QtBot, worker: JobClient, csv: Path) -> None:
    stand = Stand(worker)
    qtbot.addWidget(stand.page)
    stand.page.show()
    stand.page.take(csv)
    qtbot.waitUntil(lambda: bool(stand.engagement.all(Dataset)[0].audited), timeout=30_000)
    stand.page.baseline.target.setCurrentText("left")
    stand.page.start()
    qtbot.waitUntil(lambda: bool(stand.engagement.all(Run)), timeout=60_000)
    run = stand.engagement.all(Run)[0]
    assert run.best
    assert run.dataset == stand.dataset.key
    assert [row[1] for row in stand.page.baseline.models.texts()].count("Trivial") == 1
    assert stand.dataset.target == "left"


def test_the_rows_that_an_audit_counted_stand_there_and_no_estimate(qtbot: QtBot) -> None:
    editing = Editing(new_engagement(), who="Ana")
    dataset = editing.engagement[editing.add("datasets", {"title": "Churn", "records": 7043})]
    assert isinstance(dataset, Dataset)
    page = QWidget()
    summary = Summary(page)
    for widget in (page, summary):
        qtbot.addWidget(widget)
    first = {**READ, "records": 6912, "whole": False}
    summary.show_dataset(dataset, first, None)
    assert "7,043" in child(summary, Card, "data.card.rows").accessibleName()
