"""The marks in a row of the stacked timeline: bars, diamonds, the signed-off plan behind them, dates and shapes."""

from __future__ import annotations

from dataclasses import replace

from scopewright.scenes import status
from scopewright.scenes.day_axis import DayAxis
from scopewright.scenes.lane_rows import (
    COLUMN_END,
    DATE_SIZE,
    DIAMOND,
    INDENT,
    LABEL,
    SHAPE,
    SHOWN_BESIDE,
    VALUE_SIZE,
    Heading,
    ItemRow,
    Row,
    UndatedRow,
    alt_text,
    date_text,
    signed,
)
from scopewright.scenes.palette import Token
from scopewright.scenes.paragraph import Style, height, paragraph
from scopewright.scenes.scene import Item, Line, Polygon, Rect, Text
from scopewright.scenes.timeline import Bar, Milestone

_HEADING = Style(9, 11, "brand1", "semibold")
_NOTE = Style(8, 10, "muted", "italic")
_BAR_HEIGHT, _PLAN_HEIGHT = 8.5, 2.2
_LEAST_BAR = 1.5
_GHOST = 3.0


def draw_frame(row: Row, top: float, column: float, right: float) -> list[Item]:
    """The row's panel or ruling and what stands in the label column."""
    if isinstance(row, Heading):
        panel = Rect(x=0, y=top, width=right, height=row.height, fill="panel", role="heading")
        text_top = top + (row.height - height(1, _HEADING)) / 2
        return [panel, *paragraph(row.text, 4, text_top, column - 8, _HEADING, role="heading-text")]
    rule = Line(
        x1=0, y1=top + row.height, x2=right, y2=top + row.height, stroke="hairline", stroke_width=0.5, role="rule"
    )
    note = _note(row, top, column, right) if isinstance(row, UndatedRow) else ()
    return [rule, *_label(row, top, column), *note]


def draw_marks(row: Row, axis: DayAxis, top: float) -> list[Item]:
    """What stands on the axis in the row; nothing in headings and undated rows."""
    if not isinstance(row, ItemRow):
        return []
    middle = top + row.height / 2
    return _bar(row, row.item, axis, middle) if isinstance(row.item, Bar) else _milestone(row, row.item, axis, middle)


def _note(row: UndatedRow, top: float, column: float, right: float) -> tuple[Text, ...]:
    text_top = top + (row.height - height(1, _NOTE)) / 2
    return paragraph(row.note, column + 4, text_top, right - column - 8, _NOTE, record=row.item.id, role="undated")


def _label(row: ItemRow | UndatedRow, top: float, column: float) -> list[Item]:
    room = row.label_room(column) if isinstance(row, ItemRow) else column - INDENT - COLUMN_END
    most = 2 if isinstance(row, ItemRow) else 1
    probe = paragraph(row.item.label, INDENT, 0, room, LABEL, most=most)
    text_top = top + (row.height - height(len(probe), LABEL)) / 2
    items: list[Item] = [
        *paragraph(row.item.label, INDENT, text_top, room, LABEL, most=most, record=row.item.id, role="label")
    ]
    if isinstance(row, ItemRow) and row.value:
        items.append(
            Text(
                x=column - COLUMN_END, y=top + row.height / 2 + 2.7, text=row.value, size=VALUE_SIZE, fill="muted",
                anchor="end", record=row.item.id, role="value",
            )
        )  # fmt: skip
    return items


def _bar(row: ItemRow, bar: Bar, axis: DayAxis, middle: float) -> list[Item]:
    if not bar.span:
        return []
    left, right = axis.clamped(bar.span[0]), axis.clamped(bar.span[1])
    top, alt = middle - _BAR_HEIGHT / 2 - 1, alt_text(row.team, bar)
    outline = Rect(
        x=left, y=top, width=max(_LEAST_BAR, right - left), height=_BAR_HEIGHT, radius=1.5,
        fill=status.TINT[bar.status], stroke=status.DARK[bar.status], stroke_width=0.9, role="bar", record=bar.id,
        alt=alt,
    )  # fmt: skip
    return [
        *_plan(bar, axis, top + _BAR_HEIGHT + 1.3, alt),
        outline,
        *_done(bar, axis, top),
        *_continues(bar, axis, top + _BAR_HEIGHT / 2),
        *(status.shape(bar.status, row.shape_x, top + _BAR_HEIGHT / 2, SHAPE, bar.id) if row.shape_x else ()),
        *_bar_slip(row, bar, outline, axis),
    ]


