"""Rules about metrics: one leads, each has a target on the right side, good and bad are watched together."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, alone, at, each, figure, whole
from scopewright.lint.scope import Scope
from scopewright.model.measures import LOWER
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.objectives import Objective

SHARES = frozenset(
    {"roc_auc", "average_precision", "recall", "precision", "f1", "macro_f1", "accuracy", "balanced_accuracy"}
)
"""Measures between nought and one."""
COSTS = ("latency_ms", "size_mb")
"""Measures that stand for no objective: thresholds on what the model may cost."""


@whole(
    "MET01",
    "error",
    N_("More than one metric is optimised"),
    why=N_("With two, no run is best; keep one and make the others thresholds."),
    bad={"metrics": [{"title": "Recall", "role": "optimising"}, {"title": "Precision", "role": "optimising"}]},
    good={"metrics": [{"title": "Recall", "role": "optimising"}, {"title": "Precision", "role": "satisficing"}]},
)
def one_optimising_metric(scope: Scope) -> Iterator[Found]:
    """At most one metric has the role optimising."""
    found = [metric for metric in scope.all(Metric) if metric.role == "optimising"]
    for metric in found[1:]:
        yield at(metric, "role", _("{id} is optimised already.").format(id=found[0].id))


@whole(
    "MET03",
    "hint",
    N_("A metric stands for no objective"),
    why=N_("It costs attention and serves nobody's aim."),
    bad={"metrics": [{"title": "Log loss"}]},
    good={"metrics": [{"title": "Log loss", "objectives": ["We want fewer search tickets"]}]},
)
def metric_has_objective(scope: Scope) -> Iterator[Found]:
    """Every metric stands for an objective, said on either side; pure thresholds on cost may stand alone."""
    for metric in scope.all(Metric):
        alone_is_fine = metric.measure in COSTS
        if not metric.objectives and not alone_is_fine and not scope.pointing(metric.key, Objective, "measured_by"):
            yield at(metric, "objectives", _("It stands for no objective."))


@alone(
    Metric,
    "MET04",
    "warning",
    N_("A metric has no target"),
    field="target",
    why=N_("A score without a target is neither good nor bad."),
    bad={"metrics": [{"title": "Recall"}]},
    good={"metrics": [{"title": "Recall", "comparator": ">=", "target": 70, "unit": "%"}]},
)
def metric_has_target(metric: Metric) -> str:
    """Every metric that is optimised or a threshold has a target."""
    missing = metric.role != "watched" and metric.is_empty("target")
    return _("There is no figure to reach.") if missing else ""


@whole(
    "MET05",
    "hint",
    N_("No metric is optimised"),
    why=N_("Runs cannot be ranked until one metric leads."),
    bad={"metrics": [{"title": "Recall", "role": "satisficing"}]},
    good={"metrics": [{"title": "Recall", "role": "optimising"}]},
)
def some_metric_is_optimised(scope: Scope) -> Iterator[Found]:
    """Where there are metrics, one is optimised."""
    metrics = scope.all(Metric)
    if metrics and not any(metric.role == "optimising" for metric in metrics):
        yield Found("metrics", None, "role", _("Choose the one metric to optimise."))


@each(
    Metric,
    "MET06",
    "hint",
    N_("A positive metric has no negative counterpart"),
    field="counterpart",
    why=N_("What we want is easily reached at the price of what must not happen."),
    bad={"metrics": [{"title": "Recommended and bought", "sign": "positive"}]},
    good={
        "metrics": [
            {"title": "Recommended and bought", "sign": "positive", "counterpart": "Bought, not recommended"},
            {"title": "Bought, not recommended", "sign": "negative"},
        ]
    },
)
def positive_has_negative(metric: Metric, scope: Scope) -> str:
    """Every metric marked positive names the negative metric that guards it."""
    guarded = metric.counterpart is not None or scope.pointing(metric.key, Metric, "counterpart")
    unguarded = metric.sign == "positive" and not guarded
    return _("Name the metric that must not suffer from it.") if unguarded else ""


@alone(
    Metric,
    "MET07",
    "error",
    N_("Direction and comparator of a metric contradict each other"),
    field="comparator",
    why=N_("A run that gets better would be counted as failing."),
    bad={"metrics": [{"title": "Recall", "direction": "higher", "comparator": "<=", "target": 70}]},
    good={"metrics": [{"title": "Recall", "direction": "higher", "comparator": ">=", "target": 70}]},
)
def comparator_fits_direction(metric: Metric) -> str:
    """Higher is better goes with "at least", lower is better with "at most"."""
    direction = metric.direction or _natural(metric)
    if direction == "higher" and metric.comparator in ("<", "<="):
        return _("More of it is better, and the threshold is an upper limit.")
    if direction == "lower" and metric.comparator in (">", ">="):
        return _("Less of it is better, and the threshold is a lower limit.")
    return ""


def _natural(metric: Metric) -> str:
    if metric.measure in LOWER:
        return "lower"
    return "higher" if metric.measure in SHARES or metric.measure == "r2" else ""


@alone(
    Metric,
    "MET08",
    "warning",
    N_("What must not happen is better the higher it is"),
    field="direction",
    why=N_("A negative metric such as “bought but not recommended” should be small; directions differ per metric."),
    bad={
        "metrics": [
            {"title": "Bought, not recommended", "sign": "negative", "direction": "higher", "measure": "business"}
        ]
    },
    good={
        "metrics": [
            {"title": "Bought, not recommended", "sign": "negative", "direction": "lower", "measure": "business"}
        ]
    },
)
def negative_is_better_lower(metric: Metric) -> str:
    """A negative metric that no measure gives a direction is not said to be better when higher."""
    wrong = metric.sign == "negative" and metric.direction == "higher" and metric.measure not in SHARES
    return _("It must not happen, and is said to be better the higher it is.") if wrong else ""


@alone(
    Metric,
    "MET09",
    "hint",
    N_("A metric has no plain words for the executives"),
    field="meaning",
    why=N_("The brief must name it, and nobody decides on money by log loss."),
    bad={"metrics": [{"title": "Recall", "role": "optimising"}]},
    good={
        "metrics": [{"title": "Recall", "role": "optimising", "meaning": "Of 100 who leave, so many are on the list"}]
    },
)
def metric_has_plain_words(metric: Metric) -> str:
    """Every metric that decides something says what it means to somebody who pays."""
    missing = metric.role in ("optimising", "satisficing") and not metric.meaning
    return _("Say what it means to somebody who decides on money.") if missing else ""


@alone(
    Metric,
    "MET10",
    "warning",
    N_("Accuracy is the metric to optimise"),
    field="measure",
    why=N_("Where one class is rare, answering “no” every time is 95 % accurate and useless."),
    bad={"metrics": [{"title": "Accuracy", "measure": "accuracy", "role": "optimising"}]},
    good={"metrics": [{"title": "Leavers found", "measure": "average_precision", "role": "optimising"}]},
)
def accuracy_does_not_lead(metric: Metric) -> str:
    """Plain accuracy is not what runs are ranked by."""
    leads = metric.role == "optimising" and metric.measure == "accuracy"
    return _("Rank by what survives a rare class, and keep accuracy as watched.") if leads else ""


@alone(
    Metric,
    "MET11",
    "hint",
    N_("The optimised metric does not say why it leads"),
    field="costly_error",
    why=N_("Which error costs more is the client's decision; unsaid, the data scientist makes it."),
    bad={"metrics": [{"title": "Recall", "role": "optimising"}]},
    good={
        "metrics": [{"title": "Recall", "role": "optimising", "why": "A missed leaver costs 540 EUR, a call in vain 9"}]
    },
)
def leading_metric_says_why(metric: Metric) -> str:
    """The optimised metric says which error costs more."""
    said = metric.why or metric.costly_error
    return _("Say which error costs more.") if metric.role == "optimising" and not said else ""


@alone(
    Metric,
    "MET12",
    "hint",
    N_("A target asks for more than people reach"),
    field="target",
    why=N_("What experts disagree on, no model learns from their labels."),
    bad={"metrics": [{"title": "Recall", "comparator": ">=", "target": 95, "human": 88, "unit": "%"}]},
    good={"metrics": [{"title": "Recall", "comparator": ">=", "target": 80, "human": 88, "unit": "%"}]},
)
def target_is_within_human_reach(metric: Metric) -> str:
    """A target is not beyond the human level that is stated beside it."""
    if metric.human is None or not _beyond(metric, metric.human):
        return ""
    return _("People reach {human}.").format(human=figure(metric.human))


@alone(
    Metric,
    "MET13",
    "warning",
    N_("A target is worse than today"),
    field="target",
    why=N_("The work could end with everything met and everybody worse off."),
    bad={"metrics": [{"title": "Recall", "comparator": ">=", "target": 60, "today": 71, "unit": "%"}]},
    good={"metrics": [{"title": "Recall", "comparator": ">=", "target": 75, "today": 71, "unit": "%"}]},
)
def target_is_better_than_today(metric: Metric) -> str:
    """The target of what is wanted lies on the better side of today's figure; a guard may give ground."""
    if metric.sign == "negative" or metric.today is None or metric.target is None or metric.role == "watched":
        return ""
    worse = metric.today != metric.target and not _beyond(metric, metric.today)
    return _("Today it is {today}.").format(today=figure(metric.today)) if worse and metric.comparator else ""


