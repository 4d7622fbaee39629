"""Everything the file holds, in the order of the document tree: a loop over what is declared, so that a new field or
section appears by itself."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from scopewright.briefs.blocks import Block, Heading, Lead, PageBreak
from scopewright.briefs.fields import sheet
from scopewright.briefs.view import View, named
from scopewright.language import _, ngettext
from scopewright.model.document_tree import Node, tree


def appendix(view: View) -> tuple[Block, ...]:
    """Each branch of the tree as an appendix of its own; nothing if nothing was said."""
    branches = tree(view.engagement)
    count = sum(_count(branch) for branch in branches)
    if not count:
        return ()
    one, many = "The {n} record behind this document, in full.", "The {n} records behind this document, in full."
    lead = Lead(text=ngettext(one, many, count).format(n=count))
    return tuple(block for place, branch in enumerate(branches) for block in _branch(branch, place, lead, view))


def _branch(branch: Node, place: int, lead: Lead, view: View) -> Iterator[Block]:
    number = _letter(place)
    if place == 0:
        yield PageBreak()
    yield Heading(text=_("Appendix: {title}").format(title=named(branch.title)), number=number)
    if place == 0:
        yield lead
    for n, node in enumerate(branch.children, 1):
        yield from _node(node, f"{number}.{n}", 2, view)


def _node(node: Node, number: str, level: int, view: View) -> Iterator[Block]:
    yield Heading(text=node.title, number=number, level=level)
    if not node.records and not node.children:
        yield Lead(text=_("Nothing was recorded."))
    yield from (sheet(record, view) for record in node.records)
    for n, child in enumerate(node.children, 1):
        yield from _node(child, f"{number}.{n}", level + 1, view)


def _count(node: Node) -> int:
    return len(node.records) + sum(_count(child) for child in node.children)


def _letter(place: int) -> str:
    """A, B, … Z, AA, AB, …"""
    before, letter = divmod(place, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[letter]
