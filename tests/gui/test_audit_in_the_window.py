"""The audit walked by keyboard, its way into the scope, comparing deliveries, and a file that changed (J8, T12)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedLayout, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.data.cells_table import CellsTable
from scopewright.gui.data.compare_view import CompareView
from scopewright.gui.data.reference_dialog import ReferenceDialog
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.label import Label
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.features import Feature
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from tests.gui.conftest import child
from tests.gui.data_stand import AUDIT, READ, Stand, card

AGAINST: dict[str, Any] = {
    "file": "/data/old.csv", "fingerprint": "sha256:bb", "rows": 180, "key": "ref",
    "matched": {"removed": 1, "added": 21, "kept": 179},
    "columns": [
        {"name": "left", "psi": 0.0, "distance": None, "p": None, "level": "none",
         "bins": [{"name": "no", "old": 1.0, "new": 1.0}]},
        {"name": "age", "psi": 0.4, "distance": 0.3, "p": 0.0, "level": "large",
         "bins": [{"name": "≤ 30", "old": 0.7, "new": 0.2}, {"name": "", "old": 0.3, "new": 0.8}]},
    ],
}  # fmt: skip


@pytest.fixture
def stand(data_stand: Stand) -> Stand:
    return data_stand


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "c.csv"
    path.write_text("age;left\n4;no\n5;yes\n", encoding="utf-8")
    return path


def seen(stand: Stand, fingerprint: str) -> None:
    """The worker looked at the file and found this."""
    stand.page.lab.look(stand.dataset)
    stand.told.finished.emit(stand.told.last("fingerprint")[0], {"size": 1, "changed": 1, "fingerprint": fingerprint})


def test_a_chosen_csv_leaves_the_keyboard_on_its_findings(stand: Stand, csv: Path) -> None:
    stand.page.take(csv)
    assert stand.page.focusWidget() is child(stand.page, QTabWidget, "data.tabs").tabBar()
    stand.told.finished.emit(stand.told.last("audit")[0], AUDIT)
    assert stand.page.focusWidget() is stand.page.findings.table


def test_j_and_k_walk_the_findings_and_one_letter_takes_one_into_the_scope(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    table = stand.page.findings.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_J)
    QTest.keyClick(table, Qt.Key.Key_R)
    QTest.keyClick(table, Qt.Key.Key_K)
    QTest.keyClick(table, Qt.Key.Key_Q)
    (risk,), (question,) = stand.engagement.records("risks"), stand.engagement.records("questions")
    assert (risk.headline, question.headline) == ("c, age: Gaps.", "c, left: Leaks.")
    assert {risk.stored("dataset"), question.stored("dataset")} == {stand.dataset.key}


def test_a_finding_becomes_a_request_for_data(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    QTest.keyClick(stand.page.findings.table, Qt.Key.Key_D)
    (request,) = stand.engagement.records("data_gaps")
    assert (request.headline, request.stored("dataset")) == ("c, left: Leaks.", stand.dataset.key)
    assert stand.page.findings.table.texts()[0][-1] == request.id


def test_the_first_rows_of_a_finding_are_shown_and_never_stored(stand: Stand, csv: Path) -> None:
    stand.page.take(csv)
    found = [dict(finding) for finding in AUDIT["findings"]]
    found[0]["evidence"] = {"header": ["left", "age"], "rows": [["3", "yes", "Huberta"], ["8", "no", "61"]]}
    job, payload = stand.told.last("audit")
    assert payload["evidence"]
    stand.told.finished.emit(job, AUDIT | {"findings": found})
    table = child(stand.page, CellsTable, "data.evidence")
    assert table.isVisible()
    assert table.texts()[0] == ["3", "yes", "Huberta"]
    assert "Huberta" not in str(stand.dataset.doc())
    stand.page.findings.table.selectRow(1)
    assert not table.isVisible()


def test_j8_a_changed_file_makes_its_runs_stale_and_the_old_one_back_clears_them(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    job = stand.started()
    result = card("most frequent class", "decision tree") | {"fingerprint": AUDIT["fingerprint"]}
    stand.told.finished.emit(job, result)
    stand.told.finished.emit(stand.told.last("audit")[0], AUDIT)
    fresh = stand.state()
    assert "Stale" not in fresh
    seen(stand, "sha256:other")
    assert "Stale" in stand.state()
    assert "Changed since the audit" in stand.page.list.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    seen(stand, AUDIT["fingerprint"])
    assert stand.state() == fresh


def test_a_page_shown_again_looks_whether_the_file_is_the_audited_one(stand: Stand, csv: Path, qtbot: QtBot) -> None:
    stand.audited(csv)
    qtbot.waitUntil(lambda: stand.page._presence.there(str(csv)) is True)
    stand.page.hide()
    stand.page.show()
    assert stand.told.last("fingerprint")[1]["path"] == str(csv)
    assert not stand.window.jobs


def test_an_earlier_delivery_is_compared_and_the_worst_column_stands_first(
    stand: Stand, csv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand.audited(csv)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: ("/data/old.csv", ""))
    child(stand.page, QPushButton, "data.compare").click()
    job, payload = stand.told.last("audit")
    assert payload["against"] == "/data/old.csv"
    stand.told.finished.emit(job, AUDIT | {"against": AGAINST})
    table = stand.page.compare.table
    assert [row[:2] for row in table.texts()] == [["age", "Large"], ["left", "None"]]
    assert "≤ 30: 70 % → 20 %" in table.texts()[0][4]
    assert "179 rows are in both, 21 are new, 1 are gone" in child(stand.page, Label, "data.compare-note").text()
    assert stand.page.compare._past.texts()[0][1] == "200"


def test_without_a_delivery_no_empty_table_is_shown(qtbot: QtBot) -> None:
    engagement = new_engagement("Churn", "Halden")
    with Step(engagement, "Add") as step:
        for deliveries in ([], [{"id": "a", "audited": "2026-11-20", "records": 7043, "columns": 21, "file": "a.csv"}]):
            step.add("datasets", {"title": "Customers", "deliveries": deliveries})
    view = CompareView(lambda: None, lambda: None)
    qtbot.addWidget(view)
    shown = []
    for dataset in engagement.all(Dataset):
        view.show_comparison(dataset, None)
        shown.append(not view._past.isHidden())
    assert shown == [False, True]


def test_t12_the_dictionary_is_seeded_and_shown_in_one_step(stand: Stand, csv: Path) -> None:
    stand.page.seed_dictionary()
    stand.audited(csv)
    stand.page.seed_dictionary()
    assert [feature.title for feature in stand.engagement.all(Feature)] == ["age", "left"]
    assert stand.window.places[-1][0] == "features"
    stand.editing.undo()
    assert not stand.engagement.all(Feature)


def test_a_wide_header_is_seeded_in_parts_and_undone_as_one(stand: Stand, csv: Path, qtbot: QtBot) -> None:
    stand.page.take(csv)
    wide = [{"name": f"q{place}", "type": "number", "missing": 0, "distinct": 2} for place in range(130)]
    stand.told.finished.emit(stand.told.last("audit")[0], AUDIT | {"columns": wide, "findings": []})
    stand.page.seed_dictionary()
    assert len(stand.engagement.all(Feature)) < 130
    qtbot.waitUntil(lambda: len(stand.engagement.all(Feature)) == 130)
    assert {feature.delivered for feature in stand.engagement.all(Feature)} == {"present"}
    stand.editing.undo()
    assert not stand.engagement.all(Feature)


def test_t12_first_findings_are_shown_while_the_rest_is_read_and_stored_only_with_it(stand: Stand, csv: Path) -> None:
    stand.page.take(csv)
    audit = stand.told.last("audit")[0]
    stand.told.partial.emit(audit, {**AUDIT, "looked_at": 100, "rows": 200, "findings": AUDIT["findings"][:1]})
    so_far = child(stand.page, Label, "data.findings.so-far")
    assert [row[1] for row in stand.page.findings.table.texts()] == ["left"]
    assert "first 100 of about 200 rows" in so_far.text()
    assert not so_far.isHidden()
    assert (stand.dataset.audited, stand.dataset.findings) == (None, ())
    stand.told.finished.emit(audit, AUDIT)
    assert so_far.isHidden()
    assert len(stand.page.findings.table.texts()) == len(AUDIT["findings"]) == len(stand.dataset.findings)


def test_a_preview_of_the_first_rows_says_about_how_many_there_are_until_all_are_counted(
    stand: Stand, csv: Path
) -> None:
    stand.page.take(csv)
    preview = {**READ, "records": 9_800, "whole": False, "bad_rows": {"count": 0, "first": []}}
    stand.told.finished.emit(stand.told.last("read")[0], preview)
    stand.page.show_tab(3)
    note = child(stand.page, Label, "data.read-note")
    assert "of about 9,800 rows" in note.text()
    assert "every row read so far fits" in note.text()
    stand.told.finished.emit(stand.told.last("audit")[0], AUDIT)
    assert "of 200 rows" in note.text()
    assert "1 row does not fit" in note.text()


def test_rows_that_were_not_read_are_exported_as_text_that_no_spreadsheet_runs(
    stand: Stand, csv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    stand.audited(csv)
    target = tmp_path / "rest.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    stand.page.show_tab(3)
    child(stand.page, QPushButton, "data.unread").click()
    job, payload = stand.told.last("unread")
    assert payload["path"] == str(csv)
    stand.told.finished.emit(job, {"lines": [["9", "short", "=1+1"]], "more": False})
    qtbot.waitUntil(lambda: bool(stand.window.notices))
    assert target.read_text(encoding="utf-8-sig").splitlines()[1] == "9,short,'=1+1"
    assert "1 row is in “rest.csv”" in stand.window.notices[-1].happened


def test_keys_are_checked_against_another_file_by_columns_that_are_chosen(
    stand: Stand, csv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand.audited(csv)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: ("/data/orders.csv", ""))
    stand.page.choose_referred()
    job, payload = stand.told.last("read")
    assert payload["path"] == "/data/orders.csv"
    stand.told.finished.emit(job, {"header": ["order", "age"]})
    dialog = child(stand.page, ReferenceDialog, "data.reference")
    assert dialog.columns() == {"column": "age", "partner": "age"}
    child(dialog, QPushButton, "data.reference.check").click()
    asked = stand.told.last("audit")[1]["refers_to"]
    assert asked == [{"path": "/data/orders.csv", "column": "age", "partner": "age"}]


def test_the_test_rows_of_the_newest_baseline_are_held_against_the_others(stand: Stand, csv: Path) -> None:
    stand.audited(csv)
    result = card("most frequent class", "decision tree") | {"file": stand.dataset.path}
    stand.told.finished.emit(stand.started(), result)
    stand.page.audit()
    assert stand.told.last("audit")[1]["split"]["seed"] == result["split"]["seed"]


def test_a_file_that_is_being_audited_is_not_offered_to_be_audited(stand: Stand, csv: Path) -> None:
    stand.page.take(csv)
    view = stand.page.findings
    assert _shown_texts(view) == "Being audited. What the first rows tell comes first."
    stand.told.stopped.emit(stand.told.last("audit")[0])
    assert "Not audited yet" in _shown_texts(view)


def test_a_silent_audit_says_what_it_has_looked_at(stand: Stand, csv: Path) -> None:
    stand.page.take(csv)
    report = AUDIT | {"findings": [], "rows": 5_000_000, "looked_at": 100_000}
    stand.told.finished.emit(stand.told.last("audit")[0], report)
    said = _shown_texts(stand.page.findings)
    assert "All 5,000,000 rows were counted" in said
    assert "in the first 100,000 rows" in said


def _shown_texts(view: QWidget) -> str:
    pages = view.layout()
    assert isinstance(pages, QStackedLayout)
    shown = pages.currentWidget()
    return shown.accessibleName() if isinstance(shown, EmptyState) else ""
