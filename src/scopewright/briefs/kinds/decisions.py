"""The decision briefs: a page for each decision that waits, and those that were taken."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.briefs.assembly import Part, assemble
from scopewright.briefs.blocks import (
    EMPTY,
    Block,
    Callout,
    Column,
    Heading,
    LabelValue,
    LabelValues,
    Lead,
    PageBreak,
    Party,
    SignOff,
    Strong,
    Table,
    Together,
    WritingRoom,
)
from scopewright.briefs.document import Document
from scopewright.briefs.fields import value
from scopewright.briefs.listing import listing
from scopewright.briefs.parts.decisions import matrix, options, to_take
from scopewright.briefs.parts.measures import figures
from scopewright.briefs.view import View, named
from scopewright.language import _
from scopewright.model.sections.decisions import Decision
from scopewright.scenes.readings import standings

_FEW = 5
"""Decisions taken that stand with the contents, so that the pages to sign end the brief; more stand behind these."""
_SHORT = ("driver", "approver", "contributors", "informed", "due", "state", "owner")


def decisions(view: View, kind: str) -> Document:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    waiting = to_take(view)
    pages = [_page(each) for each in waiting]
    few = len(view.engagement.all(Decision)) - len(waiting) <= _FEW
    parts: list[Part] = [_taken, *pages] if few else [*pages, _page_of_taken]
    return assemble(view, kind, parts if view.engagement.all(Decision) else [_nothing])


def _nothing(_view: View) -> tuple[Block, ...]:
    return Heading(text=_("Decisions")), Lead(text=_("No decision is recorded yet."))


def _page(decision: Decision) -> Part:
    return lambda view: tuple(_decision(view, decision))


def _decision(view: View, decision: Decision) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(text=f"{decision.id} {named(decision.headline)}")
    yield Lead(text=_lead(view, decision))
    if len(decision.headline) > len(named(decision.headline)):
        yield Callout(title=_("Decision asked for"), text=decision.headline, records=(decision.id,))
    yield LabelValues(values=_fields(view, decision, _SHORT), records=(decision.id,))
    if decision.options:
        yield Heading(text=_("Options"), level=2, listed=False)
        yield from options(decision)
    evidence = tuple(_evidence(view, decision))
    # where options and evidence fill the page, the roles above say who does what
    pictures = () if decision.options and evidence else tuple(matrix(view, [decision]))
    if pictures:
        yield Heading(text=_("Who does what"), level=2, listed=False)
    yield from pictures
    yield from evidence
    yield from _hanging(view, decision)
    rest = tuple(s.name for s in decision.said() if s.name not in (*_SHORT, "options", decision.section.headline))
    yield LabelValues(values=_fields(view, decision, rest), records=(decision.id,), whole=True)
    yield Together(blocks=tuple(_to_sign(view, decision)))
    yield WritingRoom(title=_("Notes"))


def _evidence(view: View, decision: Decision) -> Iterator[Block]:
    """What the runs measured that the decision rests on, beside the simplest guess."""
    known = [each for each in standings(view.engagement) if each.run and each.run.key in decision.evidence]
    found = tuple(figures(view, [each.metric.key for each in known]))
    if found:
        yield Heading(text=_("Evidence"), level=2, listed=False)
    yield from found


def _hanging(view: View, decision: Decision) -> Iterator[Block]:
    """The records that point to the decision, and so hang on it."""
    found = {record.key: record for record, _field in view.engagement.pointing_to(decision.key)}
    rows = tuple((Strong(each.id), each.headline or EMPTY, _(each.section.title)) for each in found.values() if each.id)
    if rows:
        columns = Column(_("ID"), tight=True), Column(_("Record")), Column(_("Section"), tight=True)
        yield Heading(text=_("What hangs on it"), level=2, listed=False)
        yield Table(columns=columns, rows=rows, records=tuple(each.id for each in found.values()))


def _to_sign(view: View, decision: Decision) -> Iterator[Block]:
    """Room to write down what was decided, where it is decided."""
    yield Heading(text=_("The decision"), level=2, listed=False)
    if decision.options:
        columns = Column(_("Chosen"), tight=True), Column(_("Option")), Column(_("Condition or reason"))
        rows = tuple(("\N{WHITE SQUARE}", named(row["option"]) or EMPTY, "") for row in decision.options)
        yield Table(columns=columns, rows=rows, records=(decision.id,))
    parties = (
        Party(_("Approver"), view.names(decision.approver)),
        Party(_("Driver"), view.names(decision.driver)),
    )
    yield SignOff(parties=parties, signature=_("Signature"), name_and_date=_("Name and date"))


def _fields(view: View, decision: Decision, names: tuple[str, ...]) -> tuple[LabelValue, ...]:
    said = (decision.section.spec(name) for name in names if not decision.is_empty(name))
    return tuple(LabelValue(_(spec.title), value(decision, spec, view)) for spec in said)


def _lead(view: View, decision: Decision) -> str:
    if not decision.approver:
        return _("Nobody is named to approve it yet.")
    facts = {"approver": named(view.names(decision.approver)), "day": view.day(decision.due)}
    said = _("{approver} decides by {day}.") if decision.due else _("{approver} decides; no date is set.")
    return said.format(**facts)


def _taken(view: View) -> tuple[Block, ...]:
    waiting = set(to_take(view))
    found = [each for each in view.engagement.all(Decision) if each not in waiting]
    return (Heading(text=_("Decisions taken")), *listing(found, view)) if found else ()


def _page_of_taken(view: View) -> tuple[Block, ...]:
    return PageBreak(), *_taken(view)
