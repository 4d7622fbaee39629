"""Measuring, colours and the SVG painter."""

from __future__ import annotations

from itertools import pairwise, product
from typing import get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFont

from scopewright.model.scoring import Scoring
from scopewright.scenes import measure, palette, status, svg
from scopewright.scenes.heat_map import HeatRisk, heat_map
from scopewright.scenes.measure import Font
from scopewright.scenes.palette import Palette, Token
from scopewright.scenes.scene import Scene, Table, Text

PALETTES = {"print": palette.LIGHT_PRINT, "light": palette.LIGHT_SCREEN, "dark": palette.DARK_SCREEN}
WORDS = ("one", "two", "three", "four", "five")


@pytest.mark.parametrize("font", get_args(Font))
def test_widths_are_those_of_the_pdf_library_for_the_same_file(font: Font) -> None:
    other = TTFont(f"check-{font}", str(measure.font_path(font)))
    text = "Größe ≥ 0,95 → Türkçe Ελλάδα Жизнь 0123456789 ✓✗●▲■◆"
    assert measure.width(text, font, 8.75) == pytest.approx(other.stringWidth(text, 8.75), rel=1e-3)


@given(text=st.text(max_size=120), room=st.floats(8, 300), most=st.integers(1, 4))
def test_broken_text_fits_and_loses_no_character_unless_it_is_shortened(text: str, room: float, most: int) -> None:
    lines = measure.wrap(text, "regular", 8, room, most)
    assert len(lines) <= most
    assert all(measure.width(line, "regular", 8) <= max(room, 8) + 0.01 for line in lines)
    if not any(line.endswith(measure.ELLIPSIS) for line in lines):
        assert "".join(lines).replace(" ", "") == measure.one_line(text).replace(" ", "")


@given(text=st.text(max_size=60), room=st.floats(0, 200))
def test_shortened_text_fits_and_says_so(text: str, room: float) -> None:
    short = measure.ellipsize(text, "semibold", 9, room)
    assert measure.width(short, "semibold", 9) <= room + 0.01
    assert short in ("", measure.one_line(text)) or short.endswith(measure.ELLIPSIS)


def test_a_long_word_is_broken_at_its_hyphen() -> None:
    assert measure.wrap("Maximiliane-Alexandra", "regular", 8, 50, 2)[0] == "Maximiliane-"


def test_characters_that_the_font_lacks_are_named_and_take_a_box() -> None:
    assert measure.uncovered("aبb文א中ب한") == ("ب", "א")
    assert measure.width("中", "regular", 10) == 10


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES.keys())
def test_a_palette_holds_every_token(colours: Palette) -> None:
    assert set(colours) == set(get_args(Token))


INKS: tuple[Token, ...] = ("ink", "muted", "brand1", "brand2")
GROUNDS: tuple[Token, ...] = ("paper", "panel")
PARTS: tuple[Token, ...] = ("brand2", "muted", "daci-driver-text")
TINTS: tuple[Token, ...] = ("daci-driver-tint", "daci-approver-tint")
TEXT_ON: list[tuple[Token, Token]] = [
    *product(INKS, GROUNDS),
    ("on-brand1", "brand1"), ("brand1", "band"), ("on-pill", "pill"),
    ("on-heat-low", "heat-low"), ("on-heat-moderate", "heat-moderate"), ("on-heat-high", "heat-high"),
    ("on-heat-critical", "heat-critical"),
    ("daci-approver-text", "daci-approver-tint"),
    *product(PARTS, TINTS),
    *((status.DARK[each], status.TINT[each]) for each in status.STATUSES),
    *((status.DARK[each], "paper") for each in status.STATUSES),
]  # fmt: skip


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES.keys())
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_is_legible_on_its_ground(colours: Palette, text: Token, ground: Token) -> None:
    assert palette.contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES.keys())
def test_heat_bands_and_bars_can_be_told_apart_in_grey(colours: Palette) -> None:
    assert palette.contrast(colours["status-off-track"], colours["status-off-track-tint"]) >= 3
    heat: tuple[Token, ...] = ("heat-low", "heat-moderate", "heat-high", "heat-critical")
    greys = sorted(palette.contrast(colours[token], "#000000") for token in heat)
    assert all(lighter / darker >= 1.15 for darker, lighter in pairwise(greys))


def test_the_contrast_of_black_on_white_is_twenty_one() -> None:
    assert palette.contrast("#000000", "#FFFFFF") == pytest.approx(21)


@given(text=st.text(max_size=60))
def test_any_text_gives_well_formed_svg_that_still_says_it(text: str) -> None:
    shown = measure.one_line(text)
    item = Text(x=0, y=10, text=shown, size=8, fill="ink", alt=text)
    root = ElementTree.fromstring(svg.paint(Scene(100, 20, (item,), text, text, Table((), ())), palette.LIGHT_PRINT))
    element = root.find("{http://www.w3.org/2000/svg}text")
    assert element is not None
    assert "".join(element.itertext()) == shown * 2


def test_the_same_scene_gives_the_same_svg_without_clip_paths() -> None:
    risks = [HeatRisk("R-1", "<b>Freeze</b> & co", 4, 4)]
    one, two = (svg.paint(heat_map(risks, Scoring(WORDS, WORDS, (5, 10, 15))), palette.LIGHT_PRINT) for _ in range(2))
    assert one == two
    assert "clip" not in one
    assert "<b>" not in one