def _bar_slip(row: ItemRow, bar: Bar, outline: Rect, axis: DayAxis) -> list[Item]:
    """By how many working days the bar's end slipped, behind it or, where there is no room, before it."""
    if not bar.slip or not bar.span or bar.span[1] > axis.last:
        return []
    right = max(outline.bounds.right, (row.shape_x or 0) + SHAPE / 2)
    word = Text(
        x=right + 4, y=outline.y + _BAR_HEIGHT / 2 + 2.7, text=f"({signed(bar.slip)})", size=DATE_SIZE, fill="ink",
        font="semibold", role="bar-slip", record=bar.id,
    )  # fmt: skip
    if word.bounds.right > axis.right:
        word = replace(word, x=outline.x - 4, anchor="end")
    box = word.bounds
    halo = Rect(x=box.left - 1, y=outline.y, width=box.width + 2, height=_BAR_HEIGHT, fill="paper", role="halo")
    return [halo, word] if box.left > axis.left else []


def _plan(bar: Bar, axis: DayAxis, top: float, alt: str) -> list[Item]:
    if not bar.planned or bar.planned[0] > axis.last or bar.planned[1] < axis.first:
        return []
    left, right = axis.clamped(bar.planned[0]), axis.clamped(bar.planned[1])
    width = max(_LEAST_BAR, right - left)
    return [Rect(x=left, y=top, width=width, height=_PLAN_HEIGHT, fill="plan", role="plan", record=bar.id, alt=alt)]


def _done(bar: Bar, axis: DayAxis, top: float) -> list[Item]:
    """The solid part: the done share of the whole bar, as far as it lies on this axis."""
    if not bar.span or not bar.done:
        return []
    start, end = axis.x(bar.span[0]), axis.x(bar.span[1])
    left, right = max(start, axis.left), min(start + bar.done * (end - start), axis.right)
    if right - left < _LEAST_BAR:
        return []
    return [
        Rect(
            x=left + 0.45, y=top + 0.45, width=right - left - 0.9, height=_BAR_HEIGHT - 0.9, radius=1,
            fill=status.SOLID[bar.status], role="bar-done", record=bar.id,
        )
    ]  # fmt: skip


def _continues(bar: Bar, axis: DayAxis, middle: float) -> list[Item]:
    """An arrowhead where the bar goes on beyond the axis."""
    if not bar.span:
        return []
    dark = status.DARK[bar.status]
    ends = [(axis.left, 1, bar.span[0] < axis.first), (axis.right, -1, bar.span[1] > axis.last)]
    return [
        Polygon(
            points=((edge + 6 * inward, middle - 3), (edge + 1.5 * inward, middle), (edge + 6 * inward, middle + 3)),
            stroke=dark, stroke_width=1.2, closed=False, role="continues", record=bar.id,
        )
        for edge, inward, beyond in ends
        if beyond
    ]  # fmt: skip


def _milestone(row: ItemRow, item: Milestone, axis: DayAxis, middle: float) -> list[Item]:
    if not item.day:
        return []
    x = axis.x(item.day)
    fill: Token = status.SOLID[item.status] if item.status in ("complete", "on-track") else "paper"
    diamond = Polygon(
        points=_diamond(x, middle, DIAMOND), fill=fill, stroke=status.DARK[item.status], stroke_width=1.1,
        role="milestone", record=item.id, alt=alt_text(row.team, item),
    )  # fmt: skip
    return [*_signed_off(item, axis, x, middle), diamond, *_date(row, item, axis, middle)]


def _signed_off(item: Milestone, axis: DayAxis, x: float, middle: float) -> list[Item]:
    """A small diamond on the signed-off day and a line from there: the slip."""
    if not item.signed_off or item.signed_off == item.day:
        return []
    was = axis.clamped(item.signed_off)
    line = Line(
        x1=was, y1=middle, x2=x, y2=middle, stroke="plan", stroke_width=_PLAN_HEIGHT, role="slip", record=item.id
    )
    if not axis.holds(item.signed_off):
        return [line]
    return [line, Polygon(points=_diamond(was, middle, _GHOST), fill="plan", role="plan", record=item.id)]


def _diamond(x: float, y: float, half: float) -> tuple[tuple[float, float], ...]:
    return ((x, y - half), (x + half, y), (x, y + half), (x - half, y))


def _date(row: ItemRow, item: Milestone, axis: DayAxis, middle: float) -> list[Item]:
    """The date beside the diamond, and the shape of a state that needs attention beyond it."""
    x = axis.clamped(item.day or axis.first)
    outward = 1 if row.side == "right" or (row.side == "column" and x + 2 * DIAMOND + SHAPE < axis.right) else -1
    near = x + outward * (DIAMOND + 2.5)
    items: list[Item] = []
    if row.side != "column":
        text = Text(
            x=near, y=middle + 2.7, text=date_text(item), size=DATE_SIZE, font="semibold", fill="ink",
            anchor="start" if outward > 0 else "end", role="date", record=item.id,
            alt=alt_text(row.team, item),
        )  # fmt: skip
        items, near = [text], near + outward * (text.width + 3)
    if item.status in SHOWN_BESIDE:
        items += status.shape(item.status, near + outward * SHAPE / 2, middle, SHAPE, item.id)
    return items
