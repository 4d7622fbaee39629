"""The pages of a brief in small, to walk and to jump by."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem

from scopewright.gui.preview.page_images import PageImages
from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.drawn_row import DrawnRow
from scopewright.language import _

WIDTH = 132
_PAGE_WIDTH = 84
_LABEL = 18


class Thumbnails(QListWidget):
    """A row per page; the chosen one is the page that is read."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("brief.thumbnails")
        self.setAccessibleName(_("Pages"))
        self.setFixedWidth(WIDTH)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.images = PageImages(self)
        self.images.ready.connect(lambda _page: self.viewport().update())
        self.page_size = QSize(_PAGE_WIDTH, round(_PAGE_WIDTH * 1.414))
        self.setItemDelegate(_Thumbnail(self))

    def show_document(self, document: QPdfDocument) -> None:
        """Show the pages of another document."""
        first = document.pagePointSize(0)
        self.page_size = QSize(_PAGE_WIDTH, round(_PAGE_WIDTH * first.height() / max(1.0, first.width())))
        self.images.show_document(document)
        while self.count() > document.pageCount():
            self.takeItem(self.count() - 1)
        for page in range(document.pageCount()):
            item = self.item(page) or QListWidgetItem(self)
            item.setText(_("Page {number}").format(number=page + 1))
            item.setSizeHint(QSize(WIDTH - 24, self.page_size.height() + _LABEL + 16))
        self.viewport().update()

    def choose(self, page: int) -> None:
        """Choose a page without saying so."""
        self.blockSignals(True)
        self.setCurrentRow(page)
        self.blockSignals(False)


class _Thumbnail(DrawnRow):
    def __init__(self, view: Thumbnails) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        rect, size, ratio = option.rect, self._view.page_size, self._view.devicePixelRatioF()
        page = QRect(rect.center().x() - size.width() // 2, rect.top() + 8, size.width(), size.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(page, Qt.GlobalColor.white)
        # twice as fine as the screen, for small letters
        image = self._view.images.image(index.row(), size * (2 * ratio))
        if image is not None:
            painter.drawImage(page, image)
        painter.setPen(QPen(QColor(current().border), 1))
        painter.drawRect(page)
        painter.setPen(QColor(current().muted))
        painter.setFont(fonts.of("small"))
        label = QRect(rect.left(), page.bottom() + 2, rect.width(), _LABEL)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.restore()
