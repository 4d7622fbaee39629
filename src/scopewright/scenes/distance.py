"""Distance to target: for each metric, where the measured value stands between a trivial baseline and its target.

Whether a target is met, and by how much it is missed, is the caller's arithmetic (``model.measures``); here it is only
placed. Each row has its own linear scale.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scopewright.language import _, current, joined, show_number
from scopewright.scenes import measure, status
from scopewright.scenes.measure import Font
from scopewright.scenes.palette import Token
from scopewright.scenes.paragraph import Style, height, paragraph
from scopewright.scenes.scene import Circle, Item, Line, Polygon, Rect, Scene, Table, Text
from scopewright.scenes.status import Status

_NAME = Style(9, 11, "ink", "semibold")
_NOTE = Style(8, 10, "muted")
_SIZE = 7.75
_TIER = 9.6
_RESULT_ROOM, _LABEL_SHARE, _GUTTER = 108.0, 0.28, 14.0
_ABOVE, _BELOW, _PADDING = 16.0, 9.0, 5.0
_MOST_TIERS = 3


@dataclass(frozen=True, slots=True)
class Reference:
    """Something to compare with: the trivial baseline, a rule, a person, an older system."""

    label: str
    value: float


@dataclass(frozen=True, slots=True)
class DistanceRow:
    """A metric: all values in its unit.

    ``met`` says whether the measured value meets the target (None without a target or a measurement); ``gap`` is what
    is still missing, 0 if met. ``low`` and ``high`` are the ends of the measured value's interval. ``guard`` names the
    negative metric that this one must not cost and that fails: then meeting the target is not enough.
    """

    id: str
    label: str
    higher_is_better: bool
    measured: float | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    met: bool | None = None
    gap: float = 0.0
    references: tuple[Reference, ...] = ()
    decimals: int = 3
    unit: str = ""
    guard: str = ""

    @property
    def values(self) -> tuple[float, ...]:
        """Every number the row shows."""
        own = (self.measured, self.low, self.high, self.target)
        return (*(value for value in own if value is not None), *(each.value for each in self.references))

    def shown(self, value: float) -> str:
        """A number with the row's decimals and unit."""
        return f"{show_number(value, current(), self.decimals)} {self.unit}".strip()

    @property
    def direction(self) -> str:
        """Which way is better, in words."""
        return _("higher is better") if self.higher_is_better else _("lower is better")


