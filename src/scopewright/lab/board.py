"""Which models stand on the board of a plan: the trivial one, the plain ones that the ask allows, the learners."""

from __future__ import annotations

import numpy as np

from scopewright.lab.candidates import Candidate, Setting, candidates
from scopewright.lab.plain_models import LastClass, LastValue, RuleClassifier, RuleRegressor, season
from scopewright.lab.plan import Plan
from scopewright.lab.rules import read_rules
from scopewright.lab.types import TEMPORAL
from scopewright.lab.verdicts import verdicts
from scopewright.language import N_

RULE = N_("rule")
LAST = {"classes": N_("last class"), "numbers": N_("last value")}
SEASONAL = {
    "hour": N_("last value at the same hour"),
    "weekday": N_("last value on the same weekday"),
    "month": N_("last value in the same month"),
}


def board(plan: Plan) -> list[Candidate]:
    """The candidates in the order they are tried.

    Raises:
        UnfitData: a rule cannot be read, or compares what cannot be compared.
    """
    target = plan.target
    columns = len(plan.features.parts)
    first, *learners = candidates(target.task, plan.metric, len(plan.rows), len(target.classes), columns)
    return [first, *_by_rule(plan), *_by_time(plan), *learners]


def _by_rule(plan: Plan) -> list[Candidate]:
    if not plan.ask.rules:
        return []
    told = verdicts(read_rules("\n".join(plan.ask.rules)), plan.loaded, plan.target)
    return [Candidate(RULE, "rule", _rule, told[:, None])]


def _by_time(plan: Plan) -> list[Candidate]:
    """The last known value, and that of the same phase of the season."""
    moments = plan.arrangement.moments
    if moments is None or plan.ask.time is None:
        return []
    name = LAST["classes" if plan.target.classes else "numbers"]
    found = [Candidate(name, "time", _last, np.column_stack([moments, np.zeros(len(moments))]))]
    repeats = season(moments) if plan.loaded.column(plan.ask.time).type in TEMPORAL else None
    if repeats is not None and not plan.target.classes:
        kind, phase = repeats
        found.append(Candidate(SEASONAL[kind], "time", _last, np.column_stack([moments, phase])))
    return found


def _rule(setting: Setting) -> RuleClassifier | RuleRegressor:
    return RuleRegressor() if setting.task == "regression" else RuleClassifier()


def _last(setting: Setting) -> LastClass | LastValue:
    return LastValue() if setting.task == "regression" else LastClass()
