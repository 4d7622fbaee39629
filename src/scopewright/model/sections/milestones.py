"""Dated points and stretches of work in the lanes of the teams (rows M28, M29)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, computed, day, number, person, ref, refs, text
from scopewright.model.kinds import Number
from scopewright.model.record import Record, section
from scopewright.model.schedule import working_days
from scopewright.model.sections.requirements import STATUSES

SORTS = (
    ("milestone", N_("Milestone")),
    ("timebox", N_("Timebox: it ends on its day, done or not")),
    ("demo", N_("Demo")),
)


@section(
    "milestones",
    N_("Milestones"),
    one=N_("milestone"),
    prefix="MS",
    place=20,
    phase="deliver",
    icon="calendar-range",
    document="planning",
    hint=N_("Add the dates people asked for; a start date makes it a bar."),
)
class Milestone(Record):
    """A date with an owner; with a start it is a stretch of work. Slip is counted from the signed-off date."""

    title: str = text(N_("Milestone"), required=True)
    sort: str | None = choice(N_("Type"), SORTS, column=False)
    team: str | None = person(N_("Team"), sort="team", help=N_("Whose lane it stands in."))
    start: dt.date | None = day(N_("Start"))
    due: dt.date | None = day(N_("Due"), required=True)
    agreed_start: dt.date | None = day(N_("Signed-off start"), column=False)
    agreed: dt.date | None = day(N_("Signed-off date"))
    done: float | None = number(N_("Done"), low=0, high=100, unit="%")
    status: str | None = choice(N_("Status"), STATUSES)
    voided_by: str | None = ref(N_("Void since"), "gates", column=False, help=N_("The gate that failed."))
    deliverables: tuple[str, ...] = refs(N_("Delivers"), "deliverables", column=False)

    @computed(N_("Slip"), Number(unit="d"), after="agreed", help=N_("Working days later than signed off."))
    def slip(self) -> int | None:
        """By how many working days it is later than signed off; nothing if a date is missing."""
        return None if self.due is None or self.agreed is None else working_days(self.agreed, self.due)
