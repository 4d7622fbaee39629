"""Where long words may be parted at the end of a line, by the patterns of the brief's language.

The hyphen that is printed is the soft one (U+00AD), which has the looks of a hyphen in the bundled face: a search, a
screen reader and whoever copies the text meet the whole word (ISO 32000-1, 14.8.2.2.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from reportlab.platypus.paragraph import _SplitFragHY  # type: ignore[attr-defined] # its types lack it

from scopewright.language import current

Parts = Callable[[str], Iterator[tuple[str, str]]]
_LEAST, _MOST = 9, 40
"""Letters of a word that may be parted; a longer one is none, and is cut where the line ends."""
_KEPT = 3
"""Letters that stay together at either end."""
_SOFT = "\N{SOFT HYPHEN}"
_REGION = {"en": "en_GB", "de": "de_DE"}


def hyphenator() -> Parts | None:
    """What parts words of the language that is spoken now; none if there are no patterns for it."""
    tag = current()
    return _hyphenator(_REGION.get(tag, tag))


@cache
def _hyphenator(tag: str) -> Parts | None:
    import pyphen  # type: ignore[import-untyped] # ships no types

    known = pyphen.language_fallback(tag)
    if known is None:
        return None
    patterns = pyphen.Pyphen(lang=known, left=_KEPT, right=_KEPT)

    def parts(word: str) -> Iterator[tuple[str, str]]:
        # a hyphen that is there already would be taken for one that was added
        if _LEAST <= len(word) <= _MOST and not word.isupper() and "-" not in word:
            yield from patterns.iterate(word)

    return parts


def soften(paragraph: Any) -> None:
    """Make the hyphens that parting added to the lines of a wrapped paragraph soft; those of the text stay."""
    broken = paragraph.blPara
    lines = list(broken.lines)
    for place in parted(paragraph):
        lines[place] = _softened(lines[place], broken.kind)
    paragraph.blPara = broken.clone(lines=lines)


def parted(paragraph: Any) -> Iterator[int]:
    """The places of the lines of a wrapped paragraph that end within a word.

    reportlab tells them apart no more once the lines are set, so the lines are read along the text.
    """
    text = "".join("".join(_said(each).split()) for each in paragraph.frags)
    at = 0
    for place, line in enumerate(paragraph.blPara.lines):
        pieces = line[1] if paragraph.blPara.kind == 0 else [each.text for each in line.words]
        said = "".join("".join(piece.split()) for piece in pieces)
        if text.startswith(said, at):
            at += len(said)
        elif said.endswith("-") and text.startswith(said[:-1], at):
            at += len(said) - 1
            yield place
        else:
            return


def _said(piece: Any) -> str:
    """The text of a piece of a paragraph, which is a run of letters or a word; a page break leaves words over."""
    if isinstance(piece, list):
        said = "".join(text for _looks, text in piece[1:])
        return said.removesuffix("-") if isinstance(piece, _SplitFragHY) else said
    return str(piece.text) if hasattr(piece, "text") else " ".join(getattr(piece, "words", ()))


def _softened(line: Any, kind: int) -> Any:
    """A copy of a line with a soft hyphen at its end; pieces behind it are blank. The line may be drawn again."""
    words = line[1] if kind == 0 else line.words
    for place in reversed(range(len(words))):
        piece = words[place] if kind == 0 else words[place].text
        if piece.rstrip().endswith("-"):
            soft = f"{piece.rstrip()[:-1]}{_SOFT}"
            if kind == 0:
                return line[0], [*words[:place], soft, *words[place + 1 :]]
            return line.clone(words=[*words[:place], words[place].clone(text=soft), *words[place + 1 :]])
    return line
