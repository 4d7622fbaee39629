"""The sheets a brief is printed on. Lengths are points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from scopewright.language import N_

Paper = Literal["a4", "letter"]
MM = 72 / 25.4
_CLOSER = 10.0
"""Points that text may come closer to the rules above and below."""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of paper with its margins; ``top`` and ``bottom`` are where text starts and ends, from the edges.

    The title is untranslated.
    """

    title: str
    width: float
    height: float
    side: float
    top: float = 26 * MM
    bottom: float = 22 * MM
    header_rule: float = 18 * MM
    footer_rule: float = 15 * MM

    @property
    def content(self) -> float:
        """Width of the text."""
        return self.width - 2 * self.side

    @property
    def text_height(self) -> float:
        return self.height - self.top - self.bottom

    @property
    def closer(self) -> Page:
        """The same sheet with text up to near the rules."""
        return replace(self, top=self.top - _CLOSER, bottom=self.bottom - _CLOSER)

    @property
    def turned(self) -> Page:
        """The same sheet in landscape."""
        return replace(self, width=self.height, height=self.width)


PAPERS: Mapping[Paper, Page] = MappingProxyType(
    {"a4": Page(N_("A4"), 595.28, 841.89, 51.0), "letter": Page(N_("Letter"), 612.0, 792.0, 54.0)}
)
