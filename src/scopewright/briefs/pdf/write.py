"""A document as PDF bytes."""

from __future__ import annotations

from dataclasses import replace

from scopewright.briefs.document import Document
from scopewright.briefs.papers import PAPERS, Paper
from scopewright.briefs.pdf.finish import finish
from scopewright.briefs.pdf.flow import Flow
from scopewright.briefs.pdf.masthead import masthead
from scopewright.briefs.pdf.pages import Set, set_pages


def write(document: Document, paper: Paper) -> Set:
    """The document as a finished PDF; equal documents give equal bytes."""
    page = PAPERS[paper]
    flow = Flow(document.blocks, page)
    head = [] if document.cover else masthead(document.front, page, flow.cover)
    made = set_pages(document, page, [*head, *flow.flowables], flow.cover)
    return replace(made, data=finish(made.data, document, flow.root, made.marks))
