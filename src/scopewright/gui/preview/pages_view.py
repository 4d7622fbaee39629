"""The pages of a brief, one below the other, as they will be printed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from scopewright.gui.preview.page_images import PageImages
from scopewright.gui.theme.apply import current
from scopewright.language import _

_MARGIN, _GAP = 16, 14
_STEP = 1.2
_SMALLEST, _LARGEST = 0.3, 6.0
_NEAR = 2
"""Pages before and after the visible ones whose pictures are kept."""
_FOUND, _FOUND_HERE = QColor(255, 200, 0, 90), QColor(255, 120, 0, 140)


class PagesView(QAbstractScrollArea):
    """Pages with zoom, at first as wide as the view. A new document takes the old one's place without a jump."""

    page_changed = Signal(int)
    """The number, from 0, of the page in the middle of the view."""
    pointed = Signal(int, QPointF)
    """A double click: the page from 0, and the point on it in points from its top left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("brief.pages")
        self.setAccessibleName(_("Preview of the brief"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._images = PageImages(self)
        self._images.ready.connect(lambda _page: self.viewport().update())
        self._sizes: list[tuple[float, float]] = []
        self._tops: list[float] = []
        self._scale, self._fits = 1.0, True
        self._found: Mapping[int, Sequence[QRectF]] = {}
        self._found_here: tuple[int, Sequence[QRectF]] | None = None
        self._page, self._before = 0, (0, 0.0)
        self._said = ""
        self.verticalScrollBar().valueChanged.connect(self._note_page)

    @property
    def page(self) -> int:
        """The number, from 0, of the page in the middle of the view."""
        return self._page

    @property
    def zoom(self) -> float:
        """Logical pixels per point."""
        return self._scale

    def say(self, sentence: str) -> None:
        """Say in place of the pages, as long as there are none, what is being waited for."""
        self._said = sentence
        self.viewport().update()

    def show_document(self, document: QPdfDocument) -> None:
        """Show another document at the same page and place."""
        page, share = self._place()
        self._sizes = [
            (document.pagePointSize(page).width(), document.pagePointSize(page).height())
            for page in range(document.pageCount())
        ]
        self._images.show_document(document)
        self._found, self._found_here = {}, None
        self._lay_out()
        if self._sizes:
            self._go_to_place(min(page, len(self._sizes) - 1), share)
        self._note_page()
        self.viewport().update()

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page into sight."""
        if 0 <= page < len(self._sizes):
            self.verticalScrollBar().setValue(round(self._tops[page] - _GAP))

    def zoom_by(self, factor: float) -> None:
        """Enlarge or reduce; the place in the middle stays."""
        place = self._place()
        self._fits = False
        self._set_scale(self._scale * factor, place)

    def zoom_in(self) -> None:
        """Enlarge by a fifth."""
        self.zoom_by(_STEP)

    def zoom_out(self) -> None:
        """Take one enlargement back."""
        self.zoom_by(1 / _STEP)

    def fit_width(self) -> None:
        """Make the page as wide as the view, now and when the view's width changes."""
        place = self._place()
        self._fits = True
        self._set_scale(self._scale, place)

    def mark(
        self, found: Mapping[int, Sequence[QRectF]], here: tuple[int, Sequence[QRectF]] | None, *, move: bool
    ) -> None:
        """Mark places by page, in points from its top left, and one of them more; ``move`` brings it into sight."""
        self._found, self._found_here = found, here
        if move and here is not None and here[1]:
            page, areas = here
            middle = self._tops[page] + areas[0].center().y() * self._scale_of(page)
            self.verticalScrollBar().setValue(round(middle - self.viewport().height() / 2))
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), QColor(current().hover))
        if not self._sizes:
            painter.setPen(QColor(current().muted))
            room = self.viewport().rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._said)
        shown = QRectF(self.viewport().rect())
        visible = [page for page in range(len(self._sizes)) if self._area(page).intersects(shown)]
        for page in visible:
            self._paint_page(painter, page)
        if visible:
            self._images.forget_but(range(visible[0] - _NEAR, visible[-1] + _NEAR + 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self._before
        super().resizeEvent(event)
        self._set_scale(self._scale, place)

    def middle(self) -> tuple[int, QPointF]:
        """The page in the middle of the view, and the point of it that is there: what the keyboard points at."""
        page, share = self._place()
        width, height = self._sizes[page] if self._sizes else (0.0, 0.0)
        return page, QPointF(width / 4, share * height)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        for page in range(len(self._sizes)):
            area = self._area(page)
            if area.contains(event.position()):
                self.pointed.emit(page, (event.position() - area.topLeft()) / self._scale_of(page))
                return

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        area, ratio = self._area(page), self.devicePixelRatioF()
        size = QSize(round(area.width() * ratio), round(area.height() * ratio))
        painter.fillRect(area, Qt.GlobalColor.white)
        image = self._images.image(page, size)
        if image is not None:
            painter.drawImage(area, image)
        for found in self._found.get(page, ()):
            painter.fillRect(self._on_screen(page, found), _FOUND)
        if self._found_here is not None and self._found_here[0] == page:
            for found in self._found_here[1]:
                painter.fillRect(self._on_screen(page, found), _FOUND_HERE)
        painter.setPen(QPen(QColor(current().border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _on_screen(self, page: int, found: QRectF) -> QRectF:
        scale = self._scale_of(page)
        return QRectF(self._area(page).topLeft() + QPointF(found.topLeft()) * scale, found.size() * scale)

    def _scale_of(self, page: int) -> float:
        """While pages fit the view, one in landscape is shown smaller so that it fits, too."""
        room = (self.viewport().width() - 2 * _MARGIN) / self._sizes[page][0]
        return min(self._scale, room) if self._fits else self._scale

    def _height(self, page: int) -> float:
        return self._sizes[page][1] * self._scale_of(page)

    def _area(self, page: int) -> QRectF:
        width, height = (side * self._scale_of(page) for side in self._sizes[page])
        free = self.viewport().width() - width
        left = free / 2 if free >= 2 * _MARGIN else _MARGIN - self.horizontalScrollBar().value()
        return QRectF(round(left), round(self._tops[page]) - self.verticalScrollBar().value(), width, height)

    def _place(self) -> tuple[int, float]:
        """The page in the middle of the view and how far down on it the middle is, as a share of its height."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        page = max(0, bisect_right(self._tops, middle) - 1)
        return (page, (middle - self._tops[page]) / self._height(page)) if self._tops else (0, 0.0)

    def _go_to_place(self, page: int, share: float) -> None:
        middle = self._tops[page] + share * self._height(page)
        self.verticalScrollBar().setValue(round(middle - self.viewport().height() / 2))

    def _set_scale(self, scale: float, place: tuple[int, float]) -> None:
        page, share = place
        self._scale = min(_LARGEST, max(_SMALLEST, scale))
        self._lay_out()
        if self._sizes:
            self._go_to_place(page, share)
        self.viewport().update()

    def _lay_out(self) -> None:
        self._tops = []
        if not self._sizes:
            return
        view = self.viewport().size()
        if self._fits:
            narrowest = min(width for width, _height in self._sizes)
            self._scale = min(_LARGEST, max(_SMALLEST, (view.width() - 2 * _MARGIN) / narrowest))
        steps = [self._height(page) + _GAP for page in range(len(self._sizes))]
        *self._tops, total = accumulate(steps, initial=float(_MARGIN))
        total += _MARGIN - _GAP
        self.verticalScrollBar().setRange(0, max(0, round(total - view.height())))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        across = max(size[0] * self._scale_of(page) for page, size in enumerate(self._sizes)) + 2 * _MARGIN
        self.horizontalScrollBar().setRange(0, max(0, round(across - view.width())))
        self.horizontalScrollBar().setPageStep(view.width())

    def _note_page(self) -> None:
        self._before = self._place()
        page = self._before[0]
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
