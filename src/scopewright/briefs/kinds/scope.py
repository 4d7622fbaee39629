"""The whole scope in the order of the document tree, with the pictures beside the records that they show."""

from __future__ import annotations

from scopewright.briefs.assembly import assemble
from scopewright.briefs.document import Document
from scopewright.briefs.parts import front
from scopewright.briefs.parts.chapters import chapters
from scopewright.briefs.parts.limits import sign_off
from scopewright.briefs.parts.plan_figures import parts_of_the_plan
from scopewright.briefs.parts.summary import headed
from scopewright.briefs.view import View


def scope(view: View, kind: str) -> Document:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    return assemble(view, kind, (headed, parts_of_the_plan, chapters), control=(front.control, sign_off))
