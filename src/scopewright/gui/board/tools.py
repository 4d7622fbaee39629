"""The tools of the board, once: toolbar, palette, keys and cursors are readings of this table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt

from scopewright.language import N_

Tool = Literal["select", "hand", "sticky", "frame", "connect", "pen", "eraser"]
_CROSS = Qt.CursorShape.CrossCursor


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool; ``letter`` takes it into the hand, unless that key does more than that, and is empty then."""

    name: Tool
    title: str
    icon: str
    letter: str = ""
    cursor: Qt.CursorShape = _CROSS


TOOLS = (
    ToolSpec("select", N_("Choose and move (V)"), "mouse-pointer-2", "v", Qt.CursorShape.ArrowCursor),
    ToolSpec("hand", N_("Move the board (H, or hold the space bar)"), "hand", "h", Qt.CursorShape.OpenHandCursor),
    ToolSpec("sticky", N_("New sticky (N)"), "sticky-note"),
    ToolSpec("frame", N_("Draw a frame (F)"), "frame", "f"),
    ToolSpec("connect", N_("Draw connectors (C)"), "spline"),
    ToolSpec("pen", N_("Draw with the pen (P)"), "pen-line", "p"),
    ToolSpec("eraser", N_("Erase strokes of the pen (E)"), "eraser", "e"),
)
CURSORS = {tool.name: tool.cursor for tool in TOOLS}
LETTERS = {tool.letter: tool.name for tool in TOOLS if tool.letter}
