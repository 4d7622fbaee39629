"""What a reader of the numbers should know, as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from scopewright.lab.plan import Plan
from scopewright.lab.resample import FEW_GROUPS
from scopewright.lab.told import Told
from scopewright.language import _, ngettext


def before(plan: Plan) -> Iterator[Told]:
    """What is known before the first fit: about target, metric, split and columns."""
    target, parts = plan.target, plan.split
    yield from target.notes
    if plan.ask.metric is None and plan.metric.name == "average_precision":
        said = _("Fewer than 10 % of the rows are “{name}”: average precision decides, not accuracy or the ROC curve.")
        without = _(
            "Fewer than 10 % of the rows are positive: average precision decides, not accuracy or the ROC curve."
        )
        yield Told(said.format(name=target.classes[target.positive or 0]), without)
    yield from _by_group_or_time(plan)
    if parts.kind not in ("given", "time") and plan.features.dates:
        said = _("The test rows were drawn at random over all dates. ")
        said += _("If the model will predict the future, hold out the latest rows by “{name}”.")
        yield Told(said.format(name=plan.features.dates[0]))
    if repeats := plan.arrangement.repeats:
        said = ngettext(
            "{count} row repeats another one in all columns but the target and ids.",
            "{count} rows repeat another one in all columns but the target and ids.",
            repeats,
        )
        yield Told(f"{said.format(count=repeats)} {_kept_apart(plan)}")
    if len(plan.rows) < len(parts.dev):
        said = _("To stay within the time, the models were fitted on {count} of the {total} rows outside the test.")
        yield Told(said.format(count=len(plan.rows), total=len(parts.dev)))
    if texts := [plan.features.parts[place].source for place in plan.features.places("text")]:
        said = _("Read as text, by pieces of words: {columns}.")
        yield Told(said.format(columns=", ".join(f"“{name}”" for name in texts[:10])))
    if target.task == "binary":
        yield Told(_("Recall, precision, F1 and accuracy are at a probability of 0.5."))


def _by_group_or_time(plan: Plan) -> Iterator[Told]:
    """What the split by group or time makes sure of, and what it costs."""
    ask = plan.ask
    if ask.group is not None and plan.overlap:
        said = ngettext(
            "{count} group of “{name}” has rows both in the test and outside it, which flatters the test score.",
            "{count} groups of “{name}” have rows both in the test and outside it, which flatters the test score.",
            plan.overlap,
        )
        yield Told(said.format(count=plan.overlap, name=ask.group))
    elif ask.group is not None:
        yield Told(_("No group of “{name}” has rows both in the test and outside it.").format(name=ask.group))
    yield from _few_groups(plan)
    if plan.split.kind == "time" and ask.time is not None:
        said = _("The test holds the latest rows by “{name}”; each score is of rows later than those fitted on.")
        yield Told(said.format(name=ask.time))
    if plan.timeless:
        said = ngettext(
            "{count} row without “{name}” was left out.",
            "{count} rows without “{name}” were left out.",
            plan.timeless,
        )
        yield Told(said.format(count=plan.timeless, name=ask.time))


def _few_groups(plan: Plan) -> Iterator[Told]:
    groups = plan.arrangement.groups
    held = 0 if groups is None else len(np.unique(groups[plan.split.test]))
    if 0 < held < FEW_GROUPS:
        said = ngettext(
            "The test holds {count} group of “{name}” only, which says little about others.",
            "The test holds {count} groups of “{name}” only, which say little about others.",
            held,
        )
        yield Told(said.format(count=held, name=plan.ask.group))


def _kept_apart(plan: Plan) -> str:
    if not plan.arrangement.together:
        return _("These are most of the rows, so they were taken for separate cases.")
    if plan.split.kind not in ("given", "time"):
        return _("Such rows stay on one side of the split.")
    return ngettext(
        "{count} of the test rows has such a twin outside the test, which flatters the test score.",
        "{count} of the test rows have such a twin outside the test, which flatters the test score.",
        plan.leaked,
    ).format(count=plan.leaked)


def about_telltales(names: Sequence[str], target: str) -> Iterator[Told]:
    """A warning per column that alone gives the target away."""
    for name in names:
        said = _("“{name}” alone tells “{target}” almost perfectly. ")
        said += _("Is it known when the prediction is needed? If not, leave it out.")
        yield Told(said.format(name=name, target=target))


def after(plan: Plan, models: Sequence[dict[str, Any]], best: str, skipped: Sequence[str]) -> Iterator[Told]:
    """What the numbers allow to say: which models cannot be told apart, and what is missing."""
    level = [model for model in models if model["name"] != best and _includes_nothing(model["behind_best"])]
    trivial = next(model for model in models if model["kind"] == "trivial")
    if best == trivial["name"] or trivial in level:
        said = _("No model is clearly better than the trivial one: these columns say little about “{name}”.")
        yield Told(said.format(name=plan.target.name))
    elif simpler := [model for model in level if models.index(model) < [one["name"] for one in models].index(best)]:
        said = _("On these rows {best} cannot be told apart from {simpler}, which is simpler.")
        yield Told(said.format(best=_(best), simpler=_(simpler[0]["name"])))
    yield from _on_the_test(plan, models, best, trivial)
    yield from _by_seeds(models, best)
    for name in skipped:
        yield Told(_("{model} was not tried, because the time was over.").format(model=_(name)))


def _on_the_test(plan: Plan, models: Sequence[dict[str, Any]], best: str, trivial: dict[str, Any]) -> Iterator[Told]:
    """A warning where what led on the development rows is no better than knowing nothing on those held out."""
    leader = next(model for model in models if model["name"] == best)
    reached, floor = ((model["test"] or {}).get("value") for model in (leader, trivial))
    if leader is trivial or reached is None or floor is None:
        return
    if (reached <= floor) if plan.metric.direction == "higher" else (reached >= floor):
        said = _("On the rows held out {best} is no better than {trivial}.")
        yield Told(said.format(best=_(best), trivial=_(trivial["name"])))


def _by_seeds(models: Sequence[dict[str, Any]], best: str) -> Iterator[Told]:
    """What several seeds say of the lead of the best model over the next one."""
    leader = next(model for model in models if model["name"] == best)
    others = [model for model in models if model["name"] != best and model["behind_best"]["value"] is not None]
    if leader["spread"] is None or not others:
        return
    next_best = min(others, key=lambda model: float(model["behind_best"]["value"]))
    said = _("By {count} seeds {best} leads {next} by no more than chance moves it: noise.")
    if not next_best["noise"]:
        said = _("By {count} seeds {best} leads {next} by more than chance moves it.")
    yield Told(said.format(count=leader["spread"]["seeds"], best=_(best), next=_(next_best["name"])))


def _includes_nothing(lead: dict[str, float | None]) -> bool:
    return lead["low"] is None or lead["low"] <= 0
