"""Blocks as reportlab flowables: one function a kind of block, and how headings stay with what they announce."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Spacer
from reportlab.platypus import PageBreak as ReportlabPageBreak
from reportlab.platypus import Table as ReportlabTable

from scopewright.briefs import blocks as b
from scopewright.briefs import style as look
from scopewright.briefs.papers import Page
from scopewright.briefs.pdf.headings import Entry, Title, contents
from scopewright.briefs.pdf.marks import Cards, Drawn, ScenePicture, ShortFields, SignatureBoxes, colour
from scopewright.briefs.pdf.structure import Element, heading, place
from scopewright.briefs.pdf.tables import Ground, content, in_pieces, table, text_of
from scopewright.briefs.pdf.text import Label, Text, face, label, numbered, para, printable, style, width

_MOST_KEPT = 0.55
"""Share of the text height that a heading may ask to stand with; more would leave holes."""
_WHOLE_SHEET, _WHOLE_TABLE = 120.0, 150.0
"""Heights in points up to which the fields of a record, and the rows of a table, are not parted."""


class Waiting(Drawn):
    """Takes no room; when the text comes to it, it hands its flowables over for a page of their own."""

    def __init__(self, flowables: list[Flowable]) -> None:
        super().__init__((0, 0))
        self.flowables = flowables

    def draw(self) -> None:
        """Queue the page."""
        self.canv.waiting.append(self.flowables)


class SheetRule(Drawn):
    """The hairline above a record's sheet."""

    def __init__(self, room: float) -> None:
        super().__init__((room, 1.0))
        self.spaceBefore, self.spaceAfter = 8.0, 3.0

    def draw(self) -> None:
        """Draw at the origin."""
        self.canv.setStrokeColor(colour("rule"))
        self.canv.setLineWidth(look.RULE)
        self.canv.line(0, 0, self.width, 0)


def keyed(blocks: Sequence[b.Block]) -> list[Entry]:
    """The headings of the contents and bookmarks with the keys by which they are found."""
    listed = [block for block in b.walk(tuple(blocks)) if isinstance(block, b.Heading) and block.listed]
    return [(f"h{number}", block) for number, block in enumerate(listed)]


class Flow:
    """Turns the blocks of one document into flowables."""

    def __init__(self, blocks: Sequence[b.Block], page: Page) -> None:
        self.root = Element("Document")
        self.cover = self.root.add("Sect")
        self._depth = 0
        self.entries = keyed(blocks)
        self._keys = iter([key for key, _heading in self.entries])
        self.page = page
        self.flowables = self._flow(blocks, page)

    def _flow(self, blocks: Sequence[b.Block], page: Page) -> list[Flowable]:
        parts = [(block, self._one(block, page)) for block in blocks]
        made: list[Flowable] = []
        announced = False
        for number, (block, flowables) in enumerate(parts):
            announces = isinstance(block, b.Heading | b.Lead)
            if announces and not announced:
                made.append(CondPageBreak(_needed(parts[number:], page)))
            if isinstance(block, b.Table) and not announced:
                made.append(CondPageBreak(_first_piece(flowables, page.content)))
            announced = announces
            made += flowables
        return made

    def _one(self, block: b.Block, page: Page) -> list[Flowable]:
        match block:
            case b.Heading():
                key = next(self._keys) if block.listed else ""
                self._depth = min(block.level, self._depth + 1)
                title = Title(block, key, self._depth)
                title.place(self.root)
                return [title]
            case b.Contents():
                return [Spacer(0, 6), *contents(self.entries, page.content, self.root)]
            case b.Together(blocks=inside):
                return [KeepTogether([f for each in inside for f in self._one(each, page)])]
            case b.Landscape(blocks=inside):
                turned = page.turned
                return [Waiting([f for each in inside for f in self._one(each, turned)])]
            case _:
                return self._placed(block, page.content)

    def _placed(self, block: b.Block, room: float) -> list[Flowable]:
        made = FLOWS[type(block)](block, room)
        match block:
            case b.Sheet():
                _place_sheet(made, self.root, self._depth + 1)
            case b.LabelValues():
                place_fields(made, self.root.add("L"))
            case _:
                place(made, self.root)
        return made


def _needed(parts: Sequence[tuple[b.Block, list[Flowable]]], page: Page) -> float:
    """The height of headings and leads up to and with the first piece of what they announce."""
    total = 0.0
    for block, flowables in parts:
        if not isinstance(block, b.Heading | b.Lead):
            total += _first_piece(flowables, page.content)
            break
        total += sum(_height(each, page.content) for each in flowables)
    return min(total, _MOST_KEPT * page.text_height)


def _height(flowable: Flowable, room: float) -> float:
    return float(flowable.wrap(room, 10_000)[1] + flowable.getSpaceBefore() + flowable.getSpaceAfter())


def _first_piece(flowables: Sequence[Flowable], room: float) -> float:
    """What must at least follow a heading on its page."""
    total = 0.0
    for each in flowables:
        if isinstance(each, CondPageBreak):
            return total + float(each.height)
        if isinstance(each, KeepTogether):
            return total + sum(_height(inner, room) for inner in cast(Any, each)._content)
        if isinstance(each, ReportlabTable):
            whole = each.wrap(room, 10_000)[1]
            return total + float(whole if whole <= _WHOLE_TABLE else sum(cast(Any, each)._rowHeights[:3]))
        if isinstance(each, Paragraph):
            return total + min(_height(each, room), 3.0 * each.style.leading)
        total += _height(each, room)
        if isinstance(each, Cards | ScenePicture | SignatureBoxes | ShortFields):
            return total
    return total


