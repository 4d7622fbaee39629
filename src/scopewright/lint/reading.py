"""A text as the wording rules read it: its language, its sentences, its figures, and which listed phrases it has.

The phrases are data: one file of lists for each language under ``resources/lint``. A text is read once for all rules.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from scopewright import resources

LANGUAGES = ("en", "de", "fr")
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:[ldcjmnst]|qu|jusqu)'(?=\s)|[^\W\d_]\w*(?:['-]\w+)*|[<>≤≥]=?|[^\w\s]", re.IGNORECASE
)
_ELISION = re.compile(r"\b(?:[ldcjmnst]|qu|jusqu)'(?=\w)", re.IGNORECASE)
_SENTENCE_END = frozenset(".!?;\n")
_LETTERS = {"de": "äöüß", "fr": "éèêàçùœ"}
"""Letters that tell a language, each like one of its small words."""


@dataclass(frozen=True)
class Hit:
    """A listed phrase in a text: tokens ``start`` up to ``end``, and the words as they were written."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Figure:
    """A number in a text with the token it stands at, and what follows it (a unit, a percent sign, a noun)."""

    at: int
    value: float
    unit: str


@dataclass(frozen=True)
class _Phrase:
    """A phrase of a list; ``starred`` if one of its words stands for all that begin so."""

    name: str
    words: tuple[str, ...]
    starred: bool

    def fits(self, words: tuple[str, ...], at: int) -> bool:
        """Whether the folded words have it at this place."""
        there = words[at : at + len(self.words)]
        if not self.starred:
            return there == self.words
        return len(there) == len(self.words) and all(
            word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
            for word, wanted in zip(there, self.words, strict=True)
        )


class Lexicon:
    """The lists of one language, looked up by how a phrase begins; ``*`` ends a word with any ending."""

    def __init__(self, language: str) -> None:
        said = tomllib.loads(resources.text("lint", f"{language}.toml"))
        self.common = frozenset(said.pop("common_words"))
        self._words: dict[str, list[_Phrase]] = {}
        self._pairs: dict[tuple[str, ...], list[_Phrase]] = {}
        self._starred: dict[str, list[_Phrase]] = {}
        for name, phrases in said.items():
            for written in phrases:
                words = tuple(" ".join(_tokens(written)).replace(" *", "*").split(" "))
                phrase = _Phrase(name, words, "*" in written)
                if phrase.starred:
                    self._starred.setdefault(words[0][:3].rstrip("*"), []).append(phrase)
                elif len(words) == 1:
                    self._words.setdefault(words[0], []).append(phrase)
                else:
                    self._pairs.setdefault(words[:2], []).append(phrase)

    def hits(self, words: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
        """Every listed phrase in the folded words: its list, and the tokens it covers."""
        for at, word in enumerate(words):
            for phrase in self._words.get(word, ()):
                yield phrase.name, at, at + 1
            longer = self._pairs.get(words[at : at + 2], ())
            for phrase in (*longer, *self._starred.get(word[:3], ())) if longer or word[:3] in self._starred else ():
                if phrase.fits(words, at):
                    yield phrase.name, at, at + len(phrase.words)


@cache
def lexicon(language: str) -> Lexicon:
    """The lists of one language."""
    return Lexicon(language)


@dataclass(frozen=True)
class Reading:
    """A text with what was read out of it; ``tokens`` are as written, ``folded`` in lower case."""

    text: str
    language: str
    tokens: tuple[str, ...]
    folded: tuple[str, ...]
    lists: Mapping[str, tuple[Hit, ...]]
    figures: tuple[Figure, ...]
    breaks: tuple[int, ...]

    def all(self, *names: str) -> list[Hit]:
        """Every phrase of these lists, in the order of the text."""
        found = [hit for name in names for hit in self.lists.get(name, ())]
        return sorted(found, key=lambda hit: hit.start) if len(names) > 1 and found else found

    def has(self, *names: str) -> bool:
        """Whether a phrase of one of these lists is there."""
        return any(name in self.lists for name in names)

    def sentence(self, at: int) -> tuple[int, int]:
        """The first token of the sentence around a token, and the one behind its last."""
        first = max((stop + 1 for stop in self.breaks if stop < at), default=0)
        last = min((stop for stop in self.breaks if stop >= at), default=len(self.tokens))
        return first, last

    def near(self, hit: Hit, *names: str, before: int = 0, after: int = 0) -> bool:
        """Whether a phrase of these lists stands in the same sentence at most so many tokens before or after."""
        first, last = self.sentence(hit.start)
        low, high = max(first, hit.start - before), min(last, hit.end + after)
        return any(
            low <= other.start and other.end <= high and (other.end <= hit.start or other.start >= hit.end)
            for other in self.all(*names)
        )

    def denied(self, hit: Hit) -> bool:
        """Whether a negation stands up to five tokens before the phrase in its sentence."""
        return self.near(hit, "negation", before=5)

    def figure_in_sentence(self, hit: Hit) -> bool:
        """Whether the sentence around a phrase has a number, in digits or words."""
        first, last = self.sentence(hit.start)
        return any(first <= f.at < last for f in self.figures) or any(
            first <= other.start < last for other in self.all("number_words")
        )


@lru_cache(maxsize=16384)
def read(text: str) -> Reading:
    """Read a text; English unless its small words are German or French."""
    tokens = _tokens(text)
    folded = tuple(token.casefold() for token in tokens)
    breaks = [at for at, token in enumerate(tokens) if token in _SENTENCE_END]
    language = _language(folded)
    lists: dict[str, list[Hit]] = {}
    for name, start, end in lexicon(language).hits(folded):
        lists.setdefault(name, []).append(Hit(start, end, " ".join(tokens[start:end])))
    shown = {name: tuple(hits) for name, hits in lists.items()}
    return Reading(text, language, tuple(tokens), folded, shown, tuple(_figures(folded)), tuple(breaks))


def _tokens(text: str) -> list[str]:
    """Words, numbers, comparators and marks; a French elision is a word of its own, a line end is a mark."""
    straight = _ELISION.sub(lambda found: found.group() + " ", text.replace("’", "'"))
    return [token for line in straight.split("\n") for token in (*_TOKEN.findall(line), "\n")][:-1]


def _language(words: Sequence[str]) -> str:
    letters = "".join(words)
    score = {
        language: len(lexicon(language).common.intersection(words))
        + sum(letter in letters for letter in _LETTERS.get(language, ""))
        for language in LANGUAGES
    }
    best = max(LANGUAGES, key=lambda language: score[language])
    return best if score[best] > score["en"] else "en"


def _figures(words: Sequence[str]) -> Iterator[Figure]:
    for at, word in enumerate(words):
        if word[0].isdigit():
            yield Figure(at, _value(word), words[at + 1] if at + 1 < len(words) else "")


def _value(word: str) -> float:
    """A number as people write it: a mark before three digits groups thousands, any other is the decimal mark."""
    bare = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", word).replace(",", ".")
    try:
        return float(bare)
    except ValueError:
        return float("nan")
