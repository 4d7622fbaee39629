"""A document as PDF bytes."""

from __future__ import annotations

from dataclasses import replace

from scopewright.briefs.document import Document
from scopewright.briefs.papers import PAPERS, Page, Paper
from scopewright.briefs.pdf.finish import finish
from scopewright.briefs.pdf.flow import Flow
from scopewright.briefs.pdf.masthead import masthead
from scopewright.briefs.pdf.pages import Set, set_pages
from scopewright.briefs.pdf.structure import Element

_SCANT = 0.2
"""Share of the text height below which a last page looks left over."""


def write(document: Document, paper: Paper) -> Set:
    """The document as a finished PDF; equal documents give equal bytes.

    A last page with a few lines is saved if the others can take them within slightly narrower margins.
    """
    page = PAPERS[paper]
    made, root = _laid_out(document, page)
    if made.last < _SCANT:
        closer, its_root = _laid_out(document, page.closer)
        if closer.pages < made.pages:
            made, root = closer, its_root
    return replace(made, data=finish(made.data, document, root, made.marks))


def _laid_out(document: Document, page: Page) -> tuple[Set, Element]:
    """The document on pages with these margins, and its structure."""
    flow = Flow(document.blocks, page)
    head = [] if document.cover else masthead(document.front, page, flow.cover)
    return set_pages(document, page, [*head, *flow.flowables], flow.cover), flow.root
