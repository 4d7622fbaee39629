"""Ideal against available data, and the list of what the client is asked for (row T3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scopewright.briefs.blocks import EMPTY, Block, Caption, Column, Heading, Lead, Strong, Table
from scopewright.briefs.comes_to import together
from scopewright.briefs.listing import listing
from scopewright.briefs.view import View
from scopewright.language import _, ngettext
from scopewright.model.readings.requests import wanted
from scopewright.model.record import Record
from scopewright.model.sections.data_gaps import DataGap


def data_wanted(view: View) -> tuple[Block, ...]:
    """The part on data that is wanted; nothing if none was named."""
    found = view.engagement.all(DataGap)
    return tuple(_wanted(view, found)) if found else ()


def _wanted(view: View, found: Sequence[DataGap]) -> Iterator[Block]:
    owed = len(wanted(view.engagement))
    said = ngettext("{n} piece of data is still wanted.", "{n} pieces of data are still wanted.", owed).format(n=owed)
    yield Heading(text=_("Ideal and available data"))
    yield Lead(text=said if owed else _("No data is wanted any longer."))
    asked = tuple(requests(view, found))
    if asked:
        yield Heading(text=_("Request list"), level=2)
        yield from asked
        yield Heading(text=_("In full"), level=2)
    yield from listing(found, view)
    yield from together(found, view)


def requests(view: View, among: Sequence[Record]) -> Iterator[Block]:
    """What is still owed of these, person by person, those that nobody is asked for last."""
    owed = [gap for gap in wanted(view.engagement) if gap in among]
    owed.sort(key=lambda gap: (gap.ask is None, view.name(gap.ask)))
    if owed:
        columns = (
            Column(_("Ask"), tight=True), Column(_("ID"), tight=True), Column(_("Ideal data")),
            Column(_("What there is")), Column(_("Needed by"), tight=True),
        )  # fmt: skip
        rows = tuple(
            (
                view.names([gap.ask]) if gap.ask else _("Nobody named yet"),
                Strong(gap.id), gap.headline or EMPTY, gap.available or EMPTY, view.said(gap, "due"),
            )
            for gap in owed
        )  # fmt: skip
        yield Table(columns=columns, rows=rows, records=tuple(gap.id for gap in owed))
        yield Caption(text=_("What is still owed; a dataset received for a line closes it."))
