"""Rules about deliverables, milestones and the order of their dates."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _, ngettext
from scopewright.lint.finding import Found, alone, at, each, figure, whole
from scopewright.lint.scope import Scope
from scopewright.model.gates import planned
from scopewright.model.readings.deliveries import waiting_for_themselves
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.releases import Release
from scopewright.model.sections.requirements import DONE, Requirement


def _job(**more: object) -> dict[str, object]:
    return {"title": "Scoring job", "acceptance": "Four Mondays in a row before 07:30", **more}


@whole(
    "DEL01",
    "error",
    N_("Deliverables depend on each other in a circle"),
    why=N_("None of them can ever start."),
    bad={"deliverables": [_job(depends_on=["Call list"]), {"title": "Call list", "depends_on": ["Scoring job"]}]},
    good={"deliverables": [_job(), {"title": "Call list", "depends_on": ["Scoring job"]}]},
)
def no_circle_of_deliverables(scope: Scope) -> Iterator[Found]:
    """Following "depends on" never leads back."""
    circular = waiting_for_themselves(scope.all(Deliverable))
    for deliverable in scope.all(Deliverable):
        if deliverable.key in circular:
            yield at(deliverable, "depends_on", _("{id} waits for itself.").format(id=deliverable.id))


@alone(
    Deliverable,
    "DEL02",
    "hint",
    N_("A deliverable serves no requirement"),
    field="requirement",
    why=N_("Either a requirement is missing or somebody works for nothing."),
    bad={"deliverables": [_job()]},
    good={"deliverables": [_job(requirement="Score every customer")]},
)
def deliverable_has_requirement(deliverable: Deliverable) -> str:
    """Every deliverable stands under a requirement."""
    return _("No requirement asks for it.") if deliverable.requirement is None else ""


@whole(
    "DEL03",
    "error",
    N_("A deliverable is due before what it depends on"),
    why=N_("The plan cannot hold, whatever anybody does."),
    bad={
        "deliverables": [
            _job(due="2027-03-12"),
            {"title": "Call list", "due": "2027-03-02", "depends_on": ["Scoring job"]},
        ]
    },
    good={
        "deliverables": [
            _job(due="2027-03-02"),
            {"title": "Call list", "due": "2027-03-12", "depends_on": ["Scoring job"]},
        ]
    },
)
def dependency_comes_first(scope: Scope) -> Iterator[Found]:
    """What a deliverable depends on is not due after it."""
    for deliverable in scope.all(Deliverable):
        for key in deliverable.depends_on:
            needed = scope.get(key, Deliverable)
            if needed and needed.due and deliverable.due and needed.due > deliverable.due:
                yield at(deliverable, "due", _("{id}, which it needs, is due later.").format(id=needed.id))


@each(
    Deliverable,
    "DEL04",
    "error",
    N_("A deliverable is due after its release"),
    field="due",
    why=N_("One of the two dates was promised to somebody and will not hold."),
    bad={"deliverables": [_job(due="2027-04-02", release="v1")], "releases": [{"name": "v1", "due": "2027-03-12"}]},
    good={"deliverables": [_job(due="2027-03-02", release="v1")], "releases": [{"name": "v1", "due": "2027-03-12"}]},
)
def deliverable_fits_release(deliverable: Deliverable, scope: Scope) -> str:
    """No deliverable is due after the release it belongs to."""
    release = scope.get(deliverable.release, Release)
    after = release and release.due and deliverable.due and deliverable.due > release.due
    return _("{name} is due before it.").format(name=release.name) if release and after else ""


@whole(
    "DEL06",
    "error",
    N_("Fees are in several currencies"),
    why=N_("They cannot be added, and the total on the offer would be wrong."),
    bad={
        "deliverables": [
            _job(fee={"amount": 9600, "currency": "EUR"}),
            {"title": "Call list", "fee": {"amount": 800, "currency": "CHF"}},
        ]
    },
    good={
        "deliverables": [
            _job(fee={"amount": 9600, "currency": "EUR"}),
            {"title": "Call list", "fee": {"amount": 800, "currency": "EUR"}},
        ]
    },
)
def one_currency(scope: Scope) -> Iterator[Found]:
    """All fees of deliverables are in the currency of the first."""
    first = ""
    for deliverable in scope.all(Deliverable):
        if deliverable.fee is not None:
            first = first or deliverable.fee.currency
            if deliverable.fee.currency != first:
                yield at(deliverable, "fee", _("The fees before it are in {currency}.").format(currency=first))


def _overdue(work: Deliverable | Milestone, scope: Scope) -> str:
    late = work.status not in DONE and not work.voided_by and scope.late(work.due)
    return _("It was due before the status date.") if late else ""


@each(
    Deliverable,
    "DEL07",
    "warning",
    N_("A deliverable is overdue"),
    field="due",
    why=N_("Say so before the client does."),
    bad={"deliverables": [_job(due="2027-02-26")], "document": [{"status_date": "2027-03-02"}]},
    good={
        "deliverables": [_job(due="2027-02-26", status="complete")],
        "document": [{"status_date": "2027-03-02"}],
    },
)
def deliverable_is_not_overdue(deliverable: Deliverable, scope: Scope) -> str:
    """No deliverable that is not complete was due before the status date."""
    return _overdue(deliverable, scope)


@each(
    Deliverable,
    "DEL09",
    "warning",
    N_("A deliverable is in another release than its requirement"),
    field="release",
    why=N_("The requirement stays open in its own release, or is delivered before anybody asked."),
    bad={
        "deliverables": [_job(requirement="Score every customer", release="v2")],
        "requirements": [{"title": "Score every customer", "release": "v1"}],
    },
    good={
        "deliverables": [_job(requirement="Score every customer", release="v1")],
        "requirements": [{"title": "Score every customer", "release": "v1"}],
    },
)
def deliverable_follows_requirement(deliverable: Deliverable, scope: Scope) -> str:
    """Where both name a release, a deliverable is in that of its requirement."""
    requirement = scope.get(deliverable.requirement, Requirement)
    both = requirement is not None and deliverable.release and requirement.release
    if requirement is None or not both or deliverable.release == requirement.release:
        return ""
    message = _("{id} is in {release}.")
    return message.format(id=requirement.id, release=scope.name(str(requirement.release)))


@alone(
    Milestone,
    "TIM01",
    "error",
    N_("Work starts after it is due"),
    field="start",
    why=N_("One of the two dates is a slip of the pen."),
    bad={"milestones": [{"title": "Staging", "start": "2027-03-12", "due": "2027-03-02"}]},
    good={"milestones": [{"title": "Staging", "start": "2027-03-02", "due": "2027-03-12"}]},
)
def start_is_before_due(milestone: Milestone) -> str:
    """No milestone starts after it is due."""
    after = milestone.start and milestone.due and milestone.start > milestone.due and not milestone.voided_by
    return _("It starts after it is due.") if after else ""


@alone(
    Milestone,
    "TIM02",
    "hint",
    N_("A milestone stands in no team's lane"),
    field="team",
    why=N_("The stacked timeline shows who works when; this one hangs in the air."),
    bad={"milestones": [{"title": "Staging", "due": "2027-03-12"}]},
    good={"milestones": [{"title": "Staging", "due": "2027-03-12", "team": "Data team"}]},
)
def milestone_has_a_lane(milestone: Milestone) -> str:
    """Every milestone names the team in whose lane it stands."""
    return _("Say whose lane it stands in.") if milestone.team is None and not milestone.voided_by else ""


@each(
    Milestone,
    "TIM03",
    "warning",
    N_("A milestone is due after its release"),
    field="due",
    why=N_("The release line stands before the work that belongs to it."),
    bad={
        "milestones": [{"title": "Staging", "due": "2027-04-02", "release": "v1"}],
        "releases": [{"name": "v1", "due": "2027-03-12"}],
    },
    good={
        "milestones": [{"title": "Staging", "due": "2027-03-02", "release": "v1"}],
        "releases": [{"name": "v1", "due": "2027-03-12"}],
    },
)
def milestone_fits_release(milestone: Milestone, scope: Scope) -> str:
    """No milestone is due after the release it belongs to."""
    release = None if milestone.voided_by else scope.get(milestone.release, Release)
    after = release and release.due and milestone.due and milestone.due > release.due
    return _("{name} is due before it.").format(name=release.name) if release and after else ""


@alone(
    Milestone,
    "TIM04",
    "hint",
    N_("A milestone is later than signed off"),
    field="due",
    why=N_("The client signed the other date, and should read of the new one from you."),
    bad={"milestones": [{"title": "Staging", "due": "2027-03-12", "agreed": "2027-03-02"}]},
    good={"milestones": [{"title": "Staging", "due": "2027-03-02", "agreed": "2027-03-02"}]},
)
def milestone_has_not_slipped(milestone: Milestone) -> str:
    """No milestone is due later than the date that was signed off."""
    days = milestone.slip or 0
    if days <= 0 or milestone.voided_by:
        return ""
    message = ngettext(
        "{count} working day later than signed off.", "{count} working days later than signed off.", days
    )
    return message.format(count=days)


@alone(
    Milestone,
    "TIM05",
    "warning",
    N_("Status and share done contradict each other"),
    field="done",
    why=N_("The lane is drawn from one, the report from the other."),
    bad={"milestones": [{"title": "Staging", "due": "2027-03-12", "status": "complete", "done": 60}]},
    good={"milestones": [{"title": "Staging", "due": "2027-03-12", "status": "complete", "done": 100}]},
)
def done_fits_status(milestone: Milestone) -> str:
    """What is complete is done, and what is done is complete."""
    if milestone.done is None or milestone.voided_by:
        return ""
    if milestone.status in DONE and milestone.done < 100:
        return _("It is complete and {done} % done.").format(done=figure(milestone.done))
    if milestone.status == "not_started" and milestone.done > 0:
        return _("It is not started and {done} % done.").format(done=figure(milestone.done))
    return ""


@each(
    Milestone,
    "TIM06",
    "warning",
    N_("A milestone is overdue"),
    field="due",
    why=N_("Say so before the client does."),
    bad={"milestones": [{"title": "Staging", "due": "2027-02-26"}], "document": [{"status_date": "2027-03-02"}]},
    good={"milestones": [{"title": "Staging", "due": "2027-03-12"}], "document": [{"status_date": "2027-03-02"}]},
)
def milestone_is_not_overdue(milestone: Milestone, scope: Scope) -> str:
    """No milestone that is not complete was due before the status date."""
    return _overdue(milestone, scope)


@alone(
    Milestone,
    "TIM07",
    "hint",
    N_("A milestone is due on a weekend"),
    field="due",
    why=N_("Nobody is there to receive it; mostly the date was counted, not chosen."),
    bad={"milestones": [{"title": "Staging", "due": "2027-03-13"}]},
    good={"milestones": [{"title": "Staging", "due": "2027-03-12"}]},
)
def milestone_is_on_a_working_day(milestone: Milestone) -> str:
    """No milestone is due on a Saturday or Sunday."""
    weekend = milestone.due is not None and milestone.due.weekday() > 4 and not milestone.voided_by
    return _("That day is a weekend.") if weekend else ""


@whole(
    "TIM08",
    "error",
    N_("A milestone delivers what is due later"),
    why=N_("The milestone cannot be reached with what is there on that day."),
    bad={
        "milestones": [{"title": "Staging", "due": "2027-03-02", "deliverables": ["Scoring job"]}],
        "deliverables": [_job(due="2027-03-12")],
    },
    good={
        "milestones": [{"title": "Staging", "due": "2027-03-12", "deliverables": ["Scoring job"]}],
        "deliverables": [_job(due="2027-03-02")],
    },
)
def milestone_waits_for_its_deliverables(scope: Scope) -> Iterator[Found]:
    """No deliverable is due after the milestone that delivers it."""
    for milestone in planned(scope.engagement):
        for key in milestone.deliverables:
            delivered = scope.get(key, Deliverable)
            if delivered is None or delivered.voided_by:
                continue
            if delivered.due and milestone.due and delivered.due > milestone.due:
                yield at(milestone, "due", _("{id} is due later.").format(id=delivered.id))
