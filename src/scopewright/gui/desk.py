"""Opens engagements, one at a time, each in a window of its own making; nothing of one is left when the next opens."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from scopewright import resources
from scopewright.gui.job_client import Jobs
from scopewright.gui.settings import Recent, Settings, data_folder
from scopewright.gui.widgets.notice import Notice
from scopewright.gui.window import Window
from scopewright.language import N_, _
from scopewright.store.person import who
from scopewright.store.templates import BLANK, load_sample, load_template, template_names

if TYPE_CHECKING:
    from scopewright.gui.keeping.errands import Errands
    from scopewright.gui.keeping.keeper import Keeper
    from scopewright.gui.keeping.passphrase import Unlocking
    from scopewright.gui.keeping.sitting import Sitting
    from scopewright.store.backups import Backup
    from scopewright.store.journals_index import JournalsIndex
    from scopewright.store.opened import OpenEngagement
    from scopewright.store.sealing import Secret

# What only an open engagement needs is imported when one is opened: the start page comes sooner.
_SAMPLE = "Churn early warning.scope"
_CODE = ("autosave", "catalogue", "findings", "keeping.keeper", "pages.section", "record_entries")
log = logging.getLogger(__name__)


class Desk(QObject):
    """What lies on the desk: the window of the open engagement, and windows in which others are only looked at."""

    window_changed = Signal(object)

    def __init__(self, settings: Settings, jobs: Jobs) -> None:
        super().__init__()
        self.settings = settings
        self._jobs = jobs
        self._keeper: Keeper | None = None
        self._window: Window | None = None
        self._beside: list[Window] = []
        self._first: Callable[[], object] | None = None
        self._painted = False

    @property
    def window(self) -> Window:
        """The window that is shown; the start page's until an engagement is open."""
        if self._window is None:
            self._window = self._made_window(None)
        return self._window

    @cached_property
    def _errands(self) -> Errands:
        from scopewright.gui.keeping.errands import Errands

        return Errands(self)

    @cached_property
    def _unlocking(self) -> Unlocking:
        from scopewright.gui.keeping.passphrase import Unlocking

        return Unlocking(self._errands, self._shown_window)

    @cached_property
    def index(self) -> JournalsIndex:
        """Which files are open, so that what a crash leaves is found again."""
        from scopewright.store.journals_index import JournalsIndex

        return JournalsIndex(data_folder() / "open")

    @property
    def idle(self) -> bool:
        """Whether nothing is being opened."""
        return self._errands.idle

    def recent(self) -> Sequence[Recent]:
        """The engagements opened lately."""
        return self.settings.recent()

    def templates(self) -> Sequence[tuple[str, str, str]]:
        """Name, title and description of each template."""
        blank = (BLANK, _("A blank page"), _("Every section empty."))
        loaded = [(name, load_template(name)) for name in template_names() if name != BLANK]
        return [blank, *((name, _(item["title"]), _(item["about"])) for name, item in loaded)]

    # Starting

    def begin(self, path: Path | None) -> None:
        """Show a window at once; the file, or without one the sample, is read when it has been painted."""
        name = path.name if path is not None else _SAMPLE
        self._first = partial(self.open_file, path) if path is not None else self.open_sample
        self._window = self._made_window(None, _("Opening “{name}”…").format(name=name))
        self._window.appear()

    def read_first(self) -> bool:
        """Read what is to be shown first; False when there is nothing to read."""
        first, self._first = self._first, None
        if first is not None:
            first()
        return first is not None

    def begin_slow_things(self) -> None:
        """The first window is painted: read what it is to show, then begin whatever could wait."""
        self._painted = True
        if not self.read_first():
            self.window.begin_slow_things()

    # Opening

    def open_file(self, path: Path, secret: Secret | None = None) -> None:
        """Open an engagement in place of the present one; if it cannot be, the present one stays."""
        from scopewright.gui.keeping import opening

        if self._keeper is not None and not self._keeper.read_only and path.resolve() == self._keeper.path:
            self.window.open("overview")
            return
        open_ = partial(opening.open_for_writing, path, data_folder() / "shelter", self.index)
        self._take(open_, opening.Refusal(self, self._errands, path).tell, secret)

    def open_read_only(self, path: Path, secret: Secret | None = None) -> None:
        """Open an engagement to look at, in place of the present one."""
        from scopewright.store.viewing import view

        self._unlocking.run(partial(view, path), partial(self._receive, read_only=True), self.say_not_opened, secret)

    def open_beside(self, path: Path, secret: Secret) -> None:
        """Open an engagement read-only in a window of its own."""
        from scopewright.store.viewing import view

        self._unlocking.run(partial(view, path), self._show_beside, self.say_not_opened, secret)

    def new(self, path: Path, title: str, client: str, template: str) -> None:
        """Make an engagement and open it; a file that is there already is not touched."""
        self._take(lambda _secret: _made(path, title, client, template), self.say_not_opened)

    def open_sample(self) -> None:
        """Open the sample engagement, made in the program's own folder when it is not there."""
        path = data_folder() / "sample" / _SAMPLE
        if path.is_file():
            self.open_file(path)
        else:
            self._take(lambda _secret: _made_sample(path), self.say_not_opened)

    def unpack(self) -> None:
        """Let the user name a bundle and a folder, unpack it there and open what was in it."""
        from scopewright.gui.keeping.receiving import Receiving

        Receiving(self.window, self._unlocking, self.open_file, self.say_not_opened, who()).ask()

    def go_back_to(self, path: Path, backup: Backup, secret: Secret) -> None:
        """Close the engagement, put a version in the place of its file, open it again."""
        from scopewright.store.restore import restore

        if not self._may_leave():
            return
        self._show(None)
        reopen = partial(self.open_file, path, secret)

        def failed(error: Exception) -> None:
            self.say_not_opened(error)
            reopen()

        self._errands.run(lambda: restore(path, backup), lambda _present: reopen(), failed)

    def offer_left_journals(self) -> None:
        """Look for steps that a crash left while their file was renamed or moved, and offer to open it."""
        from scopewright.gui.keeping.opening import left_behind

        self._errands.run(lambda: left_behind(self.index), self._tell_left, self.say_not_opened)

    def say_not_opened(self, error: Exception) -> None:
        """Say in the window why something was not opened or made."""
        log.warning("not opened", exc_info=error)
        self.window.show_start()
        self.window.appear()
        self.window.notify(Notice("not-opened", "error", str(error)))

    def note_opened(self, sitting: Sitting) -> None:
        """Remember the file among the recent ones, with no word of it if it is protected."""
        from scopewright.model.sections.overview import Overview

        about = sitting.engagement.one(Overview)
        said = ("", "") if sitting.sealed else (about.title, about.client)
        self.settings.note_opened(sitting.path, *said)

    # Closing

    def may_close(self, window: Window | None = None) -> bool:
        """Save and let go of what a window shows (the present one's); False if the user would rather stay."""
        if window is not None and window in self._beside:
            self._beside.remove(window)
            return True
        from scopewright.store import journal

        keeper = self._keeper
        if keeper is None:
            return True
        self.settings.geometry = self.window.saveGeometry()
        if not keeper.may_close(hide=window is not None):
            return False
        if not (keeper.read_only or journal.beside(keeper.path).exists()):
            self.index.forget(keeper.path)
        self._keeper = None
        return True

    # Inside

    def _may_leave(self) -> bool:
        """Ask whatever is to be asked before something else is shown, and let go of the file."""
        return self.window.may_leave() and self.may_close()

    def _take(
        self,
        work: Callable[[Secret], OpenEngagement],
        failed: Callable[[Exception], object],
        secret: Secret | None = None,
    ) -> None:
        def refused(error: Exception) -> None:
            self.window.show_start()
            failed(error)

        def read(secret: Secret) -> OpenEngagement:
            _read_ahead()
            return work(secret)

        self._unlocking.run(read, self._receive, refused, secret)

    def _receive(self, work: OpenEngagement, secret: Secret, *, read_only: bool = False) -> None:
        from scopewright.gui.autosave import Autosave
        from scopewright.gui.keeping.sitting import Sitting

        if not self._may_leave():
            work.file.leave()
            return
        self._show(Sitting(work, secret, None if read_only else Autosave(work), who()))

    def _show(self, sitting: Sitting | None) -> None:
        before = self._window
        self._window = self._made_window(sitting)
        if sitting is not None:
            self._keeper = self._window.keeper
            self.note_opened(sitting)
            for number, sentence in enumerate(sitting.work.notices):
                self.window.notify(Notice(f"found-{number}", "warning", sentence))
        self.window.appear()
        if before is not None:
            self.window.take_place_of(before)
        if self._painted:
            QTimer.singleShot(0, self.window, self.window.begin_slow_things)
        self.window_changed.emit(self.window)

    def _show_beside(self, work: OpenEngagement, secret: Secret) -> None:
        from scopewright.gui.keeping.sitting import Sitting

        window = self._made_window(Sitting(work, secret, None, who()))
        self._beside.append(window)
        window.appear()

    def _made_window(self, sitting: Sitting | None, waiting: str = "") -> Window:
        read_only = sitting is not None and sitting.read_only
        work = sitting.work if sitting is not None else None
        window = Window(self, work, self._jobs, self.settings, who(), read_only=read_only, waiting=waiting)
        if sitting is not None:
            from scopewright.gui.keeping.keeper import Keeper

            window.keeper = Keeper(sitting, window, self)
        if read_only:
            happened = _("This window is read-only: nothing can be changed in it.")
            copy = _("Save a copy…"), window.keeper.save_copy
            window.notify(Notice("read-only", "info", happened, action=copy))
        return window

    def _shown_window(self) -> Window:
        self.window.show_start()
        self.window.appear()
        return self.window

    def _tell_left(self, found: list[tuple[Path, str]]) -> None:
        for path, sentence in found[:1]:
            act = _("Open it"), partial(self.open_file, path)
            self.window.notify(Notice("left-journal", "warning", sentence, action=act))


