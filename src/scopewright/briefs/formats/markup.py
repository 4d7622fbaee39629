"""What Markdown and HTML share: blocks without their looks, tables in one shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from scopewright.briefs import blocks as b
from scopewright.briefs.blocks import Cell, Strong, Words
from scopewright.language import _

Piece = tuple[str, bool]
"""A text, and whether it stands out."""


def pieces(cell: Cell) -> tuple[Piece, ...]:
    """What a cell or a text says; a score with the word of its band."""
    match cell:
        case Strong(text=text) | b.Badge(word=text):
            return ((text, isinstance(cell, Strong)),)
        case b.Score(value=value, band=band):
            return ((f"{value} {band.word}", False),)
        case str():
            return ((cell, False),)
        case _:
            return tuple(found for piece in cell for found in pieces(piece))


def plain(words: Cell | Words) -> str:
    """What a cell or a text says, without its looks."""
    return "".join(text for text, _strong in pieces(words))


def flat(blocks: Sequence[b.Block]) -> Iterator[b.Block]:
    """The blocks that have content of their own, those inside others too; contents and page breaks are the reader's."""
    for block in b.walk(tuple(blocks)):
        if not isinstance(block, b.Together | b.Landscape | b.Contents | b.PageBreak | b.WritingRoom):
            if isinstance(block, b.Heading) and (block.silent or block.text == _("Contents")):
                continue
            yield block


def fields(values: Sequence[b.LabelValue]) -> Iterator[b.Table | tuple[str, Cell]]:
    """The fields of a record in their order: a label with what was said, or a table under its label."""
    for each in values:
        if isinstance(each.value, b.Table):
            yield each.label, ""
            yield each.value
        else:
            yield each.label, each.value


def written(
    values: Sequence[b.LabelValue], table: Callable[[b.Table], str], field: Callable[[str, Cell], str]
) -> Iterator[str]:
    """The fields of a record in a format that is text, which says how it writes a table and a field."""
    for each in fields(values):
        yield table(each) if isinstance(each, b.Table) else field(*each)


def cards(block: b.KeyFigures) -> b.Table:
    """Key figures as a table."""
    columns = tuple(b.Column(title) for title in (_("Figure"), _("What it is"), _("More")))
    return b.Table(columns=columns, rows=tuple((Strong(c.figure), c.title, c.detail or b.EMPTY) for c in block.cards))


def pictured(block: b.Picture) -> b.Table:
    """The table that stands for a picture."""
    return replace(block.table, caption=block.caption)


def parties(block: b.SignOff) -> b.Table:
    """Lines to sign on as a table."""
    columns = tuple(b.Column(title) for title in ("", block.signature, block.name_and_date))
    rows = tuple(((Strong(p.side), f"\n{p.person}" if p.person else ""), "", "") for p in block.parties)
    return b.Table(columns=columns, rows=rows)
