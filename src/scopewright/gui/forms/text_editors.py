"""Editors for what is typed: a line, several lines, a number, an amount of money."""

from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from scopewright.gui.forms.editor import LONGEST_SHOWN, OneLineEditor, Surroundings, TextEditor, is_clipped
from scopewright.language import _
from scopewright.model.fields import Spec
from scopewright.model.kinds import Number

_NARROW = 160
_AROUND = 14
"""What a box adds to the height of its lines, in logical pixels; with one line it is as high as a line editor."""
_MARGIN, _SIDES = 1, 3
"""Logical pixels around the text of a box, and besides these at its left and right."""


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


class _BoxEditor(TextEditor):
    """What wraps: the box grows with the text, and Tab leaves it."""

    def put_box(self, box: GrowingBox) -> None:
        """Make a box the control."""
        self.box = box
        box.setPlaceholderText(_(self.spec.help))
        box.edited.connect(self.typing)
        box.overflowed.connect(self._take_whole)
        self.row.addWidget(box)
        self.take_control(box)

    def text(self) -> str:
        return self.box.toPlainText()

    def set_text(self, text: str, clipped: bool) -> None:
        self.box.show_text(text)
        self.box.setReadOnly(clipped)

    def _take_whole(self, text: str) -> None:
        """Hand in a text that is too long to be laid out, without laying it out."""
        self._pause.stop()
        self.hand_in(text)


class ProseEditor(_BoxEditor):
    """Several lines."""

    wide = True

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        self.put_box(GrowingBox(3, 14))


class SentenceEditor(_BoxEditor):
    """A text without line breaks, wrapped so that all of it can be read; Enter hands it in."""

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        box = SentenceBox()
        box.entered.connect(self.flush)
        self.put_box(box)


class GrowingBox(QPlainTextEdit):
    """As high as its text, between a least and a most of lines; a paste that is too long is given away whole."""

    edited = Signal()
    overflowed = Signal(str)

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.document().setDocumentMargin(_MARGIN)
        self._lay_out()
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._showing = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._settle)
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
        lines = self._prompt_lines() if self.document().isEmpty() else round(self.document().size().height())
        shown = min(max(lines, self._least), self._most)
        return shown * math.ceil(QFontMetricsF(self.font()).lineSpacing()) + _AROUND

    def _prompt_lines(self) -> int:
        """How many lines what stands in the empty box takes: it is wrapped too."""
        room = QRect(0, 0, self.viewport().width() - 2 * round(self.document().documentMargin()), 0)
        metrics = self.fontMetrics()
        wrapped = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.placeholderText())
        return round(wrapped.height() / metrics.lineSpacing()) if room.width() > 0 else 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
            self._settling.start()

    def _settle(self) -> None:
        """A height that changes while lines are laid out can leave them as wide, and the room for them as high, as they
        were: lay them out again.
        """
        self._lay_out()
        lines = self.document().firstBlock().layout()
        room = self.viewport().width() - 2 * self.document().documentMargin()
        if lines.lineCount() and lines.lineAt(0).width() != room:
            self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
            self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
            self._fit()

    def _lay_out(self) -> None:
        self.setViewportMargins(_SIDES, -_MARGIN, _SIDES, -_MARGIN)

    def _fit(self) -> None:
        if self.height() != self._height() or self.maximumHeight() != self._height():
            self.setFixedHeight(self._height())


class SentenceBox(GrowingBox):
    """A text in which Enter is no line break but ``entered``; what is pasted becomes one line."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__(1, 6)

    def insertFromMimeData(self, source: QMimeData) -> None:
        flat = QMimeData()
        flat.setText(" ".join(source.text().split("\n")).strip())
        super().insertFromMimeData(flat)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """As in any line: Tab selects the whole; where the keyboard is put here, it goes on behind the last letter."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()
        elif event.reason() == Qt.FocusReason.OtherFocusReason:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was selected is not any longer, unless a menu of its own is open."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
