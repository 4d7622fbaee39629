"""Everything the file holds: a loop over what is declared, so that a new field or section appears by itself."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.briefs.blocks import Block, Heading, Lead, PageBreak
from scopewright.briefs.fields import printed, sheet
from scopewright.briefs.view import View
from scopewright.language import _, ngettext

NUMBER = "A"


def appendix(view: View) -> tuple[Block, ...]:
    """Every section that says something; nothing if none does."""
    sections = tuple(_sections(view))
    if not sections:
        return ()
    count = sum(len(block.records) for block in sections)
    one, many = "The {n} record behind this document, in full.", "The {n} records behind this document, in full."
    said = ngettext(one, many, count)
    return PageBreak(), Heading(text=_("Appendix"), number=NUMBER), Lead(text=said.format(n=count)), *sections


def _sections(view: View) -> Iterator[Block]:
    number = 0
    for section in view.engagement.sections.values():
        records = [record for record in view.engagement.records(section.key) if any(printed(record))]
        if records:
            number += 1
            yield Heading(text=_(section.title), level=2, number=f"{NUMBER}.{number}")
            yield from (sheet(record, view) for record in records)
