"""How wide a text is in the bundled brief font, and how it is broken or shortened to fit.

Widths are sums of advance widths, without kerning or hinting; painters draw with the very same font files and settings.
Only layouts break and shorten texts; a painter never does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Literal

from scopewright import resources

Font = Literal["regular", "semibold", "bold", "italic"]

_FILES: dict[Font, str] = {
    "regular": "SourceSans3-Regular.ttf",
    "semibold": "SourceSans3-SemiBold.ttf",
    "bold": "SourceSans3-Bold.ttf",
    "italic": "SourceSans3-Italic.ttf",
}
_FALLBACKS = (_FILES["regular"], "NotoSansSC-Han.ttf", "NotoSansKR-Hangul.ttf")
"""Files in which a character is looked for that the font of the role lacks, in this order."""
_HOUSE: ContextVar[Mapping[Font, Path] | None] = ContextVar("house", default=None)
FAMILY = "Source Sans 3"
FALLBACK_FAMILIES = "Noto Sans SC, Noto Sans KR"
"""What another program knows the files by that a character is looked for in."""
ASCENT = 0.89
"""Share of the size above the baseline that accented capitals of the bundled font need."""
DESCENT = 0.25
"""Share of the size below the baseline."""
MISSING_WIDTH = 1.0
"""Width, as a share of the size, of the box that stands for a character the font does not have."""
ELLIPSIS = "…"
_UNDRAWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@contextmanager
def set_in(files: Mapping[Font, Path] | None) -> Iterator[None]:
    """Measure with the files of another family, by role, as long as the block lasts; without any, with the bundled."""
    before = _HOUSE.set(files)
    try:
        yield
    finally:
        _HOUSE.reset(before)


def font_path(font: Font) -> Path:
    """The font file of a role; both painters must draw with this very file."""
    house = _HOUSE.get()
    return house[font] if house else _bundled(font)


@cache
def _bundled(font: Font) -> Path:
    return resources.path("fonts", _FILES[font])


@cache
def fallback_paths() -> tuple[Path, ...]:
    """The font files for characters that the font of a role lacks: the bundled face, Han, kana, Hangul."""
    return tuple(resources.path("fonts", name) for name in _FALLBACKS)


def fallback(character: str) -> Path | None:
    """The file that has a character which the font of a role lacks; None if no bundled font has it."""
    return next((path for path in fallback_paths() if character in _advances_in(path)), None)


def _advances(font: Font) -> dict[str, float]:
    return _advances_in(font_path(font))


@cache
def _advances_in(path: Path) -> dict[str, float]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # fontTools ships no types

    with TTFont(path, lazy=True) as file:
        per_em = file["head"].unitsPerEm
        metrics = file["hmtx"].metrics
        return {chr(code): metrics[glyph][0] / per_em for code, glyph in file.getBestCmap().items()}


@lru_cache(maxsize=20_000)
def _ems(text: str, path: Path) -> float:
    advances = _advances_in(path)
    return sum(advances[c] if c in advances else _width_elsewhere(c) for c in text)


def _width_elsewhere(character: str) -> float:
    path = fallback(character)
    return _advances_in(path)[character] if path else MISSING_WIDTH


def width(text: str, font: Font, size: float) -> float:
    """The width in points of one line of text."""
    return _ems(text, font_path(font)) * size


def uncovered(text: str, font: Font = "regular") -> tuple[str, ...]:
    """The characters that no bundled font has, each once, in order; a painter draws each as its code point in a box."""
    advances = _advances(font)
    return tuple(dict.fromkeys(c for c in text if c not in advances and fallback(c) is None))


def runs(text: str, font: Font) -> Iterator[tuple[Path | None, str]]:
    """The text in runs of one font file each, for None that of characters no bundled font has."""
    own, advances = font_path(font), _advances(font)
    for path, run in groupby(text, lambda character: own if character in advances else fallback(character)):
        yield path, "".join(run)


def inkless(character: str) -> bool:
    """Whether a character shows nothing by itself: joiners, direction marks, variation selectors."""
    return unicodedata.category(character) in ("Cf", "Cs", "Cc") or "\ufe00" <= character <= "\ufe0f"


def missing(text: str) -> tuple[str, ...]:
    """The characters of a text that are seen and that no bundled font has, each once."""
    return tuple(c for c in uncovered(unicodedata.normalize("NFC", text)) if not c.isspace() and not inkless(c))


def one_line(text: str) -> str:
    """The text as one line: a run of line ends, tabs and blanks becomes one blank.

    Control characters, lone surrogates and noncharacters, which neither SVG nor PDF can hold, become U+FFFD. Where a
    bundled font lacks a joiner, a direction mark or a variation selector, it is left out: nothing is to be seen of it.
    """
    flat = _UNDRAWABLE.sub("\ufffd", " ".join(text.split()))
    return flat if flat.isascii() else "".join(c for c in flat if not inkless(c) or not uncovered(c))


def _cut(text: str, font: Font, size: float, room: float) -> int:
    """How many leading characters fit into ``room``, never parting a letter from its combining mark."""
    used, count = 0.0, 0
    while count < len(text):
        used += width(text[count], font, size)
        if used > room + 1e-6:
            break
        count += 1
    while 0 < count < len(text) and unicodedata.combining(text[count]):
        count -= 1
    return count


def ellipsize(text: str, font: Font, size: float, room: float) -> str:
    """One line that fits into ``room`` points, shortened with an ellipsis if need be; empty if not even that fits."""
    flat = one_line(text)
    if width(flat, font, size) <= room + 1e-6:
        return flat
    left = room - width(ELLIPSIS, font, size)
    if left < 0:
        return ""
    return flat[: _cut(flat, font, size, left)].rstrip() + ELLIPSIS


def wrap(text: str, font: Font, size: float, room: float, most: int) -> tuple[str, ...]:
    """At most ``most`` lines that fit into ``room`` points, broken at blanks, else at hyphens, else anywhere.

    What does not fit any more is shortened with an ellipsis at the end of the last line. Empty text gives no line.
    """
    lines: list[str] = []
    rest = one_line(text)
    while rest and len(lines) < most - 1:
        line, rest = _first_line(rest, font, size, room)
        lines.append(line)
    if rest:
        lines.append(ellipsize(rest, font, size, room))
    return tuple(lines)


def _first_line(text: str, font: Font, size: float, room: float) -> tuple[str, str]:
    count = max(1, _cut(text, font, size, room))
    if count == len(text):
        return text, ""
    blank = text.rfind(" ", 0, count + 1)
    hyphen = max(text.rfind(mark, 0, count) for mark in "-/") + 1
    at = blank if blank > 0 else hyphen or count
    return text[:at].rstrip(), text[at:].lstrip()
