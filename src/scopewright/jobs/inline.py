"""One job in a worker process of its own, waited for: how the command line runs jobs."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from typing import Any

from scopewright import language
from scopewright.jobs import launch
from scopewright.jobs.failures import JobFailed, ended
from scopewright.jobs.protocol import (
    Answer,
    Done,
    Failed,
    Partial,
    Progress,
    Request,
    Stopped,
    encode,
    read_answer,
)
from scopewright.progress import Report, Silent
from scopewright.progress import Stopped as StopAsked

_ID = "job"


def run(
    name: str, payload: dict[str, Any], report: Report | None = None, command: Sequence[str] | None = None
) -> dict[str, Any]:
    """Run the job ``name`` of the registry and return its result; what the job reports goes to ``report``.

    If ``report`` raises (``Stopped``, or KeyboardInterrupt on Ctrl-C) the worker is killed at once; parts that were
    reported until then stay valid. ``command`` starts another worker than our own.

    Raises:
        JobFailed: the job could not be done, or its process ended; the text is for the user.
        Stopped: the job was stopped.
    """
    request = encode(Request(_ID, name, payload, language.current()))
    process = subprocess.Popen(
        list(command or launch.command()), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=launch.environment()
    )
    try:
        return _follow(process, request, report or Silent())
    finally:
        process.kill()
        process.communicate()


def _follow(process: subprocess.Popen[bytes], request: bytes, report: Report) -> dict[str, Any]:
    if process.stdin is None or process.stdout is None:
        raise ValueError("The worker was started without pipes.")
    try:
        process.stdin.write(request)
        process.stdin.flush()
    except BrokenPipeError:
        raise ended(process.wait()) from None
    for line in process.stdout:
        result = _heed(read_answer(line), report)
        if result is not None:
            return result
    raise ended(process.wait())


def _heed(answer: Answer, report: Report) -> dict[str, Any] | None:
    match answer:
        case Progress(fraction=fraction, text=text):
            report.progress(fraction, text)
        case Partial(result=result):
            report.partial(result)
        case Done(result=result):
            return result
        case Failed(message=message, traceback=trace, expected=expected):
            raise JobFailed(message, trace, expected)
        case Stopped():
            raise StopAsked
    return None
