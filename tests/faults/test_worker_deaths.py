"""The worker that reads a client's table dies, however it may: its job is told as failed, and nothing else happens."""

from __future__ import annotations

import os
import random
import signal
import sys
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QTimer
from pytestqt.qtbot import QtBot

from scopewright.gui.autosave import Autosave
from scopewright.gui.job_client import JobClient
from scopewright.jobs import launch
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store.opened import OpenEngagement
from tests.faults.conftest import Figure

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="not run: it reads /proc, and limits memory")
_STARVED = "too little memory"
_WAYS = {"kill -9": signal.SIGKILL, "a fault in a library": signal.SIGSEGV, _STARVED: None}
_TOO_LITTLE = str(330 << 20)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    lines = "".join(f"{n},a{n % 70}@b.de,{n * 7 % 1000},word {n},2026-01-0{n % 9 + 1}\n" for n in range(60_000))
    path.write_text("id,mail,amount,note,day\n" + lines, encoding="utf-8")
    return path


def _kill(client: JobClient, number: signal.Signals) -> None:
    process = client.findChild(QProcess)
    if process is not None and process.processId():
        os.kill(process.processId(), number)


def _die(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, client: JobClient, table: Path, way: str, after: int) -> str:
    """Let the worker of an audit die, ``after`` milliseconds from its first word; the answer is what is told."""
    number = _WAYS[way]
    with monkeypatch.context() as limits:
        if number is None:
            client.close()
            limits.setenv(launch.MEMORY, _TOO_LITTLE)
        with qtbot.waitSignal(client.failed, timeout=60_000) as told:
            client.start("audit", {"path": str(table)})
            with qtbot.waitSignal(client.progressed, timeout=60_000):
                pass
            if number is not None:
                QTimer.singleShot(after, partial(_kill, client, number))
    if number is None:
        client.close()
    assert told.args is not None
    return str(told.args[1])


def _children() -> list[Path]:
    listed = Path("/proc/self/task", Path("/proc/self").resolve().name, "children").read_text().split()
    return [Path("/proc", pid, "stat") for pid in listed]


def _die_again_and_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, table: Path, figure: Figure, deaths: int
) -> None:
    work = OpenEngagement.create(table.with_name("a.scope"), new_engagement("Churn", "Halden"))
    saver, client, chance = Autosave(work), JobClient("lab"), random.Random(5)
    with Step(work.engagement, "Add risk") as step:
        step.add("risks", {"title": "Labels are late"})
    qtbot.waitUntil(lambda: saver.safe)
    before = {path.name: path.read_bytes() for path in table.parent.iterdir() if path.is_file()}
    for way in islice(cycle(_WAYS), deaths):
        told = _die(qtbot, monkeypatch, client, table, way, chance.randint(0, 900))
        assert "memory" in told
    assert {path.name: path.read_bytes() for path in table.parent.iterdir() if path.is_file()} == before
    with qtbot.waitSignal(client.finished, timeout=60_000):
        client.start("fingerprint", {"path": str(table)})
    assert [stat for stat in _children() if stat.read_text().rpartition(")")[2].split()[0] == "Z"] == []
    client.close()
    saver.close()
    figure(
        "a worker that dies costs its job only",
        f"{deaths} deaths ({', '.join(_WAYS)}, in turn): {deaths} told, the engagement unchanged, the next job works, "
        "0 zombies",
        "–",
    )


def test_workers_that_die_in_three_ways_cost_three_jobs_and_nothing_else(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, table: Path, figure: Figure
) -> None:
    _die_again_and_again(qtbot, monkeypatch, table, figure, 3)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_hundred_workers_that_die_cost_a_hundred_jobs_and_nothing_else(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, table: Path, figure: Figure
) -> None:
    _die_again_and_again(qtbot, monkeypatch, table, figure, 100)
