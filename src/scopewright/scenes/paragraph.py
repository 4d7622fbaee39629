"""A text set as lines of ``Text`` items within a width; shortened text keeps its full wording as alternative text."""

from __future__ import annotations

from dataclasses import dataclass

from scopewright.scenes import measure
from scopewright.scenes.measure import Font
from scopewright.scenes.palette import Token
from scopewright.scenes.scene import Anchor, Text


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: size and leading in points."""

    size: float
    leading: float
    fill: Token = "ink"
    font: Font = "regular"


def paragraph(
    text: str, x: float, top: float, room: float, style: Style, *, most: int = 1, anchor: Anchor = "start",
    record: str = "", role: str = "",
) -> tuple[Text, ...]:  # fmt: skip
    """The text broken into at most ``most`` lines of ``room`` points, the first line's box starting at ``top``."""
    lines = measure.wrap(text, style.font, style.size, room, most)
    full = measure.one_line(text)
    alt = "" if " ".join(lines) == full else full
    baseline = top + measure.ASCENT * style.size
    return tuple(
        Text(
            x=x, y=baseline + index * style.leading, text=line, size=style.size, fill=style.fill, font=style.font,
            anchor=anchor, record=record, role=role, alt=alt,
        )
        for index, line in enumerate(lines)
    )  # fmt: skip


def height(lines: int, style: Style) -> float:
    """How much room so many lines take, from the top of the first line's box to the bottom of the last one's."""
    return (lines - 1) * style.leading + (measure.ASCENT + measure.DESCENT) * style.size if lines else 0.0
