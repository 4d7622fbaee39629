"""A sitting with a sealed engagement in the window: typed into, looked at as a brief, closed with a crash.

``python -m tests.store.sealed_window PATH PASSPHRASE``: prints a line when the brief of the present state is shown and
searched and everything is saved; then waits to be killed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from scopewright.gui.desk import Desk
from scopewright.gui.job_client import Jobs
from scopewright.gui.pages.brief import BriefPage
from scopewright.gui.settings import Settings
from scopewright.store.sealing import Secret
from tests.store.sealed_session import PLANTED

_PATIENCE = 50


def main(path: str, passphrase: str) -> None:
    app = QApplication(["scopewright"])
    desk = Desk(Settings(), Jobs(parent=app))
    desk.open_file(Path(path), Secret(passphrase))
    _wait(app, lambda: desk.window.editing is not None)
    window = desk.window
    editing, page = window.editing, window.page("brief")
    if editing is None or not isinstance(page, BriefPage):
        raise TypeError("The window has no brief to show.")
    window.open("brief")
    _wait(app, lambda: page.shown is not None)
    editing.add("risks", {"title": f"{PLANTED} in the window"})
    _wait(app, lambda: page.rendering.state == "updating")
    _wait(app, lambda: page.rendering.state == "fresh" and desk.window.keeper.idle)
    page.search.box.setText(PLANTED)
    _wait(app, lambda: page.search.model.rowCount(page.search.model.index(-1, -1)) > 0)
    sys.stdout.write("saved\n")
    sys.stdout.flush()
    time.sleep(60)


def _wait(app: QApplication, until: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not until():
        if time.monotonic() > end:
            raise TimeoutError
        app.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    main(*sys.argv[1:])
