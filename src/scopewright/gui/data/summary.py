"""The four figures over everything else: rows, how the file was read, findings, the best score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from scopewright.gui.data.run_card import RunCard
from scopewright.gui.data.words import count, dialect, figure, measure
from scopewright.gui.widgets.card import Card
from scopewright.gui.widgets.low_room import SparedWhenLow
from scopewright.language import _, ngettext
from scopewright.model.readings.baseline_board import Contender
from scopewright.model.sections.datasets import Dataset
from scopewright.model.severity import SEVERITIES


class Summary(QWidget):
    """A card for each figure; a low page has their room."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        SparedWhenLow(page, self)
        self.setObjectName("data.summary")
        self._rows = Card("data.card.rows", _("Rows"))
        self._how = Card("data.card.dialect", _("Read as"))
        self._findings = Card("data.card.findings", _("Findings"))
        self._score = Card("data.card.score", _("Best model"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for card in (self._rows, self._how, self._findings, self._score):
            row.addWidget(card, stretch=1)

    def show_dataset(self, dataset: Dataset, read: Mapping[str, Any] | None, card: RunCard | None) -> None:
        """Show the figures of a dataset."""
        columns = len(read["header"]) if read else len(dataset.columns)
        # Of a large file only the first rows are read for the screen; the audit that is stored has counted them all.
        counted = dataset.records is not None and not (read and read.get("whole", True))
        rows = count(read["records"] if read and not counted else dataset.records)
        if read and not counted and not read.get("whole", True):
            rows = f"≈ {rows}"
        note = ngettext("{count} column", "{count} columns", columns).format(count=count(columns)) if columns else ""
        self._rows.show_value(rows, note)
        how, rest = dialect(read) if read else ("–", "")
        self._how.show_value(how[:1].upper() + how[1:], rest)
        self._findings.show_value(*_findings(dataset))
        self._score.show_value(*_score(card))


def _findings(dataset: Dataset) -> tuple[str, str]:
    if dataset.audited is None:
        return "–", _("not audited yet")
    found = Counter(str(row["severity"]) for row in dataset.findings)
    said = [
        ngettext("{count} error", "{count} errors", found["error"]).format(count=found["error"]),
        ngettext("{count} warning", "{count} warnings", found["warning"]).format(count=found["warning"]),
        ngettext("{count} hint", "{count} hints", found["hint"]).format(count=found["hint"]),
    ]
    there = [text for text, kind in zip(said, SEVERITIES, strict=True) if found[kind]]
    return str(len(dataset.findings)), ", ".join(there) or _("nothing to mend")


def _score(card: RunCard | None) -> tuple[str, str]:
    if card is None or card.leader is None:
        return "–", _("no baseline yet")
    ranked = card.board.leader if card.board is not None else None
    best = ranked.model if ranked is not None else card.leader
    by = card.board.measure if card.board is not None else card.measure
    trivial, leader = (_of(model, by) for model in (card.trivial, best))
    beside = _("trivial {value}").format(value=trivial)
    end = {"cancelled": _("partial"), "failed": _("partial"), "running": _("so far")}.get(card.end or "", "")
    stale = _("stale") if card.stale else ""
    return leader, ", ".join(part for part in (beside, measure(by), end, stale) if part)


def _of(model: Contender | None, measured_as: str) -> str:
    score = None if model is None else model.scores.get(measured_as)
    return figure(None if score is None else score.value)
