"""Places to break things in, and the table of figures that a run of these tests prints."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import scopewright
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.snapshot import Tables

Figure = Callable[[str, str, str], None]
_FIGURES = "figure"


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Note one row of the table: the promise, the figure of this run, and that of the storage known to fail it."""

    def note(promise: str, result: str, control: str) -> None:
        record_property(_FIGURES, (promise, result, control))

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures of all tests that passed, as rows for ``docs/reliability.md``, and what was not run."""
    rows = {
        tuple(value)
        for report in terminalreporter.stats.get("passed", [])
        for name, value in report.user_properties
        if name == _FIGURES
    }
    not_run = {report.longrepr[2] for report in terminalreporter.stats.get("skipped", []) if "faults" in report.nodeid}
    if not rows:
        return
    terminalreporter.section("figures")
    terminalreporter.write_line("| promise | this run | known-bad storage, same run |\n|---|---|---|")
    for row in sorted(rows):
        terminalreporter.write_line("| " + " | ".join(row) + " |")
    for reason in sorted(not_run):
        terminalreporter.write_line(reason.removeprefix("Skipped: "))


@pytest.fixture
def tables() -> Tables:
    return {"risks": {"1": {"id": "R-1", "uuid": "a", "title": "Labels are late"}, "2": {"id": "R-2", "uuid": "b"}}}


@pytest.fixture
def path(tmp_path: Path, tables: Tables) -> Path:
    """A file that was saved and closed."""
    path = tmp_path / "Client.scope"
    EngagementFile.create(path, tables).leave()
    return path


@pytest.fixture
def child_environment() -> dict[str, str]:
    """What a child process needs to import the package under test and these tests."""
    places = (Path(scopewright.__file__).parents[1], Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, places))}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of one megabyte."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("not run: mounting a small disk needs root on Linux")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("not run: this machine does not allow mounting")
    yield disk
    subprocess.run(["umount", str(disk)], check=False, capture_output=True)
