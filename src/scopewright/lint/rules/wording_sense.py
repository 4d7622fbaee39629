"""Rules about words that contradict a figure, a field, or the section they stand in."""

from __future__ import annotations

from scopewright.language import N_, _
from scopewright.lint.finding import alone, figure, wording
from scopewright.lint.reading import Hit, Reading, read
from scopewright.model.sections.constraints import Constraint
from scopewright.model.sections.metrics import Metric

_ASKED = ("objectives.statement", "requirements.title", "requirements.acceptance", "deliverables.acceptance")
_SIGNS = {">": "above", ">=": "above", "≥": "above", "<": "below", "<=": "below", "≤": "below"}


@wording(
    "CON01",
    "error",
    N_("The comparator contradicts the words"),
    places=("constraints.statement", *_ASKED, "metrics.title", "metrics.meaning"),
    why=N_("“low latency (>100 ms)” asks for the opposite of what is meant."),
    bad={"constraints": [{"statement": "Maintain low latency (>100 ms)"}]},
    good={"constraints": [{"statement": "Maintain low latency (<100 ms)"}]},
)
def comparator_fits_words(text: Reading) -> str:
    """What is called low is not compared with "more than", nor what is called high with "less than"."""
    for asked in text.all("small", "large", "swift"):
        side = _compared(text, asked)
        if side and side != _wanted(text, asked):
            return _contradiction(asked.words, side)
    return ""


def _wanted(text: Reading, asked: Hit) -> str:
    """Fast is a low figure in seconds and a high one in requests a second."""
    if asked in text.all("swift"):
        return "above" if text.has("rate_units") or "/" in text.tokens else "below"
    return "below" if asked in text.all("small") else "above"


def _compared(text: Reading, asked: Hit) -> str:
    """On which side of a figure the words that follow an adjective stay; empty if they compare nothing.

    A sign before a digit counts anywhere in the rest of the clause; a word only behind the name of a measured thing,
    for "low season" compares nothing.
    """
    last = text.sentence(asked.start)[1]
    measured = text.near(asked, "measured", before=3, after=3)
    for at in range(asked.end, last - 1):
        if text.tokens[at] in ("and", "und", "et") or (text.tokens[at] == "," and not _compares(text, at + 1)):
            return ""
        if text.folded[at] in ("not", "nicht", "pas"):
            return ""
        if text.tokens[at] in _SIGNS and text.tokens[at + 1][0].isdigit():
            return _SIGNS[text.tokens[at]]
        for side in ("above", "below") if measured else ():
            if any(hit.start == at and text.tokens[min(hit.end, last - 1)][0].isdigit() for hit in text.all(side)):
                return side
    return ""


def _compares(text: Reading, at: int) -> bool:
    return text.tokens[at] in _SIGNS or any(hit.start == at for hit in text.all("above", "below"))


def _contradiction(word: str, side: str) -> str:
    if side == "above":
        return _("It says “{word}” and asks for more than the threshold.").format(word=word)
    return _("It says “{word}” and asks for less than the threshold.").format(word=word)


@alone(
    Constraint,
    "CON06",
    "error",
    N_("The comparator field contradicts the sentence"),
    field="comparator",
    why=N_("The check of a run uses the field, the client reads the sentence."),
    bad={"constraints": [{"statement": "Low latency", "comparator": ">", "threshold": 100, "unit": "ms"}]},
    good={"constraints": [{"statement": "Low latency", "comparator": "<", "threshold": 100, "unit": "ms"}]},
)
def field_fits_sentence(constraint: Constraint) -> str:
    """A constraint that asks for little has an upper limit, one that asks for much a lower one.

    A sentence that contradicts itself in the same way is CON01's.
    """
    text = read(constraint.statement)
    side = _SIGNS.get(constraint.comparator or "", "")
    adjectives = [hit for hit in text.all("small", "large") if text.near(hit, "measured", after=2)]
    if not side or len(adjectives) != 1 or text.denied(adjectives[0]):
        return ""
    fits = side in (_wanted(text, adjectives[0]), _compared(text, adjectives[0]))
    return "" if fits else _contradiction(adjectives[0].words, side)


@wording(
    "OVW01",
    "hint",
    N_("The motivation has no number"),
    places=("overview.motivation",),
    why=N_("An executive weighs this problem against others by figures."),
    bad={"overview": [{"motivation": "Search is a big problem for our users."}]},
    good={"overview": [{"motivation": "One search in three ends without a click, which costs 40 tickets a week."}]},
)
def motivation_has_number(text: Reading) -> str:
    """A motivation that says something says a figure, in digits or in words; a year alone is none."""
    counted = [figure for figure in text.figures if not 1900 <= figure.value <= 2100 or figure.unit == "%"]
    return "" if counted or text.has("number_words") else _("It has no number in it.")


