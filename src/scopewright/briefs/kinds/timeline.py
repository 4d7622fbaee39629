"""The timeline: landscape lanes, then releases and milestones in full."""

from __future__ import annotations

from scopewright.briefs.assembly import assemble
from scopewright.briefs.blocks import Block, Heading, Lead
from scopewright.briefs.document import Document
from scopewright.briefs.listing import listing
from scopewright.briefs.parts.plan_figures import releases_in_the_cycle
from scopewright.briefs.parts.timeline import SHOWN
from scopewright.briefs.parts.timeline import timeline as dates
from scopewright.briefs.view import View
from scopewright.language import _
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.releases import Release


def timeline(view: View, kind: str) -> Document:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    return assemble(view, kind, (_dates, releases_in_the_cycle, _records))


def _dates(view: View) -> tuple[Block, ...]:
    return dates(view) or (Heading(text=_("Timeline")), Lead(text=_("No date has been set yet.")))


def _records(view: View) -> tuple[Block, ...]:
    blocks = [
        block
        for title, found, above in (
            (_("Releases"), view.engagement.all(Release), ()),
            (_("Milestones"), view.engagement.all(Milestone), (*SHOWN[1:], "slip")),
        )
        if found
        for block in (Heading(text=title, level=2), *listing(found, view, above))
    ]
    return (Heading(text=_("In full")), *blocks) if blocks else ()
