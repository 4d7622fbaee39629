"""What worries people about the product and each release must answer or defer (row M1)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, prose, ref, text
from scopewright.model.record import Record, section

CATEGORIES = (
    ("privacy", N_("Privacy")),
    ("security", N_("Security")),
    ("moderation", N_("Moderation")),
    ("controversial", N_("Controversial decision")),
    ("other", N_("Other")),
)


@section(
    "concerns",
    N_("Concerns"),
    one=N_("concern"),
    prefix="CN",
    place=50,
    phase="frame",
    icon="shield-question-mark",
    hint=N_("Add what somebody in the room was uneasy about, before it is a risk."),
)
class Concern(Record):
    """A concern is done when it has an answer, or a release it is deferred to."""

    title: str = text(N_("Concern"), required=True)
    category: str | None = choice(N_("Category"), CATEGORIES)
    answer: str = prose(N_("Answer"), column=True)
    deferred_to: str | None = ref(N_("Deferred to"), "releases")
