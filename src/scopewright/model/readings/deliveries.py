"""Deliverables under their requirements, in the order in which they can be made (row M27)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scopewright.model.engagement import Engagement
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.requirements import Requirement


@dataclass(frozen=True)
class Delivery:
    """A deliverable and its turn: 1 waits for nothing, each other comes one after the last it waits for.

    ``turn`` is missing where it waits, by whatever way, for something that waits for itself.
    """

    deliverable: Deliverable
    turn: int | None
    circular: bool


@dataclass(frozen=True)
class Nest:
    """A requirement, whose priority all under it share, and what is delivered for it, by turn."""

    requirement: Requirement | None
    deliveries: tuple[Delivery, ...]


def waiting_for_themselves(deliverables: Sequence[Deliverable]) -> set[str]:
    """The hidden keys of the deliverables from which "depends on" leads back to themselves."""
    needs = {each.key: each.depends_on for each in deliverables}
    found = set()
    for each in deliverables:
        seen: set[str] = set()
        ahead = list(each.depends_on)
        while ahead:
            key = ahead.pop()
            if key not in seen:
                seen.add(key)
                ahead.extend(needs.get(key, ()))
        if each.key in seen:
            found.add(each.key)
    return found


def turns(deliverables: Sequence[Deliverable]) -> dict[str, int]:
    """The turn of each deliverable by hidden key; those in or behind a circle have none."""
    known = {each.key for each in deliverables}
    left = {each.key: {key for key in each.depends_on if key in known} for each in deliverables}
    found: dict[str, int] = {}
    while ready := [key for key, needs in left.items() if needs <= found.keys()]:
        for key in ready:
            found[key] = 1 + max((found[need] for need in left.pop(key)), default=0)
    return found


def nested(engagement: Engagement) -> list[Nest]:
    """Every requirement in its order with its deliverables; last, what is delivered for none."""
    there = engagement.all(Deliverable)
    turn, circular = turns(there), waiting_for_themselves(there)
    requirements = engagement.all(Requirement)
    known = {each.key for each in requirements}
    under: dict[str | None, list[Delivery]] = {}
    for each in there:
        place = each.requirement if each.requirement in known else None
        under.setdefault(place, []).append(Delivery(each, turn.get(each.key), each.key in circular))
    nests = [Nest(requirement, _by_turn(under.get(requirement.key, []))) for requirement in requirements]
    return [*nests, Nest(None, _by_turn(under[None]))] if None in under else nests


def _by_turn(deliveries: Sequence[Delivery]) -> tuple[Delivery, ...]:
    return tuple(sorted(deliveries, key=lambda each: (each.turn is None, each.turn or 0)))
