"""What is left out, what is still open, and where to sign."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.briefs.blocks import (
    EMPTY,
    Block,
    Column,
    Heading,
    Lead,
    Party,
    Prose,
    SignOff,
    Strong,
    Table,
    Together,
)
from scopewright.briefs.parts.front import firm
from scopewright.briefs.style import worn
from scopewright.briefs.view import View, named, shortened
from scopewright.language import _, joined, ngettext
from scopewright.model.readings.carried import carried_forward
from scopewright.model.sections.document import Document
from scopewright.model.sections.exclusions import Exclusion
from scopewright.model.sections.overview import Overview
from scopewright.model.sections.questions import OPEN, Question


def open_questions(view: View) -> list[Question]:
    """The questions that have no answer yet; one that a later release took over is asked there."""
    handed_on = carried_forward(view.engagement, Question.section.key)
    return [each for each in view.engagement.all(Question) if each.state in OPEN and each.key not in handed_on]


def limits(view: View) -> tuple[Block, ...]:
    """The part on exclusions and open questions; nothing if there is neither."""
    left_out, open_ones = view.engagement.all(Exclusion), open_questions(view)
    return tuple(_limits(view, left_out, open_ones)) if left_out or open_ones else ()


def _limits(view: View, left_out: list[Exclusion], open_ones: list[Question]) -> Iterator[Block]:
    yield Heading(text=_("Limits and open questions"))
    yield Lead(text=_lead(left_out, open_ones))
    if left_out:
        yield Heading(text=_("Out of scope"), level=2)
        yield _excluded(view, left_out)
    if open_ones:
        yield Heading(text=_("Open questions"), level=2)
        yield _open(view, open_ones)


def _lead(left_out: list[Exclusion], open_ones: list[Question]) -> str:
    out = ngettext("{n} thing is left out for now", "{n} things are left out for now", len(left_out))
    asked = ngettext("{n} question is open", "{n} questions are open", len(open_ones))
    said = [out.format(n=len(left_out))] if left_out else []
    said.append(asked.format(n=len(open_ones)) if open_ones else _("no question is open"))
    return joined(said) + "."


def _excluded(view: View, left_out: list[Exclusion]) -> Table:
    columns = (
        Column(_("ID"), tight=True),
        Column(_("Left out")),
        Column(_("Because")),
        Column(_("Revisit in"), tight=True),
    )
    rows = tuple(
        (Strong(each.id), each.headline or EMPTY, shortened(each.reason) or EMPTY, _release(view, each.revisit))
        for each in left_out
    )
    return Table(columns=columns, rows=rows, records=tuple(each.id for each in left_out), fields=("title", "revisit"))


def _release(view: View, key: str | None) -> str:
    if not key or key not in view.engagement:
        return view.name(key)
    return view.engagement[key].headline or view.name(key)


def _open(view: View, open_ones: list[Question]) -> Table:
    columns = (
        Column(_("ID"), tight=True),
        Column(_("Question")),
        Column(_("To be answered by"), tight=True),
        Column(_("Due"), tight=True),
    )
    rows = tuple(
        (Strong(each.id), each.headline or EMPTY, view.said(each, "ask"), view.said(each, "due")) for each in open_ones
    )
    return Table(
        columns=columns, rows=rows, records=tuple(each.id for each in open_ones), fields=("title", "ask", "due")
    )


def terms(view: View) -> tuple[Block, ...]:
    """The clauses of the house style, paragraph by paragraph; nothing if it has none."""
    client = view.engagement.one(Overview).client or _("the client")
    said = worn().terms(client, firm(view) or _("the consultancy"))
    return (Heading(text=_("Terms")), Prose(text=said)) if said else ()


def sign_off(view: View) -> tuple[Block, ...]:
    """The clause and a box for each party."""
    overview, control = view.engagement.one(Overview), view.engagement.one(Document)
    parties = (
        _party(overview.client or _("the client"), view.person(overview.sponsor)),
        _party(firm(view) or _("the consultancy"), view.person(control.author)),
    )
    boxes = SignOff(parties=parties, signature=_("Signature"), name_and_date=_("Name and date"))
    return (Together(blocks=(Heading(text=_("Sign-off")), Prose(text=_clause(control)), boxes)),)


def _party(side: str, person: str) -> Party:
    return Party(_("For {party}").format(party=named(side)), named(person))


def _clause(control: Document) -> str:
    said = _("By signing, each party accepts the objectives, the exclusions and the decisions in {document}.")
    which = _("this document")
    if control.version:
        which = _("version {version} of this document").format(version=named(control.version))
    return said.format(document=f"{which} ({named(control.reference)})" if control.reference else which)
