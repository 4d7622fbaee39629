"""A table from a file into the section of a page: read by the worker, mapped in a dialog, made in one step."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from scopewright.gui.job_client import JobClient
from scopewright.gui.tables.import_dialog import ImportDialog
from scopewright.gui.tables.record_table import RecordTable
from scopewright.gui.widgets.file_dialogs import ask_open
from scopewright.language import N_, _
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from scopewright.model.table_import import Imported, TablePlan, import_table, step_name, told

TABLES = N_("Tables (*.csv *.tsv *.txt *.xlsx *.xlsm);;All files (*)")
_MOST_SAID = 4


class Importing(QObject):
    """What the action *Import a table* of one section's page does."""

    def __init__(self, table: RecordTable, client: JobClient) -> None:
        super().__init__(table)
        self._table, self._client = table, client
        self._editing, self._section = table.records.editing, table.records.section
        self._path = Path()
        self._job, self._typed = "", False
        self.dialog: ImportDialog | None = None
        client.finished.connect(self._read)
        client.failed.connect(self._failed)

    def ask(self) -> None:
        """Have a file chosen and begin to read it."""
        path = ask_open(self._table, "received", _("Import a table"), _(TABLES))
        if path:
            self.read(path)

    def read(self, path: Path, sheet: str = "") -> None:
        """Have the worker read a file; the dialog opens when it is there."""
        self._path = path
        self._job = self._client.start("table", {"path": str(path), "sheet": sheet})

    def _read(self, job: str, table: Any) -> None:
        if job != self._job:
            return
        self._job, self._typed = "", bool(table["typed"])
        if self.dialog is None:
            self.dialog = ImportDialog(
                self._table, self._editing.engagement, self._section, self._path.name, self._import
            )
            self.dialog.sheet_chosen.connect(lambda sheet: self.read(self._path, sheet))
            self.dialog.finished.connect(self._closed)
            self.dialog.show_table(table)
            self.dialog.open()
            self.dialog.fields[0].setFocus()
        else:
            self.dialog.show_table(table)

    def _failed(self, job: str, sentence: str) -> None:
        if job == self._job:
            self._job = ""
            self._table.said.emit(sentence)

    def _closed(self) -> None:
        self.dialog = None

    def _import(self, plan: TablePlan) -> None:
        who, tag, typed = self._editing.who, self._editing.locale.language, self._typed

        def make(engagement: Engagement) -> Imported:
            with Step(engagement, step_name(plan), who=who) as step:
                return import_table(step, plan, engagement.locale(tag), typed=typed)

        self._table.said.emit(_("Importing “{name}”…").format(name=self._path.name))
        self._editing.prepare(make, partial(self._tell_imported, plan))

    def _tell_imported(self, plan: TablePlan, done: Imported) -> None:
        if done.added or done.changed:
            keys = [*done.added, *done.changed]
            self._table.select_many(keys, keys[0])
        sentences = told(plan, done)
        more = [_("… and {count} more.").format(count=len(sentences) - _MOST_SAID)] if sentences[_MOST_SAID:] else []
        self._table.said.emit(" ".join([*sentences[:_MOST_SAID], *more]))
