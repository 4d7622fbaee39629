"""The document tree as chapters: a loop over what is declared, so that a new field or section appears by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from scopewright.briefs.blocks import Block, Heading, Lead
from scopewright.briefs.listing import listing
from scopewright.briefs.view import View
from scopewright.language import _
from scopewright.model.document_tree import Node

Beside = Mapping[str, Callable[[View, Node], Iterator[Block]]]
"""What is drawn above the records of a section, by its key."""


def branch(root: Node, number: str, view: View, beside: Beside) -> Iterator[Block]:
    """The documents and sections of a branch below its heading, numbered from ``number`` on; of an empty one, that."""
    if not count(root):
        yield Lead(text=_("Nothing was recorded."))
        return
    for n, node in enumerate(root.children, 1):
        yield from _node(node, f"{number}.{n}", 2, view, beside, in_release=root.release is not None)


def _node(node: Node, number: str, level: int, view: View, beside: Beside, *, in_release: bool) -> Iterator[Block]:
    yield Heading(text=node.title, number=number, level=level)
    if not node.records and not node.children:
        yield Lead(text=_("Nothing was recorded."))
    if node.section and node.section.key in beside:
        yield from beside[node.section.key](view, node)
    if node.records:
        yield from listing(node.records, view, ("release",) if in_release else ())
    for n, child in enumerate(node.children, 1):
        yield from _node(child, f"{number}.{n}", level + 1, view, beside, in_release=in_release)


def count(node: Node) -> int:
    """How many records stand in a node and below it."""
    return len(node.records) + sum(count(child) for child in node.children)
