"""The dialog that makes a photograph of a whiteboard straight and clean, with a preview of what will be kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.photo.corners import WHOLE, CornersView
from scopewright.gui.widgets.label import Label
from scopewright.language import _

_PAUSE_MS = 250
PREVIEW = QSize(360, 270)
"""Pixels of the preview."""


class PhotoDialog(Dialog):
    """``wanted`` asks for a preview with the corners and whether to clean; ``agreed`` gets both and a description."""

    wanted = Signal(list, bool)

    def __init__(self, parent: QWidget, image: QImage, agreed: Callable[[list[float], bool, str], object]) -> None:
        text = _(
            "Put the corners around the whiteboard: drag them, or choose one with 1 to 4 and move it with the arrows "
            "(Shift for more). What lies outside is cut off; the photograph itself is kept, too, without what the "
            "camera wrote into it."
        )
        super().__init__(parent, "photo", "image", _("Photograph of a whiteboard"), text, width=860)
        self._agreed = agreed
        self.view = CornersView()
        self.view.show_picture(image)
        self.clean = QCheckBox(_("Clean up: even light, white paper, clear ink"))
        self.clean.setObjectName("photo.clean")
        self.clean.setChecked(True)
        self.alt = QLineEdit()
        self.alt.setObjectName("photo.alt")
        self.alt.setAccessibleName(_("What it shows"))
        self.alt.setPlaceholderText(_("What it shows, read out in place of the picture"))
        self.preview = QLabel()
        self.preview.setObjectName("photo.preview")
        self.preview.setAccessibleName(_("Preview"))
        self.preview.setFixedSize(PREVIEW)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told = Label("", muted=True, wrap=True)
        self.told.setObjectName("photo.told")
        self._arrange()
        self.offer("whole", _("Whole picture"), lambda: self.view.put_corners(WHOLE))
        self.offer_cancel()
        self.use = self.offer("use", _("Put on the whiteboard"), self._use, main=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.view.changed.connect(self._pause.start)
        self.clean.toggled.connect(lambda _on: self._pause.start())
        self._pause.start()
        self.view.setFocus()

    def show_preview(self, image: QImage) -> None:
        """Show what would be kept, in the size of the preview."""
        self.told.setText("")
        self.use.setEnabled(True)
        self.preview.setPixmap(QPixmap.fromImage(image))

    def show_problem(self, sentence: str) -> None:
        """Say why there is nothing to keep as the corners stand."""
        self.told.setText(sentence)
        self.preview.clear()
        self.use.setEnabled(False)

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(10)
        for widget in (Label(_("Preview"), "strong"), self.preview, self.told, self.clean, self.alt):
            right.addWidget(widget)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.view, stretch=1)
        row.addLayout(right)
        self.body.addLayout(row)

    def _ask(self) -> None:
        self.wanted.emit(list(self.view.corners), self.clean.isChecked())

    def _use(self) -> None:
        self.use.setEnabled(False)
        self.told.setText(_("Straightening…"))
        self._agreed(list(self.view.corners), self.clean.isChecked(), self.alt.text().strip())
