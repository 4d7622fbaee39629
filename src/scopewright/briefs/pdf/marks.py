"""Small flowables that draw themselves: badge, score, key figures, picture, signature boxes, a row of short fields."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable, Paragraph

from scopewright.briefs import style as look
from scopewright.briefs.blocks import Badge, KeyFigure, Party, Score
from scopewright.briefs.house_style import HouseStyle
from scopewright.briefs.pdf.canvas import PageCanvas
from scopewright.briefs.pdf.drawing import Remembered
from scopewright.briefs.pdf.structure import Element, place
from scopewright.briefs.pdf.text import face, fit, para, style, width
from scopewright.briefs.scene_painter import paint, paint_item
from scopewright.briefs.style import Type, palette
from scopewright.scenes import status
from scopewright.scenes.palette import Token
from scopewright.scenes.scene import Scene


def colour(token: Token) -> Color:
    """The print colour of a token."""
    return HexColor(palette()[token])


class Drawn(Flowable):
    """A flowable of a fixed size."""

    canv: PageCanvas

    def __init__(self, size: tuple[float, float]) -> None:
        super().__init__()
        self.width, self.height = size

    def wrap(self, _across: float, _down: float) -> tuple[float, float]:
        """The fixed size."""
        return self.width, self.height

    def write(self, x: float, y: float, text: str, how: Type, element: Element | None = None) -> None:
        """One line of text on its baseline."""
        self.canv.setFont(face(how.font), how.size)
        self.canv.setFillColor(colour(how.colour))
        with self.canv.marked(element):
            self.canv.drawString(x, y, text)

    def set_paragraphs(self, made: Sequence[Paragraph], x: float, top: float, room: float) -> float:
        """Draw paragraphs downwards from ``top``; returns where they end."""
        for each in made:
            top -= each.wrap(room, 10_000)[1]
            each.drawOn(self.canv, x, top)
        return top


def heights(made: Sequence[Paragraph], room: float) -> float:
    """How high paragraphs are, set one under the other."""
    return sum(float(each.wrap(room, 10_000)[1]) for each in made)


class Sign(Drawn):
    """A flowable that is content of the element it is placed in, such as a cell."""

    element: Element | None = None

    def place(self, parent: Element) -> None:
        """Belong to the parent."""
        self.element = parent


class StatusBadge(Sign):
    """A status: tinted ground, shape, word."""

    _SHAPE_ROOM = 15.0

    def __init__(self, badge: Badge, room: float) -> None:
        word = fit(badge.word, look.BADGE.font, look.BADGE.size, room - self._SHAPE_ROOM - 5)
        super().__init__((self.room(badge.word, room), look.BADGE_HEIGHT))
        self.badge, self.word = badge, word

    @classmethod
    def room(cls, word: str, most: float = 1000) -> float:
        """How wide a badge with that word is."""
        return min(most, cls._SHAPE_ROOM + width(word, look.BADGE) + 5)

    def draw(self) -> None:
        """Draw at the origin."""
        state = self.badge.status
        self.canv.setFillColor(colour(status.TINT[state]))
        self.canv.roundRect(0, 0, self.width, self.height, look.BADGE_RADIUS, stroke=0, fill=1)
        for item in status.shape(state, 8, -self.height / 2, look.BADGE_SHAPE):
            paint_item(self.canv, item, palette())
        how = Type(look.BADGE.size, look.BADGE.leading, look.BADGE.font, status.DARK[state])
        self.write(self._SHAPE_ROOM, 3.9, self.word, how, self.element)


class ScorePill(Sign):
    """A risk score on the colour of its band, with the band's word."""

    def __init__(self, score: Score) -> None:
        super().__init__((look.SCORE_WIDTH, look.BADGE_HEIGHT))
        self.value, self.band = score.value, score.band

    def draw(self) -> None:
        """Draw at the origin."""
        self.canv.setFillColor(colour(self.band.fill))
        if self.band.edge:
            self.canv.setStrokeColor(colour(self.band.edge))
            self.canv.setLineWidth(look.HAIRLINE)
        self.canv.roundRect(
            0.25, 0.25, self.width - 0.5, self.height - 0.5, look.BADGE_RADIUS, stroke=int(bool(self.band.edge)), fill=1
        )
        self.canv.setFillColor(colour(self.band.ink))
        with self.canv.marked(self.element):
            self.canv.setFont(face("bold"), 8)
            self.canv.drawRightString(18, 3.9, str(self.value))
            self.canv.setFont(face("regular"), 8)
            self.canv.drawString(22, 3.9, fit(self.band.word, "regular", 8, self.width - 24))