def _place_sheet(flowables: Sequence[Flowable], parent: Element, depth: int) -> None:
    """A record: its headline as a heading, its fields as a list."""
    head = next(each for each in flowables if isinstance(each, Text))
    head.place(parent, heading(depth))
    place_fields([each for each in flowables if each is not head], parent.add("L"))


def place_fields(flowables: Sequence[Flowable], parent: Element) -> None:
    """Items of a list: the label, and what was said."""
    body = parent
    for each in flowables:
        if isinstance(each, Label):
            item = parent.add("LI")
            each.place(item, "Lbl")
            body = item.add("LBody")
        elif isinstance(each, ShortFields):
            each.place(parent)
        else:
            place([each], body)


def _lead(block: b.Lead, _room: float) -> list[Flowable]:
    return list(para(block.text, style(look.LEAD)))


def _prose(block: b.Prose, _room: float) -> list[Flowable]:
    return list(para(block.text, style(look.BODY)))


def _caption(block: b.Caption, _room: float) -> list[Flowable]:
    return list(para(block.text, style(look.CAPTION)))


def _figures(block: b.KeyFigures, room: float) -> list[Flowable]:
    return [Spacer(0, 2), Cards(block.cards, room), Spacer(0, 10)]


def _table(block: b.Table, room: float) -> list[Flowable]:
    return [table(block, room)]


def _picture(block: b.Picture, room: float) -> list[Flowable]:
    return [Spacer(0, 4), ScenePicture(block.scene, block.caption, room), Spacer(0, 8)]


def _callout(block: b.Callout, room: float) -> list[Flowable]:
    inside = [*para(block.title.upper(), style(look.CALLOUT_TITLE)), *para(block.text, style(look.CALLOUT))]
    whole = (0, 0), (-1, -1)
    commands: list[tuple[Any, ...]] = [
        ("FONTNAME", *whole, face("regular")),
        ("BACKGROUND", *whole, colour("callout")),
        ("LINEBEFORE", *whole, look.CALLOUT_BAR, colour("brand2")),
        ("LEFTPADDING", *whole, 12),
        ("RIGHTPADDING", *whole, 8),
        ("TOPPADDING", *whole, 8),
        ("BOTTOMPADDING", *whole, 9),
    ]
    rows = in_pieces([inside], [room - 20])
    made = Ground(rows, colWidths=[room], style=commands, hAlign="LEFT", spaceBefore=8, spaceAfter=10)
    made.content = content(rows, 0)
    return [made]


def _sign_off(block: b.SignOff, room: float) -> list[Flowable]:
    return [Spacer(0, 2), SignatureBoxes(block.parties, (block.signature, block.name_and_date), room)]


def _break(_block: b.PageBreak, _room: float) -> list[Flowable]:
    return [ReportlabPageBreak()]


def _label_values(block: b.LabelValues, room: float) -> list[Flowable]:
    return [Spacer(0, 2), *set_fields(block.values, room)]


def _sheet(block: b.Sheet, room: float) -> list[Flowable]:
    head = numbered(block.id, block.headline, style(look.SHEET_HEAD))
    fields = list(set_fields(block.values, room))
    whole = sum(_height(each, room) for each in fields if not isinstance(each, CondPageBreak))
    first = whole if whole <= _WHOLE_SHEET else _first_piece(fields, room)
    needed = 14 + min(_height(head, room), 60) + first
    return [CondPageBreak(needed), SheetRule(room), head, Spacer(0, 3), *fields]


def set_fields(values: Sequence[b.LabelValue], room: float) -> Iterator[Flowable]:
    """Fields that need one line each side by side, the others one under the other, in their order."""
    row: list[tuple[int, str, str]] = []
    used = 0
    for each in values:
        columns = _columns(each, room)
        if row and used + columns > look.SHEET_COLUMNS:
            yield ShortFields(row, room)
            row, used = [], 0
        if isinstance(each.value, b.Table) or columns > look.SHEET_COLUMNS:
            yield from _long_field(each, room)
            continue
        row.append((used, printable(each.label), printable(text_of(each.value))))
        used += columns
    if row:
        yield ShortFields(row, room)


def _columns(field: b.LabelValue, room: float) -> int:
    """How many columns of a sheet a field needs to stand on one line; one more than there are if it cannot."""
    value = field.value
    if isinstance(value, b.Table) or len(text := text_of(value)) > 150 or "\n" in text:
        return look.SHEET_COLUMNS + 1
    needed = max(width(field.label, look.LABEL), width(text, look.CELL)) + look.COLUMN_GAP
    step = (room + look.COLUMN_GAP) / look.SHEET_COLUMNS
    return max(1, min(look.SHEET_COLUMNS + 1, math.ceil(needed / step)))


def _long_field(field: b.LabelValue, room: float) -> Iterator[Flowable]:
    if isinstance(field.value, b.Table):
        made = table(field.value, room)
        yield CondPageBreak(look.LABEL.leading + _first_piece([made], room) + 4)
        yield label(field.label, style(look.LABEL))
        yield made
        return
    yield CondPageBreak(look.LABEL.leading + 2 * look.CELL.leading + 4)
    yield label(field.label, style(look.LABEL))
    yield from para(text_of(field.value), style(look.SHEET_TEXT))
    yield Spacer(0, 2)


FLOWS: dict[type[b.Block], Callable[[Any, float], list[Flowable]]] = {
    b.Lead: _lead,
    b.Prose: _prose,
    b.Caption: _caption,
    b.KeyFigures: _figures,
    b.Table: _table,
    b.Picture: _picture,
    b.Callout: _callout,
    b.SignOff: _sign_off,
    b.PageBreak: _break,
    b.LabelValues: _label_values,
    b.Sheet: _sheet,
}
"""How each kind of block becomes flowables of a given width; blocks that hold others or need keys are ``Flow``'s."""
