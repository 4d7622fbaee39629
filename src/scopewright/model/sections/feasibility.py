"""Questions whose answers say how feasible a module is (row J3)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, prose, ref, scale, text
from scopewright.model.listed import list_item, not_applicable
from scopewright.model.record import Record, section

TOPICS = (
    ("data", N_("Cost of data")),
    ("errors", N_("Cost of wrong predictions")),
    ("published", N_("Published work")),
    ("compute", N_("Compute")),
)
SCORES = (N_("Speaks against it"), N_("A large obstacle"), N_("Open"), N_("A small obstacle"), N_("No obstacle"))


@section(
    "feasibility",
    N_("Feasibility"),
    one=N_("feasibility question"),
    many=N_("feasibility questions"),
    prefix="FQ",
    place=30,
    phase="solution",
    icon="stethoscope",
    document="design",
    hint=N_("Insert the feasibility questions; what stays unanswered lowers the confidence."),
)
class Feasibility(Record):
    """One question with its score; an unanswered one lowers confidence, never the score."""

    title: str = text(N_("Question"), required=True)
    topic: str | None = choice(N_("Topic"), TOPICS)
    module: str | None = ref(N_("Module"), "modules", help=N_("Empty: it is asked of the whole engagement."))
    score: int | None = scale(N_("Score"), 1, 5, SCORES)
    answer: str = prose(N_("Answer"), column=True)
    not_applicable: str = not_applicable()
    item: str = list_item()
