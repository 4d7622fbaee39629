"""What a document is made of before anybody knows whether it becomes a PDF, a DOCX or Markdown.

Blocks are plain values in the reader's language. Text is text, never markup. ``records`` are the spoken ids that a
block prints, so that a preview can jump to the record behind a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scopewright.model.readings.figure import Figure
from scopewright.scenes.bands import Band
from scopewright.scenes.palette import Token
from scopewright.scenes.scene import Scene
from scopewright.scenes.status import Status

Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True)
class Strong:
    """A piece of text that stands out."""

    text: str


Words = str | tuple[str | Strong, ...]
"""A text, or pieces of text of which some stand out; a line end starts a new line, an empty line a new paragraph."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A word on a tinted ground with the shape of its status in front."""

    status: Status
    word: str


@dataclass(frozen=True, slots=True)
class Score:
    """A risk score with the word and colour of its band."""

    value: int
    band: Band


Cell = Words | Strong | Badge | Score
EMPTY = "\N{EN DASH}"
"""What stands where nothing was said."""


ComesTo = tuple[str, tuple[Figure, ...]]
"""A spoken id, or the key of a section, with the computed figures that are printed of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What every block carries; a ``whole`` one prints its records to the last field, any other only these ``fields``
    to the last word. ``comes_to`` is what it prints of computed figures.
    """

    records: tuple[str, ...] = ()
    whole: bool = False
    fields: tuple[str, ...] = ()
    comes_to: tuple[ComesTo, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A heading of level 1 to 3; ``listed`` ones stand in the contents and the bookmarks.

    A ``silent`` one stands there only: nothing is below it, and a lead above says so.
    """

    text: str
    level: int = 1
    number: str = ""
    listed: bool = True
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead(Block):
    """The sentence under a heading that states its message."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose(Block):
    """Running text."""

    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption(Block):
    """A small remark under what it explains."""

    text: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One card: a figure, what it is, and one more fact about it; ``edge`` colours the bar above it."""

    figure: str
    title: str
    detail: str = ""
    edge: Token = "brand1"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures(Block):
    """Up to four cards side by side."""

    cards: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. A ``tight`` one is as wide as its content; the others share what is left.

    Where every column has a ``share`` of the width, tables one under the other have the same columns.
    """

    title: str
    align: Align = "left"
    tight: bool = False
    tinted: bool = False
    share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """A table with a heading row that repeats on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Block):
    """A scene with its caption; a ``tabled`` one has the table that stands for it beside it in the PDF, too."""

    scene: Scene
    caption: str = ""
    tabled: bool = False

    @property
    def table(self) -> Table:
        """The table that stands for the picture; columns in which nothing is said are left out."""
        shown = self.scene.table
        said = [place for place in range(len(shown.header)) if any(row[place] not in ("", EMPTY) for row in shown.rows)]
        columns = tuple(Column(shown.header[place], tight=place == 0) for place in said)
        rows = tuple(tuple(row[place] or EMPTY for place in said) for row in shown.rows)
        return Table(columns=columns, rows=rows, records=self.records)


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout(Block):
    """A decision asked for, a recommendation: what must not be overlooked."""

    title: str
    text: Words


@dataclass(frozen=True, slots=True)
class LabelValue:
    """A label and what was said under it; a table for a field that is one."""

    label: str
    value: Cell | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelValues(Block):
    """Fields with their labels; those that need one line stand side by side."""

    values: tuple[LabelValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Block):
    """One record in full: its id, its headline, and its fields."""

    id: str
    headline: str
    values: tuple[LabelValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """Who signs: the side, and the person with the role if known."""

    side: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff(Block):
    """Boxes to sign in, side by side."""

    parties: tuple[Party, ...]
    signature: str
    name_and_date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingRoom(Block):
    """Lines to write on by hand, down to the end of the page; a file that is no page has none."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents(Block):
    """The list of headings with their pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak(Block):
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together(Block):
    """Blocks that stand on one page if a page can hold them."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Landscape(Block):
    """A landscape page that follows the page on which the text comes to it; the text flows on meanwhile."""

    blocks: tuple[Block, ...]


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order, those inside others too."""
    for block in blocks:
        yield block
        if isinstance(block, Together | Landscape):
            yield from walk(block.blocks)
