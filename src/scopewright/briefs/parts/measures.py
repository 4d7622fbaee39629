"""Objectives, and the metrics that stand for them: how far each is from its target, in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from scopewright.briefs.blocks import EMPTY, Badge, Block, Caption, Cell, Column, Heading, Lead, Picture, Strong, Table
from scopewright.briefs.view import View, named, shortened
from scopewright.language import _, joined, labelled, ngettext
from scopewright.model.measures import comparator, factor, held_out, score_of, short
from scopewright.model.sections.metrics import COMPARATORS
from scopewright.model.sections.objectives import Objective
from scopewright.model.sections.runs import Run
from scopewright.scenes.distance import distance, verdict
from scopewright.scenes.readings import Standing, standings

_ROWS = 4
"""Metrics in one picture at most; each has a scale of its own, and the pictures hold about as many each."""
_OF_A_GOAL = ("statement", "metric", "baseline", "target", "unit", "relative", "due", "accepted_by")
"""The fields of an objective that its row prints to the last word."""
_LONGEST_NAME = 60
"""Characters of a metric's plain words that a lead sentence quotes; else it names the id."""


def has_figure(objective: Objective, known: list[Standing]) -> bool:
    """Whether one of the metrics that stand for an objective has been measured."""
    return any(
        each.found and (each.metric.key in objective.measured_by or objective.key in each.metric.objectives)
        for each in known
    )


def objectives(view: View) -> tuple[Block, ...]:
    """The part on objectives and metrics; nothing if neither is recorded."""
    goals, known = view.engagement.all(Objective), standings(view.engagement)
    return tuple(_objectives(view, goals, known)) if goals or known else ()


def _objectives(view: View, goals: list[Objective], known: list[Standing]) -> Iterator[Block]:
    yield Heading(text=_("Objectives and evidence"))
    yield Lead(text=lead(view, goals, known))
    if goals:
        yield _goal_table(view, goals)
    if known:
        yield Heading(text=_("Distance to target"), level=2)
        yield _metric_table(view, known)
        yield from _sources(view, known)
        yield from _pictures(view, known)


def distances(view: View, metrics: Collection[str]) -> Iterator[Block]:
    """How far the metrics with these keys are from their targets, as a picture with its table and sources."""
    known = _measured(view, metrics)
    yield from figures(view, metrics)
    yield from _pictures(view, known)


def figures(view: View, metrics: Collection[str]) -> Iterator[Block]:
    """The same without the picture, for a page that must not grow."""
    known = _measured(view, metrics)
    if known:
        yield _metric_table(view, known)
        yield from _sources(view, known)


def _measured(view: View, metrics: Collection[str]) -> list[Standing]:
    return [each for each in standings(view.engagement) if each.metric.key in metrics and each.found]


