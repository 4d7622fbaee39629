"""The scans of signed pages: kept beside the engagement, and looked at without a readable copy on the disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scopewright.gui.editing import Editing
from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.keeping.errands import Errands
from scopewright.gui.preview.pages_view import PagesView
from scopewright.gui.widgets.file_dialogs import ask_open
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.line_list import LineList
from scopewright.language import _, current, show_day
from scopewright.model.refusal import SaidToUser
from scopewright.model.review import signoffs
from scopewright.model.review_signing import attach_scan
from scopewright.model.sections.signoffs import Signoff
from scopewright.store.attachments import Attachments
from scopewright.store.durable import LARGEST
from scopewright.store.named_file import read_named

_WIDTH, _HEIGHT = 620, 220
_VIEW = (760, 820)
_SIGNOFF = Qt.ItemDataRole.UserRole


class SignedPages(Dialog):
    """Every sign-off with its scan: keep one, or look at it. ``attachments`` gives them under the present seal."""

    def __init__(self, parent: QWidget, editing: Editing, attachments: Callable[[], Attachments]) -> None:
        text = _("A scan or photo of a signed page, or the signed PDF, is kept with the engagement and never printed.")
        super().__init__(parent, "scans", "file-check", _("Signed pages"), text, width=_WIDTH)
        self._editing, self._attachments = editing, attachments
        self._errands = Errands(self)
        self.list = LineList("scans.list", _("Sign-offs"))
        self.list.setFixedHeight(_HEIGHT)
        self.list.itemActivated.connect(lambda _item: self.show_scan())
        self.list.currentRowChanged.connect(lambda _row: self._judge())
        self._said = Label(role="small", wrap=True)
        self._said.setObjectName("scans.said")
        self.body.addWidget(self.list)
        self.body.addWidget(self._said)
        self.offer_cancel(_("Close"))
        self._open = self.offer("open", _("Look at it"), self.show_scan, "eye")
        self._keep = self.offer("keep", _("Keep a scan…"), self._ask, "upload", main=True)
        self._fill()

    def keep(self, path: Path) -> None:
        """Keep a file as the scan of the chosen sign-off."""
        signed = self._chosen()
        if signed is None:
            return
        attachments = self._attachments()

        def work() -> str:
            return attachments.add(read_named(path, LARGEST), path.suffix)

        self._errands.run(work, partial(self._kept, signed), self._say_failed)

    def show_scan(self) -> None:
        """Show the scan of the chosen sign-off in a window of its own."""
        signed = self._chosen()
        if signed is None or not signed.scan:
            return
        show = partial(self._show, signed)
        self._errands.run(partial(self._attachments().read, signed.scan), show, self._say_failed)

    def _fill(self) -> None:
        at = max(0, self.list.currentRow())
        self.list.clear()
        for signed in reversed(signoffs(self._editing.engagement)):
            day = show_day(signed.signed, current()) if signed.signed else ""
            kept = _("with a scan") if signed.scan else _("no scan")
            item = self.list.add(" · ".join(part for part in (signed.id, day, kept, signed.name) if part))
            item.setData(_SIGNOFF, signed.key)
        if not self.list.count():
            self._said.setText(_("Nobody has signed yet."))
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        self._judge()

    def _judge(self) -> None:
        signed = self._chosen()
        self._open.setEnabled(signed is not None and bool(signed.scan))
        self._keep.setEnabled(signed is not None and not self._editing.read_only)

    def _chosen(self) -> Signoff | None:
        item = self.list.currentItem()
        found = self._editing.engagement.get(item.data(_SIGNOFF)) if item is not None else None
        return found if isinstance(found, Signoff) else None

    def _ask(self) -> None:
        kinds = _("Scans (*.pdf *.png *.jpg *.jpeg)")
        path = ask_open(self, "received", _("Keep a scan"), kinds)
        if path:
            self.keep(path)

    def _kept(self, signed: Signoff, name: str) -> None:
        attach_scan(self._editing.engagement, signed, name, self._editing.who)
        self._said.setText(_("The scan is kept with {id}.").format(id=signed.id))
        self._fill()

    def _say_failed(self, error: Exception) -> None:
        told = str(error) if isinstance(error, SaidToUser) else _("{reason} Nothing was changed.").format(reason=error)
        self._said.setText(told)

    def _show(self, signed: Signoff, content: bytes) -> None:
        ScanView(self, signed, content).open()


class ScanView(QDialog):
    """A PDF or a picture, from memory."""

    def __init__(self, parent: QWidget, signed: Signoff, content: bytes) -> None:
        super().__init__(parent)
        self.setObjectName("scan")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = _("Signed page of {id}, {name}").format(id=signed.id, name=signed.name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(*_VIEW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages(content) if content.startswith(b"%PDF-") else self._picture(content))

    def _pages(self, content: bytes) -> QWidget:
        document, view = QPdfDocument(self), PagesView()
        buffer = QBuffer(document)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        view.setAccessibleName(_("Signed page"))
        view.show_document(document)
        return view

    def _picture(self, content: bytes) -> QWidget:
        image, label = QImage.fromData(content), QLabel()
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setAccessibleName(_("Signed page"))
        if image.isNull():
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setText(_("This file is no picture and no PDF; it is kept as it is."))
        else:
            wide = min(image.width(), _VIEW[0] - 40)
            how = Qt.TransformationMode.SmoothTransformation
            label.setPixmap(QPixmap.fromImage(image.scaledToWidth(wide, how)))
        area = QScrollArea()
        area.setObjectName("scan.area")
        area.setAccessibleName(_("Signed page"))
        area.setWidgetResizable(True)
        area.setWidget(label)
        return area
