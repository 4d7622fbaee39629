"""The fields of a house style."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from scopewright.briefs.house_style import HouseStyle
from scopewright.gui.widgets.buttons import Button, quiet
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.model.sections.document import CLASSES
from scopewright.scenes.brand import is_colour

_LOGO = QSize(150, 40)
_LINES = {"details": 2, "clauses": 4}


class StyleForm(QWidget):
    """Shows a style, and holds what is made of it; ``choose_logo`` has a picture chosen."""

    edited = Signal()
    """A field was changed."""

    def __init__(self, choose_logo: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("style.form")
        self._logo = ""
        self._picture = QLabel()
        self._picture.setObjectName("style.picture")
        self._picture.setFrameShape(QFrame.Shape.StyledPanel)
        self._picture.setFixedSize(_LOGO + QSize(8, 8))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = self._line("name", _("Name"))
        self.firm = self._line("firm", _("Firm"), _("Where document control names none"))
        self.brand1, self.brand2 = self._line("brand1", _("First colour")), self._line("brand2", _("Second colour"))
        self.file_name = self._line("file_name", _("File name"))
        self.typeface, self.classification = _box("font", _("Typeface")), _box("classification", _("Classification"))
        for key, title in (("", _("As in document control")), *((key, _(title)) for key, title in CLASSES)):
            self.classification.addItem(title, key)
        self.details, self.clauses = self._text("details", _("About the firm")), self._text("clauses", _("Terms"))
        self.called = Label(role="small", muted=True, wrap=True)
        self.called.setObjectName("style.called")
        self._arrange(choose_logo)
        for box in (self.typeface, self.classification):
            box.currentIndexChanged.connect(lambda _place: self.edited.emit())

    def show_style(self, style: HouseStyle) -> None:
        """Show a style in the fields."""
        with QSignalBlocker(self):
            for field in (self.name, self.firm, self.brand1, self.brand2, self.file_name):
                field.setText(getattr(style, field.objectName().partition(".")[2]))
            self.details.setPlainText(style.details)
            self.clauses.setPlainText(style.clauses)
            self.classification.setCurrentIndex(max(0, self.classification.findData(style.classification)))
            self._choose_font(style.font)
            self.show_logo(style.logo)
        self.edited.emit()

    def show_logo(self, logo: str) -> None:
        """Show a logo, a PNG as base64 text; empty for none."""
        self._logo = logo
        image = QImage.fromData(base64.b64decode(logo)) if logo else QImage()
        how = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        ratio = self.devicePixelRatioF()
        scaled = QPixmap() if image.isNull() else QPixmap.fromImage(image.scaled(_LOGO * ratio, *how))
        scaled.setDevicePixelRatio(ratio)
        self._picture.setPixmap(scaled)
        self._picture.setAccessibleName(_("Logo") if logo else _("No logo"))
        self.edited.emit()

    def offer_fonts(self, families: Sequence[str]) -> None:
        """Offer these families; what is chosen stays, here or not."""
        chosen = self.typeface.currentText()
        with QSignalBlocker(self.typeface):
            self.typeface.clear()
            self.typeface.addItems(list(families))
            self._choose_font(chosen)

    def style_made(self) -> HouseStyle:
        """The style as it stands in the fields, not yet looked at."""
        return HouseStyle(
            " ".join(self.name.text().split()), self.firm.text().strip(), self.details.toPlainText().strip(),
            self.brand1.text().strip(), self.brand2.text().strip(), self.typeface.currentText(), self._logo,
            self.classification.currentData(), self.clauses.toPlainText().strip(), self.file_name.text().strip(),
        )  # fmt: skip

    def _choose_font(self, family: str) -> None:
        if self.typeface.findText(family) < 0:
            self.typeface.addItem(family)
        self.typeface.setCurrentIndex(self.typeface.findText(family))

    def _arrange(self, choose_logo: Callable[[], object]) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        logo = _row(
            self._picture,
            quiet("style.logo", _("Choose…"), choose_logo, "folder-open"),
            quiet("style.no-logo", _("None"), lambda: self.show_logo(""), "x"),
        )
        colours = _row(self.brand1, self._pick(self.brand1), self.brand2, self._pick(self.brand2))
        for title, part, first in (
            (_("&Name"), self.name, self.name),
            (_("&Logo"), logo, logo.findChildren(Button)[0]),
            (_("&Colours"), colours, self.brand1),
            (_("&Typeface"), self.typeface, self.typeface),
            (_("&Firm"), self.firm, self.firm),
            (_("&About the firm"), self.details, self.details),
            (_("Classifi&cation"), self.classification, self.classification),
            (_("Te&rms"), self.clauses, self.clauses),
            (_("File na&me"), self.file_name, self.file_name),
        ):
            label = Label(title)
            label.setBuddy(first)
            form.addRow(label, part)
        form.addRow("", self.called)

    def _pick(self, line: QLineEdit) -> Button:
        def pick() -> None:
            before = QColor(line.text()) if is_colour(line.text()) else QColor("#12355B")
            chosen = QColorDialog.getColor(before, self, line.accessibleName())
            if chosen.isValid():
                line.setText(chosen.name().upper())

        return quiet(f"{line.objectName()}-pick", _("Choose…"), pick)

    def _line(self, name: str, accessible: str, hint: str = "") -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"style.{name}")
        line.setAccessibleName(accessible)
        line.setPlaceholderText(hint)
        line.textChanged.connect(lambda _text: self.edited.emit())
        return line

    def _text(self, name: str, accessible: str) -> QPlainTextEdit:
        box = QPlainTextEdit()
        box.setObjectName(f"style.{name}")
        box.setAccessibleName(accessible)
        box.setTabChangesFocus(True)
        box.setFixedHeight(box.fontMetrics().lineSpacing() * _LINES[name] + 24)
        box.textChanged.connect(self.edited.emit)
        return box


def _box(name: str, accessible: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(f"style.{name}")
    box.setAccessibleName(accessible)
    return box


def _row(*parts: QWidget) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return held
