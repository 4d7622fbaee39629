"""What the scope linter says of a field, under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scopewright.gui.findings import MARKS, in_words, worst
from scopewright.gui.widgets.icon_mark import IconMark
from scopewright.gui.widgets.label import Label
from scopewright.lint import Finding

SAID_BY_THE_FIELD = frozenset({"DEC01", "DEC02", "DEC03"})
"""Rules on a value by itself: a field marks its need, and says at once what it cannot read or does not allow."""


class Found(QWidget):
    """The mark of the severest finding and one line for each; hidden while there is none."""

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

    def say(self, findings: Sequence[Finding]) -> None:
        """Tell these findings."""
        severity, said = worst(findings), in_words(findings)
        if severity:
            self._mark.show_icon(MARKS[severity], "danger" if severity == "error" else "muted")
        self._text.setText(said)
        self.setAccessibleName(said)
        self.setVisible(bool(said))
