"""The errors tab of the data page: the bottleneck with its numbers, and where the errors lie."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from scopewright.gui.data.error_review import ErrorReview
from scopewright.gui.data.errors_view import ErrorsView
from scopewright.gui.editing import Editing
from scopewright.gui.pages.data import DataPage
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.label import Label
from scopewright.model.kept_analysis import kept, shown
from scopewright.model.sections.analyses import ErrorAnalysis
from scopewright.model.tables import new_engagement, to_tables
from tests.gui.conftest import child
from tests.gui.data_stand import Stand, card
from tests.model.test_kept_analysis import SECRET, analysis


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[ErrorsView]:
    review = ErrorReview(Editing(new_engagement(), who="Ana"), lambda _run, _rows: None, lambda _record: None)
    made = ErrorsView(lambda _record: None, review)
    made.resize(1000, 700)
    made.show()
    yield made
    delete(made)


def test_i5_the_banner_tells_the_bottleneck_with_numbers_and_j13_the_remedies_in_order(view: ErrorsView) -> None:
    view.show_analysis(shown(analysis()), "EA-1", "")
    assert child(view, Label, "data.bottleneck").text() == "Bottleneck: Variance, 0.100 of 0.200"
    assert child(view, Label, "data.remedies").text() == "1. Get more.\n2. Use less."


def test_j12_the_picture_and_its_table_hold_the_same_parts(view: ErrorsView) -> None:
    view.show_analysis(shown(analysis()), "EA-1", "")
    table = view.pane.picture.canvas.scene.table.rows
    assert [row[1] for row in table] == ["0.100", "0.100", "0.200"]
    assert table[1][2] == "yes"


def test_p4_a_slice_says_its_rows_and_interval_and_a_tiny_one_is_grey(view: ErrorsView) -> None:
    told = analysis()
    told["slices"][1] = told["slices"][1] | {"judged": False, "rows": 4}
    view.show_analysis(shown(told), "", "")
    table = view.tables["slices"]
    assert table.texts()[0][:4] == ["agent", SECRET, "40", "0.200 [0.100–0.300]"]
    model = table.model()
    assert "not judged" in str(model.data(model.index(1, 0), 3))


def test_what_twice_the_rows_would_buy_is_said_with_its_uncertainty(view: ErrorsView) -> None:
    view.show_analysis(shown(analysis()), "", "")
    text = child(view, Label, "data.more-data").text()
    assert "200 training rows" in text
    assert "0.000 to 0.050" in text


def test_every_table_is_filled_and_none_is_without_a_heading(view: ErrorsView) -> None:
    told = analysis()
    level = {"column": "sex", "label": "f", "kept": "level 1 of 2", "rows": 40, "error": 0.3, "gap": 0.1, "low": 0.02}
    told["fairness"] = [level | {"high": 0.2, "judged": True, "told": 0.5, "recall": 0.7, "false_alarms": 0.1}]
    view.show_analysis(shown(told), "", "")
    assert view.tables["fairness"].texts()[0][3] == "Worse"
    assert {name for name, table in view.tables.items() if not table.texts()} == set()
    view.show_analysis(kept(analysis()) | {"classes": []}, "", "As kept.")
    assert view.tables["classes"].isHidden()


@pytest.fixture
def stand(audited_stand: Stand) -> Stand:
    return audited_stand


def test_the_values_are_on_the_screen_of_this_sitting_and_nowhere_else(stand: Stand) -> None:
    done: dict[str, Any] = card("most frequent class", "decision tree") | {"analysis": analysis()}
    stand.told.finished.emit(stand.started(), done | {"file": stand.dataset.path})
    stand.page.show_tab(6)
    assert stand.page.errors.tables["most_wrong"].texts()[0][2] == SECRET
    assert SECRET not in json.dumps(to_tables(stand.engagement))
    assert stand.engagement.all(ErrorAnalysis)[0].id == "EA-1"
    later = DataPage(stand.editing, stand.told, stand.window)
    later.refresh(())
    later.show_tab(6)
    assert later.errors.tables["most_wrong"].texts()[0][:3] == ["1", "2.000", "–"]
    assert later.errors.tables["classes"].texts()[0][0] == "class 1"
    delete(later)


def test_a_run_without_an_analysis_says_how_to_get_one(stand: Stand) -> None:
    done = card("most frequent class", "decision tree") | {"file": stand.dataset.path}
    stand.told.finished.emit(stand.started(), done)
    stand.page.show_tab(6)
    assert "Look at the errors" in child(stand.page, EmptyState, "data.errors-none").accessibleName()
