"""Decisions with their DACI roles (row M17)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, people, prose, refs, rows, text
from scopewright.model.kinds import Column, Flag, Row, Text
from scopewright.model.record import Record, section

STATES = (("open", N_("Open")), ("proposed", N_("Proposed")), ("decided", N_("Decided")), ("reversed", N_("Reversed")))
DONE = frozenset({"decided", "reversed"})
"""The states in which nobody waits for the decision any longer."""
ROLES: dict[str, str] = {"driver": "D", "approver": "A", "contributors": "C", "informed": "I"}
"""The four role fields of a decision and the letter each has in the matrix."""


@section(
    "decisions",
    N_("Decisions"),
    one=N_("decision"),
    prefix="D",
    place=10,
    phase="decide",
    icon="gavel",
    document="requirements",
    hint=N_("Add what must be decided, who drives it and the one person who approves."),
)
class Decision(Record):
    """A decision; people do write down two approvers, so that can be stored, and is a finding."""

    title: str = text(N_("Decision"), required=True, help=N_("A question that has an answer."))
    state: str | None = choice(N_("State"), STATES)
    driver: tuple[str, ...] = people(N_("Driver"), help=N_("Sees to it that a decision is made."))
    approver: tuple[str, ...] = people(N_("Approver"), help=N_("Exactly one: who makes the decision."))
    contributors: tuple[str, ...] = people(N_("Contributors"), help=N_("Are heard before the decision."))
    informed: tuple[str, ...] = people(N_("Informed"), help=N_("Are told after the decision."))
    due: dt.date | None = day(N_("Decide by"))
    options: tuple[Row, ...] = rows(
        N_("Options"),
        [
            Column("option", N_("Option"), Text()),
            Column("benefit", N_("Benefit"), Text()),
            Column("cost", N_("Cost"), Text()),
            Column("recommended", N_("Recommended"), Flag()),
        ],
    )
    outcome: str = prose(N_("Outcome"), column=True)
    decided_on: dt.date | None = day(N_("Decided on"), column=False)
    evidence: tuple[str, ...] = refs(N_("Evidence"), "runs", column=False)
