"""Rules about words that the reader should not meet: jargon, blanks to fill, remarks of ours, advertising."""

from __future__ import annotations

import re

from scopewright.language import N_, _
from scopewright.lint.finding import alone, wording
from scopewright.lint.reading import Hit, Reading
from scopewright.lint.reading import read as _read
from scopewright.model.sections.decisions import Decision
from scopewright.model.sections.requirements import Requirement
from scopewright.model.sections.risks import Risk

EXECUTIVE = (
    "overview.promise", "overview.problem", "overview.motivation", "overview.vision", "objectives.statement",
    "objectives.metric", "metrics.meaning", "releases.purpose", "releases.summary", "decisions.title",
    "risks.title", "risks.response", "exclusions.title", "exclusions.reason", "questions.title", "milestones.title",
)  # fmt: skip
"""What the executive brief quotes before its appendix; a test reads it there."""
PRINTED = (
    *EXECUTIVE, "overview.background", "overview.company", "constraints.statement", "constraints.reason",
    "concerns.title", "concerns.answer", "questions.answer", "requirements.title", "requirements.acceptance",
    "deliverables.title", "deliverables.acceptance", "decisions.outcome", "metrics.title", "metrics.why",
)  # fmt: skip
"""What some part of a brief prints, in sentences."""
JARGON = "WRD02"
"""The rule on words that executives do not know."""
_LONG = 38
_COUNTED = frozenset({"days", "weeks", "months", "users", "eur", "usd", "percent", "tage", "wochen", "jours", "ms"})
_EMPTY_BRACKETS = re.compile(
    r"\[(?!DATA\]|EXPLORE\]|MOCK\]|\d)[^\]\n]{2,40}\]|<(?:insert|name|date|client)[^>\n]*>|_{4,}|\?{3,}", re.I
)


@wording(
    "WRD01",
    "warning",
    N_("A blank that was not filled"),
    places=PRINTED,
    why=N_("“[client name]” in a signed document was not read by whoever sent it."),
    bad={"risks": [{"title": "Labels arrive late", "response": "TBD"}]},
    good={"risks": [{"title": "Labels arrive late", "response": "Weekly check with the warehouse"}]},
)
def no_blank_is_left(text: Reading) -> str:
    """No text holds TBD, XX, lorem ipsum or brackets to fill; "by XX" is a rule of its own."""
    found = _EMPTY_BRACKETS.search(text.text)
    if found:
        return _("“{words}” is still to be filled in.").format(words=found.group())
    for hit in text.all("placeholder"):
        dated = text.near(hit, "by_words", before=2) and text.has("unknown_day")
        if not dated and _is_blank(text, hit):
            return _("“{words}” is still to be filled in.").format(words=hit.words)
    return ""


def _is_blank(text: Reading, hit: Hit) -> bool:
    """Whether XX or TODO stands for something to come, and is not the name of a size or an app."""
    written = text.tokens[hit.start]
    if hit.end - hit.start > 1 or len(written) > 5:
        return True
    first, last = text.sentence(hit.start)
    if written.casefold() in ("tbd", "tba", "tbc", "fixme"):
        return written.isupper() or hit.start == first
    following = text.folded[hit.end] if hit.end < last else ""
    return hit.start == first or (written.isupper() and (not following.isalpha() or following in _COUNTED))


@wording(
    JARGON,
    "warning",
    N_("Jargon in what executives read"),
    places=EXECUTIVE,
    why=N_("R², MAPE and likelihood decide nothing in a boardroom; the appendix may have them."),
    bad={"metrics": [{"title": "Recall", "meaning": "RMSE on the hold-out, cross-validated"}]},
    good={"metrics": [{"title": "Recall", "meaning": "Of 100 customers who leave, so many are on the list"}]},
)
def executives_read_plain_words(text: Reading) -> str:
    """No term of statistics or machine learning stands in an executive text, except to be explained in brackets."""
    for hit in text.all("jargon"):
        short = len(hit.words) <= 4 and hit.words.isalpha() and not hit.words.isupper()
        if not short and not _is_recall_of_goods(text, hit):
            return _("“{words}” in plain words?").format(words=hit.words)
    return ""


def _is_recall_of_goods(text: Reading, hit: Hit) -> bool:
    """Whether goods are called back, as in "product recall", "recall campaign", "we recall 400 cars"."""
    if hit.words.casefold() != "recall":
        return False
    before, after = text.folded[hit.start - 1 : hit.start], text.folded[hit.end : hit.end + 1]
    called = before in (("we",), ("they",), ("to",)) or after in (("campaign",), ("campaigns",), ("notice",))
    return called or text.near(hit, "goods", before=1)


