"""Which entries a few typed letters mean, best first; no Qt, fast for thousands of entries."""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

_MOST = 60


class Matcher:
    """Searches texts given as (title, rest): letters in the title weigh more than in the rest.

    Case and accents do not count. First come texts that start with what was typed, then those where each typed word
    begins a word, then those that contain it, then those whose title holds the letters in order from the beginning of
    a word on: letters strewn over any long title are chance.
    """

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        self._titles = [folded(title) for title, _ in texts]
        self._whole = [f"{title} {folded(rest)}" for title, (_, rest) in zip(self._titles, texts, strict=True)]

    def best(
        self, query: str, recent: Mapping[int, int], most: int = _MOST, *, near: Collection[int] = ()
    ) -> list[int]:
        """The places of the best texts; ``recent`` says how many steps ago (0 = last) a place was used.

        Of texts that fit alike those in ``near`` come first: sixty pages have an action of one title, and the one of
        the page in sight is meant. Without a query: the recent ones first, then those near, then all in their order.
        """
        words = folded(query).split()
        if not words:
            rest = sorted((at for at in range(len(self._titles)) if at not in recent), key=lambda at: at not in near)
            return [*sorted(recent, key=recent.__getitem__), *rest][:most]
        wanted = _Wanted(words)
        scored: list[tuple[int, bool, int, int, int]] = []
        for at, (title, whole) in enumerate(zip(self._titles, self._whole, strict=True)):
            level = wanted.level(title, whole)
            if level is not None:
                scored.append((level, at not in near, recent.get(at, len(recent)), len(title), at))
        return [at for *_, at in heapq.nsmallest(most, scored)]


def folded(text: str) -> str:
    """The text without case and accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


class _Wanted:
    def __init__(self, words: list[str]) -> None:
        self._query = " ".join(words)
        self._words = words
        self._begins = [re.compile(rf"\b{re.escape(word)}") for word in words]
        self._in_order = re.compile(r"\b" + ".*?".join(re.escape(letter) for letter in "".join(words)))

    def level(self, title: str, whole: str) -> int | None:
        """How well a text fits, 0 best; None when it does not."""
        if title.startswith(self._query):
            return 0 if title == self._query else 1
        if all(word in whole for word in self._words):
            if all(begin.search(title) for begin in self._begins):
                return 2
            return 3 if all(begin.search(whole) for begin in self._begins) else 4
        return 5 if self._in_order.search(title) else None
