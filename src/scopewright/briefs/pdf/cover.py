"""The cover: who, what, for whom, in which version."""

from __future__ import annotations

import base64
from functools import lru_cache
from io import BytesIO

from PIL import Image
from reportlab.lib.colors import HexColor, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from scopewright.briefs import style as look
from scopewright.briefs.document import Front
from scopewright.briefs.papers import Page
from scopewright.briefs.pdf.canvas import PageCanvas
from scopewright.briefs.pdf.marks import colour
from scopewright.briefs.pdf.structure import Element
from scopewright.briefs.pdf.text import Text, face, fit, para, printable, style, width
from scopewright.briefs.style import Type
from scopewright.language import _
from scopewright.scenes import brand
from scopewright.scenes.brand import mixed
from scopewright.scenes.palette import Token, contrast

_BARS = (0.16, 0.32, 0.325, 0.38, 0.69, 0.84, 1.0)
_TITLE_LINES = 4
_NARROWER = 8.0
"""Points by which a title is set narrower, step by step, while that costs no further line."""


def draw_cover(canvas: PageCanvas, front: Front, page: Page, parent: Element) -> None:
    """Draw the whole page; what it says goes into ``parent``."""
    edge = page.height * (1 - look.COVER_SHARE)
    canvas.saveState()
    canvas.setFillColor(colour("brand1"))
    canvas.rect(0, edge, page.width, page.height - edge, stroke=0, fill=1)
    _bars(canvas, page, edge)
    canvas.setFillColor(colour("brand2"))
    canvas.rect(0, edge - look.COVER_EDGE, page.width, look.COVER_EDGE, stroke=0, fill=1)
    _firm(canvas, front, page, parent)
    _title(canvas, front, page, edge, parent)
    _facts(canvas, front, page, edge - look.COVER_EDGE - 34, parent)
    canvas.restoreState()


def draw_mark(canvas: Canvas, name: str, left: float, bottom: float, size: float, *, on_brand: bool = False) -> None:
    """A square with the first letter of a name: the sign of whoever has given no logo."""
    letter = next((character.upper() for character in printable(name) if character.isalnum()), "")
    if not letter:
        return
    canvas.setFillColor(white if on_brand else colour("brand1"))
    canvas.roundRect(left, bottom, size, size, size * 0.2, stroke=0, fill=1)
    canvas.setFillColor(colour("brand1") if on_brand else white)
    height = size * 0.68
    canvas.setFont(face("bold"), max(height, look.SMALLEST))
    canvas.drawCentredString(left + size / 2, bottom + size / 2 - 0.33 * max(height, look.SMALLEST), letter)


def _bars(canvas: Canvas, page: Page, edge: float) -> None:
    canvas.setFillColor(HexColor(_lighter("brand1", look.COVER_BAR)))
    tallest = 0.18 * page.height
    for place, share in enumerate(reversed(_BARS)):
        canvas.rect(page.width - 34 - place * 34, edge, 15, share * tallest, stroke=0, fill=1)


def _lighter(token: Token, share: float) -> str:
    """A brand colour with so much white in it."""
    return mixed(look.palette()[token], "#FFFFFF", share)


def _on_cover(token: Token, share: float) -> str:
    """The same, with as much more white as it takes to be read on the coloured ground."""
    ground = look.palette()["brand1"]
    while share < 1 and contrast(_lighter(token, share), ground) < brand.LEAST_SECOND:
        share = min(1.0, share + 0.05)
    return _lighter(token, share)


def _firm(canvas: PageCanvas, front: Front, page: Page, parent: Element) -> None:
    """The logo on white or else the sign of the firm, and the name beside it."""
    middle, size = page.height - 72, 26.0
    if look.worn().logo:
        pad = look.LOGO_PAD
        across, down = logo_size(*look.LOGO_ON_COVER)
        canvas.setFillColor(white)
        canvas.roundRect(page.side, middle - down / 2 - pad, across + 2 * pad, down + 2 * pad, 4, stroke=0, fill=1)
        figure = parent.add("Figure", alt=_("Logo of {firm}").format(firm=front.firm or look.worn().name))
        with canvas.marked(figure):
            draw_logo(canvas, page.side + pad, middle - down / 2, *look.LOGO_ON_COVER)
        left = page.side + across + 2 * pad + 12
    elif front.firm:
        draw_mark(canvas, front.firm, page.side, middle - size / 2, size, on_brand=True)
        left = page.side + size + 10
    else:
        return
    canvas.setFillColor(white)
    canvas.setFont(face("semibold"), 12)
    if front.firm:
        with canvas.marked(parent.add("P")):
            canvas.drawString(left, middle - 4, fit(front.firm, "semibold", 12, page.width - page.side - left))


