"""The capture line: one thought, Enter keeps it; what was understood is tinted while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from scopewright.capture.parse import Parsed
from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current
from scopewright.language import _

Suggest = Callable[[str], Sequence[str]]
_MOST_LINES = 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CaptureLine(QPlainTextEdit):
    """Enter keeps the line, Shift+Enter goes on, Up in the empty line fetches the last one to mend it, Esc empties it.

    ``suggest`` answers what the word before the cursor may become; Tab takes the first, or the one chosen with Down.
    Where nothing is suggested, Tab puts the mark of a type in the place of its full word, if one is offered.
    Text that an input method is still composing is not part of the line, and is never read.
    """

    committed = Signal(str)
    pasted = Signal(list)
    """Several lines came at once."""
    edited = Signal(str)
    """The text is another one."""
    recall = Signal()

    def __init__(self, suggest: Suggest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("session.line")
        self.setAccessibleName(_("Capture line"))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.setFont(fonts.of("heading"))
        self._suggest = suggest
        self._said = ""
        self._spans: tuple[tuple[int, int], ...] = ()
        self._offered = ("", 0)
        self._host = parent or self
        self.suggestions = QListWidget(self._host)
        self.suggestions.setObjectName("session.suggestions")
        self.suggestions.setAccessibleName(_("Suggestions"))
        self.suggestions.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.suggestions.hide()
        self.suggestions.itemClicked.connect(lambda item: self._complete(item.text()))
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:
        lines = max(1, min(_MOST_LINES, int(self.document().size().height())))
        return QSize(200, lines * self.fontMetrics().lineSpacing() + 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole, short = _("Type what is said and press Enter. F1 shows the marks."), _("Type, then Enter; F1")
        fits = self.fontMetrics().horizontalAdvance(whole) < self.viewport().width() - 16
        self.setPlaceholderText(whole if fits else short)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def text(self) -> str:
        """What was typed, without what an input method is composing."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Put a text into the line, the cursor at its end."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def show_understood(self, parsed: Parsed) -> None:
        """Tint what was understood; nothing is laid out anew."""
        stretches = tuple((span.start, span.end) for span in parsed.spans if span.mark != "escape")
        if stretches == self._spans:
            return
        self._spans = stretches
        self.setExtraSelections([self._tinted(start, end) for start, end in stretches])

    def offer_type(self, mark: str, until: int) -> None:
        """Let Tab write ``mark`` in the place of the line's first ``until`` characters; an empty one offers nothing."""
        self._offered = (mark, until)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.suggestions.isVisible() and self._choosing(key):
            return
        if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._commit()
        elif key in _ENTER:
            self.textCursor().insertBlock()
        elif key == Qt.Key.Key_Up and not self.text():
            self.recall.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(fonts.of("heading"))
            self.document().setDefaultFont(self.font())
            self.updateGeometry()
        super().changeEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes a suggestion where one is shown."""
        if forward and self.suggestions.isVisible():
            return self._choosing(Qt.Key.Key_Tab)
        mark, until = self._offered
        if forward and mark:
            self._replace(0, until, f"{mark} ")
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.suggestions.hide()
        super().focusOutEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text only; several lines are kept at once, together with what stood in the line."""
        pasted = source.text().replace("\r\n", "\n").replace("\r", "\n")
        if "\n" not in pasted.strip("\n"):
            self.insertPlainText(pasted.strip("\n"))
            return
        before, after = self._around()
        self.pasted.emit(f"{before}{pasted}{after}".split("\n"))
        self.clear()

    def _around(self) -> tuple[str, str]:
        cursor, text = self.textCursor(), self.text()
        start, end = (_characters(text, place) for place in (cursor.selectionStart(), cursor.selectionEnd()))
        return text[:start], text[end:]

    def _commit(self) -> None:
        text = self.text()
        if text.strip():
            # Kept before it is emptied: a kill between the two leaves the line twice, and never none.
            self.committed.emit(text)
            self.clear()

    def _changed(self) -> None:
        text = self.text()
        if text == self._said:
            return
        self._said = text
        self.edited.emit(text)
        self._offer()

    # Suggestions

    def _choosing(self, key: Qt.Key) -> bool:
        """Whether the key was for the suggestions."""
        chosen = self.suggestions.currentRow()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.suggestions.setCurrentRow((chosen + step) % self.suggestions.count())
        elif key == Qt.Key.Key_Escape:
            self.suggestions.hide()
        elif key == Qt.Key.Key_Tab or (key in _ENTER and chosen >= 0):
            self._complete(self.suggestions.item(max(chosen, 0)).text())
        else:
            return False
        return True

    def _word(self) -> str:
        before = self._around()[0]
        return before[max(before.rfind(" "), before.rfind("\n")) + 1 :]

    def _offer(self) -> None:
        found = self._suggest(self._word())[:8] if self.hasFocus() and self._word() else []
        if not found:
            self.suggestions.hide()
            return
        self.suggestions.clear()
        self.suggestions.addItems(found)
        self.suggestions.setCurrentRow(-1)
        self._place()

    def _place(self) -> None:
        """Above line and pills, where the captured lines are, so that nothing moves."""
        host = self._host
        height = self.suggestions.sizeHintForRow(0) * self.suggestions.count() + 8
        corner = self.mapTo(host, self.cursorRect().topLeft())
        width = min(320, host.width() - 24)
        left = max(8, min(corner.x(), host.width() - width - 8))
        top = corner.y() - height - 3 * self.fontMetrics().height()
        self.suggestions.setGeometry(QRect(left, max(8, top), width, height))
        self.suggestions.show()
        self.suggestions.raise_()

    def _complete(self, text: str) -> None:
        end = len(self._around()[0])
        self._replace(end - len(self._word()), end, f"{text} ")
        self.suggestions.hide()

    def _replace(self, start: int, end: int, text: str) -> None:
        cursor, said = self.textCursor(), self.text()
        cursor.setPosition(_units(said, start))
        cursor.setPosition(_units(said, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)

    def _tinted(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        theme = current()
        form = QTextCharFormat()
        form.setBackground(QColor(theme.selection))
        form.setForeground(QColor(theme.text))
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(QColor(theme.accent))
        cursor = QTextCursor(self.document())
        said, length = self.text(), self.document().characterCount() - 1
        cursor.setPosition(min(_units(said, start), length))
        cursor.setPosition(min(_units(said, end), length), QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = cursor, form
        return selection


def _units(text: str, place: int) -> int:
    """Where a character stands for Qt, which counts rare ones (𠮷, emoji) as two."""
    return len(text[:place].encode("utf-16-le")) // 2


def _characters(text: str, units: int) -> int:
    """The inverse of ``_units``."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
