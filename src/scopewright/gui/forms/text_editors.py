"""Editors for what is typed: a line, several lines, a number, an amount of money."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from scopewright.gui.forms.editor import LONGEST_SHOWN, OneLineEditor, Surroundings, TextEditor, is_clipped
from scopewright.language import _
from scopewright.model.fields import Spec
from scopewright.model.kinds import Number

_NARROW = 160


class LineEditor(OneLineEditor):
    """One line; what it holds is read by the field's kind."""

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.prompt())
        self.line.textEdited.connect(lambda _text: self.typing())
        self.line.returnPressed.connect(self.flush)
        self.row.addWidget(self.line)
        self.take_control(self.line)

    def prompt(self) -> str:
        """What stands in the empty line."""
        return _(self.spec.help)


class NumberEditor(LineEditor):
    """A number with its unit; what is no number stays as typed."""

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        self.line.setMaximumWidth(_NARROW)
        self.row.addStretch()

    def prompt(self) -> str:
        kind = self.kind
        if not isinstance(kind, Number):
            return ""
        if kind.low is not None and kind.high is not None:
            return _("{low} to {high}").format(
                low=kind.show(kind.low, self.around.locale), high=kind.show(kind.high, self.around.locale)
            )
        return kind.unit


class MoneyEditor(NumberEditor):
    """An amount with its currency."""

    def prompt(self) -> str:
        return _("such as 1200 EUR")


class ProseEditor(TextEditor):
    """Several lines; grows with the text. Tab leaves it."""

    wide = True

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        self.box = _GrowingBox()
        self.box.setPlaceholderText(_(spec.help))
        self.box.edited.connect(self.typing)
        self.box.overflowed.connect(self._take_whole)
        self.row.addWidget(self.box)
        self.take_control(self.box)

    def text(self) -> str:
        return self.box.toPlainText()

    def set_text(self, text: str, clipped: bool) -> None:
        self.box.show_text(text)
        self.box.setReadOnly(clipped)

    def _take_whole(self, text: str) -> None:
        """Hand in a text that is too long to be laid out, without laying it out."""
        self._pause.stop()
        self.hand_in(text)


class _GrowingBox(QPlainTextEdit):
    """As high as its text, between three and fourteen lines; a paste that is too long is given away whole."""

    edited = Signal()
    overflowed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._showing = False
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a text without it counting as an edit."""
        if text == self.toPlainText():
            return
        self._showing = True
        self.setPlainText(text)
        self._showing = False

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if is_clipped(self.toPlainText() + text):
            at = self.textCursor()
            whole = self.toPlainText()
            self.overflowed.emit(whole[: at.selectionStart()] + text + whole[at.selectionEnd() :])
            return
        super().insertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.text()
            and len(self.toPlainText()) >= LONGEST_SHOWN
            and not self.isReadOnly()
            and event.text().isprintable()
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(240, self._height())

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit()

    def _height(self) -> int:
        lines = min(max(round(self.document().size().height()), 3), 14)
        return lines * self.fontMetrics().lineSpacing() + 22

    def _fit(self) -> None:
        if self.height() != self._height() or self.maximumHeight() != self._height():
            self.setFixedHeight(self._height())