@wording(
    "WRD10",
    "warning",
    N_("A remark that is not for the client"),
    places=PRINTED,
    why=N_("The client reads it. What is for ourselves belongs into the internal remark, which no brief prints."),
    bad={"risks": [{"title": "The client is slow with data", "response": "Ask again"}]},
    good={"risks": [{"title": "The extract arrives after 11 December", "response": "Ask again on 4 December"}]},
)
def printed_text_is_for_the_client(text: Reading) -> str:
    """No printed text judges people or speaks of our own business."""
    found = text.all("blunt")
    return _("“{words}”: is that for the client?").format(words=found[0].words) if found else ""


@wording(
    "WRD11",
    "hint",
    N_("Advertising"),
    places=(*EXECUTIVE, "overview.background", "overview.company"),
    why=N_("It says nothing, and the consultant has to sign it."),
    bad={"overview": [{"promise": "We leverage cutting-edge AI to unlock synergies"}]},
    good={"overview": [{"promise": "Agents call the right 400 customers a week, before they leave"}]},
)
def text_says_something(text: Reading) -> str:
    """No text is filled with words of advertising."""
    found = text.all("filler")
    return _("“{words}” says nothing.").format(words=found[0].words) if found else ""


@wording(
    "WRD12",
    "hint",
    N_("A very long sentence for executives"),
    places=EXECUTIVE,
    why=N_("Who reads between two meetings stops in the middle of it."),
    bad={"overview": [{"problem": "We " + "call customers who have already left and then " * 6 + "lose them."}]},
    good={"overview": [{"problem": "We call customers who have already left. Most of them we lose."}]},
)
def sentences_are_short(text: Reading) -> str:
    """No sentence of an executive text has more than 38 words."""
    start = 0
    for stop in (*text.breaks, len(text.tokens)):
        words = sum(token[0].isalnum() for token in text.tokens[start:stop])
        if words > _LONG:
            return _("One sentence has {count} words.").format(count=words)
        start = stop + 1
    return ""


@wording(
    "OBJ08",
    "hint",
    N_("An objective names a technique"),
    places=("objectives.statement",),
    why=N_("The client wants what it is for; naming the tool rules out the cheaper way."),
    bad={"objectives": [{"statement": "We want a chatbot"}]},
    good={"objectives": [{"statement": "We want half of the questions answered without a phone call"}]},
)
def objective_is_an_outcome(text: Reading) -> str:
    """An objective that names a tool says what for, or gives a figure."""
    found = text.all("technique")
    if not found or text.has("purpose") or text.figures:
        return ""
    return _("“{words}”: what for?").format(words=found[0].words)


@alone(
    Risk,
    "RSK08",
    "hint",
    N_("A risk reads like a task"),
    field="title",
    why=N_("A task is done or not; a risk may happen, and is answered."),
    bad={"risks": [{"title": "Check the labels with the warehouse"}]},
    good={"risks": [{"title": "Labels arrive after the training has begun"}]},
)
def risk_is_an_event(risk: Risk) -> str:
    """A risk says what may happen; it does not begin with what is to be done."""
    text = _read(risk.title)
    first = next((hit for hit in text.all("task_first") if hit.start == 0), None)
    return _("“{words} …” is a task: what may happen?").format(words=first.words) if first else ""


@alone(
    Decision,
    "DAC12",
    "hint",
    N_("A decision is not a question"),
    field="title",
    why=N_("Without a question there are no two answers, and nothing to decide."),
    bad={"decisions": [{"title": "Tags"}]},
    good={"decisions": [{"title": "Who may see the tags?"}]},
)
def decision_is_a_question(decision: Decision) -> str:
    """A decision has a question mark, or a word that chooses."""
    text = _read(decision.title)
    asks = "?" in decision.title or text.has("asking") or len(decision.options) > 1 or not decision.title
    return "" if asks else _("Ask it as a question that has an answer.")


@alone(
    Requirement,
    "REQ10",
    "hint",
    N_("Two requirements in one"),
    field="title",
    why=N_("One half is done and the other is not: what is its status, and is it paid?"),
    bad={"requirements": [{"title": "Score every customer and also send the list to the desk"}]},
    good={"requirements": [{"title": "Score every customer"}, {"title": "Send the list to the desk"}]},
)
def requirement_is_one(requirement: Requirement) -> str:
    """A requirement does not join a second one."""
    found = _read(requirement.title).all("joined")
    return _("“{words}”: make it two.").format(words=found[0].words) if found else ""
