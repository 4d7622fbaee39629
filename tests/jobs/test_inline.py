"""One job in a process of its own, as the command line runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import Any

import pytest

from scopewright import language
from scopewright.jobs import inline, launch
from scopewright.jobs.failures import JobFailed
from scopewright.progress import Stopped
from tests.jobs.conftest import COMMAND, ROOT, gone_within


class Notes:
    """A report that keeps what it is told and stops the job after so many parts."""

    def __init__(self, patience: int = 99) -> None:
        self.parts: list[dict[str, Any]] = []
        self.progressed: list[tuple[float, str]] = []
        self.patience = patience

    def progress(self, fraction: float, text: str = "") -> None:
        self.progressed.append((fraction, text))

    def partial(self, result: dict[str, Any]) -> None:
        self.parts.append(result)
        if len(self.parts) == self.patience:
            raise Stopped


def test_a_job_gives_its_result_and_its_progress() -> None:
    notes = Notes()
    assert inline.run("count", {"steps": 5, "pause": 0.08}, notes, COMMAND) == {"counted": 5}
    assert notes.progressed


def test_the_job_speaks_the_language_of_whoever_runs_it() -> None:
    language.speak("de")
    assert inline.run("echo", {}, command=COMMAND)["language"] == "de"


def test_the_parts_that_were_finished_survive_a_stop() -> None:
    notes = Notes(patience=2)
    with pytest.raises(Stopped):
        inline.run("parts", {"parts": 3}, notes, COMMAND)
    assert notes.parts == [{"part": 0}, {"part": 1}]


@pytest.mark.parametrize(
    ("job", "words", "expected"),
    [
        ("bad_input", "There is no column “price”.", True),
        ("fault", "fault in Scopewright", False),
        ("crash", "code 3", False),
    ],
)
def test_a_job_that_cannot_be_done_says_why(job: str, words: str, expected: bool) -> None:
    with pytest.raises(JobFailed, match=words) as failure:
        inline.run(job, {}, command=COMMAND)
    assert failure.value.expected == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in a POSIX way")
def test_ctrl_c_ends_the_job_and_its_process() -> None:
    script = f"""
import os, signal, subprocess, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs beside it with Ctrl-C ignored
sys.path.insert(0, {str(ROOT)!r})
from scopewright.jobs import inline
from tests.jobs.conftest import COMMAND
kept = subprocess.Popen
def start(*given, **named):
    process = kept(*given, **named)
    print(process.pid, flush=True)
    return process
subprocess.Popen = start
try:
    inline.run("deaf", {{"seconds": 60}}, command=COMMAND)
except KeyboardInterrupt:
    sys.exit(130)
"""
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, env=launch.environment(), start_new_session=True
    ) as command:
        assert command.stdout is not None
        worker = int(command.stdout.readline())
        time.sleep(0.3)
        os.killpg(command.pid, signal.SIGINT)
        assert command.wait(timeout=2) == 130
        assert gone_within(worker, 1.0)
