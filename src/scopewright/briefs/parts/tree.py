"""The document tree as chapters: a loop over what is declared, so that a new field or section appears by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from scopewright.briefs.blocks import Block, Heading
from scopewright.briefs.comes_to import together
from scopewright.briefs.listing import listing
from scopewright.briefs.view import View
from scopewright.model.document_tree import Node

Beside = Mapping[str, Callable[[View, Node], Iterator[Block]]]
"""What is drawn above the records of a section, by its key."""
Elsewhere = Mapping[str, Sequence[str]]
"""The fields that the brief prints at another place, by the key of their section; under "" those of any section."""


def branch(root: Node, view: View, beside: Beside, elsewhere: Elsewhere) -> Iterator[Block]:
    """The documents and sections of a branch below its heading, numbered below it; documents in which nothing stands
    are named by ``empty`` and in the contents.
    """
    above = {**elsewhere, "": ("release",)} if root.release else elsewhere
    for n, node in enumerate(root.children, 1):
        yield from _node(node, f".{n}", 2, view, beside, above)


def _node(node: Node, number: str, level: int, view: View, beside: Beside, above: Elsewhere) -> Iterator[Block]:
    yield Heading(text=node.title, number=number, level=level, silent=not count(node))
    if node.section and node.section.key in beside:
        yield from beside[node.section.key](view, node)
    if node.section and node.records:
        yield from listing(node.records, view, (*above.get("", ()), *above.get(node.section.key, ())))
        yield from together(node.records, view)
    for n, child in enumerate(node.children, 1):
        yield from _node(child, f"{number}.{n}", level + 1, view, beside, above)


def empty(root: Node) -> list[str]:
    """The titles of the documents of a branch in which nothing stands."""
    return [node.title for node in root.children if not count(node)]


def count(node: Node) -> int:
    """How many records stand in a node and below it."""
    return len(node.records) + sum(count(child) for child in node.children)
