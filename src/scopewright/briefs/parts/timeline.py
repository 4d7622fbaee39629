"""The timeline of the teams, and by how many working days it slipped against what was signed."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.briefs.blocks import (
    EMPTY,
    Badge,
    Block,
    Caption,
    Cell,
    Column,
    Heading,
    Landscape,
    Lead,
    Picture,
    Strong,
    Table,
)
from scopewright.briefs.view import View, named
from scopewright.language import _, joined, ngettext
from scopewright.model.gates import planned
from scopewright.model.schedule import working_days
from scopewright.model.sections.document import Document
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.releases import Release
from scopewright.scenes.lanes import axes, pages
from scopewright.scenes.readings import status_of, team_timeline
from scopewright.scenes.scene import Scene
from scopewright.scenes.status import word

_LEAST_FOR_LANDSCAPE = 8
"""Rows from which a timeline gets landscape pages."""
_HEADING_ROOM = 62.0
SHOWN = ("title", "team", "due", "agreed", "status")
"""The fields of a milestone that its row prints to the last word."""
_MOST_SHEETS = 12
"""Stretches of time that are drawn; more come of a year that was mistyped."""


def timeline(view: View) -> tuple[Block, ...]:
    """The part on dates; nothing if there are no milestones and no dated release."""
    found = planned(view.engagement)
    dated = [release for release in view.engagement.all(Release) if release.due]
    return tuple(_timeline(view, found, dated)) if found or dated else ()


def _timeline(view: View, found: list[Milestone], releases: list[Release]) -> Iterator[Block]:
    yield Heading(text=_("Timeline"))
    yield Lead(text=lead(view, found, releases))
    yield from pictures(view, found)
    if releases:
        yield _release_table(view, releases)
    if found:
        yield _table(view, found)


def pictures(view: View, found: list[Milestone]) -> Iterator[Block]:
    """The lanes of the teams, on landscape pages if there are many; nothing if no milestone has a date."""
    drawn = any(each.due for each in found)
    if drawn and len(axes(team_timeline(view.engagement), view.page.turned.content)) > _MOST_SHEETS:
        yield Caption(text=_("The dates lie too far apart for a picture; the table has them."))
    elif drawn and len(found) >= _LEAST_FOR_LANDSCAPE:
        yield Caption(text=_("The lanes of all teams are drawn on the landscape page that follows."))
        yield from _landscape(view, found)
    elif drawn:
        for each in _scenes(view, view.page.content, view.page.text_height * 0.6):
            yield Picture(scene=each, records=_ids(found))


def _landscape(view: View, found: list[Milestone]) -> Iterator[Block]:
    page = view.page.turned
    for each in _scenes(view, page.content, page.text_height - _HEADING_ROOM):
        title = Heading(text=_("Timeline of all teams"), level=2, listed=False)
        yield Landscape(blocks=(title, Picture(scene=each, caption=_plan_caption(view), records=_ids(found))))


def _ids(found: list[Milestone]) -> tuple[str, ...]:
    return tuple(each.id for each in found)


def _plan_caption(view: View) -> str:
    day = view.engagement.one(Document).status_date
    said = _("Bars and diamonds: the plan now; grey: the plan as signed off; percentages: effort done")
    return f"{said}, {view.day(day)}." if day else f"{said}."


def lead(view: View, found: list[Milestone], releases: list[Release]) -> str:
    """When the next release is due, and how much of the plan has slipped."""
    said = []
    if releases:
        first = min(releases, key=lambda release: release.due.toordinal() if release.due else 0)
        said.append(_("{release} is due on {day}").format(release=named(first.headline), day=view.day(first.due)))
        if first.due and first.agreed:
            said[0] += _moved(working_days(first.agreed, first.due))
    slips = [by for each in found if (by := each.slip) is not None]
    late = sum(by > 0 for by in slips)
    if slips and not late:
        said.append(_("nothing is later than signed off"))
    elif late:
        text = ngettext(
            "{late} of {n} signed-off milestone is late",
            "{late} of {n} signed-off milestones are late",
            len(slips),
        )
        said.append(text.format(late=late, n=len(slips)))
    return joined(said) + "." if said else _("No date has been signed off yet.")


def _moved(days: int) -> str:
    if not days:
        return _(", as signed off")
    if days > 0:
        moved = ngettext("{n} working day late", "{n} working days late", days)
    else:
        moved = ngettext("{n} working day early", "{n} working days early", -days)
    return ", " + moved.format(n=abs(days))


def _scenes(view: View, width: float, height: float) -> tuple[Scene, ...]:
    return pages(team_timeline(view.engagement), width, height)


def _release_table(view: View, releases: list[Release]) -> Table:
    columns = (
        Column(_("ID"), tight=True),
        Column(_("Release"), tight=True),
        Column(_("Purpose")),
        Column(_("Due"), tight=True),
        Column(_("Signed off for"), tight=True),
        Column(_("Slip"), "right", tight=True),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Strong(each.id), each.headline, each.purpose or EMPTY, view.said(each, "due"), view.said(each, "agreed"),
            _days(working_days(each.agreed, each.due) if each.agreed and each.due else None),
        )
        for each in releases
    )  # fmt: skip
    fields = ("name", "purpose", "due", "agreed")
    return Table(columns=columns, rows=rows, records=tuple(each.id for each in releases), fields=fields)


def _table(view: View, found: list[Milestone]) -> Table:
    columns = (
        Column(_("ID"), tight=True),
        Column(_("Milestone")),
        Column(_("Team"), tight=True),
        Column(_("Due"), tight=True),
        Column(_("Signed off for"), tight=True),
        Column(_("Slip"), "right", tight=True),
        Column(_("State"), tight=True),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Strong(each.id), each.headline or EMPTY, view.said(each, "team"), view.said(each, "due"),
            view.said(each, "agreed"), _days(each.slip),
            Badge(status_of(each.status), word(status_of(each.status))) if each.status else EMPTY,
        )
        for each in found
    )  # fmt: skip
    caption = _("Slip in working days, later is positive.")
    return Table(columns=columns, rows=rows, records=_ids(found), fields=SHOWN, caption=caption)


def _days(by: int | None) -> str:
    if by is None:
        return EMPTY
    sign = "+" if by > 0 else "\N{MINUS SIGN}" if by < 0 else ""
    return f"{sign}{abs(by)}"
