"""Score against the time of an answer: which model buys how much accuracy at which latency (row J4).

Time runs on a logarithmic scale to the right, the score upwards. What no threshold rules out is a filled circle, what
one does a hollow one. A name that would lie over another mark is left to the table.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scopewright.language import _, current, show_figure, show_number
from scopewright.scenes import measure
from scopewright.scenes.scene import Bounds, Circle, Item, Line, Scene, Table, Text

_SIZE, _SMALL = 8.5, 7.75
_LEFT, _RIGHT, _TOP, _BOTTOM = 48.0, 14.0, 20.0, 34.0
_RADIUS, _GAP = 4.5, 3.0
_TICKS = 6
_EDGE = 0.08
"""Share of the scale left free at each end."""
_LONGEST_NAME = 130.0
_TITLE_SHARE = 0.55
"""Of the width, for the title of the scores; what is allowed stands to the right of it."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A model: score, milliseconds a row (above 0), and in words what the thresholds say of it.

    ``details`` end its table row.
    """

    name: str
    score: float
    milliseconds: float
    feasible: bool
    standing: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scale:
    """Linear from ``low`` at ``start`` to ``high`` at ``end``."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def trade_off(
    run: str, trades: Sequence[Trade], score_title: str, details: Sequence[str], width: float, height: float,
    slowest: float | None = None,
) -> Scene:  # fmt: skip
    """Lay it out in a view of ``width`` and ``height`` points (at least 300 by 200).

    ``run`` is the spoken id of the run; ``details`` head the further columns of the table; ``slowest`` is the most
    milliseconds a row that the scope allows.
    """
    placed = [trade for trade in trades if math.isfinite(trade.score)]
    across = _scale([math.log10(each) for each in _times(placed, slowest)], _LEFT, width - _RIGHT)
    up = _scale([trade.score for trade in placed], height - _BOTTOM, _TOP)
    limit = list(_limit(slowest, across, up))
    items = [*_axes(across, up, score_title, width), *limit]
    items += _marks(placed, across, up, width, [item.bounds for item in limit])
    table = _table(run, trades, score_title, details)
    return Scene(width, height, tuple(items), _("Score against time of an answer"), _told(placed), table)


def _times(placed: Sequence[Trade], slowest: float | None) -> list[float]:
    return [trade.milliseconds for trade in placed] + ([slowest] if slowest else [])


def _scale(values: Sequence[float], start: float, end: float) -> _Scale:
    low, high = min(values, default=0.0), max(values, default=1.0)
    spread = max(high - low, 1e-3 * max(abs(low), abs(high)), 1e-9)
    return _Scale(low - _EDGE * spread, high + _EDGE * spread, start, end)


def _axes(across: _Scale, up: _Scale, title: str, width: float) -> Iterator[Item]:
    yield Text(x=_LEFT, y=_TOP - 8, text=measure.ellipsize(title, "semibold", _SIZE, (width - _LEFT) * _TITLE_SHARE),
               size=_SIZE, font="semibold", fill="ink", role="axis", alt=title)  # fmt: skip
    for value in _steps(up):
        y = up.at(value)
        yield Line(x1=_LEFT, y1=y, x2=across.end, y2=y, stroke="rule", stroke_width=0.5, role="grid")
        yield _tick(_LEFT - 6, y + 3, show_figure(value, current()), "end")
    yield Line(x1=_LEFT, y1=up.start, x2=across.end, y2=up.start, stroke="muted", stroke_width=0.6, role="grid")
    yield from _times_told(across, up, width)
    caption = _("Milliseconds a row, each step ten times as long")
    yield Text(x=(_LEFT + across.end) / 2, y=up.start + 27, size=_SMALL, fill="muted", anchor="middle", role="axis",
               text=measure.ellipsize(caption, "regular", _SMALL, across.end - _LEFT), alt=caption)  # fmt: skip


def _times_told(across: _Scale, up: _Scale, width: float) -> Iterator[Item]:
    """A mark for each power of ten, with its figure where that lies on no other."""
    end = 0.0
    for value in _decades(across):
        x, said = across.at(math.log10(value)), _milliseconds(value)
        yield Line(x1=x, y1=up.start, x2=x, y2=up.start + 3, stroke="muted", stroke_width=0.6, role="grid")
        half = measure.width(said, "regular", _SMALL) / 2
        middle = min(x, width - half)
        if middle - half > end:
            yield _tick(middle, up.start + 13, said, "middle")
            end = middle + half + _GAP


def _tick(x: float, y: float, text: str, anchor: str) -> Text:
    return Text(x=x, y=y, text=text, size=_SMALL, fill="muted", anchor=anchor, role="tick")  # type: ignore[arg-type]


