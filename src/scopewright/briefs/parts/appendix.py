"""Everything the file holds, in the order of the document tree: each branch as an appendix of its own."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from scopewright.briefs.blocks import Block, Heading, Lead
from scopewright.briefs.parts.tree import branch, count
from scopewright.briefs.view import View, named
from scopewright.language import _, ngettext
from scopewright.model.document_tree import Node, tree


def appendix(view: View) -> tuple[Block, ...]:
    """Each branch of the tree as an appendix of its own; nothing if nothing was said."""
    branches = tree(view.engagement)
    found = sum(count(each) for each in branches)
    if not found:
        return ()
    said = ngettext(
        "The {n} record behind this document, in full.", "The {n} records behind this document, in full.", found
    )
    lead = Lead(text=said.format(n=found))
    return tuple(block for place, each in enumerate(branches) for block in _branch(each, place, lead, view))


def _branch(root: Node, place: int, lead: Lead, view: View) -> Iterator[Block]:
    number = _letter(place)
    yield Heading(text=_("Appendix: {title}").format(title=named(root.title)), number=number)
    if place == 0:
        yield lead
    yield from branch(root, number, view, {})


def _letter(place: int) -> str:
    """A, B, … Z, AA, AB, …"""
    before, letter = divmod(place, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[letter]
