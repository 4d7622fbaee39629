"""Search in the text of the brief: how often it is there, and from one place to the next."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt
from PySide6.QtPdf import QPdfDocument, QPdfLink, QPdfSearchModel
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from scopewright.gui.preview.pages_view import PagesView
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.search_box import SearchBox
from scopewright.language import _

_SPOKEN_ID = re.compile(r"[A-Za-z]+-\d+")
_WITHIN_WORD = re.compile(r"[\w-]")


class SearchBar(QWidget):
    """Marks what is found in a view. Enter goes on, Shift+Enter back.

    A spoken id is found only where it stands by itself: ``R-1`` is no part of ``R-11``.
    """

    def __init__(self, pages: PagesView) -> None:
        super().__init__()
        self.setObjectName("brief.search-bar")
        self._pages = pages
        self._at = -1
        self._found: list[QPdfLink] = []
        self.model = QPdfSearchModel(self)
        self.model.countChanged.connect(self._counted)
        self.box = SearchBox("brief.search", _("Search in the brief"))
        self.box.setMinimumWidth(84)
        self.box.setMaximumWidth(180)
        self.box.searched.connect(self._search)
        self.box.returnPressed.connect(self._enter)
        self._count = Label(role="small", muted=True)
        self._count.setObjectName("brief.found")
        self._count.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addStretch(1)
        row.addWidget(self.box)
        row.addWidget(quiet("brief.found-before", _("Found before"), lambda: self.go(-1), "chevron-up", icon_only=True))
        row.addWidget(quiet("brief.found-next", _("Found next"), lambda: self.go(1), "chevron-down", icon_only=True))
        row.addSpacing(4)
        row.addWidget(self._count)
        self.setMinimumWidth(self.sizeHint().width())

    def show_document(self, document: QPdfDocument) -> None:
        """Search the same text in another document."""
        self.model.setDocument(document)
        self._counted()

    def go(self, step: int) -> None:
        """Go to the next place, or with -1 to the one before, round and round."""
        if self._found:
            self._at = (self._at + step) % len(self._found) if self._at >= 0 else self._first_from_here()
            self._mark(move=True)

    def here(self) -> tuple[int, QPointF] | None:
        """The page and the point of the place that was found and is shown; none if there is none."""
        if not 0 <= self._at < len(self._found):
            return None
        result = self._found[self._at]
        areas = result.rectangles()
        return (result.page(), areas[0].center()) if areas else None

    def _enter(self) -> None:
        self.go(-1 if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier else 1)

    def _search(self, text: str) -> None:
        if text == self.model.searchString() and text:
            return
        self._at = -1
        self.model.setSearchString(text)
        self._counted()

    def _counted(self) -> None:
        """The model finds page by page: go to the first place on or behind the page that is shown once it is there."""
        results = [self.model.resultAtIndex(row) for row in range(self.model.rowCount(QModelIndex()))]
        by_itself = _SPOKEN_ID.fullmatch(self.model.searchString())
        self._found = [each for each in results if _stands_alone(each)] if by_itself else results
        first = bool(self._found) and self._at < 0
        if first:
            self._at = self._first_from_here()
        self._mark(move=first)

    def _first_from_here(self) -> int:
        return next((row for row, each in enumerate(self._found) if each.page() >= self._pages.page), 0)

    def _mark(self, *, move: bool) -> None:
        places: dict[int, list[QRectF]] = {}
        for result in self._found:
            places.setdefault(result.page(), []).extend(result.rectangles())
        found = len(self._found)
        here = self._found[self._at] if 0 <= self._at < found else None
        self._pages.mark(places, (here.page(), here.rectangles()) if here is not None else None, move=move)
        said = _("{number} of {count}").format(number=self._at + 1, count=found) if found else _("not found")
        self._count.setText(said if self.model.searchString() else "")
        self._count.setVisible(bool(self.model.searchString()))


def _stands_alone(result: QPdfLink) -> bool:
    before, after = result.contextBefore()[-1:], result.contextAfter()[:1]
    return not (_WITHIN_WORD.match(before) or _WITHIN_WORD.match(after))
