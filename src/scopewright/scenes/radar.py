"""Scores on as many axes as there are groups, from the centre outwards; the lowest is what counts (row J18)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scopewright.language import _
from scopewright.scenes import measure
from scopewright.scenes.paragraph import Style, paragraph
from scopewright.scenes.scene import Anchor, Circle, Item, Line, Polygon, Scene, Table, Text

_LABEL = Style(8.5, 11, "ink", "semibold")
_FINAL = Style(10, 13, "brand1", "semibold")
_SMALL = Style(8, 10.5, "muted")
_ROOM = 96.0
"""Points at each side for the name of an axis."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A group: its key as record, its name, its score, the best there is, and that score as people read it."""

    key: str
    title: str
    value: float
    most: float
    text: str


def radar(title: str, axes: Sequence[Axis], verdict: str, *, radius: float = 110) -> Scene:
    """Lay the picture out; ``verdict`` is what the lowest score means.

    Args:
        title: what is scored.
        axes: at least three, clockwise from the top.
        verdict: a sentence under the picture.
        radius: from the centre to the best score, in points.
    """
    x, y = _ROOM + radius, 30 + radius
    width = 2 * x
    items: list[Item] = [_ring(x, y, radius, share) for share in (0.25, 0.5, 0.75, 1.0)]
    ends = [_at(x, y, radius, place, len(axes)) for place in range(len(axes))]
    items += [Line(x1=x, y1=y, x2=ex, y2=ey, stroke="hairline", stroke_width=0.8, role="axis") for ex, ey in ends]
    dots = [_at(x, y, radius * min(1.0, each.value / each.most), place, len(axes)) for place, each in enumerate(axes)]
    items.append(Polygon(points=tuple(dots), fill="callout", stroke="brand2", stroke_width=1.6, role="score"))
    for each, (dx, dy), end in zip(axes, dots, ends, strict=True):
        alt = f"{each.title}: {each.text}"
        items.append(Circle(x=dx, y=dy, radius=3.2, fill="brand2", role="dot", record=each.key, alt=alt))
        items += _named(each, end, (x, y))
    below = 2 * radius + 64
    said = paragraph(verdict, x, below, width, _FINAL, most=2, anchor="middle", role="verdict")
    items += said
    table = Table((_("Group"), _("Points"), _("Best")), tuple((a.title, a.text, f"{a.most:g}") for a in axes))
    alt = "; ".join(f"{each.title} {each.text}" for each in axes) + f". {verdict}"
    return Scene(width, said[-1].bounds.bottom + 2, tuple(items), title, alt, table)


def _at(x: float, y: float, length: float, place: int, count: int) -> tuple[float, float]:
    angle = 2 * math.pi * place / count
    return x + length * math.sin(angle), y - length * math.cos(angle)


def _ring(x: float, y: float, radius: float, share: float) -> Circle:
    return Circle(x=x, y=y, radius=radius * share, stroke="rule", stroke_width=0.6, role="ring")


def _named(axis: Axis, end: tuple[float, float], centre: tuple[float, float]) -> list[Text]:
    """Its name and score outside the end of an axis."""
    across, down = end[0] - centre[0], end[1] - centre[1]
    beside = abs(across) > 1
    anchor: Anchor = ("start" if across > 0 else "end") if beside else "middle"
    left = end[0] + (math.copysign(8, across) if beside else 0)
    lines = measure.wrap(axis.title, _LABEL.font, _LABEL.size, _ROOM - 10 if beside else 2 * _ROOM, 2)
    tall = len(lines) * _LABEL.leading + _SMALL.leading
    top = end[1] - tall / 2 if beside else end[1] - tall - 3 if down < 0 else end[1] + 4
    name = paragraph(
        axis.title, left, top, _ROOM - 10 if beside else 2 * _ROOM, _LABEL, most=2, anchor=anchor, role="name",
        record=axis.key,
    )  # fmt: skip
    score = paragraph(axis.text, left, name[-1].bounds.bottom, _ROOM, _SMALL, anchor=anchor, role="points")
    return [*name, *score]
