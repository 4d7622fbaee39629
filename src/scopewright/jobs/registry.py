"""The table of jobs.

A job is a function ``(payload, report) -> result``. Payload, partial results and result are plain JSON values. A file
that a job makes travels as base64 text and never by way of the disk: the engagement it is made from may be sealed.

The functions are named as text and resolved only in the process that runs them, so that importing this table brings
in neither pandas nor reportlab.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from scopewright.jobs.failures import JobFailed, explain
from scopewright.language import N_
from scopewright.progress import Report

JobFunction = Callable[[dict[str, Any], Report], dict[str, Any]]
WorkerName = Literal["lab", "brief"]


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of long work: what it is called for the user, its function as text, and which worker does it."""

    name: str
    title: str
    function: str
    worker: WorkerName


JOBS: Mapping[str, Job] = {
    job.name: job
    for job in (
        Job("read", N_("Reading a CSV file"), "scopewright.lab.intake:run", "lab"),
        Job("unread", N_("Collecting the rows that were not read"), "scopewright.lab.table:run", "lab"),
        Job("guesses", N_("Looking at how a file is written"), "scopewright.lab.guesses:run", "lab"),
        Job("fingerprint", N_("Looking whether a CSV file has changed"), "scopewright.lab.fingerprint:run", "lab"),
        Job("audit", N_("Auditing a CSV file"), "scopewright.lab.audit:run", "lab"),
        Job("rows", N_("Reading single rows"), "scopewright.lab.row_cells:run", "lab"),
        Job("rules", N_("Trying rules"), "scopewright.lab.rule_preview:run", "lab"),
        Job("baseline", N_("Fitting baselines"), "scopewright.lab.baseline:run", "lab"),
        Job("delta", N_("Comparing predictions"), "scopewright.lab.prediction_delta:run", "lab"),
        Job("table", N_("Reading a table"), "scopewright.lab.sheet:run", "lab"),
        Job("sheet", N_("Writing a workbook"), "scopewright.lab.sheet:write", "lab"),
        Job("photo", N_("Straightening a photograph"), "scopewright.lab.photo:run", "lab"),
        Job("comments", N_("Reading comments"), "scopewright.briefs.returned:run", "brief"),
        Job("board", N_("Writing the whiteboard"), "scopewright.exchange.job:run", "brief"),
        Job("board-pdf", N_("Drawing the whiteboard"), "scopewright.briefs.board:run", "brief"),
        Job("board-png", N_("Painting the whiteboard"), "scopewright.gui.board_picture:run", "brief"),
        Job("logo", N_("Taking a logo in"), "scopewright.briefs.logo:run", "brief"),
        Job("typefaces", N_("Looking for typefaces"), "scopewright.briefs.typefaces:run", "brief"),
        Job("brief", N_("Rendering a brief"), "scopewright.briefs.render:run", "brief"),
    )
}

HEAVY: Mapping[WorkerName, tuple[str, ...]] = {
    "lab": (
        "pandas", "babel.dates", "rapidfuzz", "scopewright.lab.audit", "scopewright.lab.guesses",
        "sklearn.ensemble", "sklearn.linear_model", "sklearn.pipeline", "scopewright.lab.baseline",
    ),
    "brief": ("reportlab.platypus", "pikepdf"),
}  # fmt: skip
"""What takes long to import, by worker and in the order of need; a warm worker has imported them ahead of need."""

STREAMS: Mapping[str, str] = {
    "read": "scopewright.lab.table:iterate",
    "unread": "scopewright.lab.table:unread",
}
"""What yields line after line and is light enough to run in the process that prints them."""


def resolve(function: str) -> Callable[..., Any]:
    """The function that a text such as ``scopewright.lab.audit:run`` names; imports its module.

    Raises:
        ImportError: there is no such module.
        AttributeError: the module has no such function.
    """
    module, _separator, name = function.partition(":")
    return cast("Callable[..., Any]", getattr(importlib.import_module(module), name))


def stream(name: str, *arguments: Any) -> Iterator[str]:
    """The lines of a stream as they come; a stream holds no more than one line in memory.

    Raises:
        JobFailed: the stream cannot be read (on); its text is for the user.
    """
    try:
        yield from resolve(STREAMS[name])(*arguments)
    except Exception as error:
        raise JobFailed(*explain(error)) from error
