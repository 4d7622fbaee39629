"""The releases v1 … vn that the work is cut into (row M2)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, prose, text
from scopewright.model.record import Record, section

STAGES = (
    ("poc", N_("Proof of concept")),
    ("optimise", N_("Optimise")),
    ("deploy", N_("Deploy, monitor, maintain")),
    ("decouple", N_("Decouple workflows")),
)


@section(
    "releases",
    N_("Releases"),
    one=N_("release"),
    prefix="V",
    place=40,
    phase="frame",
    icon="milestone",
    hint=N_("Add v1 first: the smallest thing that is useful end to end."),
    headline="name",
    without=("release", "tags"),
)
class Release(Record):
    """One release; a record that names none holds for the whole engagement."""

    name: str = text(N_("Release"), required=True, help=N_("Short, as people say it: v1."))
    purpose: str = text(N_("Purpose"), help=N_("Read out at every gate."))
    stage: str | None = choice(N_("Stage"), STAGES, help=N_("Where in the development cycle this release stands."))
    due: dt.date | None = day(N_("Due"))
    agreed: dt.date | None = day(N_("Signed-off date"))
    summary: str = prose(N_("What it brings"))
