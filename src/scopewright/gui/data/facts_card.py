"""What a score is worth nothing without: data, split, seed, versions, and what to know when reading it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout

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
        self._button = quiet("data.open-run", _("Open in Runs"), lambda: open_record(self._record), "arrow-right")
        self._column.addWidget(self._button)

    def show_facts(self, card: RunCard) -> None:
        """Show the facts and notes of a run."""
        self._record = card.record
        self._button.setVisible(bool(card.record))
        if self._shown == (card.facts, card.notes):
            return
        self._shown = card.facts, card.notes
        for label in self._labels:
            self._column.removeWidget(label)
            label.deleteLater()
        self._labels = [part for title, value in card.facts for part in (_head(title), _value(value))]
        if card.notes:
            self._labels += [_head(_("To know")), *(_value(f"• {note}") for note in card.notes)]
        for label in self._labels:
            self._column.insertWidget(self._column.count() - 1, label)
        self.setAccessibleName(_("How it was measured"))
        self.setAccessibleDescription(". ".join(f"{title}: {value}" for title, value in card.facts))


def _head(text: str) -> Label:
    label = Label(text, "small", muted=True)
    label.setContentsMargins(0, 6, 0, 0)
    return label


def _value(text: str) -> Label:
    return Label(text or "–", wrap=True)
