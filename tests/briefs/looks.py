"""What a designer would circle on a page, measured: text outside the margins, over text, too small or too faint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pdfplumber

from scopewright.briefs.papers import PAPERS, Paper
from scopewright.briefs.style import SMALLEST

_GRID, _OVER = 12.0, 0.22
"""Points of the squares in which letters are compared, and the share of a letter that another one may cover."""
_DPI = 72 * 2
_LARGE, _LEAST, _LEAST_LARGE = 18.0, 4.5, 3.0


def faults(data: bytes, paper: Paper, *, contrast: bool = False) -> list[str]:
    """What is wrong with the pages of a brief, in words."""
    found = []
    with pdfplumber.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            letters = [each for each in page.chars if each["text"].strip()]
            checks = [*_outside(letters, page, paper), *_small(letters), *_over(letters)]
            if contrast:
                checks += _faint(letters, page)
            found += [f"page {number}: {each}" for each in checks]
            page.close()
    return found


def _outside(letters: list[Any], page: Any, paper: Paper) -> Iterator[str]:
    side = PAPERS[paper].side - 1
    for each in letters:
        if not (side <= each["x0"] and each["x1"] <= page.width - side and 25 < each["top"] < page.height - 25):
            yield f"“{each['text']}” at {each['x0']:.0f}, {each['top']:.0f} is outside the margins"


def _small(letters: list[Any]) -> Iterator[str]:
    for each in letters:
        if each["upright"] and each["size"] < SMALLEST - 1e-6:
            yield f"“{each['text']}” is {each['size']:.1f} points"


def _over(letters: list[Any]) -> Iterator[str]:
    squares: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for each in letters:
        squares[int(each["x0"] // _GRID), int(each["top"] // _GRID)].append(each)
    for (across, down), here in squares.items():
        near = [one for x in (0, 1) for y in (0, 1) for one in squares.get((across + x, down + y), ())]
        for one in here:
            for other in near:
                if one is not other and _share(one, other) > _OVER:
                    yield f"“{one['text']}” over “{other['text']}” at {one['x0']:.0f}, {one['top']:.0f}"


def _share(one: Any, other: Any) -> float:
    """How much of the smaller letter the other covers; boxes are cut to the height of capitals."""
    (top, bottom), (first, last) = _body(one), _body(other)
    across = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
    down = min(bottom, last) - max(top, first)
    smaller = min((one["x1"] - one["x0"]) * (bottom - top), (other["x1"] - other["x0"]) * (last - first))
    return float(across * down / smaller) if across > 0 and down > 0 and smaller > 0 else 0.0


def _body(letter: Any) -> tuple[float, float]:
    height = letter["bottom"] - letter["top"]
    return letter["top"] + 0.2 * height, letter["bottom"] - 0.15 * height


def _faint(letters: list[Any], page: Any) -> Iterator[str]:
    image = page.to_image(resolution=_DPI).original.convert("RGB")
    scale = _DPI / 72
    for each in letters[::3]:
        if not each["upright"]:
            continue
        box = [round(each[edge] * scale) for edge in ("x0", "top", "x1", "bottom")]
        area = image.crop((box[0] - 3, box[1] - 1, box[2] + 3, box[3] + 1))
        ground = max(area.getcolors(area.width * area.height))[1]
        colour = tuple(round(255 * part) for part in each["non_stroking_color"])
        least = _LEAST_LARGE if each["size"] >= _LARGE else _LEAST
        ratio = _ratio(colour * 3 if len(colour) == 1 else colour, ground)
        if ratio < least and colour != ground:
            yield f"“{each['text']}” has a contrast of {ratio:.1f}"


def _ratio(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
