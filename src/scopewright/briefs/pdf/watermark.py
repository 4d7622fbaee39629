"""A word that stands large behind a page. It is drawn as outlines: a search or a screen reader meets the text alone."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor

from scopewright.briefs.pdf.canvas import PageCanvas
from scopewright.scenes.outline import outline

_ANGLE, _SHARE, _HUE = 50.0, 0.6, "#F0F2F5"
"""Degrees from the lower edge, share of the page's diagonal that the word takes, and a grey that text is read on."""
_MIDDLE = 0.33
"""Half the height of capitals, as a share of the size."""


def draw_behind(canvas: PageCanvas, word: str) -> None:
    """Draw the word behind what stands on the page; nothing if the font has none of its characters."""
    drawn = outline(word.upper(), "bold")
    if not drawn.length:
        return
    across, down = canvas.size
    scale = _SHARE * (across**2 + down**2) ** 0.5 / drawn.length
    with canvas.behind():
        canvas.saveState()
        canvas.setFillColor(HexColor(_HUE))
        canvas.translate(across / 2, down / 2)
        canvas.rotate(_ANGLE if across < down else 90 - _ANGLE)
        canvas.scale(scale, scale)
        canvas.translate(-drawn.length / 2, -_MIDDLE)
        path: Any = canvas.beginPath()
        steps = {"moveTo": path.moveTo, "lineTo": path.lineTo, "curveTo": path.curveTo, "closePath": path.close}
        for name, numbers in drawn.steps:
            steps[name](*numbers)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.restoreState()