@wording(
    "OBJ03",
    "hint",
    N_("An objective reads like a constraint"),
    places=("objectives.statement",),
    why=N_("A constraint is what we would not impose on ourselves; as an objective it will be celebrated when kept."),
    bad={"objectives": [{"statement": "We can't store customer names because of the group's privacy policy"}]},
    good={"objectives": [{"statement": "We want 20 % fewer search tickets a week"}]},
)
def objective_is_an_aim(text: Reading) -> str:
    """An objective says what is wanted, not what is forbidden."""
    limits = text.all("limits")
    if (
        not limits
        or text.has("uncompromised")
        or (text.has("aim_frames") and text.all("aim_frames")[0].start < limits[0].start)
    ):
        return ""
    return _("“{words}” sounds like a constraint.").format(words=limits[0].words)


@wording(
    "CON02",
    "hint",
    N_("A constraint reads like an objective"),
    places=("constraints.statement",),
    why=N_("What we want ourselves can be traded against something else; a constraint cannot."),
    bad={"constraints": [{"statement": "We want to reduce the time agents spend on search"}]},
    good={"constraints": [{"statement": "We can't move data outside the EU because of clause 7"}]},
)
def constraint_is_a_limit(text: Reading) -> str:
    """A constraint says what is not possible, not what is wished for."""
    aims = text.all("aims")
    if not aims or text.has("limit_frames", "limits"):
        return ""
    return _("“{words}” sounds like an objective.").format(words=aims[0].words)


@wording(
    "MET14",
    "warning",
    N_("What must not be compromised is not named"),
    places=("metrics.why", "metrics.title", "overview.problem", "overview.motivation", *_ASKED),
    why=N_("“We know which one we can't compromise on” hides the most important choice of the project in a sentence."),
    bad={"metrics": [{"title": "Recall", "why": "It is important to know which ones we can't compromise on."}]},
    good={"metrics": [{"title": "Recall", "why": "We can't compromise on recall: a missed leaver costs 540 EUR."}]},
)
def priority_is_named(text: Reading) -> str:
    """A sentence on what cannot be compromised names the metric."""
    for hit in text.all("uncompromised"):
        first, last = text.sentence(hit.start)
        if not any(first <= named.start < last for named in text.all("named_metric")):
            return _("“{words}”: say which metric, in its role.").format(words=hit.words)
    return ""


@alone(
    Metric,
    "MET18",
    "error",
    N_("The name of a metric contradicts its comparator"),
    field="comparator",
    why=N_("“Error rate, at least 5 %” is met by the worst model."),
    bad={"metrics": [{"title": "Error rate", "comparator": ">=", "target": 5, "unit": "%"}]},
    good={"metrics": [{"title": "Error rate", "comparator": "<=", "target": 5, "unit": "%"}]},
)
def name_fits_comparator(metric: Metric) -> str:
    """What is named an error, a delay or a cost is limited from above."""
    unwanted = metric.title.casefold().endswith(_UNWANTED) and metric.measure in (None, "business")
    wrong = unwanted and metric.comparator in (">", ">=")
    return _("By its name less is better, and the threshold is a lower limit.") if wrong else ""


_UNWANTED = (
    "error rate", "errors", "latency", "delay", "cost", "costs", "complaints", "false alarms", "response time",
    "fehlerrate", "fehlerquote", "latenz", "kosten", "fehlalarme", "antwortzeit", "taux d'erreur", "latence", "coût",
)  # fmt: skip


@wording(
    "WRD13",
    "hint",
    N_("Percent or percentage points?"),
    places=("objectives.statement", "requirements.title", "requirements.acceptance", "deliverables.acceptance"),
    why=N_("“Recall up by 10 %” is 77 % to one reader and 80 % to another."),
    bad={"objectives": [{"statement": "We want to increase recall by 10 %"}]},
    good={"objectives": [{"statement": "We want to increase recall by 10 points"}]},
)
def share_changes_by_points(text: Reading) -> str:
    """A share that changes by percent says whether points are meant."""
    for hit in text.all("changes_by"):
        percent = [f for f in text.figures if f.at == hit.end and f.unit in ("%", "percent", "prozent", "pour")]
        first, last = text.sentence(hit.start)
        inside = [other for other in text.all("rates") if first <= other.start < last]
        changing = any(first <= other.start < last for other in text.all("changing"))
        if percent and inside and changing and not text.has("points"):
            return _("Say {figure} points, or {figure} % of what it is today.").format(figure=figure(percent[0].value))
    return ""
