"""The principles that the ladder of approaches keeps, above its rungs (row M21)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scopewright.briefs.blocks import EMPTY, Block, Column, Table
from scopewright.briefs.view import View
from scopewright.language import _
from scopewright.model.readings.principles import Principle, principles
from scopewright.model.record import Record
from scopewright.model.sections.approach import Rung


def checks(view: View, rungs: Sequence[Record]) -> Iterator[Block]:
    """What every principle was checked to for these rungs of the ladder; the reasons themselves stand with them."""
    rows = [_row(each, rungs) for each in principles(view.engagement, view.locale)]
    said = tuple(row for row in rows if any(row[1:]))
    if said:
        columns = Column(_("Principle")), Column(_("Kept by")), Column(_("For a reason")), Column(_("Not said of"))
        why = _(Rung.section.spec("justification").title)
        caption = _("The reasons stand with the rungs, under “{title}”.").format(title=why)
        cells = tuple(tuple(text or EMPTY for text in row) for row in said)
        yield Table(columns=columns, rows=cells, caption=caption, records=tuple(rung.id for rung in rungs))


def _row(found: Principle, rungs: Sequence[Record]) -> tuple[str, ...]:
    groups = (found.kept, found.reasoned, found.silent)
    return found.title, *(", ".join(rung.id for rung in group if rung in rungs) for group in groups)
