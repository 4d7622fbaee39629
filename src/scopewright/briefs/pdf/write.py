"""A document as PDF bytes."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

from scopewright.briefs import style as look
from scopewright.briefs.document import Document
from scopewright.briefs.papers import PAPERS, Page, Paper
from scopewright.briefs.pdf.finish import finish
from scopewright.briefs.pdf.flow import Flow
from scopewright.briefs.pdf.masthead import masthead
from scopewright.briefs.pdf.pages import Set, set_pages
from scopewright.briefs.pdf.structure import Element

_SCANT, _SCANT_OF_FEW, _FEW = 0.35, 0.5, 5
"""Share of the text height below which a last page looks left over; of few pages, and how many these are."""
_MANY = 60
"""Pages of which one is not worth setting all the others again."""
_CLOSER = 0.02
"""Share of a page that slightly narrower margins save on each page."""


def write(document: Document, paper: Paper) -> Set:
    """The document as a finished PDF; equal documents give equal bytes.

    A last page with a few lines is saved if the others can take them within slightly narrower margins, or where that is
    too little with less space between the blocks.
    """
    page = PAPERS[paper]
    made, root = _laid_out(document, page)
    if made.pages <= _MANY and made.last < (_SCANT_OF_FEW if made.pages <= _FEW else _SCANT):
        snug = made.last > _CLOSER * (made.pages - document.cover - 1)
        with look.snug() if snug else nullcontext():
            closer, its_root = _laid_out(document, page.closer)
        if closer.pages < made.pages:
            made, root = closer, its_root
    return replace(made, data=finish(made.data, document, root, made.marks))


def _laid_out(document: Document, page: Page) -> tuple[Set, Element]:
    """The document on pages with these margins, and its structure."""
    flow = Flow(document.blocks, page)
    head = [] if document.cover else masthead(document.front, page, flow.cover)
    return set_pages(document, page, [*head, *flow.flowables], flow.cover), flow.root
