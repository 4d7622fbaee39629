"""The job that writes a whiteboard as a drawing for another program: Excalidraw, Markdown, SVG."""

from __future__ import annotations

from typing import Any

from scopewright.exchange import excalidraw, lists
from scopewright.exchange.records import drawing_of
from scopewright.progress import Report
from scopewright.scenes import svg
from scopewright.scenes.board import scene
from scopewright.scenes.board_glyphs import lacking
from scopewright.scenes.board_payload import answer, board_in
from scopewright.scenes.board_reading import board_of
from scopewright.scenes.palette import LIGHT_SCREEN


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Write the board of the payload as ``form``: ``excalidraw``, ``md`` or ``svg``; internal notes are left out.

    Returns:
        ``data`` (the file as base64), ``told`` (sentences on what the format cannot say) and ``boxed`` (sentences on
        characters that no font has).
    """
    report.progress(0.0)
    engagement, session, images = board_in(payload)
    if payload["form"] == "svg":
        board = board_of(engagement, session, internal=False)
        drawn = svg.paint(scene(board), LIGHT_SCREEN, images)
        return answer(drawn.encode(), boxed=lacking(engagement, board, "svg"))
    drawing = drawing_of(engagement, session, lambda name: images.get(name, b""), internal=False)
    if payload["form"] == "md":
        return answer(lists.written(drawing).encode(), told=lists.left_out(drawing))
    return answer(excalidraw.written(drawing).encode())
