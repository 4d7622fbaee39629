"""Objectives, decisions, risks and dates in a few rows each: what a sponsor reads before signing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scopewright.briefs.blocks import EMPTY, Align, Block, Caption, Cell, Column, Heading, Strong, Table
from scopewright.briefs.parts.decisions import to_take
from scopewright.briefs.parts.measures import figure
from scopewright.briefs.parts.risks import standing
from scopewright.briefs.scores import pill
from scopewright.briefs.view import View, named, shortened
from scopewright.language import _, ngettext
from scopewright.model.fields import Spec
from scopewright.model.kinds import Number
from scopewright.model.record import Record
from scopewright.model.sections.objectives import Objective
from scopewright.model.sections.releases import Release
from scopewright.model.sections.risks import Risk

_MOST = 4
"""Rows of one table; the parts behind have the rest."""
_NAME, _TEXT = 22, 60
"""Characters of a name and of a text in a cell."""


def glance(view: View) -> tuple[Block, ...]:
    """The part at a glance; nothing if there is nothing in any of its tables."""
    found = tuple(_tables(view))
    return (Heading(text=_("At a glance")), *found) if found else ()


def _tables(view: View) -> Iterator[Block]:
    yield from _table(view, _("Objectives"), view.engagement.all(Objective), ("baseline", "target", "due"))
    yield from _table(view, _("Decisions to take"), to_take(view), ("approver", "due"))
    yield from _table(view, _("Highest risks"), standing(view), ("owner", "due"))
    dated = sorted((each for each in view.engagement.all(Release) if each.due), key=lambda each: str(each.due))
    yield from _table(view, _("Releases"), dated, ("agreed", "due"))


def _table(view: View, title: str, records: Sequence[Record], names: Sequence[str]) -> Iterator[Block]:
    if not records:
        return
    section, scored = records[0].section, isinstance(records[0], Risk)
    known = [section.spec(name) for name in names]
    columns = [Column(_("ID"), tight=True), Column(_(section.spec(section.headline).title))]
    columns += [Column(_(spec.title), _align(spec), tight=True) for spec in known]
    columns += [Column(_("Score"), tight=True)] if scored else []
    shown = records[:_MOST]
    rows = tuple(
        (*_cells(view, each, [spec.name for spec in known]), *([pill(view, each)] if isinstance(each, Risk) else []))
        for each in shown
    )
    yield Heading(text=title, level=2, listed=False)
    yield Table(columns=tuple(columns), rows=rows, records=tuple(each.id for each in shown))
    if len(records) > _MOST:
        said = ngettext("and {n} more on the pages behind", "and {n} more on the pages behind", len(records) - _MOST)
        yield Caption(text=said.format(n=len(records) - _MOST))


def _align(spec: Spec) -> Align:
    return "right" if isinstance(spec.kind, Number) else "left"


def _cells(view: View, record: Record, names: Sequence[str]) -> tuple[Cell, ...]:
    said = (_said(view, record, name) for name in names)
    return (Strong(record.id), shortened(named(record.headline), _TEXT) or EMPTY, *said)


def _said(view: View, record: Record, name: str) -> str:
    """A field; a figure of an objective with its unit, whole."""
    if isinstance(record, Objective) and name in ("baseline", "target"):
        return figure(view, record, name)
    return shortened(view.said(record, name), _NAME)
