"""Two files of predictions compared row by row (row J20): chosen here, read by the worker, shown as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from scopewright.gui.job_client import JobClient
from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.tables.rows import TextRows, row_table
from scopewright.gui.widgets.buttons import secondary
from scopewright.gui.widgets.file_dialogs import ask_open
from scopewright.gui.widgets.label import Label
from scopewright.language import N_, _, current
from scopewright.model.kept_comparison import distance, mismatches, told

_FILES = N_("Tables (*.csv);;All files (*)")
_ASKED = (
    ("current", N_("Predictions of the model in use")),
    ("new", N_("Predictions of the new model")),
)


class DeltaDialog(Dialog):
    """``keep`` is called with what was found; without a plan to keep it with there is no such button."""

    def __init__(
        self, parent: QWidget, client: JobClient, plan: str, keep: Callable[[Mapping[str, Any]], object] | None
    ) -> None:
        text = _(
            "Both files have a column that tells rows apart and a column “prediction”. What they hold is shown "
            "here and never kept; the plan keeps counts and fingerprints."
        )
        super().__init__(parent, "delta", "git-compare", _("Compare two files of predictions"), text, width=760)
        self._client, self._keep, self._job = client, keep, ""
        self.found: Mapping[str, Any] | None = None
        self.lines: dict[str, QLineEdit] = {}
        self.body.addLayout(self._files())
        self.said = Label("", "strong", wrap=True)
        self.said.setObjectName("delta.said")
        self.missing = Label("", wrap=True)
        self.missing.setObjectName("delta.missing")
        self.rows = TextRows((N_("Row"), N_("Current"), N_("New"), N_("Moved by")), right=(3,))
        self.table = row_table("delta.rows", _("Rows that changed, the farthest first"), self.rows, (200, 180, 180), 3)
        self.table.setMinimumHeight(220)
        for widget in (self.said, self.missing, self.table):
            self.body.addWidget(widget)
            widget.hide()
        self.offer_cancel(_("Close"))
        self.kept = self.offer("keep", _("Keep with {id}").format(id=plan), self._hand_over, "check") if keep else None
        self.compare = self.offer("compare", _("Compare"), self.start, main=True)
        self._show_ready()
        for line in self.lines.values():
            line.textChanged.connect(self._show_ready)
        client.finished.connect(self._finished)
        client.failed.connect(self._failed)
        self.finished.connect(self._closed)

    def start(self) -> None:
        """Have the worker compare the two files."""
        if not self.compare.isEnabled():
            return
        payload = {name: line.text().strip() for name, line in self.lines.items()}
        self.found = None
        self._say(_("Comparing…"))
        self._job = self._client.start("delta", payload)
        self._show_ready()

    def _files(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, (name, title) in enumerate(_ASKED):
            self._line(grid, row, name, _(title))
            browse = secondary(f"delta.{name}.browse", _("Choose…"), partial(self._choose, name))
            browse.setAccessibleName(_("{title}: choose a file").format(title=_(title)))
            grid.addWidget(browse, row, 2)
        self._line(grid, len(_ASKED), "key", _("Column that tells rows apart"))
        self.lines["key"].setPlaceholderText(_("Looked for in both files"))
        return grid

    def _line(self, grid: QGridLayout, row: int, name: str, title: str) -> None:
        line = QLineEdit()
        line.setObjectName(f"delta.{name}")
        line.setAccessibleName(title)
        label = Label(title)
        label.setBuddy(line)
        grid.addWidget(label, row, 0)
        grid.addWidget(line, row, 1)
        self.lines[name] = line

    def _choose(self, name: str) -> None:
        path = ask_open(self, "data", _(dict(_ASKED)[name]), _(_FILES))
        if path:
            self.lines[name].setText(str(path))

    def _show_ready(self) -> None:
        chosen = all(self.lines[name].text().strip() for name, _title in _ASKED)
        self.compare.setEnabled(chosen and not self._job)
        if self.kept is not None:
            self.kept.setEnabled(self.found is not None)

    def _finished(self, job: str, found: Mapping[str, Any]) -> None:
        if job != self._job:
            return
        self._job, self.found = "", found
        self._say(" ".join(told(found, current())))
        self.missing.setText("\n".join(mismatches(found)))
        self.missing.setVisible(bool(self.missing.text()))
        self.rows.show([(row["key"], row["current"], row["new"], _moved(row)) for row in found["first"]])
        self.table.setVisible(bool(found["first"]))
        self._show_ready()
        (self.kept or self.compare).setFocus()

    def _failed(self, job: str, sentence: str) -> None:
        if job == self._job:
            self._job = ""
            self._say(sentence)
            self._show_ready()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        for widget, shown in ((self.said, bool(sentence)), (self.missing, False), (self.table, False)):
            widget.setVisible(shown)

    def _hand_over(self) -> None:
        if self.found is not None and self._keep is not None:
            self._keep(self.found)
            self.accept()

    def _closed(self) -> None:
        if self._job:
            self._client.cancel(self._job)
        self._client.finished.disconnect(self._finished)
        self._client.failed.disconnect(self._failed)


def _moved(row: Mapping[str, Any]) -> str:
    return "" if row["moved"] is None else distance(row["moved"], current())