class Cards(Drawn):
    """Key figures side by side."""

    _PAD = 10.0

    def __init__(self, cards: Sequence[KeyFigure], room: float) -> None:
        self.cards = cards
        self.each = (room - (len(cards) - 1) * look.COLUMN_GAP) / len(cards)
        inner = self.each - 2 * self._PAD
        self.texts = [
            (para(card.title, style(look.FIGURE_TITLE)), para(card.detail, style(look.FIGURE_DETAIL))) for card in cards
        ]
        text = max(heights([*title, *detail], inner) for title, detail in self.texts)
        super().__init__((room, text + look.FIGURE.leading + 2 * self._PAD))
        self.elements: list[Element] = []

    def place(self, parent: Element) -> None:
        """A list of the cards: the figure, then what it is."""
        listed = parent.add("L")
        for title, detail in self.texts:
            item = listed.add("LI")
            self.elements.append(item.add("Lbl"))
            place([*title, *detail], item.add("LBody"))

    def draw(self) -> None:
        """Draw at the origin."""
        for number, card in enumerate(self.cards):
            left = number * (self.each + look.COLUMN_GAP)
            self.canv.setFillColor(colour("panel"))
            self.canv.rect(left, 0, self.each, self.height, stroke=0, fill=1)
            self.canv.setFillColor(colour(card.edge))
            self.canv.rect(left, self.height - 2.5, self.each, 2.5, stroke=0, fill=1)
            inner = self.each - 2 * self._PAD
            top = self.height - self._PAD - look.FIGURE.leading
            figure, how = self._figure(card.figure, inner)
            self.write(left + self._PAD, top + 5, figure, how, self.elements[number])
            title, detail = self.texts[number]
            self.set_paragraphs([*title, *detail], left + self._PAD, top, inner)

    @staticmethod
    def _figure(text: str, room: float) -> tuple[str, Type]:
        """The figure, set smaller if it is too wide, and shortened if even that does not help."""
        big = look.FIGURE
        size = max(11.0, min(big.size, big.size * room / max(width(text, big), 0.1)))
        return fit(text, big.font, size, room), Type(size, big.leading, big.font, big.colour)


class ScenePicture(Drawn):
    """A scene, shrunk only if it is wider than the text, with its caption below."""

    def __init__(self, scene: Scene, caption: str, room: float) -> None:
        self.scene = scene
        self.scale = min(1.0, room / scene.width)
        self.caption = para(caption, style(look.CAPTION, spaced=False)) if caption else []
        self.below = heights(self.caption, room) + look.CAPTION.before if caption else 0.0
        super().__init__((room, scene.height * self.scale + self.below))
        self.element: Element | None = None

    def place(self, parent: Element) -> None:
        """A figure with what it shows in words."""
        self.element = parent.add("Figure", alt=self.scene.alt)
        for each in self.caption:
            each.place(self.element, "Caption")

    def draw(self) -> None:
        """Draw at the origin."""
        self.canv.saveState()
        self.canv.translate(0, self.below)
        self.canv.scale(self.scale, self.scale)
        with self.canv.marked(self.element):
            kept = _remembered(self.scene, look.worn())
            self.canv.drawn(kept, lambda: paint(self.canv, self.scene, palette(), 0, 0))
        self.canv.restoreState()
        self.set_paragraphs(self.caption, 0, self.below - look.CAPTION.before, self.width)


@lru_cache(maxsize=256)
def _remembered(_scene: Scene, _house: HouseStyle) -> Remembered:
    """Where the drawing of a scene in a house style is kept."""
    return Remembered()


