"""The statement of work: what is delivered, how it is accepted, what is left out, when, and for how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scopewright.briefs.assembly import Part, assemble
from scopewright.briefs.blocks import Block, Callout, Heading, Lead, Prose
from scopewright.briefs.document import Document
from scopewright.briefs.listing import listing
from scopewright.briefs.parts.fees import fee_schedule
from scopewright.briefs.parts.limits import sign_off, terms
from scopewright.briefs.view import View
from scopewright.language import N_, _, labelled
from scopewright.model.readings.agreement import not_agreed
from scopewright.model.readings.fees import charged, essentials, standing
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.overview import Overview
from scopewright.model.sections.success import Criterion

PARTS: Sequence[tuple[str, tuple[str, ...]]] = (
    (N_("Objectives"), ("objectives",)),
    (N_("Requirements"), ("requirements",)),
    (N_("Deliverables and acceptance"), ("deliverables",)),
    (N_("Out of scope"), ("exclusions",)),
    (N_("Assumptions and constraints"), ("assumptions", "constraints")),
    (N_("Thresholds"), ("metrics",)),
    (N_("Success criteria"), ("success",)),
    (N_("Time"), ("releases", "milestones")),
)
"""The parts between the problem and the fees, and the sections that each lists in full."""
SAID_IN_FEES = ("fee",)
"""What stands in the table of fees, where it is summed, and nowhere else."""


def sow(view: View, kind: str) -> Document:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    view = replace(view, figures=False)
    reasons = missing(view)
    parts: list[Part] = [lambda view: tuple(_problem(view, reasons)), *(_listed(*each) for each in PARTS)]
    return assemble(view, kind, [*parts, fee_schedule, terms, sign_off], draft=bool(reasons))


def missing(view: View) -> tuple[str, ...]:
    """Why this is a draft: each essential of a contract that is not there yet."""
    overview, engagement = view.engagement.one(Overview), view.engagement
    delivered = [each for each in engagement.all(Deliverable) if each.voided_by is None]
    open_ended = [each.id for each in delivered if not each.acceptance]
    open_fees = [each.id for each in standing(engagement) if each.amount is None]
    there = essentials(engagement)
    checks = (
        (not overview.client, _("No client is named.")),
        (not there.problem, _("The problem statement is missing.")),
        (not delivered, _("No deliverable is named.")),
        (bool(open_ended), _("Nobody said when it is accepted: {ids}.").format(ids=", ".join(open_ended))),
        (not there.time, _("No release, no milestone and no deliverable has a date.")),
        (bool(open_fees), _("A figure is missing in {ids}.").format(ids=", ".join(open_fees))),
        (not charged(engagement), _("Nothing has a fee.")),
    )
    return tuple(reason for lacking, reason in checks if lacking)


def _problem(view: View, reasons: tuple[str, ...]) -> Iterator[Block]:
    overview = view.engagement.one(Overview)
    yield Heading(text=_("Problem and purpose"))
    if overview.promise:
        yield Lead(text=overview.promise)
    if reasons:
        yield Callout(title=_("Draft, not for signature"), text="\n".join(reasons))
    for name in ("problem", "motivation"):
        if not overview.is_empty(name):
            yield Heading(text=_(overview.section.spec(name).title), level=2, listed=False)
            yield Prose(text=overview.shown(name, view.locale), records=(overview.id,))


def _listed(title: str, sections: tuple[str, ...]) -> Part:
    def part(view: View) -> tuple[Block, ...]:
        there = [view.engagement.records(key) for key in sections if key in view.engagement.sections]
        found = [[each for each in records if getattr(each, "voided_by", None) is None] for records in there]
        blocks = [block for records in found if records for block in listing(records, view, SAID_IN_FEES)]
        unsigned = _unsigned(view) if Criterion.section.key in sections else ()
        return (Heading(text=_(title)), *unsigned, *blocks) if blocks else ()

    return part


def _unsigned(view: View) -> tuple[Block, ...]:
    """Who has not agreed to which criterion yet (row P10)."""
    lines = [
        labelled(f"{each.id} {each.headline}", " ".join(said for _field, said in sides))
        for each in view.engagement.all(Criterion)
        if (sides := not_agreed(each))
    ]
    return (Callout(title=_("Not agreed yet"), text="\n".join(lines)),) if lines else ()
