"""Editors for what is chosen: one of a list, yes, a step on a scale. All can say nothing at all."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QSizePolicy, QWidget

from scopewright.gui.forms.editor import Editor, Surroundings
from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.model.fields import Spec
from scopewright.model.kinds import Choice, Scale

NOTHING = "–"
"""How the entry that says nothing is shown."""


class ChoiceEditor(Editor):
    """A list to choose from, its first entry empty; a stored word that is not in the list is shown as it is."""

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        assert isinstance(spec.kind, Choice)
        self._words: list[str | None] = [None, *(word for word, _title in spec.kind.options)]
        self.box = QComboBox()
        self.box.addItems([NOTHING, *(spec.kind.show(word, around.locale) for word in self._words if word)])
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setMinimumContentsLength(10)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.activated.connect(self._pick)
        self.row.addWidget(self.box)
        self.name(self.box.view(), "list", _(spec.title))
        self.take_control(self.box)

    def show_value(self, stored: Any, text: str) -> None:
        while self.box.count() > len(self._words):
            self.box.removeItem(self.box.count() - 1)
        if stored not in self._words:
            self.box.addItem(text)
            self.box.setCurrentIndex(self.box.count() - 1)
        else:
            self.box.setCurrentIndex(self._words.index(stored))

    def _pick(self, place: int) -> None:
        if place < len(self._words):
            self.picked.emit(self._words[place])


class FlagEditor(Editor):
    """A box to tick."""

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        self.box = QCheckBox(_("Yes"))
        self.box.clicked.connect(lambda ticked: self.picked.emit(True if ticked else None))
        self.row.addWidget(self.box)
        self.row.addStretch()
        self.take_control(self.box)

    def show_value(self, stored: Any, text: str) -> None:  # noqa: ARG002 - a tick needs no words
        self.box.setChecked(stored is True)


class ScaleEditor(Editor):
    """The steps side by side and the word of the chosen one; digits choose, Delete and Backspace choose none."""

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        assert isinstance(spec.kind, Scale)
        self._scale = spec.kind
        self._words: dict[int, str] = {}
        self._steps: list[int | None] = [None, *range(spec.kind.low, spec.kind.high + 1)]
        self._group = QButtonGroup(self)
        self._buttons = [self._make(step) for step in self._steps]
        self._word = Label(muted=True, elide=True)
        self.row.setSpacing(0)
        for button in self._buttons:
            self.row.addWidget(button)
        self.row.addSpacing(10)
        self.row.addWidget(self._word, stretch=1)
        self.take_control(self._buttons[0])
        self._group.buttonClicked.connect(self._clicked)
        self._name_steps()

    def show_value(self, stored: Any, text: str) -> None:
        self._name_steps()
        readable = stored is None or stored in self._words
        button = self._buttons[self._steps.index(stored) if readable else 0]
        button.setChecked(True)
        self.control = button
        self.setFocusProxy(button)
        self._word.setText(self.word(stored) if readable else text)

    def word(self, step: int | None) -> str:
        """The word of a step; empty when it has none."""
        return self._words.get(step, "") if step is not None else ""

    def _name_steps(self) -> None:
        """Offer the steps that the scale has now, each by its word."""
        words = self._scale.steps(self.around.locale)
        if words == self._words:
            return
        self._words = words
        title = _(self.spec.title)
        for step, segment in zip(self._steps, self._buttons, strict=True):
            segment.setHidden(step is not None and step not in words)
            segment.set_place("first" if step is None else "last" if step == max(words) else "middle")
            said = f"{title}: {step} {self.word(step)}" if step is not None else _("{title}: nothing said")
            segment.setAccessibleName(said.format(title=title).strip() if step is None else said.strip())
            segment.setToolTip(self.word(step) if step is not None else _("Nothing said"))

    def pick(self, step: int | None) -> None:
        """Choose a step as the user does."""
        button = self._buttons[self._steps.index(step)]
        button.setChecked(True)
        button.setFocus()
        self.picked.emit(step)

    def _make(self, step: int | None) -> _Segment:
        segment = _Segment(NOTHING if step is None else str(step))
        self.name(segment, "none" if step is None else str(step), _(self.spec.title))
        segment.digit.connect(self._digit)
        self._group.addButton(segment)
        return segment

    def take_control(self, control: QWidget) -> None:
        self.control = control
        self.setFocusProxy(control)
        self.setObjectName(f"field-{self.spec.name}")
        self.setAccessibleName(_(self.spec.title))

    def _digit(self, digit: int) -> None:
        if digit in self._words:
            self.pick(digit)
        elif digit == 0:
            self.pick(None)

    def _clicked(self, button: QWidget) -> None:
        self.picked.emit(next(s for s, b in zip(self._steps, self._buttons, strict=True) if b is button))


class _Segment(QRadioButton):
    """One step; a radio button for keyboard and screen reader, drawn as a part of a bar."""

    digit = Signal(int)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._place = "middle"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def set_place(self, place: str) -> None:
        """Say where in the bar it stands: ``first``, ``middle`` or ``last``."""
        self._place = place
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("00") + 18, self.fontMetrics().height() + 14)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: Any) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdecimal() and len(event.text()) == 1:
            self.digit.emit(int(event.text()))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.digit.emit(0)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.accent if self.isChecked() and self.text() != NOTHING else theme.surface
        if (self.isChecked() and self.text() == NOTHING) or (not self.isChecked() and self.underMouse()):
            ground = theme.hover
        self._paint_ground(painter, QColor(ground), QColor(theme.input_border))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.on_accent if ground == theme.accent else theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 3, 3)
        painter.setPen(QColor(theme.on_accent if ground == theme.accent else theme.text))
        painter.setFont(fonts.of("strong" if self.isChecked() else "body"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _paint_ground(self, painter: QPainter, ground: QColor, edge: QColor) -> None:
        """The whole bar has round ends: each end's inner side is drawn outside the widget."""
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        box.setLeft(box.left() - (0 if self._place == "first" else 1))
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        if self._place == "middle":
            painter.drawRect(box)
            return
        wider = box.adjusted(0, 0, 8, 0) if self._place == "first" else box.adjusted(-8, 0, 0, 0)
        painter.drawRoundedRect(wider, 6, 6)
        if self._place == "first":
            painter.drawLine(box.topRight(), box.bottomRight())
