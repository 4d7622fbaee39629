"""The feasibility of a module out of the answers to its questions (row J3)."""

from __future__ import annotations

from dataclasses import dataclass

from scopewright.model.engagement import Engagement
from scopewright.model.sections.feasibility import Feasibility
from scopewright.model.sections.modules import Module


@dataclass(frozen=True)
class Feasible:
    """``score`` is the mean of the scored answers, 1 to 5; ``confidence`` the share of applicable questions scored."""

    score: float | None
    confidence: float
    scored: int
    asked: int


def feasibility(engagement: Engagement, module: str | None = None) -> Feasible:
    """The feasibility of one module by its hidden key, or of the whole engagement.

    Questions that do not apply are left out of both; an unanswered one lowers the confidence and not the score.
    """
    asked = [q for q in engagement.all(Feasibility) if q.module == module and not q.not_applicable]
    scores = [question.score for question in asked if question.score is not None]
    score = sum(scores) / len(scores) if scores else None
    return Feasible(score, len(scores) / len(asked) if asked else 0.0, len(scores), len(asked))


def level(engagement: Engagement, module: Module) -> int | None:
    """Where a module stands on the axis of feasibility, 1 to 5: as judged by hand, else by its scored questions."""
    if module.feasibility is not None:
        return module.feasibility
    score = feasibility(engagement, module.key).score
    return None if score is None else int(score + 0.5)
