"""What the records of a section come to, in one line over their table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.forms.flow import FlowBox
from scopewright.gui.widgets.icon_mark import IconMark
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.model.readings.summaries import SUMMARIES, Figure
from scopewright.model.record import Section


class SummaryStrip(FlowBox):
    """Shows the figures of a section; one that asks for attention has a triangle. Hidden where there is nothing."""

    def __init__(self, editing: Editing, section: Section) -> None:
        super().__init__(8)
        self.setObjectName(f"summary-{section.key}")
        self._editing, self._section = editing, section
        self._figures: list[Figure] = []

    @property
    def figures(self) -> list[Figure]:
        """What is shown."""
        return list(self._figures)

    def renew(self) -> None:
        """Compute the figures again."""
        engagement, read = self._editing.engagement, SUMMARIES.get(self._section.key)
        there = read is not None and bool(engagement.records(self._section.key))
        figures = read(engagement, self._editing.locale.language) if read and there else []
        self.setVisible(bool(figures))
        if figures == self._figures:
            return
        self._figures = figures
        self.show_widgets([_shown(figure) for figure in figures])
        self.setAccessibleName(_("Summary") + ": " + "; ".join(f"{each.title} {each.text}" for each in figures))


def _shown(figure: Figure) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 12, 0)
    row.setSpacing(6)
    if figure.attention:
        row.addWidget(IconMark("triangle-alert", 14, "warning"), alignment=Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(Label(figure.title, "small", muted=True))
    row.addWidget(Label(figure.text, "strong"))
    return part
