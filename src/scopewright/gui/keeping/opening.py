"""Opening an engagement off the window's thread, and what is offered when it cannot be opened for writing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from scopewright.gui.keeping.errands import Errands
from scopewright.gui.keeping.passphrase import Unlocking
from scopewright.gui.widgets.file_dialogs import ask_save
from scopewright.language import _
from scopewright.store.durable import resolve
from scopewright.store.failures import Held, ReadOnly, Unreadable
from scopewright.store.journals_index import JournalsIndex, files_of, reunite
from scopewright.store.opened import OpenEngagement
from scopewright.store.sealing import Secret
from scopewright.store.viewing import save_copy, view

if TYPE_CHECKING:
    from scopewright.gui.keeping.held import Rescue
    from scopewright.store.backups import Backup


def open_for_writing(path: Path, shelter: Path, index: JournalsIndex, secret: Secret) -> OpenEngagement:
    """Open a file; steps that a crash left under its former name are taken in, and it is noted as open.

    Raises:
        StoreError: as ``OpenEngagement.open``.
    """
    work = OpenEngagement.open(path, shelter, secret)
    left = index.left_for(work.file.path, work.file.uuid)
    if left and not work.file.journal_size:
        work.file.leave()
        for each in left[:1]:
            reunite(each, path, secret)
        work = OpenEngagement.open(path, shelter, secret)
        text = _("After a crash, steps were found that belong to this file under its former name; they are in it now.")
        work.notices.append(text)
    index.note(work.file.path, work.file.uuid)
    return work


def left_behind(index: JournalsIndex) -> list[tuple[Path, str]]:
    """Files to which steps belong that a crash left under another name, each with a sentence about it."""
    text = _("Steps that were not closed properly wait for “{name}”; its file was called “{before}” then.")
    found = [(left, file) for left in index.left() if left.file_is_gone for file in files_of(left)[:1]]
    return [(file, text.format(name=file.name, before=left.path.name)) for left, file in found]


class Opener(Protocol):
    """What is asked of the desk when a file could not be opened for writing."""

    @property
    def window(self) -> QWidget:
        """The window that is shown."""

    def open_file(self, path: Path, secret: Secret | None = None) -> None:
        """Open an engagement in place of the present one."""

    def open_read_only(self, path: Path, secret: Secret | None = None) -> None:
        """Open an engagement to look at, in place of the present one."""

    def say_not_opened(self, error: Exception) -> None:
        """Say in the window why something was not opened or made."""


class Refusal:
    """One file that could not be opened for writing, and the ways out that are offered."""

    def __init__(self, desk: Opener, errands: Errands, path: Path) -> None:
        self._desk, self._errands, self._path = desk, errands, path

    def tell(self, error: Exception) -> None:
        """Show what happened with what can be done."""
        from scopewright.gui.keeping.held import ReadOnlyDialog, rescue_of

        if isinstance(error, Held | ReadOnly):
            self._desk.window.show()
            ReadOnlyDialog(
                self._desk.window, str(error), lambda: self._desk.open_read_only(self._path), self._copy
            ).open()
        elif isinstance(error, Unreadable):
            tell = partial(self._tell_damage, str(error))
            self._errands.run(partial(rescue_of, self._path), tell, self._desk.say_not_opened)
        else:
            self._desk.say_not_opened(error)

    def _copy(self) -> None:
        target = self._ask_name(_("copy"))
        if target is None:
            return

        def work(secret: Secret) -> Path:
            seen = view(self._path, secret)
            return save_copy(seen, seen.engagement, target)

        Unlocking(self._errands, lambda: self._desk.window).run(work, self._desk.open_file, self._desk.say_not_opened)

    def _tell_damage(self, sentence: str, rescue: Rescue) -> None:
        from scopewright.gui.keeping.held import DamagedDialog

        self._desk.window.show()
        DamagedDialog(self._desk.window, sentence, rescue, self._restore, self._salvage).open()

    def _restore(self, backup: Backup) -> None:
        from scopewright.store.restore import restore

        path = resolve(self._path)
        reopen = partial(self._desk.open_file, self._path)
        self._errands.run(partial(restore, path, backup), lambda _present: reopen(), self._desk.say_not_opened)

    def _salvage(self) -> None:
        from scopewright.gui.keeping.held import salvaged

        target = self._ask_name(_("saved from damage"))
        if target is not None:
            tell = partial(self._tell_salvaged, target)
            self._errands.run(partial(salvaged, self._path, target), tell, self._desk.say_not_opened)

    def _tell_salvaged(self, target: Path, lines: list[str]) -> None:
        from scopewright.gui.keeping.held import ReportDialog

        text = _("The damaged file was left as it is. Compare the new file with the earlier versions before you go on.")
        open_ = partial(self._desk.open_file, target)
        ReportDialog(self._desk.window, "salvaged", _("What could be saved"), text, lines, open_).open()

    def _ask_name(self, mark: str) -> Path | None:
        proposal, kinds = self._path.with_name(f"{self._path.stem} {mark}.scope"), _("Engagements (*.scope)")
        return ask_save(self._desk.window, "engagements", _("Save as a new file"), proposal, kinds, refuses_old=True)
