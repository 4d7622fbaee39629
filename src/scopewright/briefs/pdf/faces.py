"""The bundled faces as reportlab draws with them: what a face lacks is drawn from the fallback files, run by run.

reportlab splits a text into runs of subsets and asks the font for the name of each; here the runs may be those of
another font. So every way of drawing text, paragraphs included, falls back without knowing it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from scopewright.briefs.pdf.drawing import Answers
from scopewright.scenes import measure
from scopewright.scenes.measure import Font

_APART = 1 << 16
"""More subsets than one font ever has: the subsets of the first fallback are numbered from here on, and so on."""


class Face(TTFont):
    """A face of the brief; ``font`` is its role."""

    def __init__(self, name: str, font: Font) -> None:
        super().__init__(name, str(measure.font_path(font)))
        self._font = font
        self._known = frozenset(self.face.charToGlyph)
        self._single: dict[tuple[str | bytes, float], float] = {}

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """The width in points, fallbacks included.

        A word longer than its line is measured letter by letter and anew on every page: letters are remembered.
        """
        if len(text) != 1:
            return self._measured(text, size, encoding)
        if (text, size) not in self._single:
            self._single[text, size] = self._measured(text, size, encoding)
        return self._single[text, size]

    def _measured(self, text: str | bytes, size: float, encoding: str) -> float:
        said = text.decode(encoding) if isinstance(text, bytes) else text
        if self._lacks(said):
            return measure.width(said, self._font, size)
        return float(super().stringWidth(said, size, encoding))

    def splitString(self, text: str | bytes, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """Runs of one subset each; those of fallbacks are numbered apart."""
        said = text.decode(encoding) if isinstance(text, bytes) else text
        lacks = self._lacks(said)
        runs = self._runs(said, doc, encoding) if lacks else list(super().splitString(said, doc, encoding))
        if lacks or not said.isascii():
            _tell(doc, self.splitString, said, runs)
        return runs

    def _runs(self, said: str, doc: Any, encoding: str) -> list[tuple[int, bytes]]:
        runs: list[tuple[int, bytes]] = []
        for place, characters in groupby(said, self._place):
            part = "".join(characters)
            if place < 0:
                runs += super().splitString(part, doc, encoding)
            else:
                other = _fallbacks()[place].splitString(part, doc, encoding)
                runs += [((place + 1) * _APART + subset, codes) for subset, codes in other]
        return runs

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802 - reportlab's name
        """The name in the file of one subset, of this face or of a fallback."""
        place, number = divmod(subset, _APART)
        ask = _fallbacks()[place - 1].getSubsetInternalName if place else super().getSubsetInternalName
        name = str(ask(number, doc))
        _tell(doc, self.getSubsetInternalName, subset, name)
        return name

    def _lacks(self, text: str) -> bool:
        return not self._known.issuperset(map(ord, text))

    def _place(self, character: str) -> int:
        """Which fallback has the character; -1 if this face has it, or no font has."""
        if ord(character) in self.face.charToGlyph:
            return -1
        path = measure.fallback(character)
        return -1 if path is None else measure.fallback_paths().index(path)


def _tell(doc: Any, ask: Callable[[Any, Any], object], about: str | int, said: object) -> None:
    """Say what was answered to whoever remembers a drawing; readable letters have the same codes in every file."""
    answers: Answers | None = getattr(doc, "answers", None)
    if answers is not None:
        answers.hear((ask, about), said)


@cache
def _fallbacks() -> tuple[TTFont, ...]:
    return tuple(_registered(path) for path in measure.fallback_paths())


def _registered(path: Path) -> TTFont:
    font = TTFont(f"{path.stem}-fallback", str(path))
    pdfmetrics.registerFont(font)
    return font
