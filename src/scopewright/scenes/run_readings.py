"""What pictures show of a run: its models by score and by the time of an answer."""

from __future__ import annotations

from scopewright.language import _, current, show_figure
from scopewright.model.engagement import Engagement
from scopewright.model.measures import Score, thresholds
from scopewright.model.readings import baseline_words as words
from scopewright.model.readings.baseline_board import board, of_run
from scopewright.model.sections.metrics import MEASURES, Metric
from scopewright.model.sections.runs import Run
from scopewright.scenes.trade_off import Trade

_LATENCY = "latency_ms"


def trades(engagement: Engagement, run: Run) -> tuple[list[Trade], str, tuple[str, ...]]:
    """The models, what their score is called, and the titles of their further figures."""
    found = board(engagement, of_run(run), run.measure or "", run.dataset, run.target)
    shown = []
    for line in found.lines:
        latency = line.model.scores.get(_LATENCY) if line.model else None
        if line.model is None or line.score is None or latency is None or latency.value <= 0:
            continue
        size = line.model.scores.get("size_mb")
        details = _interval(line.score), "" if size is None else show_figure(size.value, current())
        standing = _(words.STANDINGS[words.standing(line)]) or _("Feasible")
        shown.append(Trade(words.name(line), line.score.value, latency.value, line.feasible, standing, details))
    better = _("lower is better") if found.lower else _("higher is better")
    measure = _(dict(MEASURES).get(found.measure, found.measure))
    title = _("{measure} on development rows, {better}").format(measure=measure, better=better)
    return shown, title, (_("95 % interval"), _("Megabytes"))


def _interval(score: Score) -> str:
    if score.low is None or score.high is None:
        return "–"
    return f"{show_figure(score.low, current())}–{show_figure(score.high, current())}"


def slowest_allowed(engagement: Engagement) -> float | None:
    """The most milliseconds a row that a satisficing metric allows."""
    asked = (metric for metric in thresholds(engagement.all(Metric)) if metric.measure == _LATENCY)
    return min((metric.target for metric in asked if metric.target and metric.target > 0), default=None)
