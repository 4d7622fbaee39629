"""The steps of a deployment with their evidence (rows P7, P8)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, prose, ref, text
from scopewright.model.listed import list_item
from scopewright.model.record import Record, section
from scopewright.model.sections.deployments import PATTERNS, TYPES

STATES = (("open", N_("Open")), ("done", N_("Done")), ("failed", N_("Failed")))


@section(
    "deployment_steps",
    N_("Deployment steps"),
    one=N_("deployment step"),
    prefix="DST",
    place=25,
    phase="deploy",
    icon="list-ordered",
    document="planning",
    hint=N_("Choose type and pattern of a deployment: its steps appear here."),
)
class DeploymentStep(Record):
    """A step that belongs to a type or pattern of deployment; with another pattern it rests, its evidence stays."""

    title: str = text(N_("Step"), required=True)
    deployment: str | None = ref(N_("Deployment"), "deployments")
    belongs_to: str | None = choice(
        N_("Belongs to"), (*TYPES, *PATTERNS), help=N_("The type or pattern that asks for it.")
    )
    state: str | None = choice(N_("State"), STATES)
    done_on: dt.date | None = day(N_("Done on"))
    evidence: str = prose(N_("Evidence"), column=True)
    item: str = list_item()
