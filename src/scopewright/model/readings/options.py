"""Which solution options stand where, and which modules bring most of the value (rows M11, T4, J2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scopewright.language import N_
from scopewright.model.engagement import Engagement
from scopewright.model.readings.feasibility import level
from scopewright.model.sections.modules import Module
from scopewright.model.sections.solutions import Solution

PARETO = 80.0
"""The share of the value, in percent, that the smallest sufficient set of modules must bring."""


def standing(engagement: Engagement, solution: Solution) -> str | None:
    """Where an option stands now: one that only constraints excluded is proposed again when all of them are gone."""
    freed = solution.excluded_by and not any(key in engagement for key in solution.excluded_by)
    return "proposed" if solution.standing == "rejected" and freed else solution.standing


def proposed_again(engagement: Engagement) -> list[Solution]:
    """The rejected options that nothing excludes any longer."""
    return [s for s in engagement.all(Solution) if s.standing == "rejected" and standing(engagement, s) == "proposed"]


@dataclass(frozen=True)
class Cut:
    """Modules by falling share, and how many of them reach the share that was asked for.

    ``total`` is the sum of all shares in percent; it should be 100.
    """

    modules: tuple[Module, ...]
    chosen: int
    total: float


def pareto(modules: Sequence[Module], enough: float = PARETO) -> Cut:
    """The smallest set of modules whose shares add up to ``enough`` percent; equal shares stay in their order.

    Where all shares together are not enough, all modules are chosen.
    """
    ordered = tuple(sorted(modules, key=lambda module: -(module.share or 0.0)))
    reached, chosen = 0.0, 0
    for module in ordered:
        if reached >= enough or not module.share:
            break
        reached, chosen = reached + module.share, chosen + 1
    return Cut(ordered, chosen, sum(module.share or 0.0 for module in ordered))


QUADRANTS: dict[str, str] = {
    "do": N_("Do it: high impact, feasible"),
    "bet": N_("A bet: high impact, doubtful"),
    "fill": N_("Fills a gap: feasible, little impact"),
    "drop": N_("Leave it: little impact, doubtful"),
}


def quadrant(engagement: Engagement, module: Module) -> str | None:
    """``do`` (both high), ``bet`` (impact only), ``fill`` (feasibility only), ``drop``; nothing while one is missing.

    High is four or five of five. A module that nobody judged is as feasible as its questions say.
    """
    feasible = level(engagement, module)
    return None if module.impact is None or feasible is None else quadrant_at(module.impact, feasible)


def quadrant_at(impact: int, feasibility: int) -> str:
    """The quadrant of two levels, 1 to 5 each."""
    return {(True, True): "do", (True, False): "bet", (False, True): "fill", (False, False): "drop"}[
        impact > 3, feasibility > 3
    ]
