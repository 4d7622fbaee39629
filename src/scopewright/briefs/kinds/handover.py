"""The hand-over: what is delivered, what is still open, and who answers for what from now on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from scopewright.briefs.assembly import assemble
from scopewright.briefs.blocks import Badge, Block, Cell, Column, Heading, Lead, Strong, Table
from scopewright.briefs.document import Document
from scopewright.briefs.listing import listing
from scopewright.briefs.parts.extract import extract
from scopewright.briefs.parts.limits import sign_off
from scopewright.briefs.parts.plan_figures import readiness
from scopewright.briefs.view import View
from scopewright.language import N_, _, ngettext
from scopewright.model.readings.carried import carried_forward
from scopewright.model.record import Record
from scopewright.model.sections import decisions, questions, requirements, risks
from scopewright.model.sections.concerns import Concern
from scopewright.model.sections.decisions import Decision
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.integrations import Integration
from scopewright.model.sections.questions import Question
from scopewright.model.sections.requirements import Requirement
from scopewright.model.sections.risks import Risk
from scopewright.scenes.status import word

_HANDED_OVER = ("deliverables", "datasets", "runs")
_CHECKED = ("requirements", "deliverables", "decisions", "concerns", "questions", "risks", "integrations")
_SHORT = ("priority", "status", "state", "ask", "approver", "owner", "due")
"""What is said of a record that is still open, where its section has it."""
_AFTERWARDS = ("ownership", "exclusions", "people")


def handover(view: View, kind: str) -> Document:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    parts = (
        _readiness,
        _still_open,
        _part(N_("What is handed over"), lambda view: [(key, view.engagement.records(key)) for key in _HANDED_OVER]),
        _part(N_("Afterwards"), lambda view: [(key, view.engagement.records(key)) for key in _AFTERWARDS]),
        sign_off,
    )
    return assemble(view, kind, parts)


def _open(view: View, section: str) -> list[Record]:
    handed_on = carried_forward(view.engagement, section)
    return [each for each in view.engagement.records(section) if _is_open(each) and each.key not in handed_on]


_OPEN: Mapping[type[Record], Callable[[Any], bool]] = {
    Requirement: lambda each: each.status not in requirements.DONE,
    Deliverable: lambda each: each.status not in requirements.DONE,
    Decision: lambda each: each.state not in decisions.DONE,
    Risk: lambda each: each.state not in risks.DONE,
    Question: lambda each: each.state in questions.OPEN,
    Concern: lambda each: not each.answer and not each.deferred_to,
    Integration: lambda each: each.notified is None,
}
"""When a record of these sections still asks something of somebody."""


def _is_open(record: Record) -> bool:
    """Whether somebody still has to do something about a record."""
    return _OPEN[type(record)](record)


def _readiness(view: View) -> tuple[Block, ...]:
    counts = [(key, len(_open(view, key)), len(view.engagement.records(key))) for key in _CHECKED]
    left = sum(count for _key, count, _whole in counts)
    said = ngettext("{n} record is still open.", "{n} records are still open.", left).format(n=left)
    columns = Column(_("Section")), Column(_("Open"), "right", tight=True), Column(_("Of"), "right", tight=True)
    rows = tuple(_count(view, *each) for each in counts)
    table = Table(columns=(*columns, Column(_("State"), tight=True)), rows=rows)
    lead = Lead(text=said if left else _("Nothing is open."))
    return Heading(text=_("Readiness")), lead, table, *readiness(view)


def _count(view: View, key: str, left: int, whole: int) -> tuple[Cell, ...]:
    state = Badge("at-risk", _("Open")) if left else Badge("complete", word("complete"))
    if not whole:
        state = Badge("not-started", _("Nothing recorded"))
    return Strong(_(view.engagement.sections[key].title)), view.number(left, 0), view.number(whole, 0), state


def _still_open(view: View) -> tuple[Block, ...]:
    """What somebody still has to do something about, in short: most of it is handed over in full below."""
    blocks: list[Block] = []
    for key in _CHECKED:
        if found := _open(view, key):
            section = found[0].section
            names = [n for n in _SHORT if n in section and any(not each.is_empty(n) for each in found)]
            blocks += [Heading(text=_(section.title), level=2), extract(view, found, names)]
    return (Heading(text=_("Still open")), *blocks) if blocks else ()


Found = Callable[[View], Sequence[tuple[str, Sequence[Record]]]]


def _part(title: str, found: Found) -> Callable[[View], tuple[Block, ...]]:
    """A part that lists records of several sections; nothing if there are none."""

    def part(view: View) -> tuple[Block, ...]:
        blocks = [block for key, records in found(view) if records for block in _section(view, key, records)]
        return (Heading(text=_(title)), *blocks) if blocks else ()

    return part


def _section(view: View, key: str, records: Sequence[Record]) -> Iterator[Block]:
    yield Heading(text=_(view.engagement.sections[key].title), level=2)
    yield from listing(records, view)
