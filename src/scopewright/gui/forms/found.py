"""What is said of a field, under it: by the scope linter, or because of what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scopewright.gui.findings import MARKS, in_words, worst
from scopewright.gui.widgets.icon_mark import IconMark, Ink
from scopewright.gui.widgets.label import Label
from scopewright.lint import Finding

SAID_BY_THE_FIELD = frozenset({"DEC01", "DEC02", "DEC03"})
"""Rules on a value by itself: a field marks its need, and says at once what it cannot read or does not allow."""


class Told(QWidget):
    """A mark and sentences under a field, gone while there is nothing to tell."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._mark = IconMark("", 14)
        self._text = Label(role="small", wrap=True)
        row.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, stretch=1)
        self.hide()

    @property
    def text(self) -> str:
        """What is told, empty for nothing."""
        return self._text.text()

    def tell(self, said: str, icon: str, ink: Ink) -> None:
        """Tell this under that mark, or with an empty text nothing."""
        if said:
            self._mark.show_icon(icon, ink)
        self._text.setText(said)
        self.setAccessibleName(said)
        self.setVisible(bool(said))


class Found(Told):
    """The mark of the severest finding and one line for each."""

    def say(self, findings: Sequence[Finding]) -> None:
        """Tell these findings."""
        severity = worst(findings)
        self.tell(in_words(findings), MARKS[severity] if severity else "", "danger" if severity == "error" else "muted")


class Problem(Told):
    """What is wrong with the value in the field by itself."""

    def say(self, sentence: str) -> None:
        """Tell a problem, or with an empty sentence none."""
        self.tell(sentence, "triangle-alert", "danger")
