"""Blocks as reportlab flowables: one function a kind of block, and how headings stay with what they announce."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import tee
from typing import Any, cast

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreakIfNotEmpty, Spacer

from scopewright.briefs import blocks as b
from scopewright.briefs import style as look
from scopewright.briefs.papers import Page
from scopewright.briefs.pdf.breaks import Needs, Signed, Stand, fields_needed, height, held, needs
from scopewright.briefs.pdf.headings import Entry, Title, contents
from scopewright.briefs.pdf.marks import Cards, Drawn, RuledRoom, ScenePicture, ShortFields, SignatureBoxes, colour
from scopewright.briefs.pdf.rows import content, in_pieces
from scopewright.briefs.pdf.structure import Element, heading, place
from scopewright.briefs.pdf.tables import Ground, table, text_of
from scopewright.briefs.pdf.text import Label, Text, face, label, numbered, para, printable, style, width

_MOST_CONTENTS = 36
"""Lines of the contents, in two columns."""
_SIGNED_WITH = 150.0
"""Points up to which all of what stands before the signatures stays with them; else its end does."""


_ON_THE_WAY = b.Caption | b.Landscape
"""What may stand between a heading and what it announces: a remark, and a page that is turned."""


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
        self.spaceBefore, self.spaceAfter = look.space(8), look.space(3)

    def draw(self) -> None:
        """Draw at the origin."""
        self.canv.setStrokeColor(colour("rule"))
        self.canv.setLineWidth(look.RULE)
        self.canv.line(0, 0, self.width, 0)


def keyed(blocks: Sequence[b.Block]) -> list[Entry]:
    """The headings of the contents and bookmarks with the keys by which they are found."""
    listed = [block for block in b.walk(tuple(blocks)) if isinstance(block, b.Heading) and block.listed]
    return [(f"h{number}", block) for number, block in enumerate(listed)]


def _in_contents(entries: list[Entry]) -> list[Entry]:
    """The headings that the contents list: all, or so many levels of them that half a page holds them."""
    levels = (3, 2, 1)
    kept = ([entry for entry in entries if entry[1].level <= level] for level in levels)
    return next((each for each in kept if len(each) <= _MOST_CONTENTS), [e for e in entries if e[1].level == 1])


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
        made_of = [part for stretch in _stretches(_captioned(blocks)) for part in self._stretch(stretch, page)]
        parts = _signed_together(made_of, page)
        made: list[Flowable] = []
        announced = False
        for number, (block, flowables) in enumerate(parts):
            announces = isinstance(block, b.Heading | b.Lead) or (announced and isinstance(block, _ON_THE_WAY))
            if announces and not announced:
                made.append(Stand(_announced(parts[number:], page), page.text_height))
            if isinstance(block, b.Table) and not announced:
                made.append(Stand(needs(flowables, page.content), page.text_height))
            announced = announces
            made += flowables
        return made

    def _stretch(self, blocks: Sequence[b.Block], page: Page) -> list[Part]:
        """What stands up to the next break; what is signed on its page is set snugly if it fits one page only so."""
        if not any(isinstance(block, b.WritingRoom) for block in blocks):
            return [(block, self._one(block, page)) for block in blocks]
        begun, depth = len(self.root.kids), self._depth
        keys, self._keys = tee(self._keys)
        made = [(block, self._one(block, page)) for block in blocks]
        if _fits(made, page):
            return made
        del self.root.kids[begun:]
        self._depth, self._keys = depth, keys
        with look.snug():
            return [(block, self._one(block, page)) for block in blocks]

    def _one(self, block: b.Block, page: Page) -> list[Flowable]:
        match block:
            case b.Heading():
                key = next(self._keys) if block.listed else ""
                if not block.silent:
                    self._depth = min(block.level, self._depth + 1)
                title = Title(block, key, self._depth)
                title.place(self.root)
                return [title]
            case b.Contents():
                return [Spacer(0, 6), *contents(_in_contents(self.entries), page.content, self.root)]
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


Part = tuple[b.Block, list[Flowable]]


def _captioned(blocks: Sequence[b.Block]) -> Iterator[b.Block]:
    """The blocks with remarks that follow a table in its caption, which no page parts from its last row."""
    table: b.Table | None = None
    for block in blocks:
        if table and isinstance(block, b.Caption):
            caption = "\n".join(part for part in (table.caption, block.text) if part)
            table = replace(table, caption=caption, records=tuple(dict.fromkeys((*table.records, *block.records))))
            continue
        if table:
            yield table
        table = block if isinstance(block, b.Table) else None
        if table is None:
            yield block
    if table:
        yield table


def _stretches(blocks: Iterable[b.Block]) -> Iterator[list[b.Block]]:
    """The blocks up to each page break, which begins the next stretch."""
    stretch: list[b.Block] = []
    for block in blocks:
        if isinstance(block, b.PageBreak) and stretch:
            yield stretch
            stretch = []
        stretch.append(block)
    yield stretch


def _fits(parts: Sequence[Part], page: Page) -> bool:
    """Whether they fit one page, room to write left aside."""
    shown = [each for block, made in parts if not isinstance(block, b.PageBreak | b.WritingRoom) for each in made]
    return height(shown, page.content) <= page.text_height


def _signed_together(parts: list[Part], page: Page) -> list[Part]:
    """The parts with the end of what is signed held to the boxes, so that these never stand alone on a page."""
    place = next((n for n, (block, _made) in enumerate(parts) if _is_signed(block)), 0)
    after = parts[place + 1][0] if place + 1 < len(parts) else None
    if not place or not (after is None or isinstance(after, b.PageBreak)):
        return parts
    block, made = parts[place - 1]
    if not made or isinstance(block, b.Heading | b.PageBreak | b.Landscape | b.WritingRoom):
        return parts
    end = 0 if height(made, page.content) <= _SIGNED_WITH else len(made) - 1
    while end and isinstance(made[end], Spacer | CondPageBreak):
        end -= 1
    boxes = [inner for each in parts[place][1] for inner in held(cast(KeepTogether, each))]
    joined: list[Flowable] = [*made[:end], Signed([*made[end:], *boxes])]
    return [*parts[: place - 1], (block, joined), *parts[place + 1 :]]


def _is_signed(block: b.Block) -> bool:
    return isinstance(block, b.Together) and any(isinstance(each, b.SignOff) for each in block.blocks)


def _announced(parts: Sequence[Part], page: Page) -> Needs:
    """What headings and leads stand with: they themselves, and the first piece of what they announce."""
    heads: list[Flowable] = []
    for block, made in parts:
        if not isinstance(block, b.Heading | b.Lead | _ON_THE_WAY):
            first = made[0] if made else None
            return needs(made, page.content).after(height(heads, page.content, first))
        heads += made
    return needs(heads, page.content)


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
    return [Spacer(0, 2), Cards(block.cards, room), Spacer(0, look.space(10))]


def _table(block: b.Table, room: float) -> list[Flowable]:
    return [table(block, room)]


def _picture(block: b.Picture, room: float) -> list[Flowable]:
    beside = [table(block.table, room)] if block.tabled and block.scene.table.rows else []
    return [Spacer(0, 4), ScenePicture(block.scene, block.caption, room), Spacer(0, look.space(8)), *beside]


def _callout(block: b.Callout, room: float) -> list[Flowable]:
    inside = [*para(block.title.upper(), style(look.CALLOUT_TITLE)), *para(block.text, style(look.CALLOUT))]
    whole = (0, 0), (-1, -1)
    commands: list[tuple[Any, ...]] = [
        ("FONTNAME", *whole, face("regular")),
        ("BACKGROUND", *whole, colour("callout")),
        ("LINEBEFORE", *whole, look.CALLOUT_BAR, colour("brand2")),
        ("LEFTPADDING", *whole, 12),
        ("RIGHTPADDING", *whole, 8),
        ("TOPPADDING", *whole, look.space(8)),
        ("BOTTOMPADDING", *whole, look.space(9)),
    ]
    rows = in_pieces([inside], [room - 20])
    made = Ground(rows, colWidths=[room], style=commands, hAlign="LEFT")
    made.spaceBefore, made.spaceAfter = look.space(8), look.space(10)
    made.content = content(rows, 0)
    return [made]


def _sign_off(block: b.SignOff, room: float) -> list[Flowable]:
    return [Spacer(0, 2), SignatureBoxes(block.parties, (block.signature, block.name_and_date), room)]


def _writing_room(block: b.WritingRoom, room: float) -> list[Flowable]:
    return [RuledRoom(block.title, room)]


def _break(_block: b.PageBreak, _room: float) -> list[Flowable]:
    return [PageBreakIfNotEmpty()]


def _label_values(block: b.LabelValues, room: float) -> list[Flowable]:
    fields = list(set_fields(block.values, room))
    return [CondPageBreak(2 + fields_needed(fields, room)), Spacer(0, 2), *fields]


def _sheet(block: b.Sheet, room: float) -> list[Flowable]:
    head = numbered(block.id, block.headline, style(look.SHEET_HEAD))
    fields = list(set_fields(block.values, room))
    top: list[Flowable] = [SheetRule(room), head, Spacer(0, 3)]
    needed = min(height(top, room), 75) + fields_needed(fields, room)
    return [CondPageBreak(needed), *top, *fields]


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
        yield CondPageBreak(look.LABEL.leading + needs([made], room).least + 4)
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
    b.WritingRoom: _writing_room,
    b.PageBreak: _break,
    b.LabelValues: _label_values,
    b.Sheet: _sheet,
}
"""How each kind of block becomes flowables of a given width; blocks that hold others or need keys are ``Flow``'s."""
