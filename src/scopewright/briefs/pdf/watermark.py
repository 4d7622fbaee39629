"""A word that stands large behind a page. It is drawn as outlines: a search or a screen reader meets the text alone."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor

from scopewright.briefs.pdf.canvas import PageCanvas
from scopewright.scenes.outline import outline

_ANGLE, _SHARE, _HUE = 50.0, 0.6, "#F0F2F5"
"""Degrees from the lower edge, share of the page's diagonal that the word takes, and a grey that text is read on."""


def draw_behind(canvas: PageCanvas, word: str) -> None:
    """Draw the word behind what stands on the page."""
    across, down = canvas.size
    shape, length = outline(word.upper())
    scale = _SHARE * (across**2 + down**2) ** 0.5 / length if length else 0.0
    with canvas.behind():
        canvas.saveState()
        canvas.setFillColor(HexColor(_HUE))
        canvas.translate(across / 2, down / 2)
        canvas.rotate(_ANGLE if across < down else 90 - _ANGLE)
        canvas.scale(scale, scale)
        canvas.translate(-length / 2, -0.33)
        path: Any = canvas.beginPath()
        steps = {"moveTo": path.moveTo, "lineTo": path.lineTo, "curveTo": path.curveTo, "closePath": path.close}
        for name, points in shape:
            steps[name](*(number for point in points for number in point))
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.restoreState()
