"""What a window can do with the file it shows: protect, copy, pack, merge, go back to a version, close."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from scopewright.gui.actions import READ_ONLY, Action
from scopewright.gui.keeping.copies import Copies
from scopewright.gui.keeping.errands import Errands
from scopewright.gui.keeping.sitting import Host, Sitting
from scopewright.gui.widgets.file_dialogs import ask_save
from scopewright.gui.widgets.notice import Notice
from scopewright.gui.window import Window
from scopewright.language import N_, _
from scopewright.model.engagement import Engagement
from scopewright.store.failures import ChangedOutside, NotSaved
from scopewright.store.sealing import Secret, new_recovery_key, new_seal

if TYPE_CHECKING:
    from scopewright.gui.autosave import Autosave
    from scopewright.store.backups import Backup
    from scopewright.store.bundle import Packed

LOOK_BESIDE_AFTER_MS = 1500
_FILE = N_("File")
log = logging.getLogger(__name__)


class Keeper(QObject):
    """Stands beside one window; ``copies`` brings other versions of its file before the user."""

    def __init__(self, sitting: Sitting, window: Window, host: Host) -> None:
        super().__init__(window)
        self.sitting, self._window, self._host = sitting, window, host
        self._errands = Errands(self)
        self.copies = Copies(sitting, window, host)
        autosave = sitting.autosave
        if autosave is not None:
            autosave.state.connect(window.show_saved)
            autosave.trouble.connect(window.show_trouble)
            autosave.news.connect(self._tell_news)
            if window.editing is not None:
                window.editing.drafted.connect(autosave.keep_draft)
            QTimer.singleShot(LOOK_BESIDE_AFTER_MS, self, self.copies.look_beside)
        actions = self._actions()
        window.actions_of_window.register(actions)
        window.addActions([window.actions_of_window.qaction(action.id) for action in actions])

    @property
    def idle(self) -> bool:
        """Whether nothing is being read or written for this window."""
        saved = self.sitting.autosave is None or self.sitting.autosave.safe
        return saved and self._errands.idle and self.copies.idle

    # What the page of versions asks

    @property
    def path(self) -> Path:
        """The file."""
        return self.sitting.path

    @property
    def engagement(self) -> Engagement:
        """The engagement in it."""
        return self.sitting.engagement

    @property
    def secret(self) -> Secret:
        """What opens the file and its versions."""
        return self.sitting.secret

    @property
    def read_only(self) -> bool:
        """Whether the file is only looked at here."""
        return self.sitting.read_only

    def restore(self, backup: Backup) -> None:
        """Ask, then put a version in the place of the file and open it."""
        from scopewright.gui.keeping.dialog import Dialog
        from scopewright.gui.keeping.moments import moment

        text = _(
            "The engagement will be as it was on {when}. What is now becomes an earlier version first, so you can come "
            "back to it. Undo does not reach across."
        ).format(when=moment(backup.when))
        dialog = Dialog(self._window, "go-back", "history", _("Restore this version?"), text)
        dialog.offer_cancel(_("Leave it as it is"))
        go = partial(self._host.go_back_to, self.path, backup, self.secret)
        dialog.offer_and_close("restore", _("Restore this version"), go, "history", main=True)
        dialog.open()

    def view(self, path: Path) -> None:
        """Open a file in a read-only window beside this one."""
        self._host.open_beside(path, self.secret)

    # Closing

    def may_close(self, *, hide: bool = False) -> bool:
        """Save and let go of the file; False if the user would rather stay.

        With ``hide`` the window goes at once, and comes back only if there is something to decide.
        """
        autosave = self.sitting.autosave
        if autosave is None or not autosave.open:
            return True
        if autosave.closing:
            return False
        if self._window.editing is not None:
            self._window.editing.flush()
        if hide:
            self._window.hide()
        try:
            self._close(autosave, hide=hide)
        except ChangedOutside as error:
            self.copies.ask_about_theirs(str(error))
            return False
        except NotSaved as error:
            from scopewright.gui.keeping.leaving import leave_anyway

            if not leave_anyway(self._window, str(error)):
                return False
            autosave.leave()
        return True

    def _close(self, autosave: Autosave, *, hide: bool) -> None:
        if hide:
            self._window.hide()
        try:
            autosave.close()
        except BaseException:
            self._window.setVisible(True)
            raise

    # Actions

    def _actions(self) -> list[Action]:
        sitting = self.sitting

        def writable() -> bool:
            return not sitting.read_only

        def open_to_all() -> bool:
            return writable() and not sitting.sealed

        def sealed() -> bool:
            return writable() and sitting.sealed

        def act(
            name: str, title: str, run: Callable[[], object], icon: str, enabled: Callable[[], bool] | None = None,
            lacks: str = READ_ONLY,
        ) -> Action:  # fmt: skip
            why = (lambda: _(READ_ONLY if sitting.read_only else lacks)) if enabled else ""
            return Action(f"file.{name}", title, run, icon=icon, group=_FILE, enabled=enabled, lacks=why)

        bare, locked = N_("the file has no passphrase"), N_("the file has a passphrase")

        return [
            act("protect", N_("Protect with a passphrase…"), self._protect, "lock", open_to_all, locked),
            act("passphrase", N_("Change the passphrase…"), self._protect, "lock", sealed, bare),
            act("unprotect", N_("Remove the passphrase…"), self._unprotect, "lock", sealed, bare),
            act("copy", N_("Save a copy…"), self.save_copy, "save"),
            act("pack", N_("Pack for a colleague…"), self._ask_pack, "package"),
            act("merge", N_("Merge another copy…"), self.copies.choose_and_merge, "git-compare", writable),
        ]

    # Protecting

    def _protect(self) -> None:
        from scopewright.gui.keeping.protecting import NewPassphraseDialog

        NewPassphraseDialog(self._window, change=self.sitting.sealed, chosen=self._seal).open()

    def _seal(self, typed: str, recovery: bool) -> None:
        autosave = self.sitting.autosave
        if autosave is not None:
            self._window.notify(Notice("sealing", "info", _("Protecting the file and its earlier versions…")))
            key = new_recovery_key() if recovery else None
            autosave.reseal(lambda: new_seal(typed, key), partial(self._sealed, typed, key), self._not_sealed)

    def _sealed(self, typed: str, key: str | None, left: list[Path]) -> None:
        self.sitting.secret = Secret(typed)
        text = _("“{name}” and its earlier versions now open with the new passphrase only.")
        self._resealed(text.format(name=self.path.name), left)
        if key is not None:
            from scopewright.gui.keeping.protecting import RecoveryKeyDialog

            RecoveryKeyDialog(self._window, key, self.path.name).open()

    def _unprotect(self) -> None:
        from scopewright.gui.keeping.protecting import RemoveDialog

        RemoveDialog(self._window, self._unseal).open()

    def _unseal(self) -> None:
        if self.sitting.autosave is not None:
            self.sitting.autosave.reseal(lambda: None, self._unsealed, self._not_sealed)

    def _unsealed(self, left: list[Path]) -> None:
        text = _("“{name}” and its earlier versions can now be read by anybody who has them.")
        self._resealed(text.format(name=self.path.name), left)

    def _resealed(self, sentence: str, left: list[Path]) -> None:
        self._window.notices.close_notice("sealing")
        self._host.note_opened(self.sitting)
        self._window.show_protection()
        self._window.notify(Notice("sealed", "success", sentence))
        if left:
            from scopewright.gui.keeping.held import ReportDialog

            text = _("These files beside it stay as they were. Delete those that you do not need.")
            lines = [str(path) for path in left]
            ReportDialog(self._window, "left-alone", _("Left as they were"), text, lines).open()

    def _not_sealed(self, sentence: str) -> None:
        self._window.notices.close_notice("sealing")
        self._window.notify(Notice("not-sealed", "error", sentence))

    # Copies and bundles

    def save_copy(self) -> None:
        """Let the user name a new file and write the engagement, as it stands in the window, into it."""
        from scopewright.store.viewing import save_copy

        self._flush()
        path = self._ask_name(_("Save a copy"), f"{self.path.stem} {_('copy')}.scope", _("Engagements (*.scope)"))
        if path is not None:
            still = self.engagement.copied()
            self._errands.run(partial(save_copy, self.sitting.work, still, path), self._tell_copy, self._say_failed)

    def _tell_copy(self, path: Path) -> None:
        text = _("The copy is “{name}”. This window stays with the file it shows.").format(name=path.name)
        go_on = _("Go on in the copy"), partial(self._host.open_file, path, self.secret)
        self._window.notify(Notice("copied", "success", text, action=go_on))

    def _ask_pack(self) -> None:
        from scopewright.gui.keeping.packing import PackDialog

        self._flush()
        PackDialog(self._window, protected=self.sitting.sealed, chosen=self._pack).open()

    def _pack(self, data: bool, attachments: bool) -> None:
        from scopewright.store.bundle import pack

        target = self._ask_name(_("Pack for a colleague"), f"{self.path.stem}.zip", _("Bundles (*.zip)"))
        if target is None:
            return
        work = partial(pack, self.path, target, passphrase=self.secret, with_data=data, with_attachments=attachments)
        run = partial(self._errands.run, work, partial(self._tell_packed, target), self._say_failed)
        if self.sitting.autosave is None:
            run()
        else:
            self.sitting.autosave.when_safe(run, self._say)

    def _tell_packed(self, target: Path, packed: Packed) -> None:
        from scopewright.gui.keeping.held import ReportDialog
        from scopewright.store.bundle_report import report

        self._window.notify(Notice("packed", "success", _("“{name}” is packed.").format(name=target.name)))
        ReportDialog(self._window, "packed", _("What is in the bundle"), str(target), report(packed)).open()

    def _ask_name(self, title: str, proposal: str, kinds: str) -> Path | None:
        return ask_save(self._window, "engagements", title, self.path.parent / proposal, kinds, refuses_old=True)

    def _flush(self) -> None:
        if self._window.editing is not None:
            self._window.editing.flush()

    def _tell_news(self, sentence: str) -> None:
        self._window.notify(Notice("news", "warning", sentence))

    def _say_failed(self, error: Exception) -> None:
        log.warning("not done", exc_info=error)
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self._window.notify(Notice("file", "error", sentence))
