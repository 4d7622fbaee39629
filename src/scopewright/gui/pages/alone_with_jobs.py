"""One page that starts jobs in a window of its own, on the sample: ``python -m scopewright.gui.pages.data``."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from scopewright import resources
from scopewright.gui.actions import Actions
from scopewright.gui.editing import Editing
from scopewright.gui.job_client import Jobs
from scopewright.gui.page import PageSpec
from scopewright.gui.pages.alone import sample_engagement
from scopewright.gui.theme.apply import dress
from scopewright.gui.widgets.notice import Notice
from scopewright.gui.window_shell import Shell
from scopewright.model.sections.datasets import Dataset
from scopewright.model.step import Step
from scopewright.store.opened import OpenEngagement

if TYPE_CHECKING:
    from scopewright.gui.catalogue import Surroundings

Make = Callable[[OpenEngagement, Editing, Jobs, "Surroundings"], QWidget]


class LoneWindow(Shell):
    """The frame with one page; where it would go is said in a notice."""

    def __init__(self, name: str, make: Callable[[LoneWindow], QWidget]) -> None:
        super().__init__([PageSpec(name, "Page", "Page", "flag", lambda: make(self))], Actions())

    def go_to(self, section: str, record: str, field: str = "") -> None:
        """Say where the window would go."""
        self.notify(Notice("go", "info", " › ".join(part for part in (section, record, field) if part)))

    def show_job(self, key: str, title: str, fraction: float | None, cancel: Callable[[], object], text: str) -> None:
        """Show a running job in the status bar."""
        self.status.show_job(key, title, fraction, cancel, text=text)

    def end_job(self, key: str) -> None:
        """Take a job out of the status bar."""
        self.status.end_job(key)


def show_with_jobs(make: Make, name: str) -> int:
    """Show one page on a throw-away copy of the sample until its window is closed."""
    app = QApplication([])
    dress(app)
    jobs = Jobs()
    with tempfile.TemporaryDirectory(prefix="scopewright-") as folder:
        work = _sample(Path(folder))
        editing = Editing(work.engagement)
        window = LoneWindow(name, lambda window: make(work, editing, jobs, window))
        editing.changed.connect(window.refresh)
        window.resize(1280, 800)
        window.open(name)
        window.show()
        code = app.exec()
        jobs.close()
        work.close()
    return code


def _sample(folder: Path) -> OpenEngagement:
    engagement = sample_engagement()
    with Step(engagement, "Sample", source="migration") as step:
        for dataset in engagement.all(Dataset):
            if dataset.path:
                shutil.copyfile(resources.path("sample", dataset.path), folder / dataset.path)
                step.set(dataset.key, "path", str(folder / dataset.path))
    return OpenEngagement.create(folder / "Sample.scope", engagement)
