"""How a model is judged: one optimising metric, the others are thresholds (rows J4, M20, T7, T8)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, money, number, prose, ref, refs, text
from scopewright.model.kinds import Amount
from scopewright.model.record import Record, section
from scopewright.model.sections.objectives import DIRECTIONS

ROLES = (("optimising", N_("Optimising")), ("satisficing", N_("Satisficing")), ("watched", N_("Watched only")))
SIGNS = (("positive", N_("Positive: what we want")), ("negative", N_("Negative: what must not happen")))
RELATIONS = (("direct", N_("Measures it directly")), ("proxy", N_("Proxy")))
ERRORS = (
    ("false_positive", N_("False alarm (false positive)")),
    ("false_negative", N_("Miss (false negative)")),
    ("equal", N_("Both alike")),
)
COMPARATORS = ((">=", "≥"), (">", ">"), ("<=", "≤"), ("<", "<"))
MEASURES = (
    ("roc_auc", N_("ROC AUC")),
    ("average_precision", N_("Average precision")),
    ("recall", N_("Recall")),
    ("precision", N_("Precision")),
    ("f1", N_("F1")),
    ("macro_f1", N_("Macro F1")),
    ("accuracy", N_("Accuracy")),
    ("balanced_accuracy", N_("Balanced accuracy")),
    ("log_loss", N_("Log loss")),
    ("mae", N_("Mean absolute error")),
    ("rmse", N_("Root mean squared error")),
    ("r2", N_("R²")),
    ("latency_ms", N_("Latency (ms a row)")),
    ("size_mb", N_("Model size (MB)")),
    ("business", N_("Business figure")),
)


@section(
    "metrics",
    N_("Metrics"),
    one=N_("metric"),
    prefix="M",
    place=20,
    phase="scope",
    icon="gauge",
    document="design",
    hint=N_("Add the one figure to optimise first; everything else is a threshold that must hold."),
)
class Metric(Record):
    """A metric with its threshold; ``unit`` "%" means that a measured 0.7 is written 70."""

    title: str = text(N_("Metric"), required=True)
    measure: str | None = choice(N_("Measured as"), MEASURES, help=N_("What a baseline run computes for it."))
    role: str | None = choice(N_("Role"), ROLES, help=N_("Exactly one metric is optimised."))
    sign: str | None = choice(N_("Sign"), SIGNS, column=False)
    direction: str | None = choice(N_("Direction"), DIRECTIONS, column=False)
    comparator: str | None = choice(N_("Comparator"), COMPARATORS)
    target: float | None = number(N_("Target"))
    unit: str = text(N_("Unit"), longest=40)
    today: float | None = number(N_("Today"), column=False, help=N_("What the present way of working reaches."))
    human: float | None = number(N_("Human level"), column=False)
    counterpart: str | None = ref(N_("Counterpart"), "metrics", help=N_("The negative metric that guards this one."))
    objectives: tuple[str, ...] = refs(N_("Stands for"), "objectives", column=False)
    meaning: str = text(
        N_("In plain words"), column=False, help=N_("What the figure means to somebody who decides on money.")
    )
    relation: str | None = choice(N_("Relation"), RELATIONS, column=False, help=N_("To the objective it stands for."))
    costly_error: str | None = choice(
        N_("Costlier error"), ERRORS, column=False, help=N_("Which mistake must not be traded for the other.")
    )
    false_alarm_cost: Amount | None = money(
        N_("Cost of a false alarm"), column=False, help=N_("With the cost of a miss it decides where to draw the line.")
    )
    miss_cost: Amount | None = money(N_("Cost of a miss"), column=False, help=N_("In the same currency."))
    offline: str = text(N_("Evaluated offline by"), column=False, help=N_("The held-out data and the way of scoring."))
    online: str = text(N_("Watched online by"), column=False, help=N_("The signal in use that stands for it."))
    why: str = prose(N_("Why this one"), help=N_("Which error costs more, and why this figure shows it."))
