"""The vertical lines through the lanes (releases, constraints, status date) and their flags above the axis.

Flags stand in up to four tiers. A flag that fits nowhere becomes a small mark on the axis; the table beside the picture
still names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from scopewright.language import _
from scopewright.scenes import measure
from scopewright.scenes.day_axis import DayAxis, long_day, short_day
from scopewright.scenes.palette import Token
from scopewright.scenes.scene import Item, Line, Polygon, Rect, Text
from scopewright.scenes.timeline import Timeline

LineKind = Literal["status", "release", "constraint"]

TIER = 17.0
_TIERS = 4
_FLAG_HEIGHT = 13.0
_SIZE = 7.75
_LABEL_ROOM = 120.0
_GAP = 3.0


@dataclass(frozen=True, slots=True)
class LineLook:
    """How a kind of vertical line is drawn; flags of releases are filled, the others outlined."""

    stroke: Token
    width: float
    dash: tuple[float, ...]
    flag_fill: Token
    flag_ink: Token


LOOKS: dict[LineKind, LineLook] = {
    "status": LineLook("ink", 1.4, (), "paper", "ink"),
    "release": LineLook("brand1", 1.0, (4, 2.6), "brand1", "on-brand1"),
    "constraint": LineLook("brand2", 1.2, (1.2, 2.2), "paper", "brand2"),
}


@dataclass(frozen=True, slots=True)
class Flag:
    """A vertical line at ``x`` with its flag from ``left`` to ``right`` in a tier, or no flag (tier None)."""

    kind: LineKind
    record: str
    text: str
    alt: str
    x: float
    left: float = 0.0
    right: float = 0.0
    tier: int | None = None


def place_flags(timeline: Timeline, axis: DayAxis) -> tuple[Flag, ...]:
    """A flag for each line on the axis, the status date first, then releases, then constraints."""
    placed: list[Flag] = []
    for flag in _wanted(timeline, axis):
        placed.append(_placed(flag, placed, axis.right))
    return tuple(placed)


def flags_height(flags: Sequence[Flag]) -> float:
    """The room that the flags take above the band of months."""
    tiers = [flag.tier for flag in flags if flag.tier is not None]
    return (max(tiers) + 1) * TIER if tiers else (4.0 if flags else 0.0)


def draw_flags(flags: Iterable[Flag], band_top: float) -> list[Item]:
    """Stems first, then flags, so that no stem crosses a text."""
    stems: list[Item] = []
    boxes: list[Item] = []
    for flag in flags:
        stroke = LOOKS[flag.kind].stroke
        tip = ((flag.x - 3, band_top - 3.6), (flag.x + 3, band_top - 3.6), (flag.x, band_top))
        stems.append(Polygon(points=tip, fill=stroke, role="flag-tip", record=flag.record, alt=flag.alt))
        if flag.tier is not None:
            top = band_top - (flag.tier + 1) * TIER
            stems.append(
                Line(x1=flag.x, y1=top + 6, x2=flag.x, y2=band_top, stroke=stroke, stroke_width=0.8, role="stem")
            )
            boxes += _box(flag, top)
    return stems + boxes


def draw_lines(flags: Iterable[Flag], top: float, bottom: float, *, status: bool) -> list[Item]:
    """The lines through the lanes: only the status date's, or only the others'."""
    return [
        Line(
            x1=flag.x, y1=top, x2=flag.x, y2=bottom, stroke=LOOKS[flag.kind].stroke,
            stroke_width=LOOKS[flag.kind].width, dash=LOOKS[flag.kind].dash, role=f"{flag.kind}-line",
            record=flag.record, alt=flag.alt,
        )
        for flag in flags
        if (flag.kind == "status") is status
    ]  # fmt: skip


def _wanted(timeline: Timeline, axis: DayAxis) -> list[Flag]:
    flags: list[Flag] = []
    if timeline.status_day and axis.holds(timeline.status_day):
        words = _("Status date")
        day = timeline.status_day
        flags.append(Flag("status", "", f"{words} {short_day(day)}", f"{words}: {long_day(day)}", axis.x(day)))
    ordered = sorted(timeline.markers, key=lambda marker: (marker.kind != "release", marker.day))
    for marker in ordered:
        if axis.holds(marker.day):
            label = measure.ellipsize(marker.label, "semibold", _SIZE, _LABEL_ROOM)
            alt = f"{measure.one_line(marker.label)}: {long_day(marker.day)}"
            text = f"{label} {short_day(marker.day)}".strip()
            flags.append(Flag(marker.kind, marker.id, text, alt, axis.x(marker.day)))
    return flags


def _placed(flag: Flag, placed: Sequence[Flag], right_edge: float) -> Flag:
    candidates = list(_candidates(flag, right_edge))
    free = [each for each in candidates if not any(_overlap(each, other) for other in placed)]
    clear = [each for each in free if not any(_stem_behind(each, other) for other in placed)]
    return next(iter(clear or free), flag)


def _candidates(flag: Flag, right_edge: float) -> Iterable[Flag]:
    width = measure.width(flag.text, "semibold", _SIZE) + 11
    for tier in range(_TIERS):
        for left in (flag.x - width / 2, flag.x - 4, flag.x - width + 4):
            inside = max(0.5, min(left, right_edge - 0.5 - width))
            if inside <= flag.x <= inside + width:
                yield Flag(flag.kind, flag.record, flag.text, flag.alt, flag.x, inside, inside + width, tier)


def _overlap(one: Flag, other: Flag) -> bool:
    return one.tier == other.tier and one.left < other.right + _GAP and other.left < one.right + _GAP


def _stem_behind(one: Flag, other: Flag) -> bool:
    if one.tier is None or other.tier is None or one.tier == other.tier:
        return False
    lower, higher = (one, other) if one.tier < other.tier else (other, one)
    return lower.left - 2 < higher.x < lower.right + 2


def _box(flag: Flag, top: float) -> tuple[Item, Item]:
    look = LOOKS[flag.kind]
    return (
        Rect(
            x=flag.left, y=top + 0.5, width=flag.right - flag.left, height=_FLAG_HEIGHT, radius=2.5,
            fill=look.flag_fill, stroke=look.stroke, stroke_width=0.9, role="flag", record=flag.record, alt=flag.alt,
        ),
        Text(
            x=(flag.left + flag.right) / 2, y=top + 9.6, text=flag.text, size=_SIZE, font="semibold",
            fill=look.flag_ink, anchor="middle", role="flag-text", record=flag.record, alt=flag.alt,
        ),
    )  # fmt: skip
