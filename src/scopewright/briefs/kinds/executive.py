"""The executive brief: what was agreed and found, in plain words first; every record in full behind it."""

from __future__ import annotations

from scopewright.briefs.assembly import assemble
from scopewright.briefs.document import Document
from scopewright.briefs.parts.appendix import appendix
from scopewright.briefs.parts.decisions import decisions
from scopewright.briefs.parts.limits import limits, sign_off
from scopewright.briefs.parts.measures import objectives
from scopewright.briefs.parts.risks import risks
from scopewright.briefs.parts.summary import summary
from scopewright.briefs.parts.timeline import timeline
from scopewright.briefs.view import View

_PARTS = (summary, objectives, decisions, risks, timeline, limits, sign_off)


def executive(view: View, kind: str) -> Document:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    return assemble(view, kind, _PARTS, appendix(view))