def logo_size(across: float, down: float) -> tuple[float, float]:
    """How large the logo that is worn is drawn in a room of so many points."""
    width, height = _logo(look.worn().logo).getSize()
    scale = min(across / width, down / height)
    return width * scale, height * scale


def draw_logo(canvas: Canvas, left: float, bottom: float, across: float, down: float) -> float:
    """Draw the logo that is worn into a room of so many points; returns how wide it is."""
    width, height = logo_size(across, down)
    canvas.drawImage(_logo(look.worn().logo), left, bottom, width, height)
    return width


@lru_cache(maxsize=4)
def _logo(text: str) -> ImageReader:
    return ImageReader(Image.open(BytesIO(base64.b64decode(text)), formats=("PNG",)).convert("RGB"))


def _title(canvas: PageCanvas, front: Front, page: Page, edge: float, parent: Element) -> None:
    """Overline, title and promise, standing above the lower third of the coloured ground."""
    room = page.content - 20
    lines, how = _title_lines(front.title, room)
    promise = _paragraphs(front.promise, look.COVER_SUBTITLE, _on_cover("brand1", look.COVER_SOFT))
    promise_room = min(room, 350.0)
    below = sum(each.wrap(promise_room, 1000)[1] for each in promise) + 12
    base = max(page.height * 0.73, edge + 120 + below + len(lines) * how.leading)
    canvas.setFillColor(HexColor(_on_cover("brand2", look.COVER_ACCENT)))
    canvas.setFont(face("semibold"), look.COVER_OVERLINE.size)
    with canvas.marked(parent.add("P")):
        canvas.drawString(page.side, base + 10, printable(front.overline).upper())
    canvas.setFillColor(white)
    canvas.setFont(face(how.font), how.size)
    with canvas.marked(parent.add("P")):
        for line in lines:
            base -= how.leading
            canvas.drawString(page.side, base + 5, line)
    base -= 8
    for each in promise:
        base -= each.wrap(promise_room, 1000)[1]
        each.place(parent)
        each.drawOn(canvas, page.side, base)


def _paragraphs(text: str, how: Type, hue: str) -> list[Text]:
    made = style(how).clone(f"cover{how}{hue}", textColor=HexColor(hue))
    return para(text, made) if text else []


def _title_lines(title: str, room: float) -> tuple[list[str], Type]:
    """The title in lines of about equal length; smaller if it needs more than two, or has a longer word."""
    text = printable(title)
    big = _balanced(text, look.COVER_TITLE, room)
    if len(big) <= 2 and " ".join(big) == " ".join(text.split()):
        return big, look.COVER_TITLE
    small = _balanced(text, look.COVER_TITLE_LONG, room)
    if len(small) > _TITLE_LINES:
        last = " ".join(small[_TITLE_LINES - 1 :])
        small = [*small[: _TITLE_LINES - 1], fit(last, "semibold", look.COVER_TITLE_LONG.size, room)]
    return small, look.COVER_TITLE_LONG


def _balanced(text: str, how: Type, room: float) -> list[str]:
    """As few lines as ``room`` allows, then as even as that number and the longest word allow."""
    lines, narrow = _broken(text, how, room), room
    least = max([room / 3, *(width(word, how) for word in text.split())])
    while narrow - _NARROWER >= least:
        narrow -= _NARROWER
        tried = _broken(text, how, narrow)
        if len(tried) > len(lines):
            break
        lines = tried
    return [fit(line, how.font, how.size, room) for line in lines]


def _broken(text: str, how: Type, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, how) > room:
            lines.append(word)
        elif lines:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _facts(canvas: PageCanvas, front: Front, page: Page, top: float, parent: Element) -> None:
    listed = parent.add("L")
    left, value_left = page.side, page.side + 92
    right = page.width - page.side
    label, value = look.COVER_LABEL, look.COVER_VALUE
    for name, said in front.facts:
        canvas.setFillColor(colour(label.colour))
        canvas.setFont(face(label.font), label.size)
        item = listed.add("LI")
        with canvas.marked(item.add("Lbl")):
            canvas.drawString(left, top - 11, fit(name, label.font, label.size, 86))
        canvas.setFillColor(colour(value.colour))
        canvas.setFont(face(value.font), value.size)
        with canvas.marked(item.add("LBody")):
            canvas.drawString(value_left, top - 11.5, fit(said, value.font, value.size, right - value_left))
        top -= 24
        canvas.setStrokeColor(colour("rule"))
        canvas.setLineWidth(look.RULE)
        canvas.line(left, top + 4, right, top + 4)
    top -= 14
    for each in [*_small(front.notice), *_small(front.details)]:
        top -= each.wrap(page.content, 200)[1]
        each.place(parent)
        each.drawOn(canvas, left, top)
        top -= 4


def _small(text: str) -> list[Text]:
    return para(text, style(look.LABEL)) if text else []
