"""The executive brief: two pages in plain words to decide on and to sign; the evidence and a short appendix."""

from __future__ import annotations

from scopewright.briefs.assembly import assemble
from scopewright.briefs.document import Document
from scopewright.briefs.parts.appendix import appendix
from scopewright.briefs.parts.decisions import decisions
from scopewright.briefs.parts.glance import glance
from scopewright.briefs.parts.limits import limits, sign_off
from scopewright.briefs.parts.measures import objectives
from scopewright.briefs.parts.risks import risks
from scopewright.briefs.parts.summary import short_summary
from scopewright.briefs.parts.timeline import timeline
from scopewright.briefs.view import View

_PAGES = (short_summary, glance, sign_off)
_EVIDENCE = (objectives, decisions, risks, timeline, limits)


def executive(view: View, kind: str) -> Document:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    return assemble(view, kind, _EVIDENCE, appendix(view), before=_PAGES)
