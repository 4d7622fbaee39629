"""What every editor of a field does: tell apart what the program shows from what the user edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QHBoxLayout, QLineEdit, QWidget

from scopewright.gui.theme import icons
from scopewright.gui.widgets.label import tooltip
from scopewright.language import _
from scopewright.model.fields import Spec
from scopewright.model.kinds import Kind, Locale, Text

PAUSE_MS = 300
"""A pause in typing after which the text is handed in; plain words are at this pace even without a pause."""
LONGEST_SHOWN = 20_000
"""Characters of a text that an editor shows; a longer one can be read in part and not be edited there."""


@dataclass(frozen=True)
class Option:
    """A record that a link can point to: its hidden key, how it is written, and what else tells it from others."""

    key: str
    label: str
    detail: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What an editor asks of the form it stands in.

    ``options`` lists the records of a section. ``create`` makes one from its headline and gives its hidden key to the
    function, whose edit is one step with the making. ``one`` is what a record of the section is called, ``headline``
    what the record of a hidden key says first.
    """

    locale: Locale
    options: Callable[[str], Sequence[Option]] = lambda _section: ()
    create: Callable[[str, str, Callable[[str], None]], None] | None = None
    one: Callable[[str], str] = lambda section: section
    headline: Callable[[str], str] = lambda _key: ""


class Editor(QWidget):
    """Shows a value (``show_value``, never a signal) and says what the user made of it.

    ``typed`` carries text as people write it, ``picked`` a stored value; ``complained`` a sentence about input that
    could not be taken. ``control`` is the widget that has the keyboard and the label's buddy.
    """

    typed = Signal(str)
    picked = Signal(object)
    complained = Signal(str)
    left = Signal()
    wide = False
    """Whether the editor wants the whole width of a form."""

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.kind: Kind[Any] = spec.kind
        self.around = around
        self.control: QWidget = self
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)

    def show_value(self, stored: Any, text: str) -> None:
        """Show a stored value, ``text`` being how people read it; the user edited nothing."""
        raise NotImplementedError

    def flush(self) -> None:
        """Hand in what is still being typed."""

    def show_invalid(self, invalid: bool) -> None:
        """Mark the control as holding something that could not be read."""
        if self.control.property("invalid") != invalid:
            self.control.setProperty("invalid", invalid)
            self.control.update()

    def focus(self) -> None:
        """Take the keyboard."""
        self.control.setFocus()

    def take_control(self, control: QWidget) -> None:
        """Make a widget the one that has the keyboard, named after the field."""
        self.control = control
        self.name(control, "", _(self.spec.title))
        control.setAccessibleDescription(_(self.spec.help))
        self.setFocusProxy(control)
        control.installEventFilter(self)

    def name(self, widget: QWidget, part: str, accessible: str) -> None:
        """Give a part of the editor its object name and what a screen reader says."""
        widget.setObjectName(f"field-{self.spec.name}" + (f".{part}" if part else ""))
        widget.setAccessibleName(accessible)
        if isinstance(widget, QAbstractScrollArea):
            widget.viewport().setAccessibleName(accessible)

    def add_button(self, part: str, title: str, icon: str, run: Callable[[], object]) -> None:
        """Put a button for the mouse into the line that is the control; ``title`` names the field as ``{title}``.

        What it does must have a key, for it cannot be reached by Tab.
        """
        assert isinstance(self.control, QLineEdit)
        action = self.control.addAction(icons.icon(icon), QLineEdit.ActionPosition.TrailingPosition)
        text = title.format(title=_(self.spec.title))
        action.setObjectName(f"field-{self.spec.name}.{part}")
        action.setToolTip(tooltip(text))
        action.triggered.connect(lambda _on: run())
        for button in self.control.findChildren(QAbstractButton):
            if not button.objectName():
                self.name(button, part, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo to the window, the wheel to the page, and hand in what was typed when the keyboard goes."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()
            return True
        if kind == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        if kind == QEvent.Type.FocusOut and watched is self.control:
            self.leave()
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """The keyboard went elsewhere."""
        self.flush()
        self.left.emit()


class TextEditor(Editor):
    """The base of editors one types into: hands in the text at every pause and when the keyboard goes.

    While the user is typing, the text stays as typed; it is shown as people write it when the keyboard has gone.
    """

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        self._shown = ""
        self._handed = ""
        self._handing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def show_value(self, stored: Any, text: str) -> None:  # noqa: ARG002 - what is typed is compared as text
        self._shown = text
        if not self._handing:
            self._put(text)

    def flush(self) -> None:
        self._pause.stop()
        text = self.text()
        if self._clipped or text == self._handed:
            return
        self._handed, self._handing = text, True
        try:
            self.hand_in(text)
        finally:
            self._handing = False

    def leave(self) -> None:
        self.flush()
        if self.text() != self._shown and not self._clipped:
            self._put(self._shown)
        self.left.emit()

    def hand_in(self, text: str) -> None:
        """Say what the user typed."""
        self.typed.emit(text)

    def typing(self) -> None:
        """To be called at every edit by the user."""
        # Half a date cannot be read, half a sentence can: who types on without a pause must not lose it to a crash.
        if not (isinstance(self.kind, Text) and self._pause.isActive()):
            self._pause.start()

    def text(self) -> str:
        """What the control holds."""
        raise NotImplementedError

    def set_text(self, text: str, clipped: bool) -> None:
        """Put a text into the control; ``clipped`` says that it is a part and must not be edited."""
        raise NotImplementedError

    @property
    def _clipped(self) -> bool:
        return is_clipped(self._shown)

    def _put(self, text: str) -> None:
        self._pause.stop()
        self.set_text(text[:LONGEST_SHOWN], self._clipped)
        self._handed = self.text()


def is_clipped(text: str) -> bool:
    """Whether editors show only the beginning of this text."""
    return len(text) > LONGEST_SHOWN


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


class OneLineEditor(TextEditor):
    """The base of editors whose text stands in one line."""

    line: QLineEdit

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str, clipped: bool) -> None:
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)
        self.line.setReadOnly(clipped)
