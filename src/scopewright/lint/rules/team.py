"""Rules about the team's time (rows M26, T5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, at, whole
from scopewright.lint.scope import Scope
from scopewright.model.sections.allocations import ESSENTIAL, ROLES, Allocation
from scopewright.model.sections.milestones import Milestone

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
    planned: dict[str, list[Allocation]] = {}
    for allocation in scope.all(Allocation):
        if allocation.person and allocation.share:
            planned.setdefault(allocation.person, []).append(allocation)
    for person, shares in planned.items():
        for allocation in shares:
            begin = allocation.start or dt.date.min
            total = sum(other.share or 0 for other in shares if _holds(other, begin))
            if total > 100:
                message = _("{name} is planned for {total:g} %.")
                yield at(allocation, "share", message.format(name=scope.name(person), total=total))
                break


def _holds(allocation: Allocation, day: dt.date) -> bool:
    return (allocation.start or dt.date.min) <= day <= (allocation.end or dt.date.max)


@whole(
    "TEA02",
    "warning",
    N_("A role that every project needs is missing"),
    why=N_("Product, data, model and operation: whoever is missing is replaced by an assumption."),
    bad={"allocations": _FOUR[:3]},
    good={"allocations": _FOUR},
)
def roles_are_filled(scope: Scope) -> Iterator[Found]:
    """Where a team is planned, the four essential roles have somebody."""
    filled = {allocation.role for allocation in scope.all(Allocation) if allocation.person}
    for role in ESSENTIAL if scope.all(Allocation) else ():
        if role not in filled:
            yield Found("allocations", None, "role", _("Nobody for {role}.").format(role=_(_TITLES[role])))


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
    milestones = scope.all(Milestone)
    if milestones and not any(milestone.sort == "demo" for milestone in milestones):
        yield Found("milestones", None, "sort", _("Plan a demo."))