def _read_ahead() -> None:
    """Read, beside the window's thread, what the window of an engagement will ask for: code, lists of questions."""
    for name in _CODE:
        import_module(f"scopewright.gui.{name}")
    from scopewright.gui.question_lists import offer

    offer()


def _made(path: Path, title: str, client: str, template: str) -> OpenEngagement:
    from scopewright.model.tables import new_engagement
    from scopewright.model.template import apply_template
    from scopewright.store.opened import OpenEngagement

    path.parent.mkdir(parents=True, exist_ok=True)
    engagement = new_engagement(title, client, who())
    apply_template(engagement, load_template(template), who())
    return OpenEngagement.create(path, engagement)


def _made_sample(path: Path) -> OpenEngagement:
    from scopewright.model.sections.datasets import Dataset
    from scopewright.model.step import Step
    from scopewright.model.tables import new_engagement
    from scopewright.model.template import apply_template
    from scopewright.store.opened import OpenEngagement

    path.parent.mkdir(parents=True, exist_ok=True)
    engagement = new_engagement(who=who())
    apply_template(engagement, load_sample(), who())
    with Step(engagement, N_("Sample data"), source="migration") as step:
        for dataset in engagement.all(Dataset):
            if dataset.path:
                csv = path.parent / dataset.path
                shutil.copyfile(resources.path("sample", dataset.path), csv)
                step.set(dataset.key, "path", str(csv))
    return OpenEngagement.create(path, engagement)
