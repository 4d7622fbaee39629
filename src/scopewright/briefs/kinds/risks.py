"""The risk register: heat map, then every risk in full, those that stand first."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.briefs.assembly import assemble
from scopewright.briefs.blocks import Block, Heading, Lead
from scopewright.briefs.document import Document
from scopewright.briefs.listing import listing
from scopewright.briefs.parts.risks import lead, picture, standing
from scopewright.briefs.view import View
from scopewright.language import _
from scopewright.model.sections.risks import Risk


def risks(view: View, kind: str) -> Document:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    return assemble(view, kind, (_overview, _register, _closed))


def _overview(view: View) -> tuple[Block, ...]:
    return tuple(_map(view))


def _map(view: View) -> Iterator[Block]:
    found = standing(view)
    yield Heading(text=_("Where the risks stand"))
    yield Lead(text=lead(view, found) if found else _("No risk stands at present."))
    yield from picture(view, found)


def _register(view: View) -> tuple[Block, ...]:
    found = standing(view)
    scored = Lead(text=_("The highest score first; the score is likelihood times impact."))
    return (Heading(text=_("Register")), scored, *listing(found, view)) if found else ()


def _closed(view: View) -> tuple[Block, ...]:
    waiting = set(standing(view))
    found = [each for each in view.engagement.all(Risk) if each not in waiting]
    return (Heading(text=_("Closed")), *listing(found, view)) if found else ()
