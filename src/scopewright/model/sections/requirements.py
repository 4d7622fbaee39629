"""What the product has to do (row M15)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, prose, refs, text
from scopewright.model.record import Record, section

PRIORITIES = (("must", N_("Must")), ("should", N_("Should")), ("nice", N_("Nice to have")))
STATUSES = (
    ("not_started", N_("Not started")),
    ("on_track", N_("On track")),
    ("at_risk", N_("At risk")),
    ("off_track", N_("Off track")),
    ("complete", N_("Complete")),
)
DONE = frozenset({"complete"})
"""The states in which nothing is left to do."""


@section(
    "requirements",
    N_("Requirements"),
    one=N_("requirement"),
    prefix="REQ",
    place=40,
    phase="scope",
    icon="list-checks",
    document="requirements",
    hint=N_("Add one requirement a line, or paste a column from a spreadsheet."),
)
class Requirement(Record):
    """A requirement; its priority is said here and nowhere else."""

    title: str = text(N_("Requirement"), required=True)
    priority: str | None = choice(N_("Priority"), PRIORITIES)
    status: str | None = choice(N_("Status"), STATUSES)
    objectives: tuple[str, ...] = refs(N_("Serves"), "objectives")
    metrics: tuple[str, ...] = refs(N_("Measured by"), "metrics", column=False)
    evidence: tuple[str, ...] = refs(N_("Evidence"), "runs", column=False, help=N_("The runs that show it is met."))
    acceptance: str = prose(N_("Accepted when"), column=True)