def _steps(up: _Scale) -> list[float]:
    """Round values in sight: one, two or five times a power of ten apart, at most ``_TICKS`` and one."""
    power = 10.0 ** math.floor(math.log10((up.high - up.low) / _TICKS))
    step = next(times * power for times in (1, 2, 5, 10) if (up.high - up.low) / (times * power) <= _TICKS)
    first, last = math.ceil(up.low / step), math.floor(up.high / step)
    return [number * step for number in range(first, last + 1)]


def _decades(across: _Scale) -> list[float]:
    """Powers of ten in sight; both ends where there are none."""
    found = [10.0**power for power in range(math.ceil(across.low), math.floor(across.high) + 1)]
    return found or [10**across.low, 10**across.high]


def _limit(slowest: float | None, across: _Scale, up: _Scale) -> Iterator[Item]:
    if slowest:
        x, said = across.at(math.log10(slowest)), _("allowed: {time} ms").format(time=_milliseconds(slowest))
        yield Line(x1=x, y1=up.end, x2=x, y2=up.start, stroke="ink", stroke_width=0.9, dash=(3, 2), role="limit",
                   alt=said)  # fmt: skip
        yield Text(x=across.end, y=up.end - 8, text=said, size=_SMALL, fill="ink", anchor="end", role="axis", alt=said)


def _marks(
    placed: Sequence[Trade], across: _Scale, up: _Scale, width: float, there: Sequence[Bounds]
) -> Iterator[Item]:
    circles = [_circle(trade, across, up) for trade in placed]
    taken = [*there, *(circle.bounds for circle in circles)]
    for trade, circle in zip(placed, circles, strict=True):
        yield circle
        name = _name(trade, circle, taken, width)
        if name is not None:
            taken.append(name.bounds)
            yield name


def _circle(trade: Trade, across: _Scale, up: _Scale) -> Circle:
    alt = _("{name}: {score}, {time} ms, {standing}").format(
        name=trade.name, score=show_figure(trade.score, current()), time=_milliseconds(trade.milliseconds),
        standing=trade.standing,
    )  # fmt: skip
    return Circle(
        x=across.at(math.log10(trade.milliseconds)), y=up.at(trade.score), radius=_RADIUS,
        fill="brand1" if trade.feasible else "paper", stroke="brand1" if trade.feasible else "muted", stroke_width=1.4,
        record=trade.name, role="model", alt=alt,
    )  # fmt: skip


def _name(trade: Trade, circle: Circle, taken: Sequence[Bounds], width: float) -> Text | None:
    """The name to the right of its circle, else to the left, above or below it, wherever it lies on nothing."""
    text = measure.ellipsize(trade.name, "regular", _SIZE, _LONGEST_NAME)
    away = _RADIUS + _GAP
    spots = (
        (circle.x + away, circle.y + 3, "start"), (circle.x - away, circle.y + 3, "end"),
        (circle.x, circle.y - away, "middle"), (circle.x, circle.y + away + _SIZE * 0.8, "middle"),
    )  # fmt: skip
    view = Bounds(_LEFT, 0, width, math.inf)
    for x, y, anchor in spots:
        name = Text(x=x, y=y, text=text, size=_SIZE, fill="ink", anchor=anchor, role="name", alt=trade.name)  # type: ignore[arg-type]
        if text and view.contains(name.bounds) and not any(name.bounds.meets(other) for other in taken):
            return name
    return None


def _milliseconds(value: float) -> str:
    """Two digits that count, or one where it is all there is; whole from ten on."""
    decimals = max(0, -math.floor(math.log10(value)))
    if value < 10 and not math.isclose(round(value, decimals), value, rel_tol=0.01):
        decimals += 1
    return show_number(value, current(), decimals)


def _told(placed: Sequence[Trade]) -> str:
    """The quickest and the most exact of the models that the thresholds allow, in words."""
    allowed = [trade for trade in placed if trade.feasible]
    if not allowed:
        return _("No model holds every threshold.")
    quickest = min(allowed, key=lambda trade: trade.milliseconds)
    if len(allowed) == len(placed):
        return _("No threshold rules a model out; the quickest is {name}.").format(name=quickest.name)
    return _("{count} of {all} models hold every threshold; the quickest of them is {name}.").format(
        count=len(allowed), all=len(placed), name=quickest.name
    )


def _table(run: str, trades: Sequence[Trade], title: str, details: Sequence[str]) -> Table:
    header = (_("Run"), _("Model"), title, _("Milliseconds a row"), _("Standing"), *details)
    rows = (
        (run, trade.name, show_figure(trade.score, current()), _milliseconds(trade.milliseconds), trade.standing,
         *trade.details)
        for trade in trades
    )  # fmt: skip
    return Table(header, tuple(rows))