def _pictures(view: View, known: list[Standing]) -> Iterator[Block]:
    with_target = [each for each in known if each.metric.target is not None and each.found]
    pictures = -(-len(with_target) // _ROWS)
    for number in range(pictures):
        part = with_target[number * len(with_target) // pictures : (number + 1) * len(with_target) // pictures]
        scene = distance([each.row for each in part], view.page.content)
        yield Picture(scene=scene, records=tuple(each.metric.id for each in part))


def untied(view: View, known: list[Standing]) -> Run | None:
    """The last run with a result, while no metric with a target reads any."""
    runs = [run for run in view.engagement.all(Run) if score_of(run, run.measure)]
    return runs[-1] if runs and not any(each.found for each in known) else None


def lead(view: View, goals: list[Objective], known: list[Standing]) -> str:
    """How many objectives have a figure, and how far the first missed metric is from its target."""
    said = _counted(goals, known)
    run = untied(view, known)
    if run:
        text = _("{run} was measured, and no metric with a target reads it yet")
        return text.format(run=named(run.headline) or run.id) + "."
    short = next((each for each in known if each.found and not each.found.met), None)
    if short and short.found:
        gap = view.number(short.found.gap, short.decimals, _unit_of_gap(short.metric.unit))
        called = short.words if len(short.words) <= _LONGEST_NAME else short.metric.id
        said.append(_("“{metric}” is {gap} short of its target").format(metric=called, gap=gap))
    elif any(each.found for each in known):
        doubtful = any(each.found and verdict(each.row)[0] == "at-risk" for each in known)
        every = _("every target measured so far is met")
        said.append(_("every target measured so far is met, not all beyond error") if doubtful else every)
    return joined(said) + "." if said else _("Nothing has been measured yet.")


def _counted(goals: list[Objective], known: list[Standing]) -> list[str]:
    if not goals:
        return []
    count = sum(has_figure(goal, known) for goal in goals)
    if not count:
        return [_("No objective has a measured figure yet")]
    text = ngettext(
        "{count} of {n} objective has a measured figure", "{count} of {n} objectives have a measured figure", len(goals)
    )
    return [text.format(count=count, n=len(goals))]


def _unit_of_gap(unit: str) -> str:
    return _("points") if unit.strip() == "%" else unit


def _goal_table(view: View, goals: list[Objective]) -> Table:
    columns = (
        Column(_("ID"), tight=True),
        Column(_("Objective")),
        Column(_("Today"), "right", tight=True),
        Column(_("Target"), "right", tight=True),
        Column(_("Due"), tight=True),
        Column(_("Accepted by"), tight=True),
    )
    rows = tuple(_goal(view, goal) for goal in goals)
    return Table(
        columns=columns, rows=rows, records=tuple(goal.id for goal in goals), fields=_OF_A_GOAL,
        caption=_("In the order of their importance."),
    )  # fmt: skip


def _goal(view: View, goal: Objective) -> tuple[Cell, ...]:
    unit = goal.unit if goal.is_empty("baseline") and goal.is_empty("target") else ""
    counted = "".join(f"\n{each}" for each in (goal.metric, unit) if each)
    return (
        Strong(goal.id), (Strong(goal.headline or EMPTY), counted), figure(view, goal, "baseline"),
        figure(view, goal, "target"), view.said(goal, "due"), view.said(goal, "accepted_by"),
    )  # fmt: skip


def figure(view: View, goal: Objective, name: str) -> str:
    """A figure with its unit, a change with its sign; what was typed if it is no number."""
    said = view.said(goal, name)
    if said == EMPTY or name in goal.unread:
        return said
    change = goal.relative and name == "target"
    signed = f"+{said}" if change and (goal.target or 0) > 0 else said
    whole = f"{signed}\N{NO-BREAK SPACE}{goal.unit}" if goal.unit else signed
    return _("{figure} against today").format(figure=whole) if change else whole


def _metric_table(view: View, known: list[Standing]) -> Table:
    columns = (
        Column(_("ID"), tight=True),
        Column(_("What it tells")),
        Column(_("Measured"), "right", tight=True),
        Column(_("95 % interval"), "right", tight=True),
        Column(_("Simplest guess"), "right", tight=True),
        Column(_("Target"), "right", tight=True),
        Column(_("State"), tight=True),
    )
    rows = tuple(_metric(view, each) for each in known)
    return Table(columns=columns, rows=rows, records=tuple(each.metric.id for each in known))


def _metric(view: View, each: Standing) -> tuple[Cell, ...]:
    found, unit, sign = each.found, each.metric.unit, dict(COMPARATORS)[comparator(each.metric)]
    target = view.number(each.metric.target, each.decimals, unit) if each.metric.target is not None else EMPTY
    return (
        Strong(each.metric.id),
        each.words or EMPTY,
        Strong(view.number(found.value, each.decimals, unit)) if found else EMPTY,
        _interval(view, each),
        view.number(found.trivial, each.decimals, unit) if found else EMPTY,
        f"{sign}\N{NO-BREAK SPACE}{target}" if target != EMPTY else view.said(each.metric, "target"),
        Badge(*verdict(each.row)),
    )


def _interval(view: View, each: Standing) -> str:
    if not each.found or each.found.low is None or each.found.high is None:
        return EMPTY
    low, high = (view.number(end, each.decimals) for end in (each.found.low, each.found.high))
    return f"{low}\N{EN DASH}{high}"


def _sources(view: View, known: list[Standing]) -> Iterator[Block]:
    """Where the figures come from: split, seed and data of each run behind them."""
    runs = {each.run.key: each.run for each in known if each.run}
    for run in runs.values():
        told = [each for each in known if each.run is run]
        yield Caption(text=f"{_source(view, run)} {_found(view, run, told)}".rstrip(), records=(run.id,))


def _source(view: View, run: Run) -> str:
    parts = [labelled(run.id, named(run.headline))]
    if run.split:
        parts.append(_("split {split}").format(split=shortened(view.said(run, "split"))))
    if run.seed is not None:
        parts.append(_("seed {seed}").format(seed=run.seed))
    if run.dataset:
        parts.append(_("data {dataset}").format(dataset=named(view.name(run.dataset))))
    if run.fingerprint:
        parts.append(_("fingerprint {digits}").format(digits=short(run.fingerprint)))
    said = ", ".join(parts) + ". "
    return said + _("Simplest guess: what somebody reaches who always gives the most frequent or the average answer.")


def _found(view: View, run: Run, told: list[Standing]) -> str:
    """How the model behind the figures was chosen, and what it reached on rows that had no part in that."""
    if not run.best or not run.models or not run.dev:
        return ""
    held = ", ".join(filter(None, (_held_out(view, run, each) for each in told)))
    name = named(_(run.best))
    facts = {"model": name[:1].upper() + name[1:], "n": len(run.models), "k": run.folds, "dev": view.number(run.dev, 0)}
    said = _("{model}, the best of {n} by {k}-fold cross-validation on {dev} rows, gave these figures")
    if not run.folds:
        said = _("{model}, the best of {n} on {dev} development rows, gave these figures")
    if not held or not run.test:
        return said.format(**facts) + "."
    looked = _("looked at once") if (run.look or 1) == 1 else _("looked at {look} times by now, which flatters")
    more = _("; on {test} rows held out and {looked} it reaches {values}.")
    looked = looked.format(look=run.look)
    return said.format(**facts) + more.format(test=view.number(run.test, 0), looked=looked, values=held)


def _held_out(view: View, run: Run, each: Standing) -> str:
    """The held-out value of a metric with its interval and, to tell which it is, the metric's id."""
    score, by = held_out(run, each.metric.measure), factor(each.metric)
    if score is None:
        return ""
    value = view.number(score.value * by, each.decimals, each.metric.unit)
    if score.low is None or score.high is None:
        return f"{value} ({each.metric.id})"
    low, high = (view.number(end * by, each.decimals) for end in (score.low, score.high))
    return f"{value} [{low}\N{EN DASH}{high}] ({each.metric.id})"
