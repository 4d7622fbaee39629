"""The decision briefs: a page for each decision that waits, then those that were taken."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.briefs.assembly import Part, assemble
from scopewright.briefs.blocks import Block, Callout, Heading, LabelValue, LabelValues, Lead, PageBreak
from scopewright.briefs.document import Document
from scopewright.briefs.fields import value
from scopewright.briefs.listing import listing
from scopewright.briefs.parts.decisions import matrix, options, to_take
from scopewright.briefs.view import View, named
from scopewright.language import _
from scopewright.model.sections.decisions import Decision

_SHORT = ("driver", "approver", "contributors", "informed", "due", "state")


def decisions(view: View, kind: str) -> Document:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    return assemble(view, kind, [*(_page(each) for each in to_take(view)), _taken])


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
    pictures = tuple(matrix(view, [decision]))
    if pictures:
        yield Heading(text=_("Who does what"), level=2, listed=False)
    yield from pictures
    rest = tuple(s.name for s in decision.said() if s.name not in (*_SHORT, "options", decision.section.headline))
    yield LabelValues(values=_fields(view, decision, rest), records=(decision.id,), whole=True)


def _fields(view: View, decision: Decision, names: tuple[str, ...]) -> tuple[LabelValue, ...]:
    said = (decision.section.spec(name) for name in names if not decision.is_empty(name))
    return tuple(LabelValue(_(spec.title), value(decision, spec, view)) for spec in said)


def _lead(view: View, decision: Decision) -> str:
    if not decision.approver:
        return _("Nobody is named to approve it yet.")
    facts = {"approver": view.names(decision.approver), "day": view.day(decision.due)}
    said = _("{approver} decides by {day}.") if decision.due else _("{approver} decides; no date is set.")
    return said.format(**facts)


def _taken(view: View) -> tuple[Block, ...]:
    waiting = set(to_take(view))
    found = [each for each in view.engagement.all(Decision) if each not in waiting]
    head = PageBreak(), Heading(text=_("Decisions taken"))
    return (*head, *listing(found, view)) if found else ()
