"""Where a page may end: what must stand together, and how much of a page may stay empty for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph
from reportlab.platypus import Table as ReportlabTable

from scopewright.briefs.pdf.marks import Cards, ScenePicture, ShortFields, SignatureBoxes

_MOST_KEPT = 0.55
"""Share of the text height that a heading may ask to stand with; more would leave holes."""
_MOST_EMPTY = 0.24
"""Share of the text height that may stay empty so that what follows is not parted."""
_WHOLE_SHEET, _WHOLE_TABLE = 120.0, 150.0
"""Points up to which the fields of a record are not parted, and the rows of a table if that costs little."""
_FEW_FIELDS = 75.0
"""Points of the fields of a longer record that at least follow its headline."""
_HIGH_ROW = 50.0
"""Points from which one row of a table is enough below its head."""
_FEW_ROWS = 3
"""Rows of a table that are not parted, unless they are high."""
_UNENDING = 100_000.0


class Needs(NamedTuple):
    """Heights in points: what must follow on the page, and what should if it leaves little of the page empty."""

    least: float
    whole: float

    def after(self, height: float) -> Needs:
        """The needs below something of that height."""
        return Needs(self.least + height, self.whole + height)


class Stand(CondPageBreak):
    """Ends the page if what follows does not stand on it."""

    def __init__(self, needs: Needs, text_height: float) -> None:
        super().__init__(min(needs.least, _MOST_KEPT * text_height))
        self.least, self.whole = self.height, min(needs.whole, _MOST_KEPT * text_height)
        self.empty = _MOST_EMPTY * text_height

    def wrap(self, across: float, down: float) -> tuple[float, float]:
        """No room of its own."""
        self.height = max(self.least, self.whole) if down <= self.empty else self.least
        return super().wrap(across, down)


class Signed(KeepTogether):
    """What is signed and the boxes to sign in; a table parts so that its last rows stand with the boxes."""

    def split(self, across: float, down: float) -> list[Flowable]:
        """All of it if it fits, else the rows that fit, and the others with the boxes on the next page."""
        first, *rest = held(self)
        if not isinstance(first, ReportlabTable) or height([first, *rest], across) <= down:
            return super().split(across, down)
        whole = float(first.wrap(across, _UNENDING)[1])
        pieces = first.split(across, min(down, whole - 1))
        if len(pieces) != 2:
            return super().split(across, down)
        return [pieces[0], CondPageBreak(_UNENDING), KeepTogether([pieces[1], *rest])]


def held(together: KeepTogether) -> list[Flowable]:
    """What is kept together."""
    return list(cast(Any, together)._content)


def flat(flowables: Sequence[Flowable]) -> Iterator[Flowable]:
    """The flowables, with what is kept together one by one."""
    for each in flowables:
        yield from flat(held(each)) if isinstance(each, KeepTogether) else (each,)


def height(flowables: Sequence[Flowable], room: float, below: Flowable | None = None) -> float:
    """How much of the page they take one under the other, the space around them and down to what follows included."""
    total, after = 0.0, 0.0
    for each in flat(flowables):
        high = float(each.wrap(room, _UNENDING)[1])
        total += high + max(after, each.getSpaceBefore()) if high else 0.0
        after = each.getSpaceAfter() if high else after
    return total + (max(after, below.getSpaceBefore()) if below else 0.0)


def needs(flowables: Sequence[Flowable], room: float) -> Needs:
    """What must at least follow a heading on its page, and what better does."""
    for number, each in enumerate(flowables):
        if found := _needs(each, room):
            return found.after(height(flowables[:number], room, each))
    return Needs(*[height(flowables, room)] * 2)


def _needs(flowable: Flowable, room: float) -> Needs | None:
    """The needs of what says so itself."""
    match flowable:
        case Stand():
            return Needs(flowable.least, flowable.whole)
        case CondPageBreak():
            return Needs(flowable.height, flowable.height)
        case KeepTogether():
            inside = held(flowable)
            whole = height(inside, room)
            parts = isinstance(flowable, Signed) and _parts(inside[0])
            return Needs(needs(inside[:1], room).least if parts else whole, whole)
        case ReportlabTable():
            whole = float(flowable.wrap(room, _UNENDING)[1])
            least = _first_rows(cast(Any, flowable)._rowHeights) if _parts(flowable) else whole
            return Needs(least, whole if whole <= _WHOLE_TABLE else least)
        case Paragraph() | Cards() | ScenePicture() | SignatureBoxes() | ShortFields():
            high = float(flowable.wrap(room, _UNENDING)[1])
            lines = 3.0 * flowable.style.leading if isinstance(flowable, Paragraph) else high
            return Needs(min(high, lines), min(high, lines))
    return None


def _parts(flowable: Flowable) -> bool:
    """Whether a table, once its rows are measured, may go on on another page: its last two rows stand together."""
    if not isinstance(flowable, ReportlabTable):
        return False
    rows = cast(Any, flowable)._rowHeights[1:]
    fewest = _FEW_ROWS if getattr(flowable, "kept", True) else 2
    return len(rows) > _FEW_ROWS or (len(rows) >= fewest and rows[0] > _HIGH_ROW)


def _first_rows(heights: Sequence[float]) -> float:
    """The head of a table with two rows, or with one if that is high."""
    head, *rows = heights[:3]
    return head + (rows[0] if rows[0] > _HIGH_ROW else sum(rows))


def fields_needed(fields: Sequence[Flowable], room: float) -> float:
    """The height of the fields of a record that stand with its headline: all, or the first of them."""
    shown = [each for each in fields if not isinstance(each, CondPageBreak)]
    whole = height(shown, room)
    return whole if whole <= _WHOLE_SHEET else min(whole, _FEW_FIELDS)
