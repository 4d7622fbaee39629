"""Search in the text of the brief: how often it is there, and from one place to the next."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from scopewright.gui.preview.pages_view import PagesView
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.search_box import SearchBox
from scopewright.language import _


class SearchBar(QWidget):
    """Marks what is found in a view. Enter goes on, Shift+Enter back."""

    def __init__(self, pages: PagesView) -> None:
        super().__init__()
        self.setObjectName("brief.search-bar")
        self._pages = pages
        self._at = -1
        self.model = QPdfSearchModel(self)
        self.model.countChanged.connect(self._counted)
        self.box = SearchBox("brief.search", _("Search in the brief"))
        self.box.setFixedWidth(180)
        self.box.searched.connect(self._search)
        self.box.returnPressed.connect(self._enter)
        self._count = Label(role="small", muted=True)
        self._count.setObjectName("brief.found")
        self._count.setMinimumWidth(60)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.box)
        row.addWidget(quiet("brief.found-before", _("Found before"), lambda: self.go(-1), "chevron-up", icon_only=True))
        row.addWidget(quiet("brief.found-next", _("Found next"), lambda: self.go(1), "chevron-down", icon_only=True))
        row.addSpacing(4)
        row.addWidget(self._count)

    def show_document(self, document: QPdfDocument) -> None:
        """Search the same text in another document."""
        self.model.setDocument(document)
        self._counted()

    def go(self, step: int) -> None:
        """Go to the next place, or with -1 to the one before, round and round."""
        found = self.model.rowCount(QModelIndex())
        if found:
            self._at = (self._at + step) % found if self._at >= 0 else self._first_from_here()
            self._mark(found, move=True)

    def here(self) -> tuple[int, QPointF] | None:
        """The page and the point of the place that was found and is shown; none if there is none."""
        found = self.model.rowCount(QModelIndex())
        if not 0 <= self._at < found:
            return None
        result = self.model.resultAtIndex(self._at)
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
        found = self.model.rowCount(QModelIndex())
        first = found > 0 and self._at < 0
        if first:
            self._at = self._first_from_here()
        self._mark(found, move=first)

    def _first_from_here(self) -> int:
        found = range(self.model.rowCount(QModelIndex()))
        return next((row for row in found if self.model.resultAtIndex(row).page() >= self._pages.page), 0)

    def _mark(self, found: int, *, move: bool) -> None:
        places: dict[int, list[QRectF]] = {}
        for row in range(found):
            result = self.model.resultAtIndex(row)
            places.setdefault(result.page(), []).extend(result.rectangles())
        here = self.model.resultAtIndex(self._at) if 0 <= self._at < found else None
        self._pages.mark(places, (here.page(), here.rectangles()) if here is not None else None, move=move)
        said = _("{number} of {count}").format(number=self._at + 1, count=found) if found else _("not found")
        self._count.setText(said if self.model.searchString() else "")
