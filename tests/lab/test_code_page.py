"""Tables of few words are read in the code page they were written in: countries' names in thirty languages."""

from __future__ import annotations

import random

import pytest
from babel import Locale

from scopewright.lab.encoding import detect_encoding

_WRITTEN = {
    "cp1252": ("de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "is", "ca"),
    "cp1250": ("pl", "cs", "sk", "hu", "hr", "sl"),
    "cp1251": ("ru", "uk", "bg", "sr"),
    "cp1253": ("el",),
    "cp1254": ("tr",),
    "cp1255": ("he",),
    "cp1256": ("ar",),
    "cp1257": ("lt", "lv", "et"),
    "iso8859_2": ("pl", "cs", "hu"),
    "cp850": ("de", "fr", "es"),
    "mac_roman": ("de", "fr", "es"),
    "cp852": ("pl", "cs"),
    "koi8_r": ("ru",),
    "cp866": ("ru",),
    "cp932": ("ja",),
    "gb18030": ("zh",),
    "big5": ("zh_TW",),
    "cp949": ("ko",),
}
_AIM = 0.9


def _countries(language: str, code_page: str) -> list[str]:
    names = sorted(set(Locale.parse(language).territories.values()))
    return [name for name in names if name.encode(code_page, "ignore").decode(code_page) == name]


def _table(names: list[str]) -> str:
    return "id;name\n" + "".join(f"{row};{names[row % len(names)]}\n" for row in range(400))


@pytest.mark.parametrize("different", [4, 40])
def test_few_words_are_enough_to_tell_the_code_page(different: int) -> None:
    right, wrong = 0, []
    for code_page, languages in _WRITTEN.items():
        for language in languages:
            names = _countries(language, code_page)
            foreign = [name for name in names if not name.isascii()]
            chosen = random.Random(language).sample(foreign, min(different, len(foreign)))
            text = _table([*chosen, *names[:2]])
            found = detect_encoding(text.encode(code_page))
            if text.encode(code_page).decode(found, "replace") == text:
                right += 1
            else:
                wrong.append((code_page, language, found))
    assert right / (right + len(wrong)) >= _AIM, wrong


@pytest.mark.parametrize(
    ("words", "code_page"),
    [
        (["Zoë"], "cp1252"),
        (["café", "naïve"], "cp1252"),
        (["Málaga", "Cádiz", "Coruña"], "cp1252"),
        (["São Paulo", "Goiânia", "Maranhão"], "cp1252"),
        (["Zürich", "Genève", "Málaga", "Malmö", "São Paulo", "Århus"], "cp1252"),
        (["10 °C", "20 µm", "±3"], "cp1252"),
        (["5 €", "£4"], "cp1252"),
        (["1\xa0234,50"], "cp1252"),
        (["Łódź", "Kraków", "Gdańsk"], "cp1250"),
        (["İstanbul", "Şişli", "Beyoğlu"], "cp1254"),
        (["да", "нет"], "cp1251"),
        (["東京", "大阪"], "cp932"),
    ],
)
def test_a_column_of_a_few_values_is_read_as_it_was_written(words: list[str], code_page: str) -> None:
    text = _table(words)
    assert text.encode(code_page).decode(detect_encoding(text.encode(code_page))) == text
