"""What is offered when a file cannot be opened for writing or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.keeping.moments import moment, size_of
from scopewright.gui.widgets.label import Label
from scopewright.language import _, ngettext
from scopewright.store.backups import Backup
from scopewright.store.failures import NotOpened
from scopewright.store.restore import list_backups, newest_readable, records_in
from scopewright.store.salvage import salvage


class ReadOnlyDialog(Dialog):
    """The file can be read but not written: open it read-only, or go on in a copy."""

    def __init__(self, parent: QWidget, sentence: str, view: Callable[[], object], copy: Callable[[], object]) -> None:
        super().__init__(parent, "held", "lock", _("It cannot be changed here"), sentence, ink="warning")
        self.offer_cancel()
        self.offer_and_close("copy", _("Save a copy…"), copy, "save")
        self.offer_and_close("view", _("Open read-only"), view, "eye", main=True)


@dataclass(frozen=True)
class Rescue:
    """What there is to go back to for a file that cannot be read."""

    backup: Backup | None
    records: int | None


def rescue_of(path: Path) -> Rescue:
    """The newest whole backup of a damaged file, if there is one."""
    try:
        backup = newest_readable(list_backups(path))
    except NotOpened:
        return Rescue(None, None)
    return Rescue(backup, records_in(backup))


class DamagedDialog(Dialog):
    """The file cannot be read: the newest good backup in its place, or what can still be read as a new file."""

    def __init__(
        self,
        parent: QWidget,
        sentence: str,
        rescue: Rescue,
        restore: Callable[[Backup], object],
        save: Callable[[], object],
    ) -> None:
        super().__init__(
            parent, "damaged", "octagon-alert", _("The file is damaged"), sentence, ink="danger", width=580
        )
        backup = rescue.backup
        self.body.addWidget(Label(_said_of(rescue), wrap=True))
        self.offer_cancel(_("Leave it alone"))
        self.offer_and_close("salvage", _("Save what can be read…"), save, "file-down", main=backup is None)
        if backup is not None:
            self.offer_and_close("restore", _("Restore that version"), lambda: restore(backup), "history", main=True)


def _said_of(rescue: Rescue) -> str:
    if rescue.backup is None:
        return _("There is no earlier version beside it that can be read. What can still be read goes into a new file.")
    said = _("The newest version that is whole is of {when} ({size}).")
    count = rescue.records
    if count is not None:
        said = ngettext(
            "The newest version that is whole is of {when} ({size}, {count} record).",
            "The newest version that is whole is of {when} ({size}, {count} records).",
            count,
        )
    kept = _("The damaged file becomes an earlier version itself, so nothing is thrown away.")
    text = said.format(when=moment(rescue.backup.when), size=size_of(rescue.backup.size), count=count)
    return f"{text} {kept}"


def salvaged(path: Path, target: Path) -> list[str]:
    """Write what can be read of a damaged file as a new one; the answer is what was read and what was lost.

    Raises:
        StoreError: nothing can be read, or it could not be written.
    """
    found = salvage(path)
    return found.report() + found.write(target)


class ReportDialog(Dialog):
    """Sentences about what was done, to be read and copied."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        title: str,
        text: str,
        lines: Sequence[str],
        done: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent, name, "info", title, text, width=560)
        shown = QPlainTextEdit("\n".join(lines))
        shown.setObjectName(f"{name}.lines")
        shown.setAccessibleName(title)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setMinimumHeight(140)
        shown.setVisible(bool(lines))
        self.body.addWidget(shown)
        self.offer_and_close("close", _("Close"), done or (lambda: None), main=True)
