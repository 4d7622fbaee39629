"""Rules about the team's time (rows M26, T5)."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, at, figure, whole
from scopewright.lint.scope import Scope
from scopewright.model.gates import planned
from scopewright.model.readings.team import missing_roles, overallocated
from scopewright.model.sections.allocations import ESSENTIAL, ROLES, Allocation
from scopewright.model.sections.releases import Release

_TITLES = dict(ROLES)
_FOUR = [{"title": role, "role": role, "person": f"Person {n}"} for n, role in enumerate(ESSENTIAL)]


@whole(
    "TEA01",
    "error",
    N_("Somebody works more than a week has"),
    why=N_("Two projects were each promised the same days."),
    bad={
        "allocations": [
            {"title": "Scoping", "person": "Li Wei", "share": 60},
            {"title": "Migration", "person": "Li Wei", "share": 60, "project": "Fibre"},
        ]
    },
    good={
        "allocations": [
            {"title": "Scoping", "person": "Li Wei", "share": 60},
            {"title": "Migration", "person": "Li Wei", "share": 40, "project": "Fibre"},
        ]
    },
)
def weeks_are_not_overbooked(scope: Scope) -> Iterator[Found]:
    """On no day are the shares of one person above 100 %; a share without dates holds all the time."""
    over = overallocated(scope.engagement)
    for allocation in scope.all(Allocation):
        if allocation.person in over:
            message = _("{name} is planned for {total} %.")
            total = figure(over.pop(allocation.person))
            yield at(allocation, "share", message.format(name=scope.name(allocation.person), total=total))


@whole(
    "TEA02",
    "warning",
    N_("A role that every project needs is missing"),
    why=N_("Product, data, model and operation: whoever is missing is replaced by an assumption."),
    bad={"allocations": _FOUR[:3]},
    good={"allocations": _FOUR},
)
def roles_are_filled(scope: Scope) -> Iterator[Found]:
    """Where a team is planned, each release has somebody in the four essential roles."""
    if scope.all(Allocation):
        releases: list[Release | None] = [*scope.all(Release)] or [None]
        lacking = {
            (role, release.name if release else "")
            for release in releases
            for role in missing_roles(scope.engagement, release.key if release else None)
        }
        for role, name in sorted(lacking):
            where = f"{name}: " if name else ""
            yield Found("allocations", None, "role", where + _("Nobody for {role}.").format(role=_(_TITLES[role])))


@whole(
    "TIM10",
    "hint",
    N_("No demo is planned"),
    why=N_("The first time the client sees it must not be the last."),
    bad={"milestones": [{"title": "Staging", "due": "2027-03-12"}]},
    good={"milestones": [{"title": "First list shown", "due": "2027-03-12", "sort": "demo"}]},
)
def a_demo_is_planned(scope: Scope) -> Iterator[Found]:
    """Where there are milestones, one is a demo."""
    milestones = planned(scope.engagement)
    if milestones and not any(milestone.sort == "demo" for milestone in milestones):
        yield Found("milestones", None, "sort", _("Plan a demo."))
