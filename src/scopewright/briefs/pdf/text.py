"""The only way from text to a reportlab ``Paragraph``: user text is data, never markup, and no character is lost.

Controls are stripped, markup is escaped, long texts are cut into several paragraphs, and a character the font lacks is
printed as its code point in brackets on a grey ground.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, cast
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paragraph import _FK_BREAK  # type: ignore[attr-defined] # its types lack it

from scopewright.briefs.blocks import Align, Strong, Words
from scopewright.briefs.pdf.canvas import PageCanvas
from scopewright.briefs.pdf.drawing import Remembered
from scopewright.briefs.pdf.faces import Face
from scopewright.briefs.pdf.hyphens import Parts, hyphenator, parted, soften
from scopewright.briefs.pdf.structure import Element, Role
from scopewright.briefs.style import LONGEST_RUN, SMALLEST, Type, palette, space
from scopewright.model.kinds import clean
from scopewright.scenes import measure
from scopewright.scenes.measure import Font

_ALIGN: dict[Align, Literal[0, 1, 2]] = {"left": TA_LEFT, "right": TA_RIGHT, "centre": TA_CENTER}
# Of a line: what dividing a height by it may lose.
_HAIR = 0.01
_FEW_LINES = 4
# A blank that would let a line begin with a sign, as in "4 %" and in French before a colon, or end with one.
_HELD = re.compile(r"(?<=\S) (?=[%‰:;?!»€£$](?:\s|$|[).,;]))|(?<=«) ")
_REMEMBERED = 8192
"""Paragraphs that are remembered as they were set: a worker sets most of them again after an edit elsewhere."""


def face(font: Font) -> str:
    """The name under which reportlab knows the face of a role, in the family that is worn."""
    return _registered(measure.font_path(font), font)


@cache
def _registered(path: Path, font: Font) -> str:
    name = path.stem
    if name in pdfmetrics.getRegisteredFontNames():
        name += f"-{font}-{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
    pdfmetrics.registerFont(Face(name, font))
    return name


def missing(text: str) -> tuple[str, ...]:
    """The visible characters of a text that no bundled face has, each once."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return ()
    return measure.missing(clean(text))


def printable(text: str, *, lines: bool = False) -> str:
    """The text with each character that the font lacks written as its code point: ``[U+1F600]``.

    Without ``lines`` it becomes one line.
    """
    return "".join(piece for piece, _boxed in _pieces(text, lines))


def _pieces(text: str, lines: bool) -> Iterator[tuple[str, bool]]:
    """Runs of the text, and whether each is a code point that stands for a character the font lacks."""
    if text.isascii() and text.isprintable():
        yield (text if lines else " ".join(text.split())), False
        return
    composed = unicodedata.normalize("NFC", clean(text))
    flat = composed.expandtabs(4) if lines else " ".join(composed.split())
    lacking = set(measure.uncovered(flat))
    run = ""
    for character in flat:
        if character == "\n" or character not in lacking:
            run += character
        elif character.isspace():
            run += " "
        elif not measure.inkless(character):
            yield run, False
            yield f"[U+{ord(character):04X}]", True
            run = ""
    yield run, False


def fit(text: str, font: Font, size: float, room: float) -> str:
    """One printable line shortened with an ellipsis to ``room`` points, for running heads."""
    return measure.ellipsize(printable(text), font, size, room)


@lru_cache(maxsize=_REMEMBERED)
def _read(markup: str, how: ParagraphStyle) -> list[Any]:
    """The pieces of a paragraph as reportlab reads them."""
    return cast(list[Any], Paragraph(markup, how).frags)


@dataclass(slots=True)
class _Broken(Remembered):
    """A paragraph of some width: its size, its lines, the words that they are made of, and how it was drawn."""

    size: tuple[float, float] = (0.0, 0.0)
    lines: Any = None
    words: list[Any] = field(default_factory=list)


@lru_cache(maxsize=_REMEMBERED)
def _broken(markup: str, how: ParagraphStyle, across: float) -> _Broken:
    made: Any = Paragraph("", how, frags=_read(markup, how))
    size = made.wrap(across, 0)
    return _Broken(None, size, made.blPara, made.frags)


