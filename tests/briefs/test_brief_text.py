"""Text on its way into a PDF: never markup, nothing lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scopewright.briefs
from scopewright.briefs.blocks import Strong
from scopewright.briefs.pdf.text import Text, missing, para, printable, style, width
from scopewright.briefs.style import BODY, LONGEST_RUN
from tests.briefs.engagements import HOSTILE, SCRIPTS


def _plain(text: str) -> str:
    return "".join("".join(each.getPlainText(identify=None).split()) for each in para(text, style(BODY)))


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_text_is_printed_letter_by_letter(text: str) -> None:
    assert _plain(text) == "".join(text.split())


@given(st.text(max_size=200))
def test_any_text_becomes_paragraphs_that_say_what_is_printable_of_it(text: str) -> None:
    assert _plain(text) == "".join(printable(text, lines=True).split())


@given(st.text(alphabet="ab<>&;/\"'= \n", max_size=80))
def test_no_mixture_of_brackets_and_entities_is_read_as_markup(text: str) -> None:
    assert _plain(text) == "".join(text.split())


def test_a_character_no_font_has_is_printed_as_its_code_point() -> None:
    assert printable("a 😀 b") == "a [U+1F600] b"
    assert missing("a 😀 中😀") == ("😀",)


def test_letters_of_other_scripts_and_signs_that_the_font_has_are_printed_as_they_are() -> None:
    assert printable(SCRIPTS) == SCRIPTS
    assert missing(SCRIPTS) == ()


def test_a_letter_with_a_loose_accent_is_composed_rather_than_boxed() -> None:
    assert printable("e\u0301") == "é"


def test_characters_without_ink_need_no_box() -> None:
    assert printable("a\u200bb\ufe0f\u202ec") == "abc" or missing("a\u200bb\ufe0f\u202ec") == ()


def test_controls_and_lone_surrogates_do_not_reach_the_page() -> None:
    assert "\x00" not in printable("a\x00b\ud800c")


def test_a_very_long_text_is_set_as_several_paragraphs() -> None:
    made = para("x" * (3 * LONGEST_RUN + 1), style(BODY))
    assert len(made) == 4
    assert sum(len(each.getPlainText(identify=None)) for each in made) == 3 * LONGEST_RUN + 1


def test_a_long_text_is_cut_at_a_line_end_if_there_is_one() -> None:
    lines = "\n".join("word " * 10 for _ in range(200))
    assert all(not each.getPlainText(identify=None).startswith(" ") for each in para(lines, style(BODY)))


def test_a_text_that_is_parted_at_a_line_end_goes_on_without_an_empty_line() -> None:
    (rest,) = para("\n".join(f"Line {number}" for number in range(40)), style(BODY))
    lines = 0.0
    while True:
        first, *others = rest.split(400, 120) or [rest]
        lines += first.wrap(400, 10_000)[1] / BODY.leading
        if not others:
            break
        rest = cast(Text, others[0])
    assert round(lines, 3) == 40


def test_an_empty_line_starts_a_new_paragraph_and_a_line_end_a_new_line() -> None:
    assert [each.getPlainText(identify=None) for each in para("a\n\nb", style(BODY))] == ["a", "b"]
    assert len(para("a\nb", style(BODY))) == 1


def test_a_piece_that_stands_out_is_set_in_semibold() -> None:
    (made,) = para((Strong("Now"), " or later"), style(BODY))
    assert made.frags[0].fontName == "SourceSans3-SemiBold"


def test_the_width_of_a_text_is_that_of_what_is_printed() -> None:
    assert width("😀", BODY) == width("[U+1F600]", BODY)


def test_one_module_alone_makes_paragraphs() -> None:
    folder = Path(scopewright.briefs.__file__).parent
    makers = {
        file.name
        for file in folder.rglob("*.py")
        if re.search(r"(?<![\w.])(?:Paragraph|Text|Label)\(.*(?:markup|how)", file.read_text(encoding="utf-8"))
    }
    assert makers == {"text.py"}
