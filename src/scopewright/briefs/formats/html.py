"""A brief as one HTML page that needs nothing else: pictures inside as SVG, what was typed as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from scopewright.briefs import blocks as b
from scopewright.briefs.blocks import Cell
from scopewright.briefs.document import Document
from scopewright.briefs.formats import markup
from scopewright.briefs.style import palette, worn
from scopewright.briefs.view import View
from scopewright.language import _
from scopewright.model.kinds import clean
from scopewright.scenes import svg

_LOOKS = """body{{font:10.5pt/1.4 "{font}","Source Sans 3","Source Sans Pro",sans-serif;color:{ink};max-width:52rem;
margin:2rem auto;padding:0 1rem}}
h1,h2,h3{{color:{brand1};line-height:1.2}}h1.title{{font-size:26pt;margin:.2em 0}}.lead,.caption{{color:{muted}}}
table{{border-collapse:collapse;width:100%;margin:.8rem 0}}th{{text-align:left;color:{brand1};
border-bottom:1.5px solid {brand1}}}
td{{border-bottom:1px solid {hairline};vertical-align:top}}td,th{{padding:.35rem .5rem .35rem 0;overflow-wrap:anywhere}}
.right{{text-align:right}}
aside{{background:{callout};border-left:4px solid {brand2};padding:.6rem 1rem}}dt{{color:{muted};font-size:9pt}}
dd{{margin:0 0 .4rem}}
.logo{{max-height:4rem;max-width:20rem}}svg{{max-width:100%;height:auto}}.draft{{color:{brand2};font-weight:600}}"""

_NO_NAME = re.compile(r"[^\w \-]")
"""What no family is called, and what would end a style sheet."""


def write(document: Document, _view: View) -> bytes:
    """The page as UTF-8."""
    front = document.front
    looks = _LOOKS.format(font=_NO_NAME.sub("", worn().font), **{name: palette()[name] for name in
                             ("ink", "muted", "brand1", "brand2", "hairline", "callout")})  # fmt: skip
    facts = "".join(f"<dt>{_text(name)}</dt><dd>{_text(said)}</dd>" for name, said in front.facts)
    lines = [
        f'<!DOCTYPE html>\n<html lang="{document.language.replace("_", "-")}">',
        f'<head><meta charset="utf-8"><title>{_text(document.name)}</title><style>{looks}</style></head><body>',
        _logo(front.firm),
        f'<p>{_text(front.overline)}</p><h1 class="title">{_text(front.title)}</h1>',
        f'<p class="draft">{_text(document.draft)}</p>' if document.draft else "",
        f'<p class="lead">{_text(front.promise)}</p>' if front.promise else "",
        f"<dl>{facts}</dl>" if facts else "",
        f'<p class="caption">{_text(front.details)}</p>' if front.details else "",
        *(piece for block in markup.flat(document.blocks) for piece in _block(block)),
        "</body></html>",
    ]
    return ("\n".join(line for line in lines if line) + "\n").encode()


def _logo(firm: str) -> str:
    """The logo that is worn, inside the page."""
    if not worn().logo:
        return ""
    alt = _text(_("Logo of {firm}").format(firm=firm or worn().name))
    return f'<img class="logo" alt="{alt}" src="data:image/png;base64,{worn().logo}">'


def _block(block: b.Block) -> Iterator[str]:
    match block:
        case b.Heading():
            level = min(6, block.level + 1)
            yield f"<h{level}>{_text(f'{block.number} {block.text}'.strip())}</h{level}>"
        case b.Lead(text=text):
            yield f'<p class="lead">{_text(text)}</p>'
        case b.Caption(text=text):
            yield f'<p class="caption">{_text(text)}</p>'
        case b.Prose():
            yield f"<p>{_words(block.text)}</p>"
        case b.KeyFigures():
            yield _table(markup.cards(block))
        case b.Table():
            yield _table(block)
        case b.Picture():
            drawn = svg.paint(block.scene, palette())
            yield f"<figure>{drawn[drawn.index('<svg') :]}<figcaption>{_text(block.caption)}</figcaption></figure>"
            yield _table(markup.pictured(block))
        case b.Callout():
            yield f"<aside><strong>{_text(block.title)}</strong><br>{_words(block.text)}</aside>"
        case b.LabelValues():
            yield from markup.written(block.values, _table, _field)
        case b.Sheet():
            yield f"<h5>{_text(f'{block.id} {block.headline}')}</h5>"
            yield from markup.written(block.values, _table, _field)
        case b.SignOff():
            yield _table(markup.parties(block))


def _field(label: str, said: Cell) -> str:
    return f"<dl><dt>{_text(label)}</dt><dd>{_words(said)}</dd></dl>"


def _table(block: b.Table) -> str:
    sides = ['class="right"' if column.align == "right" else "" for column in block.columns]
    heads = "".join(
        f'<th scope="col" {side}>{_text(c.title)}</th>' for c, side in zip(block.columns, sides, strict=True)
    )
    rows = "".join(
        f"<tr>{''.join(f'<td {side}>{_words(c)}</td>' for c, side in zip(row, sides, strict=True))}</tr>"
        for row in block.rows
    )
    caption = f"<caption>{_text(block.caption)}</caption>" if block.caption else ""
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _words(cell: Cell) -> str:
    said = "".join(f"<strong>{_text(t)}</strong>" if strong else _text(t) for t, strong in markup.pieces(cell))
    return said.replace("\n", "<br>")


def _text(text: str) -> str:
    return escape(clean(text))
