"""Editors for links: one record, or several as chips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from scopewright.gui.forms.editor import OneLineEditor, Option, Surroundings
from scopewright.gui.forms.flow import FlowBox
from scopewright.gui.forms.type_ahead import TypeAhead
from scopewright.gui.theme import icons
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.label import Label, tooltip
from scopewright.language import _
from scopewright.model.fields import Spec
from scopewright.model.kinds import is_key


class _LinkEditor(OneLineEditor):
    """What both have in common: a line with suggestions, whose text is handed in when the keyboard goes."""

    line: TypeAhead

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        self.to: str = spec.kind.describe()["to"]
        one = around.one(self.to) if around.create is not None else ""
        self.line = TypeAhead(self._options, one)
        self.line.chose.connect(self.choose)
        self.line.wanted.connect(self._create)
        self.take_control(self.line)

    def choose(self, key: str) -> None:
        """Take a record as the user does."""
        raise NotImplementedError

    def leave(self) -> None:
        if not self.line.is_open:
            super().leave()

    def hand_in(self, text: str) -> None:
        if text.strip():
            self.typed.emit(text)
        else:
            self.picked.emit(None)

    def _options(self) -> Sequence[Option]:
        return self.around.options(self.to)

    def _create(self, text: str) -> None:
        if self.around.create is not None:
            self.around.create(self.to, text, self.choose)


class RefEditor(_LinkEditor):
    """One record, found by any part of its name."""

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        self.line.setPlaceholderText(_("Nobody") if self.to == "people" else _("None"))
        self.row.addWidget(self.line)
        self.add_button("all", _("{title}: show all"), "chevron-down", self._show_all)

    def show_value(self, stored: Any, text: str) -> None:
        """Show the link, and behind an id what the record is called."""
        super().show_value(stored, text)
        detail = self.around.headline(stored) if is_key(stored) else ""
        self.line.show_detail(detail if detail != text else "")

    def choose(self, key: str) -> None:
        self.picked.emit(key)
        self._put(self._shown)

    def _show_all(self) -> None:
        self.line.setFocus()
        self.line.selectAll()
        self.line.show_all()


class RefsEditor(_LinkEditor):
    """Several records as chips, and a line for the next one; Backspace in the empty line takes the last away."""

    wide = True

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        self._keys: tuple[str, ...] = ()
        self._labels: list[str] = []
        self._called_now: list[str] = []
        self._flow = FlowBox(6, fill=True)
        self.line.setMinimumWidth(150)
        self.line.setPlaceholderText(_("Add {one}…").format(one=around.one(self.to)))
        self.line.backspaced.connect(lambda: self._drop(len(self._keys) - 1))
        self.line.returnPressed.connect(self.flush)
        self._flow.show_widgets([self.line])
        self.row.addWidget(self._flow)

    def show_value(self, stored: Any, text: str) -> None:
        """Show chips, and in the line what could not be read."""
        if isinstance(stored, list) and all(map(is_key, stored)):
            keys, rest = tuple(stored), ""
        else:
            keys, rest = self._sorted_out(text)
        self._show_chips(keys)
        super().show_value(stored, rest)
        if self._handing:
            self._put(rest)

    def _sorted_out(self, text: str) -> tuple[tuple[str, ...], str]:
        """The records that a text names, and the rest of it."""
        keys, rest = [], []
        for part in filter(None, map(str.strip, text.split(";"))):
            try:
                keys.append(self.around.locale.directory.find(part, self.to))
            except ValueError:
                rest.append(part)
        return tuple(dict.fromkeys(keys)), "; ".join(rest)

    def choose(self, key: str) -> None:
        self._put("")
        self.picked.emit(list(dict.fromkeys([*self._keys, key])))

    def hand_in(self, text: str) -> None:
        said = "; ".join([*self._labels, text.strip()] if text.strip() else self._labels)
        if said:
            self.typed.emit(said)
        else:
            self.picked.emit(None)

    def _drop(self, place: int) -> None:
        if 0 <= place < len(self._keys):
            rest = [key for number, key in enumerate(self._keys) if number != place]
            self.picked.emit(rest or None)
            self.line.setFocus()

    def _show_chips(self, keys: tuple[str, ...]) -> None:
        labels = [self.around.locale.directory.label(key) for key in keys]
        called = [self._called(key, label) for key, label in zip(keys, labels, strict=True)]
        if (keys, labels, called) == (self._keys, self._labels, self._called_now):
            return
        self._keys, self._labels, self._called_now = keys, labels, called
        chips = [self._chip(place, label) for place, label in enumerate(called)]
        self._flow.show_widgets([*chips, self.line])

    def _called(self, key: str, label: str) -> str:
        """An id with what the record is called; a name as it is."""
        headline = self.around.headline(key)
        return label if headline in ("", label) else f"{label}  {headline}"

    def _chip(self, place: int, label: str) -> QWidget:
        chip = _Chip(label)
        said = _("Remove {name}").format(name=label)
        button = QToolButton()
        button.setIcon(icons.icon("x"))
        button.setIconSize(QSize(12, 12))
        button.setToolTip(tooltip(said))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on: self._drop(place))
        self.name(button, f"remove-{place + 1}", said)
        chip.put(button)
        return chip


class _Chip(QWidget):
    """A name on a round ground with a cross."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(260)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 3, 3, 3)
        self._row.setSpacing(2)
        label = Label(text.replace("\n", " "), elide=True)
        label.setToolTip(tooltip(text))
        self._row.addWidget(label, stretch=1)

    def put(self, button: QWidget) -> None:
        """Add the cross."""
        button.setFixedSize(QSize(24, 24))
        self._row.addWidget(button)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current().border), 1))
        painter.setBrush(QColor(current().hover))
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
