"""How the model goes live: type and pattern (rows P7, P8)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, ref, text
from scopewright.model.record import Record, section

TYPES = (
    ("new", N_("New capability")),
    ("assist", N_("Automates or assists people")),
    ("replace", N_("Replaces a system")),
)
PATTERNS = (("canary", N_("Canary")), ("blue_green", N_("Blue-green")), ("all", N_("All at once")))


@section(
    "deployments",
    N_("Deployments"),
    one=N_("deployment"),
    prefix="DP",
    place=20,
    phase="deploy",
    icon="rocket",
    document="planning",
    hint=N_("Say whether it is new, assists people or replaces something: each asks for other steps."),
)
class Deployment(Record):
    """A way into production; type and pattern decide which steps are offered, done steps are kept when they change."""

    title: str = text(N_("Deployment"), required=True)
    type: str | None = choice(N_("Type"), TYPES)
    pattern: str | None = choice(N_("Pattern"), PATTERNS)
    service: str | None = ref(N_("Service"), "services")
    due: dt.date | None = day(N_("Due"))
    replaces: str = text(N_("Replaces"), column=False)
