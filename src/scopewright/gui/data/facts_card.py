"""What a score is worth nothing without: data, split, seed, versions, and what to know when reading it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from scopewright.gui.data.run_card import RunCard
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.label import Label
from scopewright.language import _


class FactsCard(QFrame):
    """The card of a run; ``open_record`` shows its record, an empty id all runs."""

    def __init__(self, open_record: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("data.run-card")
        self.setProperty("look", "card")
        self.setMinimumWidth(260)
        self._record = ""
        self._shown: tuple[tuple[tuple[str, str], ...], tuple[str, ...]] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 10)
        self._column.setSpacing(2)
        self._column.addWidget(Label(_("How it was measured"), "heading"))
        self._column.addSpacing(6)
        self._labels: list[Label] = []
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(5)
        self._facts.setColumnStretch(1, 1)
        self._column.addLayout(self._facts)
        self._button = quiet("data.open-run", _("Open in Runs"), lambda: open_record(self._record), "arrow-right")
        self._column.addSpacing(4)
        self._column.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_facts(self, card: RunCard) -> None:
        """Show the facts and notes of a run."""
        self._record = card.record
        self._button.setVisible(bool(card.record))
        if self._shown == (card.facts, card.notes):
            return
        self._shown = card.facts, card.notes
        for label in self._labels:
            self._facts.removeWidget(label)
            label.deleteLater()
        self._labels = []
        notes = [(_("To know") if place == 0 else "", note) for place, note in enumerate(card.notes)]
        for row, (title, value) in enumerate([*card.facts, *notes]):
            pair = Label(title, muted=True), Label(value or "–", wrap=True)
            for place, label in enumerate(pair):
                self._facts.addWidget(label, row, place, alignment=Qt.AlignmentFlag.AlignTop)
            self._labels += pair
        self.setAccessibleName(_("How it was measured"))
        self.setAccessibleDescription(". ".join(f"{title}: {value}" for title, value in card.facts))
