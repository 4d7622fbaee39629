"""From a place in the preview to the record and field that is printed there, and back."""

from __future__ import annotations

from functools import cache

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from scopewright.gui.preview.pages_view import PagesView
from scopewright.gui.preview.places import Place, place_at
from scopewright.model.engagement import Engagement
from tests.briefs import engagements
from tests.gui.test_brief_page import Stand, pdf, stand  # noqa: F401 - fixtures
from tests.pdfs import build_pdf


@cache
def source() -> Engagement:
    return engagements.realistic()


def document_of(kind: str, language: str = "en") -> QPdfDocument:
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(build_pdf(source(), kind, language=language)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document


def where(document: QPdfDocument, words: str, nth: int = 0) -> tuple[int, QPointF]:
    """The middle of the nth place at which these words are printed."""
    for page in range(document.pageCount()):
        text = document.getAllText(page).text()
        for start in (at for at in range(len(text)) if text.startswith(words, at)):
            if nth == 0:
                return page, document.getSelectionAtIndex(page, start, len(words)).boundingRectangle().center()
            nth -= 1
    raise AssertionError(words)


@pytest.mark.parametrize(
    ("kind", "words", "record", "field"),
    [
        ("sow", "The regulator", "OV-1", "motivation"),
        ("sow", "Safety case needed", "X-2", "reason"),
        ("sow", "19 Mar 2027", "MS-10", "due"),
        ("handover", "Signed by P. Nair", "DEL-1", "acceptance"),
        ("scope", "A vendor's tool", "OV-1", "background"),
    ],
)
def test_a_place_leads_to_the_record_and_the_field(kind: str, words: str, record: str, field: str) -> None:
    document = document_of(kind)
    page, at = where(document, words)
    found = place_at(document, page, at, source(), "en")
    assert found == Place(record, field)


@pytest.mark.parametrize("spoken", ["R-1", "R-4", "R-7"])
def test_the_headline_of_a_record_leads_to_it(spoken: str) -> None:
    document, record = document_of("risks"), source().by_id(spoken)
    page, at = where(document, record.headline[:24])
    assert place_at(document, page, at, source(), "en") == Place(spoken, "title")


def test_the_cover_leads_nowhere() -> None:
    assert place_at(document_of("scope"), 0, QPointF(10, 10), source(), "en") is None


def test_a_double_click_says_where_on_the_page_it_was(qtbot: object) -> None:
    view = PagesView()
    view.resize(700, 900)
    view.show_document(document_of("risks"))
    said = QSignalSpy(view.pointed)
    middle = QPointF(view.viewport().rect().center())
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, middle, view.viewport().mapToGlobal(middle), Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    assert said.count() == 1
    page, at = said.at(0)
    assert page == view.middle()[0]
    assert abs(at.y() - view.middle()[1].y()) < 2


def test_what_a_search_found_is_opened_from_the_keyboard(stand: Stand, qtbot: object) -> None:  # noqa: F811
    stand.answer(build_pdf(stand.work.engagement, "risks"))
    stand.page.search.box.setText("The labels are late")
    stand.page.search._search("The labels are late")
    qtbot.waitUntil(lambda: stand.page.search.here() is not None)  # type: ignore[attr-defined]
    action = next(each for each in stand.page.page_actions() if each.id == "brief.record")
    action.run()
    assert stand.window.places[-1][:2] == ("risks", "R-1")
