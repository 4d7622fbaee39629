"""The parts of an error as a waterfall: each bar starts where the one before it ended, the last one is the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scopewright.language import _, current, show_number
from scopewright.scenes import measure
from scopewright.scenes.measure import Font
from scopewright.scenes.palette import Token
from scopewright.scenes.scene import Item, Line, Rect, Scene, Table, Text

_ROW, _BAR, _SIZE = 24.0, 12.0, 8.5
_LABEL_SHARE, _VALUE_ROOM = 0.36, 58.0
_LEAST = 1e-6  # the lab rounds parts to as many digits


@dataclass(frozen=True, slots=True)
class ErrorPart:
    """A part of the error, on a scale on which 0 is best; a negative one goes back. ``binds`` marks the bottleneck."""

    label: str
    value: float
    binds: bool = False


def error_parts(parts: Sequence[ErrorPart], total: float, width: float) -> Scene:
    """Lay the parts out, ``width`` points wide (at least 340); ``total`` is their sum."""
    ends = [0.0]
    for part in parts:
        ends.append(ends[-1] + part.value)
    low, high = min(ends), max(*ends, total)
    left, right = _LABEL_SHARE * width, width - _VALUE_ROOM
    scale = (right - left) / max(high - low, _LEAST)
    items: list[Item] = []
    decimals = _decimals(total)
    for place, part in enumerate(parts):
        span = (left + (ends[place] - low) * scale, left + (ends[place + 1] - low) * scale)
        fill: Token = "brand1" if part.binds else "muted"
        items += _bar(part.label, _number(part.value, decimals), span, fill, place * _ROW, width, part.binds)
        if part.value < 0:
            items.append(_back(span, place * _ROW))
    bottom = len(parts) * _ROW
    items.append(Line(x1=0, y1=bottom, x2=width, y2=bottom, stroke="rule", stroke_width=0.7, role="rule"))
    whole = (left - low * scale, left + (total - low) * scale)
    items += _bar(_("Error in all"), _number(total, decimals), whole, "ink", bottom, width, True)
    zero = left - low * scale
    end = bottom + _ROW
    items.append(Line(x1=zero, y1=0, x2=zero, y2=end, stroke="rule", stroke_width=0.7, role="zero"))
    rows = [(part.label, _number(part.value, decimals), _("yes") if part.binds else "") for part in parts]
    table = Table(
        (_("Part of the error"), _("Value"), _("Bottleneck")),
        (*rows, (_("Error in all"), _number(total, decimals), "")),
    )
    alt = "; ".join(f"{label}: {value}" for label, value, _binds in table.rows)
    return Scene(width, end + 1, tuple(items), _("Parts of the error"), alt, table)


def _bar(
    label: str, value: str, span: tuple[float, float], fill: Token, top: float, width: float, strong: bool
) -> Iterator[Item]:
    font: Font = "semibold" if strong else "regular"
    baseline = top + _ROW / 2 + 3
    said = measure.ellipsize(label, font, _SIZE, _LABEL_SHARE * width - 12)
    yield Text(x=4, y=baseline, text=said, size=_SIZE, font=font, fill="ink", role="label", alt=label)
    start, end = sorted(span)
    yield Rect(
        x=start, y=top + (_ROW - _BAR) / 2, width=max(0.8, end - start), height=_BAR, fill=fill, role="part",
        alt=f"{label}: {value}",
    )  # fmt: skip
    yield Text(x=width - 4, y=baseline, text=value, size=_SIZE, font=font, fill="ink", anchor="end", role="value")


def _back(span: tuple[float, float], top: float) -> Item:
    """A white line within a bar that goes back, so that it does not look like one that adds."""
    start, end = sorted(span)
    middle = top + _ROW / 2
    return Line(x1=start, y1=middle, x2=end, y2=middle, stroke="paper", stroke_width=1.6, dash=(3, 2), role="back")


def _decimals(total: float) -> int:
    """The same for all parts, as many as the size of the whole calls for."""
    return 3 if abs(total) < 10 else 1 if abs(total) < 1000 else 0


def _number(value: float, decimals: int) -> str:
    return show_number(value, current(), decimals)
