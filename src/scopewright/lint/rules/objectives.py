"""Rules about objectives: a figure, a date, an owner at the client, and a metric that stands for them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scopewright.language import N_, _
from scopewright.lint.finding import Found, alone, at, figure, whole
from scopewright.lint.reading import read
from scopewright.lint.scope import Scope
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.objectives import Objective

_AIM = "We want fewer search tickets"


@alone(
    Objective,
    "OBJ01",
    "warning",
    N_("An objective has no target figure"),
    field="target",
    why=N_("Without a number nobody can say afterwards whether it was reached."),
    bad={"objectives": [{"statement": "We want better search"}]},
    good={"objectives": [{"statement": _AIM, "target": 320, "unit": "tickets a week"}]},
)
def objective_has_target(objective: Objective) -> str:
    """Every objective names a figure to reach."""
    return _("There is no figure to reach.") if objective.is_empty("target") else ""


@alone(
    Objective,
    "OBJ02",
    "warning",
    N_("An objective is not accepted by the client"),
    field="accepted_by",
    why=N_("A figure that the client did not agree to is the consultant's wish."),
    bad={"objectives": [{"statement": _AIM, "target": 320}]},
    good={"objectives": [{"statement": _AIM, "target": 320, "accepted_by": "Helena Marsh"}]},
)
def objective_is_accepted(objective: Objective) -> str:
    """Every objective was accepted by somebody."""
    return _("Nobody at the client has accepted it.") if objective.accepted_by is None else ""


@whole(
    "MET02",
    "warning",
    N_("An objective is measured by no metric"),
    why=N_("The model could meet every metric and miss the objective."),
    bad={"objectives": [{"statement": _AIM}]},
    good={"objectives": [{"statement": _AIM, "measured_by": ["Recall"]}]},
)
def objective_has_metric(scope: Scope) -> Iterator[Found]:
    """Every objective is measured by a metric, said on either side."""
    for objective in scope.all(Objective):
        if not objective.measured_by and not scope.pointing(objective.key, Metric, "objectives"):
            yield at(objective, "measured_by", _("No metric measures it."))


@alone(
    Objective,
    "OBJ05",
    "hint",
    N_("An objective has no date"),
    field="due",
    why=N_("A figure without a day can always still be reached."),
    bad={"objectives": [{"statement": _AIM, "target": 320}]},
    good={"objectives": [{"statement": _AIM, "target": 320, "due": "2027-06-30"}]},
)
def objective_has_a_date(objective: Objective) -> str:
    """Every objective says by when."""
    return _("It does not say by when.") if objective.is_empty("due") else ""


@alone(
    Objective,
    "OBJ06",
    "error",
    N_("Target and direction of an objective contradict each other"),
    field="direction",
    why=N_("One of the three figures is wrong, and the distance to the target has the wrong sign."),
    bad={"objectives": [{"statement": _AIM, "direction": "higher", "baseline": 400, "target": 320}]},
    good={"objectives": [{"statement": _AIM, "direction": "lower", "baseline": 400, "target": 320}]},
)
def direction_fits_figures(objective: Objective) -> str:
    """The target lies on the better side of today's figure; a change is compared with none."""
    today, target = 0 if objective.relative else objective.baseline, objective.target
    if today is None or target is None or objective.direction is None:
        return ""
    if objective.direction == "higher" and target < today:
        return _("Higher is better, and the target is below today's figure.")
    if objective.direction == "lower" and target > today:
        return _("Lower is better, and the target is above today's figure.")
    return ""


@alone(
    Objective,
    "OBJ07",
    "hint",
    N_("An objective has a figure, but not today's"),
    field="baseline",
    why=N_("Nobody can tell how far the way is, nor afterwards what the work has changed."),
    bad={"objectives": [{"statement": _AIM, "target": 320}]},
    good={"objectives": [{"statement": _AIM, "baseline": 400, "target": 320}]},
)
def objective_has_a_baseline(objective: Objective) -> str:
    """Every objective with a target says where it starts."""
    missing = objective.is_empty("baseline") and not objective.is_empty("target")
    return _("Say what the figure is today.") if missing else ""


@alone(
    Objective,
    "OBJ04",
    "warning",
    N_("The sentence of an objective names another figure than its fields"),
    field="target",
    why=N_("Two figures for one aim: the client will quote the one that suits."),
    bad={"objectives": [{"statement": "We want recall of 70 %", "target": 80, "unit": "%"}]},
    good={"objectives": [{"statement": "We want recall of 70 %", "target": 70, "unit": "%"}]},
)
def sentence_and_field_agree(objective: Objective) -> str:
    """A percentage in the sentence is the target, today's figure, or the way between them."""
    if objective.target is None:
        return ""
    said = [each.value for each in read(objective.statement).figures if each.unit in ("%", "percent", "prozent")]
    known = {abs(each) for each in (objective.target, objective.baseline) if each is not None}
    if objective.baseline:
        change = abs(objective.target - objective.baseline)
        known |= {change, round(100 * change / abs(objective.baseline), 1)}
    percent = objective.unit.strip() == "%" or bool(objective.baseline)
    if percent and said and not any(abs(a - b) < 0.6 for a in said for b in known):
        return _("The sentence says {figure} %, the field {target}.").format(
            figure=figure(said[0]), target=figure(objective.target)
        )
    return ""


@whole(
    "OBJ09",
    "hint",
    N_("Order and importance of the objectives disagree"),
    why=N_("Their order is what the brief prints as importance; the scale says something else."),
    bad={"objectives": [{"statement": "Nicer labels", "importance": 1}, {"statement": _AIM, "importance": 5}]},
    good={"objectives": [{"statement": _AIM, "importance": 5}, {"statement": "Nicer labels", "importance": 1}]},
)
def order_is_importance(scope: Scope) -> Iterator[Found]:
    """No objective stands above one that is scored more important."""
    scored = [objective for objective in scope.all(Objective) if objective.importance]
    for above, below in pairwise(scored):
        if above.importance and below.importance and below.importance > above.importance:
            yield at(below, "importance", _("It is scored above {id}, which stands before it.").format(id=above.id))
