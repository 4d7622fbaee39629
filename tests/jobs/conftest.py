"""A worker on the other end of two pipes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scopewright.jobs import launch
from scopewright.jobs.protocol import Answer, Done, Failed, Order, Request, Stopped, encode, read_answer

COMMAND = [sys.executable, "-m", "tests.jobs.sample_worker"]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _findable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


class Talk:
    """A worker process, spoken to message by message."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=launch.environment()
        )

    def say(self, *orders: Order) -> None:
        assert self.process.stdin is not None
        for order in orders:
            self.process.stdin.write(encode(order))
        self.process.stdin.flush()

    def hear(self) -> Answer:
        assert self.process.stdout is not None
        return read_answer(self.process.stdout.readline())

    def hear_all(self, job: str) -> list[Answer]:
        """Every answer to a job, up to the one that ends it."""
        heard = [self.hear()]
        while not (isinstance(heard[-1], Done | Failed | Stopped) and heard[-1].id == job):
            heard.append(self.hear())
        return heard

    def ask(self, job: str, **payload: object) -> Answer:
        """The last answer to a job."""
        self.say(Request(job, job, payload))
        return self.hear_all(job)[-1]


@pytest.fixture
def worker() -> Iterator[Talk]:
    talk = Talk()
    yield talk
    talk.process.kill()
    talk.process.communicate()


def alive(process: int) -> bool:
    """Whether a process that is not our child is there and no zombie."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def gone_within(process: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while alive(process) and time.monotonic() < end:
        time.sleep(0.01)
    return not alive(process)
