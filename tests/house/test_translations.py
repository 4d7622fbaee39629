"""The German and French catalogues: all that the program says and nothing else, every place for a value kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from scopewright import resources
from scopewright.language import _, ngettext, speaking
from tests.house.tree import SOURCE

Texts = tuple[str, ...]
_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def _catalogue(path: Path) -> dict[Texts, Texts]:
    with path.open("rb") as file:
        return {_forms(message.id): _forms(message.string) for message in read_po(file) if message.id}


def _forms(said: str | Sequence[str]) -> Texts:
    return (said,) if isinstance(said, str) else tuple(said)


def _places(texts: Texts) -> set[str]:
    return {name for each in texts for _text, name, _spec, _turn in Formatter().parse(each) if name}


@pytest.mark.parametrize("tag", ["de", "fr"])
def test_each_translation_is_of_a_text_in_use_and_keeps_its_places(tag: str) -> None:
    offered = _catalogue(resources.path("translations", "scopewright.pot"))
    for text, said in _catalogue(resources.path("translations", tag, "LC_MESSAGES", "scopewright.po")).items():
        assert text in offered
        assert all(said)
        assert _places(text) == _places(said), text


def test_a_text_is_said_in_the_language_of_the_block_and_in_english_where_none_is_known() -> None:
    with speaking("de"):
        assert _("Decisions") == "Entscheidungen"
        assert ngettext("{n} question is open", "{n} questions are open", 2) == "{n} Fragen sind offen"
        assert _("A text that nobody translated") == "A text that nobody translated"
    with speaking("fr"):
        assert ngettext("{n} question is open", "{n} questions are open", 0) == "{n} question est ouverte"
    assert _("Decisions") == "Decisions"


def _written() -> set[str]:
    """The texts in the code."""
    found = extract_from_dir(SOURCE, keywords=_KEYWORDS)
    return {said if isinstance(said, str) else said[0] for _file, _line, said, _comments, _context in found}


@pytest.mark.parametrize("tag", ["de", "fr"])
def test_no_text_of_the_program_is_untranslated(tag: str) -> None:
    said = {text[0] for text in _catalogue(resources.path("translations", tag, "LC_MESSAGES", "scopewright.po"))}
    assert _written() - said == set()