@dataclass(frozen=True, slots=True)
class _Track:
    """A row's linear scale from ``low`` at ``left`` to ``high`` at ``right``."""

    low: float
    high: float
    left: float
    right: float

    def x(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class _Label:
    """A label to place at ``x``: the tier says how many lines away from the track it stands."""

    x: float
    text: str
    font: Font
    fill: Token
    role: str
    tier: int = 0

    def box(self, track: _Track) -> tuple[float, float]:
        """Its left and right end, kept within the track and 12 points beside it."""
        width = measure.width(self.text, self.font, _SIZE)
        left = max(track.left - 12, min(self.x - width / 2, track.right + 12 - width))
        return left, left + width


def distance(rows: Sequence[DistanceRow], width: float) -> Scene:
    """Lay the rows out, ``width`` points wide (at least 340)."""
    items: list[Item] = []
    top = 0.0
    for row in rows:
        drawn, used = _row(row, top, width)
        items += drawn
        top += used
        items.append(Line(x1=0, y1=top, x2=width, y2=top, stroke="hairline", stroke_width=0.5, role="rule"))
    if not rows:
        items += paragraph(_("No metric has a target yet."), 4, 4, width - 8, _NOTE, role="empty")
        top = 20.0
    return Scene(width, top + 1, tuple(items), _("Distance to target"), _alt(rows), _table(rows))


def verdict(row: DistanceRow) -> tuple[Status, str]:
    """The row's state with its words: met, missed, either of them within the interval's error, or not known."""
    if row.target is None:
        return "not-started", _("No target")
    if row.measured is None or row.met is None:
        return "not-started", _("Not measured")
    if row.met and row.guard:
        return "off-track", _("Not met: {id} fails").format(id=row.guard)
    if row.low is not None and row.high is not None and row.low <= row.target <= row.high:
        return "at-risk", _("Met, within error") if row.met else _("Not met, within error")
    return ("complete", _("Target met")) if row.met else ("off-track", _("Not met"))


def track_ends(row: DistanceRow) -> tuple[float, float]:
    """The ends of a row's scale: all its values with a tenth to spare, rounded outwards.

    Shares stay within 0 and 1 (or 100 %), and nothing goes below 0 without need.
    """
    values = [value for value in row.values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(values), max(values)
    spread = (high - low) or abs(high) * 0.2 or 1.0
    step = 10.0 ** math.floor(math.log10(spread)) / 2
    start, end = low - spread * 0.1, high + spread * 0.1
    left, right = math.floor(start / step) * step, math.ceil(end / step) * step
    ceiling = {"": 1.0, "%": 100.0}.get(row.unit.strip(), math.inf)
    return (max(0.0, left) if low >= 0 else left), (min(ceiling, right) if low >= 0 and high <= ceiling else right)


def _row(row: DistanceRow, top: float, width: float) -> tuple[list[Item], float]:
    label_room = _LABEL_SHARE * width
    track = _Track(*track_ends(row), label_room + _GUTTER, width - _RESULT_ROOM - _GUTTER)
    above, below = _labels(row, track)
    tiers = 1 + max((label.tier for label in below), default=-1)
    name_lines = max(1, len(measure.wrap(row.label, _NAME.font, _NAME.size, label_room - 8, 3)))
    text_height = height(name_lines, _NAME) + _NOTE.leading + 2
    used = max(_ABOVE + _BELOW + tiers * _TIER + 2 * _PADDING, text_height + 2 * _PADDING)
    middle = top + _PADDING + _ABOVE
    items: list[Item] = [
        *_words(row, top + _PADDING, label_room),
        *_scale(row, track, middle),
        *_draw_labels(above, track, middle - 9.5, -_TIER, row.id),
        *_draw_labels(below, track, middle + _BELOW + 6.5, _TIER, row.id),
        *_result(row, top + _PADDING, width),
    ]
    return items, used


def _words(row: DistanceRow, top: float, room: float) -> Iterator[Item]:
    name = paragraph(row.label, 4, top, room - 8, _NAME, most=3, record=row.id, role="label")
    yield from name
    below = top + height(max(1, len(name)), _NAME) + 1
    yield from paragraph(row.direction, 4, below, room - 8, _NOTE, record=row.id, role="direction")


def _scale(row: DistanceRow, track: _Track, middle: float) -> Iterator[Item]:
    yield Line(x1=track.left, y1=middle, x2=track.right, y2=middle, stroke="rule", stroke_width=1.2, role="track")
    yield _arrow(row, track, middle)
    if row.measured is not None and row.target is not None and not row.met:
        start, end = sorted((track.x(row.measured), track.x(row.target)))
        tint = status.TINT[verdict(row)[0]]
        edge = status.DARK[verdict(row)[0]]
        yield Rect(
            x=start, y=middle - 3, width=end - start, height=6, fill=tint, stroke=edge, stroke_width=0.5, dash=(2, 1.5),
            role="gap", record=row.id, alt=_to_go(row),
        )  # fmt: skip
    for each in row.references:
        x, alt = track.x(each.value), f"{each.label}: {row.shown(each.value)}"
        yield Line(
            x1=x, y1=middle - 4.5, x2=x, y2=middle + 4.5, stroke="muted", stroke_width=1.4, role="reference",
            record=row.id, alt=alt,
        )  # fmt: skip
    if row.target is not None:
        x, alt = track.x(row.target), _("Target {value}").format(value=row.shown(row.target))
        yield Line(
            x1=x, y1=middle - 8, x2=x, y2=middle + 8, stroke="brand1", stroke_width=2.2, role="target", record=row.id,
            alt=alt,
        )  # fmt: skip
    yield from _measured(row, track, middle)


def _measured(row: DistanceRow, track: _Track, middle: float) -> Iterator[Item]:
    if row.low is not None and row.high is not None:
        left, right = sorted((track.x(row.low), track.x(row.high)))
        alt = _("interval {low} to {high}").format(low=row.shown(row.low), high=row.shown(row.high))
        yield Line(
            x1=left, y1=middle, x2=right, y2=middle, stroke="ink", stroke_width=1.2, role="interval", record=row.id,
            alt=alt,
        )  # fmt: skip
        for x in (left, right):
            yield Line(x1=x, y1=middle - 3, x2=x, y2=middle + 3, stroke="ink", stroke_width=1.2, role="interval-end")
    if row.measured is not None:
        x = track.x(row.measured)
        alt = _("measured {value}").format(value=row.shown(row.measured))
        yield Circle(
            x=x,
            y=middle,
            radius=3.8,
            fill="ink",
            stroke="paper",
            stroke_width=0.8,
            role="measured",
            record=row.id,
            alt=alt,
        )


def _arrow(row: DistanceRow, track: _Track, middle: float) -> Polygon:
    """The arrowhead at the end of the track where values are better."""
    tip, back = (track.right + 6, track.right) if row.higher_is_better else (track.left - 6, track.left)
    points = ((back, middle - 3), (tip, middle), (back, middle + 3))
    return Polygon(points=points, fill="muted", role="arrow", record=row.id, alt=row.direction)


def _labels(row: DistanceRow, track: _Track) -> tuple[list[_Label], list[_Label]]:
    """What is written above the track (the target) and below it (measured value, references), without collisions."""
    above: list[_Label] = []
    below: list[_Label] = []
    if row.target is not None:
        text = _("Target {value}").format(value=row.shown(row.target))
        above.append(_Label(track.x(row.target), text, "semibold", "brand1", "target-text"))
    if row.measured is not None:
        text = _("Measured {value}").format(value=row.shown(row.measured))
        below.append(_Label(track.x(row.measured), text, "bold", "ink", "measured-text"))
    for each in sorted(row.references, key=lambda reference: reference.value):
        text = f"{each.label} {row.shown(each.value)}"
        below.append(_Label(track.x(each.value), _short(text, track), "regular", "muted", "reference-text"))
    ends = [
        _Label(track.x(value), row.shown(value), "regular", "muted", "scale-text") for value in (track.low, track.high)
    ]
    return _tiered([*above, *ends], track, 1), _tiered(below, track, _MOST_TIERS)


def _short(text: str, track: _Track) -> str:
    return measure.ellipsize(text, "regular", _SIZE, (track.right - track.left) * 0.6)


def _tiered(labels: Iterable[_Label], track: _Track, tiers: int) -> list[_Label]:
    """Each label in the first tier where it is free; one that fits in none is left to the table."""
    placed: list[_Label] = []
    for label in labels:
        left, right = label.box(track)
        for tier in range(tiers):
            others = [other.box(track) for other in placed if other.tier == tier]
            if all(right + 4 <= low or left >= high + 4 for low, high in others):
                placed.append(_Label(label.x, label.text, label.font, label.fill, label.role, tier))
                break
    return placed


def _draw_labels(labels: Iterable[_Label], track: _Track, baseline: float, step: float, record: str) -> Iterator[Item]:
    for label in labels:
        yield Text(
            x=label.box(track)[0], y=baseline + label.tier * step, text=label.text, size=_SIZE, font=label.font,
            fill=label.fill, role=label.role, record=record,
        )  # fmt: skip


def _result(row: DistanceRow, top: float, width: float) -> Iterator[Item]:
    state, words = verdict(row)
    left = width - _RESULT_ROOM + 6
    style = Style(8.25, 10.5, status.DARK[state], "semibold")
    yield from status.shape(state, left + 3.5, top + 6, 7, row.id)
    room = _RESULT_ROOM - 17
    yield from paragraph(words, left + 11, top + 0.6, room, style, most=2, record=row.id, role="verdict")
    if row.met is False:
        below = top + 2 + style.leading * len(measure.wrap(words, style.font, style.size, room, 2))
        yield from paragraph(_to_go(row), left + 11, below, room, _NOTE, most=2, record=row.id, role="to-go")


def _to_go(row: DistanceRow) -> str:
    """What is missing; between two percentages that is a number of points."""
    if row.unit.strip() == "%":
        points = show_number(row.gap, current(), row.decimals)
        return _("{points} points to go").format(points=points)
    return _("{gap} to go").format(gap=row.shown(row.gap))


def _alt(rows: Sequence[DistanceRow]) -> str:
    said = [f"{measure.one_line(row.label)}: {verdict(row)[1]}" for row in rows]
    return joined(said) + "." if said else _("No metric has a target yet.")


def _table(rows: Sequence[DistanceRow]) -> Table:
    dash = "\N{EN DASH}"
    header = (
        _("ID"), _("Metric"), _("Better"), _("Measured"), _("Interval"), _("Target"), _("Compared with"), _("To go"),
        _("Result"),
    )  # fmt: skip
    lines = []
    for row in rows:
        interval = (
            f"{row.shown(row.low)} – {row.shown(row.high)}" if row.low is not None and row.high is not None else dash
        )
        compared = ", ".join(f"{each.label} {row.shown(each.value)}" for each in row.references)
        lines.append(
            (
                row.id, measure.one_line(row.label), row.direction,
                dash if row.measured is None else row.shown(row.measured), interval,
                dash if row.target is None else row.shown(row.target), measure.one_line(compared) or dash,
                row.shown(row.gap) if row.met is not None else dash, verdict(row)[1],
            )
        )  # fmt: skip
    return Table(header, tuple(lines))
