"""Opens engagements, one at a time, each in a window of its own making; nothing of one is left when the next opens."""

from __future__ import annotations

import getpass
import logging
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal

from scopewright import resources
from scopewright.gui.autosave import Autosave
from scopewright.gui.job_client import Jobs
from scopewright.gui.settings import Recent, Settings
from scopewright.gui.widgets.notice import Notice
from scopewright.gui.window import Window
from scopewright.language import N_, _
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.overview import Overview
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.model.template import apply_template
from scopewright.store.failures import NotSaved, StoreError
from scopewright.store.opened import OpenEngagement
from scopewright.store.templates import BLANK, load_sample, load_template, template_names

_SAMPLE = "Churn early warning.scope"
log = logging.getLogger(__name__)


class Desk(QObject):
    """What lies on the desk: the open engagement, its autosaver and its window."""

    window_changed = Signal(object)

    def __init__(self, settings: Settings, jobs: Jobs) -> None:
        super().__init__()
        self.settings = settings
        self._jobs = jobs
        self._work: OpenEngagement | None = None
        self._autosave: Autosave | None = None
        self._window: Window | None = None

    @property
    def window(self) -> Window:
        """The window that is shown; the start page's until an engagement is open."""
        if self._window is None:
            self._window = Window(self, None, self._jobs, self.settings, user())
        return self._window

    def recent(self) -> Sequence[Recent]:
        """The engagements opened lately."""
        return self.settings.recent()

    def templates(self) -> Sequence[tuple[str, str, str]]:
        """Name, title and description of each template."""
        blank = (BLANK, _("A blank page"), _("Every section empty."))
        loaded = [(name, load_template(name)) for name in template_names() if name != BLANK]
        return [blank, *((name, _(item["title"]), _(item["about"])) for name, item in loaded)]

    def open_file(self, path: Path) -> None:
        """Open an engagement in place of the present one; if it cannot be, the present one stays."""
        if self._work is not None and path.resolve() == self._work.file.path:
            self.window.open("overview")
            return
        self._take(lambda: OpenEngagement.open(path))

    def new(self, path: Path, title: str, client: str, template: str) -> None:
        """Make an engagement and open it; a file that is there already is not touched."""
        self._take(lambda: self._made(path, title, client, template))

    def open_sample(self) -> None:
        """Open the sample engagement, made in the program's own folder when it is not there."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "sample"
        path = folder / _SAMPLE
        if path.is_file():
            self.open_file(path)
        else:
            self._take(lambda: _made_sample(path))

    def may_close(self) -> bool:
        """Save and let go of the present engagement; False if the user would rather stay."""
        if self._autosave is None:
            return True
        self.settings.geometry = self.window.saveGeometry()
        if self.window.editing is not None:
            self.window.editing.flush()
        try:
            self._autosave.close()
        except NotSaved as error:
            if not self._leave_anyway(str(error)):
                return False
            self._autosave.leave()
        self._autosave = self._work = None
        return True

    def _made(self, path: Path, title: str, client: str, template: str) -> OpenEngagement:
        path.parent.mkdir(parents=True, exist_ok=True)
        engagement = new_engagement(title, client, user())
        apply_template(engagement, load_template(template), user())
        return OpenEngagement.create(path, engagement)

    def _take(self, opening: Callable[[], OpenEngagement]) -> None:
        try:
            work = opening()
        except (StoreError, OSError) as error:
            log.warning("not opened", exc_info=error)
            self.window.appear()
            self.window.notify(Notice("not-opened", "error", str(error)))
            return
        if not self.may_close():
            work.file.leave()
            return
        self._show(work)

    def _show(self, work: OpenEngagement | None) -> None:
        before, self._work = self._window, work
        self._window = Window(self, work, self._jobs, self.settings, user())
        if work is not None:
            self._autosave = Autosave(work)
            self._autosave.state.connect(self.window.show_saved)
            self._autosave.trouble.connect(self.window.show_trouble)
            about = work.engagement.one(Overview)
            self.settings.note_opened(work.file.path, about.title, about.client)
            for number, sentence in enumerate(work.notices):
                self.window.notify(Notice(f"found-{number}", "warning", sentence))
        self.window.appear()
        if before is not None:
            self.window.take_place_of(before)
        self.window_changed.emit(self.window)

    def _leave_anyway(self, sentence: str) -> bool:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self.window)
        box.setObjectName("not-saved")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(_("Not everything is saved."))
        box.setInformativeText(sentence)
        stay = box.addButton(_("Stay and try again"), QMessageBox.ButtonRole.RejectRole)
        box.addButton(_("Close without the last changes"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is not stay


def user() -> str:
    """The name that changes made here are signed with."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _made_sample(path: Path) -> OpenEngagement:
    path.parent.mkdir(parents=True, exist_ok=True)
    engagement = new_engagement(who=user())
    apply_template(engagement, load_sample(), user())
    with Step(engagement, N_("Sample data"), source="migration") as step:
        for dataset in engagement.all(Dataset):
            if dataset.path:
                csv = path.parent / dataset.path
                shutil.copyfile(resources.path("sample", dataset.path), csv)
                step.set(dataset.key, "path", str(csv))
    return OpenEngagement.create(path, engagement)
