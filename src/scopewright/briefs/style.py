"""The look of briefs in one place: type scale, spacing, and the house style that is worn. Lengths are points.

Colours are tokens of ``scenes.palette`` so that pictures and pages agree; status shapes are those of ``scenes.status``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from scopewright.briefs.house_style import HouseStyle
from scopewright.scenes import brand, measure
from scopewright.scenes.measure import Font
from scopewright.scenes.palette import Palette, Token
from scopewright.scenes.status import Status
from scopewright.scenes.typefaces import family


@dataclass(frozen=True, slots=True)
class Type:
    """How a kind of text is set; long words of ``running`` text may be parted."""

    size: float
    leading: float
    font: Font = "regular"
    colour: Token = "ink"
    before: float = 0.0
    after: float = 0.0
    running: bool = False


COVER_OVERLINE = Type(10, 13, "semibold")
COVER_TITLE = Type(34, 38, "semibold")
COVER_TITLE_LONG = Type(24, 28, "semibold")
COVER_SUBTITLE = Type(14, 19)
COVER_LABEL = Type(9, 12, "regular", "muted")
COVER_VALUE = Type(10.5, 14, "semibold")
MASTHEAD = Type(16, 20, "semibold", "brand1", 0, 6)
H1 = Type(20, 24, "semibold", "brand1", 22, 2)
LEAD = Type(12, 16.5, "regular", "muted", 0, 10)
H2 = Type(13, 17, "semibold", "brand1", 14, 4)
H3 = Type(10.5, 14, "semibold", "ink", 10, 2)
BODY = Type(10, 14, "regular", "ink", 0, 6, running=True)
CALLOUT = Type(10.5, 14.5, running=True)
CALLOUT_TITLE = Type(8.25, 11, "semibold", "brand2", 0, 1)
CELL = Type(8.75, 11.5, running=True)
CELL_HEAD = Type(8.25, 10.5, "semibold", "brand1")
FIGURE = Type(22, 26, "semibold", "brand1")
FIGURE_TITLE = Type(9, 12, "semibold")
FIGURE_DETAIL = Type(8.25, 11, "regular", "muted")
CAPTION = Type(8, 10.5, "regular", "muted", 4, 10, running=True)
SHEET_TEXT = Type(8.75, 11.5, "regular", "ink", 0, 3, running=True)
LABEL = Type(8, 10.5, "regular", "muted")
SHEET_HEAD = Type(9.5, 12.5, "semibold")
BADGE = Type(8, 10, "semibold")
CONTENTS = Type(9.5, 15)
CONTENTS_STRONG = Type(9.5, 15, "semibold")
HEADER = Type(8, 10)
FOOTER = Type(7.5, 10, "regular", "muted")
SMALLEST = 7.0
"""Nothing in a brief is set smaller."""

CLASSIFICATION = "#8C1023"
COVER_SHARE = 0.58
COVER_EDGE = 5.0
COVER_BAR, COVER_SOFT, COVER_ACCENT = 0.06, 0.82, 0.52
"""Shares of white in the bars on the cover, in the text on it (both of the first colour), and in its small heading."""
LOGO_ON_COVER, LOGO_IN_HEAD, LOGO_PAD = (170.0, 40.0), (64.0, 12.0), 8.0
"""The most that a logo is wide and high, and the white around it on the cover."""
COLUMN_GAP = 11.0
CELL_PAD_X, CELL_PAD_Y = 5.0, 4.5
HAIRLINE, RULE, HEAD_RULE, RECOMMENDED_RULE = 0.5, 0.5, 1.0, 2.0
BADGE_HEIGHT, BADGE_RADIUS, BADGE_SHAPE = 13.0, 3.0, 6.6
SCORE_WIDTH = 62.0
CALLOUT_BAR = 3.0
SHEET_COLUMNS = 4
LONGEST_RUN = 3000
"""Characters set as one paragraph; the time a longer one takes grows with its square."""

DOCUMENT_STATUS: Mapping[str, Status] = MappingProxyType(
    {"draft": "not-started", "review": "on-track", "issued": "at-risk", "signed": "complete"}
)
"""The shape that stands for a state of the document."""

PLAIN = HouseStyle()
_WORN: ContextVar[HouseStyle] = ContextVar("worn", default=PLAIN)
_SNUG = 0.65
"""Share of the usual space where one would go on to another page with little on it."""
_SPACE: ContextVar[float] = ContextVar("space", default=1.0)


@contextmanager
def wearing(house: HouseStyle) -> Iterator[None]:
    """Make briefs in this style as long as the block lasts; a typeface that is not here is the bundled one."""
    before = _WORN.set(house)
    try:
        with measure.set_in(family(house.font)):
            yield
    finally:
        _WORN.reset(before)


def worn() -> HouseStyle:
    """The style in which briefs are made now."""
    return _WORN.get()


def palette() -> Palette:
    """The colours in which briefs are made now."""
    return _palette(_WORN.get().brand1, _WORN.get().brand2)


@contextmanager
def snug() -> Iterator[None]:
    """Make briefs with less space around what is said, as long as the block lasts; letters stay as large."""
    before = _SPACE.set(_SNUG)
    try:
        yield
    finally:
        _SPACE.reset(before)


def space(points: float) -> float:
    """Space of so many points, as it is kept now."""
    return points * _SPACE.get()


@cache
def _palette(first: str, second: str) -> Palette:
    return brand.palette(first, second)
