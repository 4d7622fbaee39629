"""A worker that speaks the protocol and does what a test wants: echo, count, crash, hang, fail."""

from __future__ import annotations

import json
import os
import sys
import time


def answer(job_id: str, kind: str, **more: object) -> None:
    """Write one line of the protocol."""
    print(json.dumps({"id": job_id, "kind": kind, **more}), flush=True)  # noqa: T201 - the protocol's channel


def work(request: dict[str, object]) -> None:
    """Do one job."""
    job_id, job = str(request["id"]), request["job"]
    if job == "echo":
        answer(
            job_id, "done", result={"payload": request["payload"], "language": request["language"], "pid": os.getpid()}
        )
    elif job == "count":
        for step in range(3):
            answer(job_id, "progress", fraction=step / 3, text=f"step {step}")
            answer(job_id, "partial", result={"step": step})
        answer(job_id, "done", result={"n": 3})
    elif job == "fail":
        answer(job_id, "failed", message="The target column is missing.")
    elif job == "crash":
        os._exit(9)
    elif job == "hang":
        answer(job_id, "progress", fraction=0.1, text="hanging")
        time.sleep(60)
    elif job == "chatter":
        print("Warning: something", flush=True)  # noqa: T201
    elif job == "listen":
        answer(job_id, "progress", fraction=0.1, text="listening")
        sys.stdin.readline()
        answer(job_id, "stopped")


for line in sys.stdin:
    if "job" in json.loads(line):
        work(json.loads(line))
