"""A worker with jobs made for the tests: ``python -m tests.jobs.sample_worker``."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from scopewright.jobs.registry import Job
from scopewright.jobs.worker import serve
from scopewright.language import _, current
from scopewright.progress import Report


class NoSuchColumn(Exception):
    """Stands for an error that Scopewright declares."""


NoSuchColumn.__module__ = "scopewright.sample"


def count(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    for step in range(payload["steps"]):
        report.progress(step / payload["steps"], f"step {step}")
        time.sleep(payload.get("pause", 0))
    return {"counted": payload["steps"]}


def parts(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    for number in range(payload["parts"]):
        report.partial({"part": number})
        time.sleep(0.02)
    while True:
        report.progress(0.5, "the rest")
        time.sleep(0.01)


def echo(payload: dict[str, Any], _report: Report) -> dict[str, Any]:
    sys.stdout.write("a library's chatter\n")
    os.write(1, b"chatter from C\n")
    return {"payload": payload, "language": current(), "process": os.getpid()}


def deaf(payload: dict[str, Any], _report: Report) -> dict[str, Any]:
    time.sleep(payload["seconds"])
    return {}


def fault(_payload: dict[str, Any], _report: Report) -> dict[str, Any]:
    raise KeyError("nobody should read this")


def bad_input(_payload: dict[str, Any], _report: Report) -> dict[str, Any]:
    raise NoSuchColumn(_("There is no column “price”."))


def no_file(payload: dict[str, Any], _report: Report) -> dict[str, Any]:
    with open(payload["path"], encoding="utf-8") as file:  # noqa: PTH123 - the plainest way to fail
        return {"text": file.read()}


def devour(_payload: dict[str, Any], _report: Report) -> dict[str, Any]:
    return {"size": len(bytearray(1 << 40))}


def crash(_payload: dict[str, Any], _report: Report) -> dict[str, Any]:
    os._exit(3)


def leave(_payload: dict[str, Any], _report: Report) -> dict[str, Any]:
    raise SystemExit(0)


def not_json(_payload: dict[str, Any], _report: Report) -> dict[str, Any]:
    return {"number": float("nan")}


JOBS = {
    job.__name__: Job(job.__name__, job.__name__, f"tests.jobs.sample_worker:{job.__name__}", "lab")
    for job in (count, parts, echo, deaf, fault, bad_input, no_file, devour, crash, leave, not_json)
}

if __name__ == "__main__":
    serve(JOBS)