class Text(Paragraph):
    """A paragraph with its place in the structure; drawn a second time, as a table's head is, it is an artifact."""

    canv: PageCanvas
    element: Element | None = None
    drawn = False
    _markup: str | None = None

    def _setup(self, text: str | None, style: Any, bullet: Any, frags: Any, cleaner: Any) -> None:
        """Read the markup once, however often it is printed; pieces that reportlab splits off have no markup."""
        self._markup = None if frags else text
        super()._setup(None, style, bullet, frags or _read(text or "", style), cleaner)  # type: ignore[misc]

    def wrap(self, across: float, down: float) -> tuple[float, float]:
        """As wide and high as it is; the lines are broken once for a width, however often they are asked for."""
        if self._markup is None or across < 1:
            return super().wrap(across, down)
        self._broken = _broken(self._markup, self.style, across)
        (self.width, self.height), self.blPara, self.frags = self._broken.size, self._broken.lines, self._broken.words
        return self.width, self.height

    def _part_from_others(self, across: float) -> None:
        """Be no longer one with other texts of the same words: reportlab changes what it splits."""
        if self._markup is not None:
            alone: Any = Paragraph(self._markup, self.style)
            alone.wrap(across, 0)
            self._markup, self.frags, self.blPara = None, alone.frags, alone.blPara

    def place(self, parent: Element, role: Role = "P") -> None:
        """Make its element."""
        self.element = parent.add(role)

    def split(self, across: float, down: float) -> list[Flowable]:
        """The pieces; all belong to the same element.

        No word is parted between two pages where a few lines less avoid it, or where few lines would stand here.
        """
        self._part_from_others(across)
        pieces: list[Flowable] = super().split(across, down)
        fewer = pieces
        for _less in range(_FEW_LINES):
            if len(fewer) < 2 or not self._ends_parted(fewer[0]):
                break
            lines = len(cast(Any, fewer[0]).blPara.lines) - 1
            fewer = super().split(across, (lines + _HAIR) * self.style.leading)
        if not fewer or not self._ends_parted(fewer[0]):
            pieces = fewer
        for piece in pieces:
            cast(Text, piece).element = self.element
        if len(pieces) > 1:
            cast(Text, pieces[1])._begin_with_words()
        return pieces

    def _begin_with_words(self) -> None:
        """Leave out the line end at which this piece was split off: reportlab would set it as an empty line."""
        first = self.frags[0] if self.frags else None
        if isinstance(first, list) and first[1][0]._fkind == _FK_BREAK:
            self.frags = self.frags[1:]

    def _ends_parted(self, piece: Flowable) -> bool:
        if not self.style.hyphenationLang:
            return False
        return len(cast(Any, piece).blPara.lines) - 1 in set(parted(self))

    def draw(self) -> None:
        """Draw at the origin."""
        with self.canv.marked(None if self.drawn else self.element):
            if self._markup is None:
                self._draw()
            else:
                self.canv.drawn(self._broken, self._draw)
        self.drawn = True

    def _draw(self) -> None:
        if self.style.hyphenationLang:
            soften(self)
        super().draw()


class Label(Text):
    """The title of a field, above what was said in it."""


def style(look: Type, align: Align = "left", *, spaced: bool = True) -> ParagraphStyle:
    """The reportlab style of a kind of text; ``spaced`` keeps the space before and after it."""
    parts = hyphenator() if look.running else None
    return _style(look, align, space(1.0) if spaced else 0.0, face(look.font), palette()[look.colour], parts)


@cache
def _style(look: Type, align: Align, spaced: float, name: str, colour: str, parts: Parts | None) -> ParagraphStyle:
    return ParagraphStyle(
        f"{look}{align}{spaced}{name}{colour}{id(parts)}", fontName=name, fontSize=look.size, leading=look.leading,
        textColor=HexColor(colour), alignment=_ALIGN[align], allowWidows=0, allowOrphans=0,
        spaceBefore=look.before * spaced, spaceAfter=look.after * spaced, splitLongWords=1,
        bulletFontName=name, hyphenationLang=cast(str, parts or ""),
    )  # fmt: skip


def para(words: Words, how: ParagraphStyle) -> list[Text]:
    """The text as paragraphs of one style: one for each stretch between empty lines, more if a stretch is very long."""
    pieces = (words,) if isinstance(words, str) else words
    runs: list[tuple[str, bool]] = []
    made: list[Text] = []
    for piece in pieces:
        strong = isinstance(piece, Strong)
        text = piece.text if isinstance(piece, Strong) else piece
        for place, stretch in enumerate(re.split(r"\n\s*\n", clean(text))):
            if place:
                made.append(_paragraph(runs, how))
                runs = []
            *parts, last = _cut(stretch)
            for part in parts:
                made.append(_paragraph([*runs, (part, strong)], _going_on(how)))
                runs = []
            runs.append((last, strong))
    made.append(_paragraph(runs, how))
    return made


@cache
def _going_on(how: ParagraphStyle) -> ParagraphStyle:
    """The style of a paragraph that the next one goes on with: no space between them."""
    return how.clone(f"{how.name} going on", spaceAfter=0)


def _cut(text: str) -> Iterator[str]:
    """The text in parts of at most ``LONGEST_RUN`` characters, cut at a line end or else a blank if there is one."""
    while len(text) > LONGEST_RUN:
        ends = (text.rfind(mark, LONGEST_RUN // 2, LONGEST_RUN) for mark in "\n ")
        at = next((end for end in ends if end > 0), LONGEST_RUN)
        yield text[:at]
        text = text[at:].removeprefix("\n")
    yield text


def _paragraph(runs: list[tuple[str, bool]], how: ParagraphStyle) -> Text:
    return Text("".join(_markup(text, strong, how) for text, strong in runs), how)


def _markup(text: str, strong: bool, how: ParagraphStyle) -> str:
    small = max(SMALLEST, how.fontSize - 1)
    parts = []
    for piece, boxed in _pieces(_HELD.sub("\N{NO-BREAK SPACE}", text), lines=True):
        escaped = escape(piece).replace("\n", "<br/>")
        if boxed:
            escaped = f'<font size="{small}" backColor="{palette()["band"]}">{escaped}</font>'
        parts.append(escaped)
    whole = "".join(parts)
    return f'<font name="{face("semibold")}">{whole}</font>' if strong else whole


def label(title: str, how: ParagraphStyle) -> Label:
    """The title of a field."""
    return Label(_markup(title, False, how), how)


def width(text: str, look: Type) -> float:
    """The width in points of one printable line."""
    return measure.width(printable(text), look.font, look.size)


def numbered(number: str, text: str, how: ParagraphStyle) -> Text:
    """One paragraph that starts with a number or id in the second brand colour."""
    lead = f'<font color="{palette()["brand2"]}">{escape(printable(number))}</font>&nbsp;&nbsp;' if number else ""
    return Text(lead + _markup(text, False, how), how)
