"""The figures of the plan by the scenes of the window: cycle, parts of the plan, deployments, test score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from scopewright.briefs.blocks import EMPTY, Block, Cell, Column, Heading, Picture, Strong, Table
from scopewright.briefs.view import View, named
from scopewright.language import _
from scopewright.model.readings.planning_parts import by_part
from scopewright.model.record import Record
from scopewright.model.sections.deployments import Deployment
from scopewright.model.sections.ml_tests import RubricItem
from scopewright.model.sections.releases import Release
from scopewright.scenes.chain import Chain, Step, chains
from scopewright.scenes.plan_readings import deployment_chains, development_cycle, planning_parts, rubric
from scopewright.scenes.radar import radar
from scopewright.scenes.scene import Scene

_SHARE = 0.7
"""Of a page that one figure takes at most; a longer chain goes on in a figure of its own."""
_RADIUS = 82.0


def cycle(view: View, wanted: Collection[str] | None = None) -> Iterator[Block]:
    """Where each release stands in the product development cycle (row M23); ``wanted`` are spoken ids."""
    found = [each for each in development_cycle(view.engagement) if wanted is None or each.record in wanted]
    heads = (_("Release"), _("Stage"), _("Said of it"))
    yield from _pictures(view, _("Development cycle"), found, heads, tabled=False)
    there = [each for each in view.engagement.all(Release) if wanted is None or each.id in wanted]
    columns = (Column(_("ID"), tight=True), Column(_("Release"), tight=True), Column(_("Stage")), Column(_("Purpose")))
    rows = tuple(
        (Strong(each.id), named(each.headline) or EMPTY, view.said(each, "stage"), named(each.purpose) or EMPTY)
        for each in there
    )
    if rows:
        yield Table(columns=columns, rows=rows, records=tuple(each.id for each in there))


def deployments(view: View, wanted: Collection[str] | None = None) -> Iterator[Picture]:
    """The steps of each deployment by type and pattern, done ones marked (rows P7, P8)."""
    found = [each for each in deployment_chains(view.engagement) if wanted is None or each.record in wanted]
    there = [each for each in found if each.steps]
    heads = (_("Deployment"), _("Step"), _("Said of it"))
    yield from _pictures(view, _("Deployment in steps"), there, heads, tabled=True)


def rubric_score(view: View) -> Iterator[Picture]:
    """The points of the ML Test Score by group, the lowest of which is the score (row J18)."""
    items = view.engagement.all(RubricItem)
    if items:
        axes, verdict = rubric(view.engagement, view.locale.language)
        scene = radar(_("ML Test Score"), axes, verdict, radius=_RADIUS)
        yield Picture(scene=scene, records=tuple(each.id for each in items), tabled=True)


def parts_of_the_plan(view: View) -> tuple[Block, ...]:
    """The three parts of the plan with what stands in each (row P1): a view of the tree, and so no place in it."""
    whole, *_parts = planning_parts(view.engagement)
    heads = (_("Part"), _("Section"), _("Records"))
    drawn = tuple(_pictures(view, _("Parts of the plan"), [whole], heads, tabled=False))
    columns = (Column(_("Part"), tight=True), Column(_("What stands there")), Column(_("Records"), "right", tight=True))
    found = by_part(view.engagement).values()
    rows = tuple(_part(counted, there) for counted, there in zip(whole.steps, found, strict=True))
    return (Heading(text=_("Parts of the plan"), listed=False), *drawn, Table(columns=columns, rows=rows))


def _part(counted: Step, records: Sequence[Record]) -> tuple[Cell, ...]:
    sections = Counter(record.section.title for record in records)
    there = ", ".join(f"{_(title)} ({count})" for title, count in sections.items())
    return Strong(counted.title), there or EMPTY, counted.text


def readiness(view: View) -> Iterator[Block]:
    """What a hand-over shows beside its counts: the test score, and how the model comes into use."""
    for title, drawn in (
        (_("ML Test Score"), tuple(rubric_score(view))),
        (_("Deployment in steps"), tuple(deployments(view)) if view.engagement.all(Deployment) else ()),
    ):
        if drawn:
            yield Heading(text=title, level=2)
            yield from drawn


def releases_in_the_cycle(view: View) -> tuple[Block, ...]:
    """The part of a timeline that says at which stage each release is; nothing without a stage."""
    if not any(each.stage for each in view.engagement.all(Release)):
        return ()
    return (Heading(text=_("Development cycle"), level=2), *cycle(view))


def _pictures(
    view: View, title: str, found: list[Chain], heads: tuple[str, str, str], *, tabled: bool
) -> Iterator[Picture]:
    """A figure a chain, so that none is higher than a page."""
    limit = view.page.text_height * _SHARE
    for chain in found:
        for scene in _scenes(title, chain, view.page.content, heads, limit):
            ids = tuple(dict.fromkeys(row[0] for row in scene.table.rows if row[0]))
            yield Picture(scene=scene, records=ids, tabled=tabled)


def _scenes(title: str, chain: Chain, width: float, heads: tuple[str, str, str], limit: float) -> Iterator[Scene]:
    scene = chains(title, [chain], width, heads)
    half = len(chain.steps) // 2
    if scene.height <= limit or half == 0 or chain.back:
        yield scene
        return
    for steps in (chain.steps[:half], chain.steps[half:]):
        yield from _scenes(title, replace(chain, steps=steps), width, heads, limit)
