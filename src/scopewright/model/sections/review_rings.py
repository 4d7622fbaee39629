"""Who reviews the scope, from the innermost ring outwards (row M5)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, people, text
from scopewright.model.record import Record, section, section_titles

AUDIENCES = (("team", N_("Team")), ("leads", N_("Leads")), ("executives", N_("Executives")))
GATED = frozenset({"executives"})
"""The audiences that are asked only when no question on what they see is open."""


@section(
    "review_rings",
    N_("Review rings"),
    one=N_("review ring"),
    prefix="RR",
    place=10,
    phase="review",
    icon="users-round",
    hint=N_("Add the team, then the leads, then the executives: who signs in each, and which sections they see."),
    without=("owner", "release", "note", "tags"),
)
class ReviewRing(Record):
    """A ring of reviewers, in the order of the list; the rollout has rings of its own (``rings``)."""

    title: str = text(N_("Ring"), required=True)
    audience: str | None = choice(
        N_("Audience"), AUDIENCES, help=N_("Executives are asked when no question on what they see is open.")
    )
    reviewers: tuple[str, ...] = people(
        N_("Reviewers"), help=N_("Each of them signs; while nobody is named, one signature is enough.")
    )
    covers: str = text(
        N_("Sections seen"),
        longest=2000,
        titles=section_titles,
        several=True,
        help=N_("Their titles, such as: Risks, Decisions. Empty: every section."),
    )
    due: dt.date | None = day(N_("Review by"))
