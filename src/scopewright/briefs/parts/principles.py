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
        where = _("The reasons stand with the rungs, under “{title}”.").format(title=why)
        caption = where if any(reasoned for _title, _kept, reasoned, _silent in said) else ""
        cells = tuple(tuple(text or EMPTY for text in row) for row in said)
        yield Table(columns=columns, rows=cells, caption=caption, records=tuple(rung.id for rung in rungs))


def _row(found: Principle, rungs: Sequence[Record]) -> tuple[str, str, str, str]:
    def named(group: Sequence[Record]) -> str:
        return ", ".join(rung.id for rung in group if rung in rungs)

    return found.title, named(found.kept), named(found.reasoned), named(found.silent)
