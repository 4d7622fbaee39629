"""A brief as Markdown (CommonMark with tables). What was typed is text: nothing in it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from scopewright.briefs import blocks as b
from scopewright.briefs.blocks import Cell
from scopewright.briefs.document import Document
from scopewright.briefs.formats import markup
from scopewright.briefs.view import View
from scopewright.model.kinds import clean

_ANYWHERE = re.compile(
    r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)"  # marks of emphasis, code, links, tables, HTML
    r"|:(?=//)|(?<=\S)@(?=\S)|(?<=[wW]{3})\."  # what some readers make a link of
    r"|(?<=\s)#(?=#*\s*$)"  # the end of a heading
)
_AT_THE_START = re.compile(r"^(\s*)([#+\-=>:]|(?<!\d)\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)


def write(document: Document, _view: View) -> bytes:
    """The document as UTF-8 text."""
    front = document.front
    lines = [f"# {_text(front.title)}", _text(front.overline)]
    if document.draft:
        lines.append(f"**{_text(document.draft)}**")
    if front.promise:
        lines.append(_text(front.promise))
    if front.facts:
        lines.append("\n".join(f"- {_text(name)}: {_text(said)}" for name, said in front.facts))
    lines.append(_text(front.details))
    lines += [piece for block in markup.flat(document.blocks) for piece in _block(block)]
    return ("\n\n".join(line for line in lines if line) + "\n").encode()


def _block(block: b.Block) -> Iterator[str]:
    match block:
        case b.Heading():
            yield "#" * min(6, block.level + 1) + " " + _text(f"{block.number} {block.text}".strip())
        case b.Lead(text=text) | b.Caption(text=text):
            yield f"*{_text(text)}*"
        case b.Prose():
            yield _lines(block.text)
        case b.KeyFigures():
            yield _table(markup.cards(block))
        case b.Table():
            yield from (_table(block), _text(block.caption))
        case b.Picture():
            yield from (_text(block.scene.alt), _table(markup.pictured(block)), _text(block.caption))
        case b.Callout():
            yield "> " + f"**{_text(block.title)}**  \n{_lines(block.text)}".replace("\n", "\n> ")
        case b.LabelValues():
            yield from markup.written(block.values, _table, _field)
        case b.Sheet():
            yield "##### " + _text(f"{block.id} {block.headline}")
            yield from markup.written(block.values, _table, _field)
        case b.SignOff():
            yield _table(markup.parties(block))


def _field(label: str, said: Cell) -> str:
    return f"**{_text(label)}**: {_lines(said)}"


def _table(block: b.Table) -> str:
    heads = [_cell(column.title) for column in block.columns]
    rule = ["---:" if column.align == "right" else "---" for column in block.columns]
    return "\n".join(
        f"| {' | '.join(row)} |" for row in (heads, rule, *([_cell(c) for c in row] for row in block.rows))
    )


def _cell(cell: Cell) -> str:
    return _lines(cell, _inside).replace("  \n", "<br>").replace("\n\n", "<br>").replace("\n", "<br>") or " "


def _lines(cell: Cell, kept: Callable[[str], str] | None = None) -> str:
    """The text with its line ends, each ``kept`` as text; what stands out is bold."""
    pieces = (((kept or _kept)(text), strong) for text, strong in markup.pieces(cell))
    said = "".join(_strong(text) if strong else text for text, strong in pieces)
    return re.sub(r"(?<!\n)\n(?!\n)", "  \n", said)


def _strong(kept: str) -> str:
    return f"**{kept.strip()}**" if kept.strip() else ""


def _kept(text: str) -> str:
    """The text with a backslash before what is markup where it stands, and before nothing else: people read it, too."""
    return _AT_THE_START.sub(_kept_start, _inside(text))


def _inside(text: str) -> str:
    """The same where no line begins, as in a cell."""
    return _ANYWHERE.sub(r"\\\g<0>", clean(text))


def _kept_start(start: re.Match[str]) -> str:
    blank, mark = start.groups()
    return f"{blank}{mark}\\" if mark.isdecimal() else f"{blank}\\{mark}"


def _text(text: str) -> str:
    """One line of text."""
    return _kept(" ".join(text.split()))
