"""Which code page the words of a table are written in.

Guessers of running text are fooled by tables: few different words, often repeated, in several languages. Here each
different word with foreign bytes is read under every code page, and what no language would write costs: a letter that
no alphabet has beside the others of its word, a sign within a word, a capital behind a small letter, two scripts in one
word, a rare ideogram. The cheapest reading wins, and among equals the commoner code page. Which of the code pages of
ideograms it is, charset-normalizer tells, which is good at those.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

# Letters beyond ASCII of each language; of the other scripts the frequent ones first.
_ROMANCE = ("éèêàçâîôùûëïœæ", "óíáéñúü", "ãçáéíóâêõàúô", "àèùòìé", "àóéíèçúòïü")
_GERMANIC = ("üäöß", "äöåéšžø", "øæåéöäü", "ëéïöèüó")
_CENTRAL = ("üäöß", "łąęóżśćńź", "íáéřýčžšěůúňťďó", "áíéýčžúšťľôňäóďĺŕ", "áéöóőüíúű", "ăîşţâ", "čšžćđ", "ëç")
_BALTIC = ("üäöß", "ėųšžąčįūę", "āīēšūņļķžčģ", "äõüöšž")
_TURKISH = ("üäöß", "ıüşçöğâîûİ")
_RUSSIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_CYRILLIC = (
    _RUSSIAN,
    "оаинітервслкмудпяьзбгчйхцюїжєшщфґ",
    "аиоентрсвлкдпмузгбчяжшцщхюйъфь",
    "аиоенрстјвкдумплгзбчшцжњхђљћфџѓќѕ",
)
_GREEK = ("αοιετσνηυρπκμλςγδχθφβωξζψίάόέήύώϊϋΐΰ",)
_HEBREW = ("יולהתארבמשנדקעחפטסגזצכךםןףץ",)
_ARABIC = ("اليمنوتربسدهعقكفحجشطصخزضثذغظءآأؤإئةىپچژگ",)
_ICELANDIC = "áíðúóéöæþý"
_WESTERN = (*_GERMANIC, *_ROMANCE, _ICELANDIC)


@dataclass(frozen=True)
class _Page:
    """A code page, the alphabets written in it, and by how much it must be cheaper than a commoner one."""

    name: str
    alphabets: tuple[str, ...]
    handicap: float


_PAGES = (
    _Page("cp1252", _WESTERN, 0.0),
    _Page("iso8859_15", _WESTERN, 0.18),
    _Page("cp1250", _CENTRAL, 0.3),
    _Page("cp1254", _TURKISH, 0.36),
    _Page("cp1257", _BALTIC, 0.36),
    _Page("iso8859_2", _CENTRAL, 0.42),
    _Page("cp1251", _CYRILLIC, 0.6),
    _Page("cp1253", _GREEK, 0.6),
    _Page("cp1255", _HEBREW, 0.6),
    _Page("cp1256", _ARABIC, 0.6),
    _Page("cp850", _WESTERN, 0.6),
    _Page("mac_roman", _WESTERN, 0.6),
    _Page("koi8_r", _CYRILLIC, 0.6),
    _Page("cp866", _CYRILLIC, 0.6),
    _Page("koi8_u", _CYRILLIC, 0.66),
    _Page("iso8859_7", _GREEK, 0.66),
    _Page("iso8859_5", _CYRILLIC, 0.72),
    _Page("cp852", _CENTRAL, 0.72),
)
_IDEOGRAMS = ("cp932", "gb18030", "big5", "euc_jp", "cp949")
_IDEOGRAMS_HANDICAP = 0.1
PAGES = (*(page.name for page in _PAGES), *_IDEOGRAMS)
"""The codec names of all code pages that can be found."""

_WORD = re.compile(rb"[A-Za-z'\x80-\xff]*[\x80-\xff][A-Za-z'\x80-\xff]*")
_RUN = re.compile(r"[^\x00-\x7f]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_MOST_WORDS = 300
_USUAL_SIGNS = frozenset("°µ€£§²³½¼¾·–—‘’“”„…«»©®™±×ªº¿¡\u00a0")
_WITHIN_WORDS = frozenset("’·–—\u00a0")
_USUAL, _BY_RANK, _ALONE, _FAULT, _UNREADABLE = 0.2, 0.01, 0.3, 1.0, 3.0
# Turkish and Baltic words read as western ones look Icelandic, which is the rarer guess.
_RARELY = 0.1
_ANOTHER_LANGUAGE = 0.4
_GREEK_BEGINS = "\u0370"
# The ideograms in everyday use stand first in each of these code pages.
_EVERYDAY = {
    "cp932": range(0x82, 0x98), "gb18030": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7), "euc_jp": range(0xA4, 0xD0),
    "cp949": range(0xB0, 0xC9),
}  # fmt: skip
_SECOND_BYTE = {"gb18030": 0xA1, "euc_jp": 0xA1, "cp949": 0xA1}
_EVERYDAY_COST, _OTHER_COST = 0.1, 0.6


def code_page(sample: bytes) -> str:
    """The codec name of the code page that reads the words of a sample best; cp1252 where nothing tells."""
    words = list(dict.fromkeys(_WORD.findall(sample)))[:_MOST_WORDS]
    foreign = max(1, sum(byte > 0x7F for word in words for byte in word))
    costs = {page.name: _cost(page, words) + page.handicap for page in _PAGES}
    best = min(costs, key=costs.__getitem__)
    ideograms = min(_cost_of_ideograms(name, sample) for name in _IDEOGRAMS)
    return _page_of_ideograms(sample) if ideograms + _IDEOGRAMS_HANDICAP < costs[best] / foreign else best


def _cost(page: _Page, words: list[bytes]) -> float:
    """What the words cost as this page reads them, and each language after the first."""
    cost = 0.0
    languages: list[set[str]] = []
    for word in words:
        read = word.decode(page.name, "replace")
        letters = [_small(letter) for letter in _FOREIGN.findall(read) if _is_letter(letter)]
        cost += sum(_cost_of_sign(read, found.start()) for found in _FOREIGN.finditer(read))
        if letters:
            found = {alphabet: _cost_of_letters(letters, alphabet) for alphabet in page.alphabets}
            cost += min(found.values()) + _faults_of_shape(read, letters)
            languages.append({alphabet for alphabet, each in found.items() if each < _FAULT})
    return cost + _ANOTHER_LANGUAGE * max(0, _fewest(languages) - 1)


def _fewest(choices: list[set[str]]) -> int:
    """How many languages are needed for words of which each can be one of some, taking the most useful first."""
    left, taken = [each for each in choices if each], 0
    while left:
        counts = Counter(language for each in left for language in each)
        most = counts.most_common(1)[0][0]
        left, taken = [each for each in left if most not in each], taken + 1
    return taken


def _is_letter(sign: str) -> bool:
    return sign.isalpha() and sign not in _USUAL_SIGNS


def _cost_of_letters(letters: list[str], alphabet: str) -> float:
    missing = sum(letter not in alphabet for letter in letters)
    if alphabet[0] >= _GREEK_BEGINS:
        return _FAULT * missing + _BY_RANK * sum(max(0, alphabet.find(letter)) for letter in letters)
    return _FAULT * missing + (_RARELY * len(letters) if alphabet is _ICELANDIC else 0.0)


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def _cost_of_sign(word: str, place: int) -> float:
    sign = word[place]
    if sign == "\ufffd" or "\x80" <= sign < "\xa0":
        return _UNREADABLE
    if _is_letter(sign):
        return 0.0
    within = word[place - 1 : place].isalpha() and word[place + 1 : place + 2].isalpha()
    return _USUAL if sign in _USUAL_SIGNS and (not within or sign in _WITHIN_WORDS) else _FAULT


def _faults_of_shape(word: str, letters: list[str]) -> float:
    """Capitals behind small letters, Latin letters beside those of another script, no plain letter at all."""
    shifts = sum(one.islower() and two.isupper() and not (one + two).isascii() for one, two in pairwise(word))
    mixed = any(letter >= _GREEK_BEGINS for letter in letters) and any("a" <= letter <= "z" for letter in word.lower())
    strange = len(letters) == len(word) and (len(word) == 1 or letters[0] < _GREEK_BEGINS)
    return _FAULT * (shifts + len(letters) * mixed) + _ALONE * strange


def _cost_of_ideograms(name: str, sample: bytes) -> float:
    """What a character costs on average."""
    runs = list(dict.fromkeys(_RUN.findall(sample.decode(name, "replace"))))[:_MOST_WORDS]
    read = "".join(runs)
    return sum(_cost_of_ideogram(name, letter) for letter in read) / max(1, len(read))


def _cost_of_ideogram(name: str, letter: str) -> float:
    if letter == "\ufffd":
        return _UNREADABLE
    lead, *rest = letter.encode(name)
    everyday = lead in _EVERYDAY[name] and len(rest) == 1 and rest[0] >= _SECOND_BYTE.get(name, 0)
    return _EVERYDAY_COST if everyday else _OTHER_COST


def _page_of_ideograms(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_IDEOGRAMS)).best()
    return best.encoding if best else _IDEOGRAMS[0]
