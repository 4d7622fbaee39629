"""A delivery beside the one before it: what became of the rows, and how far each column has moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scopewright.gui.data.cells_table import Cell, CellsTable, Row
from scopewright.gui.data.words import count, figure
from scopewright.gui.widgets.buttons import secondary
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.status_badge import State
from scopewright.language import N_, _, current, show_number
from scopewright.model.sections.datasets import Dataset

_LEVELS: Mapping[str, tuple[State, str, int]] = {
    "large": ("bad", N_("Large"), 0),
    "moderate": ("warning", N_("Moderate"), 1),
    "none": ("good", N_("None"), 2),
}


class CompareView(QWidget):
    """``choose`` asks for an earlier file and compares with it, ``refer`` for one whose rows this file names."""

    def __init__(self, choose: Callable[[], object], refer: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("data.compare-view")
        self._note = Label(muted=True, wrap=True)
        self._note.setObjectName("data.compare-note")
        self.button = secondary("data.compare", _("Compare with an earlier file…"), choose, "git-compare")
        self.table = CellsTable("data.drift", _("How far each column has moved"), stretch=4)
        self._past = CellsTable("data.deliveries", _("Deliveries of this dataset"), stretch=4)
        self._so_far = Label(_("Deliveries audited so far"), "heading")
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._note, stretch=1)
        buttons = QVBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(secondary("data.refer", _("Check keys against another file…"), refer, "link"))
        head.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, stretch=2)
        column.addWidget(self._so_far)
        column.addWidget(self._past, stretch=1)
        column.addStretch(0)

    def show_comparison(self, dataset: Dataset, report: Mapping[str, Any] | None) -> None:
        """Show the comparison of this sitting, if there is one, and the deliveries that are stored."""
        against = (report or {}).get("against")
        self._note.setText(_told(against))
        heads = (_("Column"), _("Drift"), _("Stability index"), _("KS distance"), _("Before and now"))
        columns = sorted(against["columns"], key=_worst_first) if against else []
        self.table.show_rows(heads if columns else (), [_column(column) for column in columns])
        self.table.setVisible(bool(columns))
        past = (_("Audited on"), _("Rows"), _("Columns"), _("File"), _("Columns that changed"))
        self._past.show_rows(past, [_delivery(row) for row in reversed(dataset.deliveries)])
        for part in (self._so_far, self._past):
            part.setVisible(bool(dataset.deliveries))


def _told(against: Mapping[str, Any] | None) -> str:
    if against is None:
        return _(
            "Choose an earlier delivery of this file, or the training file beside a test file. What changed in its "
            "columns and rows becomes findings; how far each column has moved stands here."
        )
    parts = [_("Held against {file}.").format(file=PurePath(against["file"]).name)]
    if against["matched"]:
        said = _("By “{key}” {kept} rows are in both, {added} are new, {removed} are gone.")
        figures = {name: count(number) for name, number in against["matched"].items()}
        parts.append(said.format(key=against["key"], **figures))
    else:
        parts.append(_("No column tells the rows of both files apart, so rows were not matched."))
    if against.get("counted"):
        parts.append(_("Files of this size are compared column by column, on all rows, and not cell by cell."))
    parts.append(
        _(
            "Stability index: below {small} little moved, above {large} a model sees other data than it learnt. "
            "A KS distance from {small} on is a drift, too."
        ).format(small=show_number(0.1, current(), 1), large=show_number(0.25, current(), 2))
    )
    parts.append(_("Hollow bars are the earlier file, filled ones this file."))
    return " ".join(parts)


def _worst_first(column: Mapping[str, Any]) -> tuple[int, float]:
    return _LEVELS[column["level"]][2], -float(column["psi"])


def _column(column: Mapping[str, Any]) -> Row:
    state, word, _place = _LEVELS[column["level"]]
    bins = column["bins"]
    highest = max((share for each in bins for share in (each["old"], each["new"])), default=0) or 1
    parts = [f"{each['name'] or _('missing')}: {_percent(each['old'])} → {_percent(each['new'])}" for each in bins]
    return (
        Cell(str(column["name"]), strong=column["level"] != "none"),
        Cell(_(word), state=state),
        Cell(figure(column["psi"]), right=True),
        Cell(figure(column["distance"]), right=True, muted=column["distance"] is None),
        Cell(
            "; ".join(parts),
            note="; ".join(parts),
            bars=tuple(each["old"] / highest for each in bins),
            pair=tuple(each["new"] / highest for each in bins),
        ),
    )


def _percent(share: float) -> str:
    return f"{show_number(100 * share, current(), 0)} %"


def _delivery(row: Any) -> Row:
    return (
        str(row["audited"] or "–"),
        Cell(count(row["records"]), right=True),
        Cell(count(row["columns"]), right=True),
        str(row["file"]),
        Cell(str(row["changed"]) or "–", muted=not row["changed"]),
    )
