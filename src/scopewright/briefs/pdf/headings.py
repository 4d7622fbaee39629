"""Headings, and the contents list that points to them."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from scopewright.briefs import style as look
from scopewright.briefs.blocks import Heading
from scopewright.briefs.pdf.canvas import Mark, PageCanvas, Pointer
from scopewright.briefs.pdf.marks import Drawn, colour
from scopewright.briefs.pdf.structure import Element, heading
from scopewright.briefs.pdf.text import fit, numbered, style, width

LOOKS = {1: look.H1, 2: look.H2, 3: look.H3}


class Title(Flowable):
    """A heading; when drawn it tells the canvas where it is."""

    canv: PageCanvas

    def __init__(self, block: Heading, key: str, depth: int) -> None:
        """``depth`` is the level in the structure, where no level is skipped."""
        super().__init__()
        self.block, self.key, self.depth = block, key, depth
        self.paragraph = numbered(block.number, block.text, style(LOOKS[block.level]))
        if not block.silent:
            how = LOOKS[block.level]
            self.spaceBefore, self.spaceAfter = look.space(how.before), look.space(how.after)

    def place(self, parent: Element) -> None:
        """A heading."""
        if not self.block.silent:
            self.paragraph.place(parent, heading(self.depth))

    def wrap(self, across: float, down: float) -> tuple[float, float]:
        """As its text."""
        if self.block.silent:
            self.width, self.height = across, 0.0
            return self.width, self.height
        self.width, self.height = self.paragraph.wrap(across, down)
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin."""
        if not self.block.silent:
            self.paragraph.drawOn(self.canv, 0, 0)
        if self.block.listed:
            _left, top = self.canv.absolutePosition(0, self.height + 6)
            text = f"{self.block.number} {self.block.text}".strip()
            self.canv.marks.append(Mark(self.key, text, self.block.level, self.canv.page, top))


Entry = tuple[str, Heading]
"""The key of a heading, and the heading."""
Line = tuple[str, Heading, Element]
"""An entry of the contents, and the link that it is."""


_NUMBER_ROOM = 34
"""Points of a line of the contents for the page and the dots before it."""
_ONE_COLUMN = 20
"""Lines of the contents that may stand in one column, where two would cut titles."""


class ContentsRow(Drawn):
    """A line of the contents in one or two columns; the page numbers come when all pages are known."""

    def __init__(self, entries: Sequence[Line | None], room: float) -> None:
        super().__init__((room, look.CONTENTS.leading))
        self.entries = entries
        self.each = _column(room, len(entries))

    def draw(self) -> None:
        """Draw at the origin."""
        for place, entry in enumerate(self.entries):
            if entry:
                self._line(place * (self.each + 2 * look.COLUMN_GAP), *entry)

    def _line(self, left: float, key: str, heading: Heading, link: Element) -> None:
        text, how, indent = _listed(heading)
        shown = fit(text, how.font, how.size, self.each - indent - _NUMBER_ROOM)
        with self.canv.marked(link):
            self.write(left + indent, 4, shown, how)
        start, end = left + indent + width(shown, how) + 6, left + self.each - 20
        if end > start:
            self.canv.setStrokeColor(colour("rule"))
            self.canv.setLineWidth(look.RULE)
            self.canv.setDash([0.5, 2.5])
            self.canv.line(start, 5.5, end, 5.5)
            self.canv.setDash([])
        x, y = self.canv.absolutePosition(left, 0)
        self.canv.pointers.append(Pointer(key, link, self.canv.page, (x, y, x + self.each, y + self.height)))


def contents(entries: Sequence[Entry], room: float, parent: Element) -> list[Flowable]:
    """The contents as rows that may go on to another page, read down one column and then down the other."""
    break_at = _column_break(entries)
    listed = parent.add("TOC")
    lines = [(*each, listed.add("TOCI").add("Reference").add("Link", target=each[0])) for each in entries]
    if len(entries) <= _ONE_COLUMN and any(_is_cut(heading, _column(room, 2)) for _key, heading in entries):
        return [ContentsRow([line], room) for line in lines]
    left, right = lines[:break_at], lines[break_at:]
    rows = max(len(left), len(right))
    filled = [[*column, *[None] * (rows - len(column))] for column in (left, right)]
    return [ContentsRow(pair, room) for pair in zip(*filled, strict=True)]


def _column(room: float, columns: int) -> float:
    gap = 2 * look.COLUMN_GAP
    return (room - (columns - 1) * gap) / columns


def _listed(heading: Heading) -> tuple[str, look.Type, float]:
    """What the contents say of a heading, how it is set, and how far from the left."""
    how = look.CONTENTS_STRONG if heading.level == 1 else look.CONTENTS
    text = f"{heading.number}\N{NO-BREAK SPACE} {heading.text}" if heading.number else heading.text
    return text, how, 14.0 * (heading.level - 1)


def _is_cut(heading: Heading, room: float) -> bool:
    text, how, indent = _listed(heading)
    return width(text, how) > room - indent - _NUMBER_ROOM


def _column_break(entries: Sequence[Entry]) -> int:
    """Where the second column starts: at a top heading near the middle, else at the middle."""
    middle = -(-len(entries) // 2)
    near = [n for n, (_key, heading) in enumerate(entries) if heading.level == 1 and abs(n - middle) <= 5 and n]
    return min(near, key=lambda n: (abs(n - middle), -n), default=middle)
