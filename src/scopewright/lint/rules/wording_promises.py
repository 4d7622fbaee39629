"""Rules about words that promise too much, or leave a way out of the promise."""

from __future__ import annotations

from scopewright.language import N_, _
from scopewright.lint.finding import wording
from scopewright.lint.reading import Reading

_CRITERIA = ("requirements.title", "requirements.acceptance", "deliverables.acceptance")
_ANSWERS = ("risks.response", "decisions.outcome", "concerns.answer", "questions.answer")
_PROMISED = (
    "overview.promise", "overview.vision", "objectives.statement", "metrics.meaning", "releases.summary",
    "deliverables.title", *_CRITERIA,
)  # fmt: skip


@wording(
    "WRD03",
    "warning",
    N_("A business figure is guaranteed"),
    places=_PROMISED,
    why=N_("The closer a figure is to the business, the less a model controls it; a guarantee needs a waiver."),
    bad={"overview": [{"promise": "We guarantee 10 % more revenue in the first year"}]},
    good={
        "overview": [
            {"promise": "We guarantee a recall of 70 % on the frozen test set; more revenue is what we aim for"}
        ]
    },
)
def business_is_not_guaranteed(text: Reading) -> str:
    """No sentence guarantees revenue, savings, churn or another figure that the client's market decides."""
    for hit in text.all("guarantee"):
        first, last = text.sentence(hit.start)
        promised = any(first <= other.start < last for other in text.all("business"))
        if promised and not text.has("disclaimed") and not text.denied(hit):
            return _("“{words}”: this figure is not in our hands.").format(words=hit.words)
    return ""


@wording(
    "WRD04",
    "hint",
    N_("A word that calls for a figure"),
    places=(*_CRITERIA, "constraints.statement"),
    why=N_("“Fast” is accepted or refused by mood; a figure is accepted by measuring."),
    bad={"requirements": [{"title": "Tags appear fast", "acceptance": "The page is user-friendly."}]},
    good={"requirements": [{"title": "Tags appear within 300 ms for 95 % of pages"}]},
)
def vague_word_has_a_figure(text: Reading) -> str:
    """A sentence with an elastic word has a figure in it, too."""
    for hit in text.all("vague"):
        if not text.figure_in_sentence(hit):
            return _("How would anybody measure “{words}”?").format(words=hit.words)
    return ""


@wording(
    "WRD05",
    "hint",
    N_("A way out"),
    places=_CRITERIA,
    why=N_("“Where possible” is always met, so it was never promised."),
    bad={"deliverables": [{"title": "Call list", "acceptance": "All names are checked where possible."}]},
    good={"deliverables": [{"title": "Call list", "acceptance": "All names with a customer number are checked."}]},
)
def criterion_has_no_way_out(text: Reading) -> str:
    """Criteria have no "if possible", "as needed" or "etc."."""
    found = text.all("escape")
    return _("“{words}” leaves open what is delivered.").format(words=found[0].words) if found else ""


@wording(
    "WRD06",
    "warning",
    N_("Something no model can keep"),
    places=_PROMISED,
    why=N_("Every model errs; the promise is broken by the first wrong row, and the argument is about money."),
    bad={"deliverables": [{"title": "Fraud model", "acceptance": "Frauds are detected with 100 % accuracy."}]},
    good={"deliverables": [{"title": "Fraud model", "acceptance": "80 % of frauds are detected at 1 % false alarms."}]},
)
def nothing_is_perfect(text: Reading) -> str:
    """No sentence about a model promises perfection."""
    for hit in text.all("perfect"):
        first, last = text.sentence(hit.start)
        about_model = any(
            first <= other.start < last and (other.end <= hit.start or other.start >= hit.start)
            for other in text.all("model_nouns")
        )
        if about_model and not text.denied(hit):
            return _("“{words}” is broken by the first wrong row.").format(words=hit.words)
    return ""


@wording(
    "WRD08",
    "hint",
    N_("Nobody is named who acts"),
    places=_ANSWERS,
    why=N_("What somebody should do is done by nobody."),
    bad={"risks": [{"title": "Labels arrive late", "response": "Somebody should talk to the warehouse."}]},
    good={"risks": [{"title": "Labels arrive late", "response": "Li Wei agrees the dates with the warehouse."}]},
)
def somebody_is_named(text: Reading) -> str:
    """Answers and responses say who does it, not that it should be done."""
    found = text.all("nobody")
    return _("“{words}”: who does it?").format(words=found[0].words) if found else ""


@wording(
    "WRD09",
    "hint",
    N_("A date that moves with the reader"),
    places=(*_CRITERIA, *_ANSWERS, "objectives.statement", "releases.summary", "exclusions.reason"),
    why=N_("“Soon” was true on the day it was written; the brief is read for months."),
    bad={"risks": [{"title": "Labels arrive late", "response": "The warehouse delivers again next week."}]},
    good={"risks": [{"title": "Labels arrive late", "response": "The warehouse delivers again on 12 March."}]},
)
def date_stands_still(text: Reading) -> str:
    """Times are days of the calendar, not "soon" or "next week"."""
    found = text.all("floating")
    return _("“{words}”: on which day?").format(words=found[0].words) if found else ""


@wording(
    "WRD16",
    "hint",
    N_("A criterion with “about”"),
    places=("requirements.acceptance", "deliverables.acceptance"),
    why=N_("“About 95 %” is passed at 91 and failed at 94, as the mood is."),
    bad={"deliverables": [{"title": "Call list", "acceptance": "About 95 % of names have a reason."}]},
    good={"deliverables": [{"title": "Call list", "acceptance": "At least 95 % of names have a reason."}]},
)
def criterion_is_exact(text: Reading) -> str:
    """No acceptance criterion rounds its own figure."""
    for hit in text.all("about"):
        figure = any(figure.at in (hit.end, hit.end + 1) for figure in text.figures)
        if figure and not text.near(hit, "topics", before=1):
            return _("“{words}”: at least, or at most?").format(words=hit.words)
    return ""


@wording(
    "TIM09",
    "warning",
    N_("A day that is not there yet"),
    places=(
        *_CRITERIA,
        *_ANSWERS,
        "milestones.title",
        "releases.purpose",
        "releases.summary",
        "objectives.statement",
        "overview.problem",
        "overview.background",
        "constraints.statement",
        "exclusions.reason",
        "decisions.title",
    ),
    why=N_("“Staging by XX” is printed as it stands, and the client reads that there is no plan."),
    bad={"milestones": [{"title": "Staging by XX", "due": "2027-03-12"}]},
    good={"milestones": [{"title": "Staging", "due": "2027-03-12"}]},
)
def day_is_there(text: Reading) -> str:
    """No text says "by XX"."""
    for hit in text.all("unknown_day"):
        if text.near(hit, "by_words", before=2) or any(w.endswith("?") for w in text.tokens[hit.end : hit.end + 1]):
            before = " ".join(text.tokens[max(0, hit.start - 1) : hit.end])
            return _("“{words}” is no day.").format(words=before)
    return ""
