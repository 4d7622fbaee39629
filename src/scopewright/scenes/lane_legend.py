"""The legend under the stacked timeline: only what the picture shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from scopewright.language import _
from scopewright.scenes import measure, status
from scopewright.scenes.lane_flags import LOOKS, LineKind
from scopewright.scenes.lane_rows import SHOWN_BESIDE
from scopewright.scenes.palette import Token
from scopewright.scenes.scene import Item, Line, Polygon, Rect, Text
from scopewright.scenes.timeline import Bar, Milestone, Timeline

LEGEND_ROW = 13.0
_SIZE = 8.0
_SWATCH, _SMALL, _SPACE, _BETWEEN = 18.0, 9.0, 4.5, 14.0

_Draw = Callable[[float, float], Sequence[Item]]


def legend(timeline: Timeline, width: float, top: float) -> tuple[list[Item], float]:
    """The legend's items from ``top`` down, and its height."""
    items: list[Item] = []
    x, row = 0.0, 0
    for draw, glyph, words in _entries(timeline):
        text_width = min(measure.width(words, "regular", _SIZE), width - glyph - _SPACE)
        needed = glyph + _SPACE + text_width
        if x and x + needed > width:
            x, row = 0.0, row + 1
        middle = top + row * LEGEND_ROW + LEGEND_ROW / 2
        items += draw(x, middle)
        shown = measure.ellipsize(words, "regular", _SIZE, text_width)
        items.append(Text(x=x + glyph + _SPACE, y=middle + 2.8, text=shown, size=_SIZE, fill="ink", role="legend"))
        x += needed + _BETWEEN
    return items, (row + 1) * LEGEND_ROW if items else 0.0


def _entries(timeline: Timeline) -> Iterator[tuple[_Draw, float, str]]:
    shown = [item for lane in timeline.lanes for item in lane.items if item.span]
    bars = [item for item in shown if isinstance(item, Bar)]
    milestones = [item for item in shown if isinstance(item, Milestone)]
    for state in status.STATUSES:
        if any(item.status == state for item in bars):
            yield _swatch(state), _SWATCH, status.word(state)
        elif state in SHOWN_BESIDE and any(item.status == state for item in milestones):
            yield _shape(state), _SMALL, status.word(state)
    if any(bar.planned for bar in bars):
        yield _plan, _SWATCH, _("Signed-off plan")
    if milestones:
        yield _diamond("paper", "status-not-started-text"), _SMALL, _("Milestone")
    if any(item.status == "on-track" for item in milestones):
        yield _diamond("status-on-track", "status-on-track-text"), _SMALL, _("Milestone on track")
    if any(item.status == "complete" for item in milestones):
        yield _diamond("status-complete", "status-complete-text"), _SMALL, _("Milestone complete")
    if any(item.slip for item in shown):
        yield _slip, _SWATCH, _("Slip from the signed-off day, (+n) in working days")
    yield from _lines(timeline)


def _lines(timeline: Timeline) -> Iterator[tuple[_Draw, float, str]]:
    kinds = {marker.kind for marker in timeline.markers}
    if "release" in kinds:
        yield _line("release"), _SWATCH, _("Release")
    if "constraint" in kinds:
        yield _line("constraint"), _SWATCH, _("Constraint")
    if timeline.status_day:
        yield _line("status"), _SWATCH, _("Status date")


def _swatch(state: status.Status) -> _Draw:
    fill = status.TINT[state] if state == "not-started" else status.SOLID[state]
    shape = status.shape if state in SHOWN_BESIDE else None

    def draw(x: float, y: float) -> Sequence[Item]:
        width = _SWATCH - (8.5 if shape else 1)
        bar = Rect(
            x=x + 0.5, y=y - 3.5, width=width, height=7, radius=1.5, fill=fill, stroke=status.DARK[state],
            stroke_width=0.9, role="legend",
        )  # fmt: skip
        return [bar, *(shape(state, x + _SWATCH - 3.3, y, 6.6) if shape else ())]

    return draw


def _shape(state: status.Status) -> _Draw:
    return lambda x, y: status.shape(state, x + _SMALL / 2, y, 6.6)


def _plan(x: float, y: float) -> Sequence[Item]:
    return [Rect(x=x, y=y - 1.1, width=_SWATCH, height=2.2, fill="plan", role="legend")]


def _slip(x: float, y: float) -> Sequence[Item]:
    line = Line(x1=x + 3, y1=y, x2=x + _SWATCH, y2=y, stroke="plan", stroke_width=2.2, role="legend")
    points = ((x + 3, y - 3), (x + 6, y), (x + 3, y + 3), (x, y))
    return [line, Polygon(points=points, fill="plan", role="legend")]


def _diamond(fill: Token, stroke: Token) -> _Draw:
    def draw(x: float, y: float) -> Sequence[Item]:
        middle = x + _SMALL / 2
        points = ((middle, y - 4.2), (middle + 4.2, y), (middle, y + 4.2), (middle - 4.2, y))
        return [Polygon(points=points, fill=fill, stroke=stroke, stroke_width=1.1, role="legend")]

    return draw


def _line(kind: LineKind) -> _Draw:
    look = LOOKS[kind]

    def draw(x: float, y: float) -> Sequence[Item]:
        return [
            Line(
                x1=x, y1=y, x2=x + _SWATCH, y2=y, stroke=look.stroke, stroke_width=look.width, dash=look.dash,
                role="legend",
            )
        ]  # fmt: skip

    return draw
