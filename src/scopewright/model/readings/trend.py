"""Whether the runs get better (row T20): the newest run against the one before it that was measured alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scopewright.language import _, show_figure
from scopewright.model.engagement import Engagement
from scopewright.model.measures import Score, score_of
from scopewright.model.readings.figure import Figure
from scopewright.model.sections.checkpoints import MOTION, Checkpoint
from scopewright.model.sections.runs import Run

Motion = Literal["better", "stuck", "worse"]


@dataclass(frozen=True)
class Trend:
    """Two runs of one target in one measure, their development scores, and what follows.

    A lead counts only if the later score lies outside the interval of the earlier one; without intervals any does.
    """

    before: Run
    after: Run
    was: Score
    now: Score
    motion: Motion


def trend(engagement: Engagement, last: str | None = None) -> Trend | None:
    """The newest run, or the one with the hidden key ``last``, against the one before; nothing without two alike."""
    runs = sorted((run for run in engagement.all(Run) if score_of(run, run.measure)), key=lambda run: run.finished)
    keys = [run.key for run in runs]
    runs = runs[: keys.index(last) + 1] if last in keys else runs
    if not runs:
        return None
    after = runs[-1]
    alike = [run for run in runs[:-1] if _same(run) == _same(after)]
    was, now = score_of(alike[-1], after.measure) if alike else None, score_of(after, after.measure)
    return Trend(alike[-1], after, was, now, _motion(after, was, now)) if was and now else None


def trend_of_card(engagement: Engagement, card: Checkpoint, tag: str) -> list[Figure]:
    """What the stored runs say to the card's first question; it asks for attention where the card says otherwise."""
    found = trend(engagement, card.run)
    if found is None:
        return []
    text = _("{was} in {before}, {now} in {after}: {motion}").format(
        was=show_figure(found.was.value, tag), before=found.before.id, now=show_figure(found.now.value, tag),
        after=found.after.id, motion=_(dict(MOTION)[found.motion]),
    )  # fmt: skip
    return [Figure(_("What the runs say"), text, attention=card.motion not in (None, found.motion))]


def _same(run: Run) -> tuple[str | None, str, str | None]:
    return run.dataset, run.target, run.measure


def _motion(run: Run, was: Score, now: Score) -> Motion:
    sign = -1.0 if run.direction == "lower" else 1.0
    lead = sign * (now.value - was.value)
    inside = was.low is not None and was.high is not None and was.low <= now.value <= was.high
    return "stuck" if inside or lead == 0 else "better" if lead > 0 else "worse"
