"""The job that draws a whiteboard on one PDF page of its own size."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from scopewright.briefs.scene_painter import paint
from scopewright.model.sections.document import Document
from scopewright.progress import Report
from scopewright.scenes.board import scene
from scopewright.scenes.board_glyphs import lacking
from scopewright.scenes.board_payload import answer, board_in
from scopewright.scenes.board_reading import board_of
from scopewright.scenes.palette import LIGHT_PRINT

_LONGEST = 14_400.0
"""Points; a page may not be longer (PDF 32000-1, annex C)."""


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Draw the board of the payload, internal notes left out; answers with ``data``, the file as base64."""
    report.progress(0.0)
    engagement, session, images = board_in(payload)
    board = board_of(engagement, session, internal=False)
    picture = scene(board)
    scale = min(1.0, _LONGEST / max(picture.width, picture.height))
    file = BytesIO()
    size = (picture.width * scale, picture.height * scale)
    canvas = Canvas(file, pagesize=size, pageCompression=1, invariant=1, lang=engagement.one(Document).language or "en")
    canvas.setTitle(picture.title)
    canvas.setSubject(picture.alt)
    canvas.scale(scale, scale)
    paint(canvas, picture, LIGHT_PRINT, 0, 0, images)
    canvas.showPage()
    canvas.save()
    return answer(file.getvalue(), boxed=lacking(engagement, board, "pdf"))
