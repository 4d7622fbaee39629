"""A brief as Markdown (CommonMark with tables). What was typed is text: nothing in it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scopewright.briefs import blocks as b
from scopewright.briefs.blocks import Cell
from scopewright.briefs.document import Document
from scopewright.briefs.formats import markup
from scopewright.briefs.view import View
from scopewright.model.kinds import clean

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>&~=:@])")


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
    return _lines(cell).replace("  \n", "<br>").replace("\n\n", "<br>").replace("\n", "<br>") or " "


def _lines(cell: Cell) -> str:
    """The text with its line ends; what stands out is bold."""
    said = "".join(_strong(text) if strong else _kept(text) for text, strong in markup.pieces(cell))
    return re.sub(r"(?<!\n)\n(?!\n)", "  \n", said)


def _strong(text: str) -> str:
    inner = _kept(text).strip()
    return f"**{inner}**" if inner else ""


def _kept(text: str) -> str:
    return _MARKUP.sub(r"\\\1", clean(text))


def _text(text: str) -> str:
    """One line of text."""
    return _kept(" ".join(text.split()))
