"""The head of a document too short for a cover: what the cover would say, in the upper inch of the first page."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from scopewright.briefs import blocks as b
from scopewright.briefs import style as look
from scopewright.briefs.document import Front
from scopewright.briefs.papers import Page
from scopewright.briefs.pdf.flow import SheetRule, place_fields, set_fields
from scopewright.briefs.pdf.structure import Element
from scopewright.briefs.pdf.text import para, style
from scopewright.briefs.view import named


def masthead(front: Front, page: Page, parent: Element) -> list[Flowable]:
    """Kind, title and the facts of the cover, with a rule below; their elements go into ``parent``."""
    lines = [*para(front.overline.upper(), style(look.CALLOUT_TITLE)), *para(named(front.title), style(look.MASTHEAD))]
    for each in lines:
        each.place(parent)
    facts = list(set_fields([b.LabelValue(name, said) for name, said in front.facts], page.content))
    place_fields(facts, parent.add("L"))
    return [*lines, *facts, SheetRule(page.content), Spacer(0, 4)]