class ShortFields(Drawn):
    """A row of fields that need one line each: the label, and the value under it."""

    def __init__(self, pairs: Sequence[tuple[int, str, str]], room: float) -> None:
        """``pairs`` have the column they start in, from 0, the label and the value."""
        super().__init__((room, look.LABEL.leading + look.CELL.leading + 4))
        self.pairs = pairs
        self.elements: list[tuple[Element, Element]] = []
        self.step = (room + look.COLUMN_GAP) / look.SHEET_COLUMNS

    def place(self, parent: Element) -> None:
        """Items of the list that ``parent`` is."""
        for _each in self.pairs:
            item = parent.add("LI")
            self.elements.append((item.add("Lbl"), item.add("LBody")))

    def draw(self) -> None:
        """Draw at the origin."""
        for (column, label, value), (name, said) in zip(self.pairs, self.elements, strict=True):
            left = column * self.step
            self.write(left, self.height - 8.5, label, look.LABEL, name)
            self.write(left, self.height - 8.5 - look.CELL.leading, value, look.CELL, said)


class SignatureBoxes(Drawn):
    """A box for each party with a line to sign on and one for name and date."""

    _PAD, _RULED, _SIGNING = 10.0, 52.0, 30.0

    def __init__(self, parties: Sequence[Party], lines: tuple[str, str], room: float) -> None:
        self.parties, self.lines = parties, lines
        self.each = (room - (len(parties) - 1) * 20) / len(parties)
        inner = self.each - 2 * self._PAD
        self.texts = [
            [*para(party.side, style(look.FIGURE_TITLE)), *para(party.person, style(look.FIGURE_DETAIL))]
            for party in parties
        ]
        ruled = look.space(self._SIGNING) + self._RULED
        super().__init__((room, ruled + max(heights(text, inner) for text in self.texts)))
        self.elements: list[Element] = []

    def place(self, parent: Element) -> None:
        """A group for each party."""
        for text in self.texts:
            group = parent.add("Div")
            place(text, group)
            self.elements.append(group)

    def draw(self) -> None:
        """Draw at the origin."""
        inner = self.each - 2 * self._PAD
        for number, (text, group) in enumerate(zip(self.texts, self.elements, strict=True)):
            left = number * (self.each + 20)
            self.canv.setStrokeColor(colour("rule"))
            self.canv.setLineWidth(0.8)
            self.canv.rect(left, 0.5, self.each, self.height - 1, stroke=1, fill=0)
            self.set_paragraphs(text, left + self._PAD, self.height - 8, inner)
            self.canv.setStrokeColor(colour("muted"))
            for line, bottom in zip(self.lines, (50, 18), strict=True):
                self.canv.line(left + self._PAD, bottom, left + self.each - self._PAD, bottom)
                self.write(left + self._PAD, bottom - 9.5, line, look.LABEL, group.add("P"))


class RuledRoom(Drawn):
    """Lines to write on down to the end of the page; nothing where fewer than some fit."""

    _LINE, _LEAST, _MOST, _ABOVE = 24.0, 3, 2000.0, 14.0

    def __init__(self, title: str, room: float) -> None:
        super().__init__((room, 0.0))
        self.title = title
        self.element: Element | None = None

    def place(self, parent: Element) -> None:
        """The title as a paragraph; the lines are an artifact."""
        self.element = parent.add("P")

    def wrap(self, _across: float, down: float) -> tuple[float, float]:
        """What is left of the page."""
        rest = down - self._ABOVE - look.LABEL.leading - 2
        lines = int(rest // self._LINE) if down < self._MOST else 0
        self.lines = lines if lines >= self._LEAST else 0
        self.height = self.lines * self._LINE + look.LABEL.leading + self._ABOVE if self.lines else 0.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin."""
        if not self.lines:
            return
        self.write(0, self.height - self._ABOVE - look.LABEL.leading, self.title, look.LABEL, self.element)
        self.canv.setStrokeColor(colour("rule"))
        self.canv.setLineWidth(look.RULE)
        for number in range(self.lines):
            self.canv.line(0, 0.5 + number * self._LINE, self.width, 0.5 + number * self._LINE)
