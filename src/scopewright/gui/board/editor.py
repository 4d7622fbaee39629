"""The one editor that floats over the board: on a sticky the capture line with its pills, else a line of plain text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.session.line import CaptureLine
from scopewright.gui.session.pills import PillBar
from scopewright.gui.session.reading import Reading, pills_of
from scopewright.gui.session.words import Words
from scopewright.language import _
from scopewright.model.record import SECTIONS

_LEAST_WIDTH, _BESIDE = 400, 8


class FloatingEditor(QFrame):
    """Enter keeps what was typed, Escape forgets it; leaving it by mouse or Tab keeps it, too."""

    kept = Signal(str)
    pasted = Signal(list)
    drafted = Signal(str)
    closed = Signal()

    def __init__(self, editing: Editing, reading: Reading, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("board.editor")
        self.setProperty("look", "palette")
        self.setAccessibleName(_("Editor on the board"))
        self._reading, self._host = reading, parent
        self.line = CaptureLine(Words(editing, reading), parent)
        self.line.setObjectName("board.editor.line")
        self.line.setAccessibleName(_("Text of the sticky"))
        self.plain = QLineEdit()
        self.plain.setObjectName("board.editor.plain")
        self.pills = PillBar("board.editor.pills")
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        for widget in (self.line, self.plain, self.pills):
            column.addWidget(widget)
        self.line.edited.connect(self._read)
        self.line.committed.connect(self._keep)
        self.line.pasted.connect(self._keep_lines)
        self.plain.returnPressed.connect(lambda: self._keep(self.plain.text()))
        for widget in (self.line, self.plain):
            widget.installEventFilter(self)
        self._open = False
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether something is being edited."""
        return self._open

    def edit_line(self, text: str, over: QRectF, *, at_end: str = "") -> None:
        """Edit a captured line; ``at_end`` is what was typed already."""
        self._begin(over, captured=True)
        self.line.show_text(text + (f" {at_end}" if text and at_end else at_end))
        if not at_end:
            self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def compose(self, event: QInputMethodEvent) -> None:
        """Let an input method go on behind what stands in the line, which was opened this moment."""
        text = self.line.text()
        self.line.show_text(f"{text} " if text else "")
        QApplication.sendEvent(self.line, event)

    def edit_plain(self, text: str, title: str, over: QRectF) -> None:
        """Edit one line of plain text; ``title`` says what of."""
        self._begin(over, captured=False)
        self.plain.setAccessibleName(title)
        self.plain.setPlaceholderText(title)
        self.plain.setText(text)
        self.plain.selectAll()
        self.plain.setFocus(Qt.FocusReason.PopupFocusReason)

    def finish(self) -> None:
        """Keep what stands in it."""
        if self._open:
            self._keep(self.plain.text() if self.plain.isVisible() else self.line.text())

    def forget(self) -> None:
        """Close it; nothing is kept."""
        self._close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if self.line.suggestions.isVisible():
                return False
            self._close()
            return True
        if event.type() == QEvent.Type.FocusOut and self._open and not self._is_inside():
            self.finish()
        return bool(super().eventFilter(watched, event))

    def _is_inside(self) -> bool:
        """Whether the keyboard is only away for a moment: in a menu, another window, or within the editor."""
        focus = QApplication.focusWidget()
        popup = QApplication.activePopupWidget() is not None
        return popup or (focus is not None and (focus is self or self.isAncestorOf(focus)))

    def _begin(self, over: QRectF, *, captured: bool) -> None:
        self.finish()
        self.line.setVisible(captured)
        self.pills.setVisible(captured)
        self.plain.setVisible(not captured)
        self._place(over)
        self._open = True
        self.show()
        self.raise_()

    def _place(self, over: QRectF) -> None:
        """Over the thing, within the canvas, wide enough to type in."""
        host = self._host
        width = min(max(_LEAST_WIDTH, round(over.width()) + 2 * _BESIDE), host.width() - 16)
        self.resize(width, self.sizeHint().height())
        left = min(max(8, round(over.center().x() - width / 2)), host.width() - width - 8)
        top = min(max(8, round(over.top()) - _BESIDE), host.height() - self.height() - 8)
        self.move(left, top)

    def _read(self, text: str) -> None:
        if text.strip():
            parsed = self._reading.parse(text)
            self.line.show_understood(parsed)
            self.pills.show_pills(pills_of(parsed), SECTIONS[parsed.section].icon)
        else:
            self.line.setExtraSelections([])
            self.pills.show_pills((), "")
        high = self.sizeHint().height()
        if high != self.height():
            self.resize(self.width(), high)
        if self._open:
            self.drafted.emit(text)

    def _keep(self, text: str) -> None:
        if self._open:
            self.kept.emit(text)
            self._close()

    def _keep_lines(self, lines: list[str]) -> None:
        self.pasted.emit(lines)
        self._close()

    def _close(self) -> None:
        if not self._open:
            return
        self._open = False
        self.drafted.emit("")
        self.hide()
        self.line.clear()
        self.plain.clear()
        self.closed.emit()
