"""What the data page does with another file or another place: rows that were not read, and keys that name rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from scopewright.gui.background import Background
from scopewright.gui.data.files import CSV_FILTER
from scopewright.gui.data.reference_dialog import ReferenceDialog
from scopewright.gui.job_client import JobClient
from scopewright.gui.widgets.file_dialogs import ask_open, ask_save
from scopewright.gui.widgets.notice import Notice
from scopewright.language import _, current, ngettext, show_number
from scopewright.model.file_readings import reading_of
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sheet_text import to_csv
from scopewright.store.durable import write_atomically
from scopewright.store.named_file import reason

if TYPE_CHECKING:
    from scopewright.gui.catalogue import Surroundings

Reference = Mapping[str, str]


class BesideAudit(QObject):
    """Asks the lab's worker for what is needed, then the user; ``page`` is the widget that dialogs stand over."""

    def __init__(self, client: JobClient, window: Surroundings, page: QWidget) -> None:
        super().__init__(page)
        self._client, self._window, self._page = client, window, page
        self._writing = Background(self, each=True)
        self._waiting: dict[str, Callable[[Mapping[str, Any]], object]] = {}
        client.finished.connect(self._finished)
        client.failed.connect(self._failed)
        client.stopped.connect(lambda job: self._waiting.pop(job, None))

    def export_unread(self, dataset: Dataset, folder: str) -> None:
        """Have a place chosen and write there what the table of a file does not hold, line by line."""
        proposed = Path(folder, f"{Path(dataset.path).stem} unread.csv")
        path = ask_save(self._page, "handed-over", _("Export the rows not read"), proposed, _("CSV (*.csv)"))
        if path:
            asked = {"path": dataset.path, "reading": reading_of(dataset)}
            self._waiting[self._client.start("unread", asked)] = partial(self._write, path.with_suffix(".csv"))

    def ask_reference(self, columns: Sequence[str], folder: str, check: Callable[[Reference], object]) -> None:
        """Have a file chosen, and which column of the dataset names its rows, then ``check`` that reference."""
        title = _("Choose the file whose rows are named")
        path = ask_open(self._page, "data", title, _(CSV_FILTER), folder)
        if path:
            then = partial(self._choose_columns, str(path), columns, check)
            self._waiting[self._client.start("read", {"path": str(path), "limit": 1, "most": 1})] = then

    def _choose_columns(
        self, path: str, columns: Sequence[str], check: Callable[[Reference], object], read: Mapping[str, Any]
    ) -> None:
        dialog = ReferenceDialog(Path(path).name, columns, read["header"], self._page)
        dialog.accepted.connect(lambda: check({"path": path, **dialog.columns()}))
        dialog.open()

    def _write(self, path: Path, found: Mapping[str, Any]) -> None:
        self._writing.ask(lambda: _written(path, found), self._window.notify)

    def _finished(self, job: str, result: Mapping[str, Any]) -> None:
        then = self._waiting.pop(job, None)
        if then is not None:
            then(result)

    def _failed(self, job: str, sentence: str) -> None:
        if self._waiting.pop(job, None) is not None:
            self._window.notify(Notice("beside-audit", "error", sentence))


def _written(path: Path, found: Mapping[str, Any]) -> Notice:
    """What to say of the lines that were not read, once they are in a file."""
    lines = [[_("Line"), _("Why"), _("Fields")], *found["lines"]]
    try:
        write_atomically(path, to_csv(lines).encode("utf-8-sig"))
    except OSError as error:
        happened = _("The rows were not exported as “{name}”: {reason}.")
        happened = happened.format(name=path.name, reason=reason(error))
        return Notice("unread", "error", happened, "", _("Choose another folder or free some space."))
    count = len(found["lines"])
    said = ngettext("{count} row is in “{name}”.", "{count} rows are in “{name}”.", count)
    happened = said.format(count=show_number(count, current()), name=path.name)
    more = _("There are more; the command line writes all of them.") if found["more"] else ""
    return Notice("unread", "success", happened, more)
