"""The document tree as the chapters of the whole scope, with the pictures where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from scopewright.briefs.blocks import EMPTY, Block, Column, Heading, Lead, Strong, Table
from scopewright.briefs.parts import data_wanted, decisions, front, measures, plan_figures, principles, risks, timeline
from scopewright.briefs.parts.tree import Beside, branch, count, empty
from scopewright.briefs.view import View, named
from scopewright.language import _, ngettext
from scopewright.model.document_tree import Node, tree
from scopewright.model.gates import planned
from scopewright.model.record import Record
from scopewright.model.sections.gates import Gate
from scopewright.model.sections.releases import Release


def chapters(view: View) -> tuple[Block, ...]:
    """Each branch of the tree as a chapter; nothing if nothing was said."""
    branches = tree(view.engagement)
    return tuple(_chapters(view, branches)) if any(count(each) for each in branches) else ()


def _chapters(view: View, branches: tuple[Node, ...]) -> Iterator[Block]:
    for each in branches:
        yield Heading(text=named(each.title))
        yield Lead(text=_lead(each))
        yield from branch(each, view, _BESIDE, _ELSEWHERE)


def _lead(node: Node) -> str:
    """How many records stand in a branch, and in which of its documents there is none."""
    found, lacking = count(node), empty(node)
    if not found:
        return _("Nothing was recorded.")
    said = ngettext("{n} record.", "{n} records.", found).format(n=found)
    return f"{said} " + _("Nothing yet: {documents}.").format(documents=", ".join(lacking)) if lacking else said


def _risks(view: View, node: Node) -> Iterator[Block]:
    yield from risks.picture(view, [each for each in risks.standing(view) if each in node.records])


def _milestones(view: View, node: Node) -> Iterator[Block]:
    dated = [each for each in _nodes(tree(view.engagement)) if any(not r.is_empty("due") for r in each.records)]
    if dated and dated[0] == node:
        yield from _quiet(timeline.pictures(view, planned(view.engagement)))


def _nodes(branches: Iterable[Node]) -> Iterator[Node]:
    """The places where milestones stand, in the order of the tree: the timeline of all teams is drawn at the first."""
    for each in branches:
        if each.section and each.section.key == "milestones":
            yield each
        yield from _nodes(each.children)


def _decisions(view: View, node: Node) -> Iterator[Block]:
    yield from decisions.matrix(view, [each for each in decisions.to_take(view) if each in node.records])


def _metrics(view: View, node: Node) -> Iterator[Block]:
    yield from measures.distances(view, _keys(node.records))


def _approach(view: View, node: Node) -> Iterator[Block]:
    yield from principles.checks(view, node.records)


def _releases(view: View, node: Node) -> Iterator[Block]:
    if any(record.stored("stage") for record in node.records):
        yield from plan_figures.cycle(view, _ids(node.records))


def _deployments(view: View, node: Node) -> Iterator[Block]:
    yield from plan_figures.deployments(view, _ids(node.records))


def _gates(view: View, node: Node) -> Iterator[Block]:
    """Each gate with what its release is for: the purpose that one returns to there (row M23)."""
    gates = [each for each in view.engagement.all(Gate) if each in node.records]
    releases = {each.key: each for each in view.engagement.all(Release)}
    rows = tuple(
        (Strong(each.id), named(each.headline), named(there.headline), there.purpose or EMPTY)
        for each in gates
        if (there := releases.get(each.release or "")) is not None
    )
    if rows:
        columns = Column(_("ID"), tight=True), Column(_("Gate")), Column(_("Release"), tight=True), Column(_("Purpose"))
        yield Table(columns=columns, rows=rows, caption=_("What each gate is decided by: the purpose of its release."))


def _data_gaps(view: View, node: Node) -> Iterator[Block]:
    yield from data_wanted.requests(view, node.records)


def _rubric(view: View, _node: Node) -> Iterator[Block]:
    yield from plan_figures.rubric_score(view)


def _ids(records: tuple[Record, ...]) -> frozenset[str]:
    return frozenset(record.id for record in records)


def _keys(records: tuple[Record, ...]) -> frozenset[str]:
    return frozenset(record.key for record in records)


def _quiet(blocks: Iterator[Block]) -> Iterator[Block]:
    """Headings of pictures in a chapter do not stand in the contents."""
    yield from (replace(each, listed=False) if isinstance(each, Heading) else each for each in blocks)


_ELSEWHERE = {"document": (*front.TITLE_BLOCK, "history")}
_BESIDE: Beside = {
    "risks": _risks, "milestones": _milestones, "decisions": _decisions, "metrics": _metrics, "approach": _approach,
    "releases": _releases, "deployments": _deployments, "ml_tests": _rubric, "gates": _gates,
    "data_gaps": _data_gaps,
}  # fmt: skip
