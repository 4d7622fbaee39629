"""Steps one after the other, in as many rows as there are chains: where one stands, what is done, where one went back.

The development cycle of each release (row M23), the parts of a plan (P1), the steps of a deployment (P8) and the
phases of the lifecycle with their revisits (J1) are chains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scopewright.language import _
from scopewright.scenes.palette import Token
from scopewright.scenes.paragraph import Style, paragraph
from scopewright.scenes.scene import Item, Line, Polygon, Rect, Scene, Table

State = Literal["plain", "here", "done"]
_TITLE = Style(9.5, 12, "ink", "semibold")
_NOTE = Style(8, 10.5, "muted")
_BACK_ROOM = 360.0
_ARROW, _PADDING, _ROW = 16.0, 7.0, 22.0
_LEAST, _WIDEST, _LOWEST = 84.0, 260.0, 26.0
"""How narrow and how wide a step's box may be, and how low."""
_COLOURS: dict[State, tuple[Token, Token, Token]] = {
    "plain": ("panel", "rule", "ink"),
    "here": ("brand1", "brand1", "on-brand1"),
    "done": ("status-complete-tint", "status-complete", "status-complete-text"),
}
_UNNAMED = "–"
_SAID: dict[State, str] = {"plain": "", "here": "●", "done": "✓"}


@dataclass(frozen=True, slots=True)
class Step:
    """A box: the record it opens, its name, a line under it, and whether one stands there or it is done."""

    record: str
    title: str
    text: str = ""
    state: State = "plain"


@dataclass(frozen=True, slots=True)
class Back:
    """A way back, from the step at one place to that at an earlier one, counted from 0."""

    record: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A row of steps under its title; ``note`` is a sentence on it, such as its purpose.

    Without ``leads`` the steps lie beside each other and no arrow leads from one to the next.
    """

    record: str
    title: str
    note: str
    steps: tuple[Step, ...]
    back: tuple[Back, ...] = ()
    leads: bool = True


def chains(title: str, rows: Sequence[Chain], width: float, heads: tuple[str, str, str]) -> Scene:
    """Lay the chains out within ``width``; steps that have no room go on in the next line.

    ``heads`` name the table's columns: the chain, the step, what is said of it.
    """
    items: list[Item] = []
    top = 0.0
    for row in rows:
        made = _row(row, width, top)
        items += made
        top = max((item.bounds.bottom for item in made), default=top) + _ROW
    table = Table(
        (_("ID"), *heads, _("State")),
        tuple((step.record, row.title, step.title, step.text, _state(step.state)) for row in rows for step in row.steps)
        + tuple((back.record, row.title, _way(row, back), back.text, "") for row in rows for back in row.back),
    )
    alt = " ".join(f"{row.title}: {_told(row)}." for row in rows)
    return Scene(width, max(1.0, top - _ROW + 2), tuple(items), title, alt or title, table)


def _state(state: State) -> str:
    return {"plain": "", "here": _("stands here"), "done": _("done")}[state]


def _way(row: Chain, back: Back) -> str:
    return f"{row.steps[back.start].title} → {row.steps[back.end].title}"


def _told(row: Chain) -> str:
    return ", ".join(f"{step.title} {step.text} {_state(step.state)}".strip() for step in row.steps)


def _below(items: Sequence[Item], top: float) -> float:
    """Where what is written so far ends; a title of blanks writes nothing."""
    return items[-1].bounds.bottom if items else top


def _row(row: Chain, width: float, top: float) -> list[Item]:
    items: list[Item] = [*paragraph(row.title, 0, top, width, _TITLE, most=2, record=row.record, role="title")]
    if row.note:
        items += paragraph(row.note, 0, _below(items, top) + 1, width, _NOTE, most=3, role="note")
    if not row.steps:
        return items
    across = max(1, int((width + _ARROW) // (_LEAST + _ARROW)))
    across = min(across, len(row.steps))
    box = min(_WIDEST, (width - (across - 1) * _ARROW) / across)
    high = max(_LOWEST, *(_words(step, 0, 0, box)[-1].bounds.bottom + _PADDING for step in row.steps))
    first = _below(items, top) + 6
    places = []
    for place, step in enumerate(row.steps):
        line, column = divmod(place, across)
        left, at = column * (box + _ARROW), first + line * (high + 12)
        places.append((left, at))
        items += _box(step, left, at, box, high)
        if row.leads and column < across - 1 and place < len(row.steps) - 1:
            items.append(_arrow(left + box + 4, at + high / 2))
    return items + _backs(row, places, box, high, width)


def _box(step: Step, left: float, top: float, width: float, high: float) -> list[Item]:
    fill, edge, _ink = _COLOURS[step.state]
    alt = " ".join(part for part in (step.record, step.title, step.text, _state(step.state)) if part)
    items: list[Item] = [
        Rect(
            x=left + 0.5, y=top, width=width - 1, height=high, radius=5, fill=fill, stroke=edge, stroke_width=1,
            record=step.record, role=f"step-{step.state}", alt=alt,
        )
    ]  # fmt: skip
    return items + _words(step, left, top, width)


def _words(step: Step, left: float, top: float, width: float) -> list[Item]:
    """What stands in a box."""
    ink, room = _COLOURS[step.state][2], width - 2 * _PADDING
    title = f"{_SAID[step.state]} {step.title}".strip() or _UNNAMED
    style, most = Style(8.5, 10.5, ink, "semibold"), 2 if step.text else 4
    items: list[Item] = [*paragraph(title, left + _PADDING, top + _PADDING, room, style, most=most, role="name")]
    if step.text:
        below, style = _below(items, top) + 1, Style(8, 10, ink)
        items += paragraph(step.text, left + _PADDING, below, room, style, most=2, role="said")
    return items


def _arrow(left: float, middle: float) -> Polygon:
    right = left + _ARROW - 8
    return Polygon(points=((left, middle - 4), (right, middle), (left, middle + 4)), fill="muted", role="arrow")


def _backs(row: Chain, places: Sequence[tuple[float, float]], box: float, high: float, width: float) -> list[Item]:
    """Under the boxes a line for each way back, its head at the earlier step."""
    if not places or not row.back:
        return []
    items: list[Item] = []
    top = max(at for _left, at in places) + high + 8
    for back in row.back:
        start, end = places[back.start][0] + box / 2, places[back.end][0] + box / 2
        items += [
            Line(x1=start, y1=top, x2=end, y2=top, stroke="brand2", stroke_width=1.2, dash=(3, 2), role="back")
            if start != end
            else Line(x1=end, y1=top, x2=end + 12, y2=top, stroke="brand2", stroke_width=1.2, role="back"),
            Polygon(points=((end, top), (end + 6, top - 4), (end + 6, top + 4)), fill="brand2", role="back-head",
                    record=back.record, alt=f"{back.record} {_way(row, back)} {back.text}".strip()),
        ]  # fmt: skip
        words = f"{_way(row, back)}: {back.text}" if back.text else _way(row, back)
        room = min(_BACK_ROOM, width)
        left = min(start, end, width - room)
        text = f"{back.record}  {words}"
        said = paragraph(text, left, top + 5, room, _NOTE, most=2, record=back.record, role="back-text")
        items += said
        top = said[-1].bounds.bottom + 9
    return items