def _beyond(metric: Metric, figure: float | None) -> bool:
    """Whether the target asks for more than a figure."""
    if figure is None or metric.target is None:
        return False
    return metric.target < figure if metric.comparator in ("<", "<=") else metric.target > figure


@each(
    Metric,
    "MET15",
    "warning",
    N_("A counterpart does not guard"),
    field="counterpart",
    why=N_("Two positive metrics rise together while what must not happen goes unseen."),
    bad={
        "metrics": [
            {"title": "Clicks", "sign": "positive", "counterpart": "Visits"},
            {"title": "Visits", "sign": "positive"},
        ]
    },
    good={
        "metrics": [
            {"title": "Clicks", "sign": "positive", "counterpart": "Complaints"},
            {"title": "Complaints", "sign": "negative"},
        ]
    },
)
def counterpart_is_negative(metric: Metric, scope: Scope) -> str:
    """A metric's counterpart is another metric of the opposite sign."""
    other = scope.get(metric.counterpart, Metric)
    if other is None:
        return ""
    if other.key == metric.key:
        return _("It is its own counterpart.")
    same = metric.sign is not None and metric.sign == other.sign
    return _("{id} has the same sign.").format(id=other.id) if same else ""


@alone(
    Metric,
    "MET16",
    "error",
    N_("A target is outside what the measure can reach"),
    field="target",
    why=N_("No run can ever meet it; mostly the percent sign is missing."),
    bad={"metrics": [{"title": "Recall", "measure": "recall", "comparator": ">=", "target": 70}]},
    good={"metrics": [{"title": "Recall", "measure": "recall", "comparator": ">=", "target": 70, "unit": "%"}]},
)
def target_is_reachable(metric: Metric) -> str:
    """A share is between nought and one, or between nought and 100 with the unit %."""
    if metric.measure not in SHARES or metric.target is None:
        return ""
    top = 100 if metric.unit.strip() == "%" else 1
    return "" if 0 <= metric.target <= top else _("This measure lies between 0 and {top}.").format(top=top)


@alone(
    Metric,
    "MET17",
    "warning",
    N_("A threshold does not say on which side of it to stay"),
    field="comparator",
    why=N_("“Latency 100 ms” can be read as a limit or as a wish."),
    bad={"metrics": [{"title": "Answer time", "role": "satisficing", "target": 100, "unit": "ms"}]},
    good={"metrics": [{"title": "Answer time", "role": "satisficing", "comparator": "<", "target": 100, "unit": "ms"}]},
)
def threshold_has_a_side(metric: Metric) -> str:
    """Every satisficing metric with a target has a comparator."""
    open_side = metric.role == "satisficing" and metric.target is not None and metric.comparator is None
    return _("Say whether at least or at most.") if open_side else ""
