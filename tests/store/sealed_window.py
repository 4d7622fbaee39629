"""A sitting with a sealed engagement in the window: typed into, looked at as a brief, closed with a crash.

``python -m tests.store.sealed_window PATH PASSPHRASE CLIENT``: prints a line when the brief of the present state is
shown and searched, every job was done that reads the client's files in the folder CLIENT or writes a document, and
everything is saved; then waits to be killed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from scopewright.briefs.formats.registry import FORMATS
from scopewright.gui.desk import Desk
from scopewright.gui.job_client import Jobs
from scopewright.gui.pages.brief import BriefPage
from scopewright.gui.settings import Settings
from scopewright.jobs.registry import JOBS
from scopewright.model.engagement import Engagement
from scopewright.model.tables import to_tables
from scopewright.store.sealing import Secret
from tests.store.sealed_session import PLANTED

_PATIENCE = 250


def main(path: str, passphrase: str, client: str) -> None:
    app = QApplication(["scopewright"])
    jobs = Jobs(parent=app)
    desk = Desk(Settings(), jobs)
    desk.open_file(Path(path), Secret(passphrase))
    wait(app, lambda: desk.window.editing is not None)
    window = desk.window
    editing, page = window.editing, window.page("brief")
    if editing is None or not isinstance(page, BriefPage):
        raise TypeError("The window has no brief to show.")
    window.open("brief")
    wait(app, lambda: page.shown is not None)
    editing.add("risks", {"title": f"{PLANTED} in the window"})
    wait(app, lambda: page.rendering.state == "updating")
    wait(app, lambda: page.rendering.state == "fresh" and desk.window.keeper.idle)
    page.search.box.setText(PLANTED)
    wait(app, lambda: page.search.model.rowCount(page.search.model.index(-1, -1)) > 0)
    ended = [_start(jobs, job, payload) for job, payload in _orders(editing.engagement, Path(client))]
    wait(app, lambda: all(ended))
    if refused := [said for each in ended for said in each if said]:
        raise RuntimeError(refused)
    wait(app, lambda: desk.window.keeper.idle)
    sys.stdout.write("saved\n")
    sys.stdout.flush()
    time.sleep(60)


def _orders(engagement: Engagement, client: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every job that meets the client's words, with something to do."""
    for path in sorted(str(path) for path in client.iterdir()):
        yield "guesses", {"path": path}
        yield "audit", {"path": path, "evidence": True}
        yield "table", {"path": path}
        yield "rules", {"path": path, "target": "left", "rules": "plan = a -> yes; else -> no"}
    yield "baseline", {"path": str(client / "table.csv"), "target": "left", "budget": 5}
    yield "sheet", {"title": PLANTED, "lines": [[PLANTED, "left"], [PLANTED, "no"]]}
    brief = {"tables": to_tables(engagement), "key": engagement.key, "kind": "executive", "paper": "a4"}
    for form in FORMATS:
        yield "brief", {**brief, "format": form}


def _start(jobs: Jobs, job: str, payload: dict[str, Any]) -> list[str]:
    """Ask for a job; what is answered is empty until the job has ended, and then says why it failed, if it did."""
    client, ended = (jobs.brief if JOBS[job].worker == "brief" else jobs.lab), list[str]()
    mine = client.start(job, payload)

    def done(job_id: str, said: object) -> None:
        if job_id == mine:
            ended.append(f"{job}: {said}" if isinstance(said, str) else "")

    client.finished.connect(done)
    client.failed.connect(done)
    return ended


def wait(app: QApplication, until: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    end = time.monotonic() + _PATIENCE
    while not until():
        if time.monotonic() > end:
            raise TimeoutError
        app.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    main(*sys.argv[1:])
