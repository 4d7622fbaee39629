"""The document tree as the chapters of the whole scope, with the pictures where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scopewright.briefs.blocks import Block, Heading, Lead
from scopewright.briefs.parts import decisions, measures, principles, risks, timeline
from scopewright.briefs.parts.tree import Beside, branch, count
from scopewright.briefs.view import View, named
from scopewright.language import ngettext
from scopewright.model.document_tree import Node, tree
from scopewright.model.record import Record


def chapters(view: View) -> tuple[Block, ...]:
    """Each branch of the tree as a chapter; nothing if nothing was said."""
    branches = tree(view.engagement)
    return tuple(_chapters(view, branches)) if any(count(each) for each in branches) else ()


def _chapters(view: View, branches: tuple[Node, ...]) -> Iterator[Block]:
    for each in branches:
        found = count(each)
        yield Heading(text=named(each.title))
        if found:
            yield Lead(text=ngettext("{n} record.", "{n} records.", found).format(n=found))
        yield from branch(each, "", view, _BESIDE)


def _risks(view: View, node: Node) -> Iterator[Block]:
    yield from risks.picture(view, [each for each in risks.standing(view) if each in node.records])


def _milestones(view: View, node: Node) -> Iterator[Block]:
    yield from _quiet(timeline.pictures(view, timeline.milestones(view, node.records)))


def _decisions(view: View, node: Node) -> Iterator[Block]:
    yield from decisions.matrix(view, [each for each in decisions.to_take(view) if each in node.records])


def _metrics(view: View, node: Node) -> Iterator[Block]:
    yield from measures.distances(view, _keys(node.records))


def _approach(view: View, node: Node) -> Iterator[Block]:
    yield from principles.checks(view, node.records)


def _keys(records: tuple[Record, ...]) -> frozenset[str]:
    return frozenset(record.key for record in records)


def _quiet(blocks: Iterator[Block]) -> Iterator[Block]:
    """Headings of pictures in a chapter do not stand in the contents."""
    yield from (replace(each, listed=False) if isinstance(each, Heading) else each for each in blocks)


_BESIDE: Beside = {
    "risks": _risks, "milestones": _milestones, "decisions": _decisions, "metrics": _metrics, "approach": _approach,
}  # fmt: skip
