"""The canvas of a brief: it keeps finished pages back until their number is known, then adds what depends on it.

Margins, page numbers, links, destinations and bookmarks are written in ``save``, page by page, in one pass of layout.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from scopewright.briefs.pdf.text import face

Finish = Callable[["PageCanvas", int, int], None]
"""What draws the margins of a page: the canvas, the page from 1, the number of pages."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading that was drawn: its place in the contents and on paper."""

    key: str
    text: str
    level: int
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Pointer:
    """A line of the contents that waits for the page of a heading: the line's box, from which it is clicked."""

    key: str
    page: int
    box: tuple[float, float, float, float]


class PageCanvas(Canvas):
    """A reportlab canvas that finishes its pages at the end."""

    finish: Finish
    _pagesize: tuple[float, float]
    _startPage: Callable[[], None]  # noqa: N815 - reportlab's name

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initialFontName": face("regular")})
        self.marks: list[Mark] = []
        self.pointers: list[Pointer] = []
        self.waiting: list[list[Any]] = []
        self._pages: list[dict[str, Any]] = []

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page being drawn."""
        return self._pagesize

    @property
    def page(self) -> int:
        """The number of the page being drawn, from 1."""
        return len(self._pages) + 1

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Keep the page for later and begin the next."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Finish every page and write the file."""
        places = {mark.key: mark.page for mark in self.marks}
        for number, state in enumerate(self._pages, 1):
            self.__dict__.update(state)
            self.finish(self, number, len(self._pages))
            self._point(number, places)
            self._bookmark(number)
            super().showPage()
        super().save()

    def _point(self, number: int, places: dict[str, int]) -> None:
        for pointer in self.pointers:
            if pointer.page == number and pointer.key in places:
                left, bottom, right, top = pointer.box
                self.setFont(face("regular"), 9.5)
                self.drawRightString(right, bottom + 4, str(places[pointer.key]))
                self.linkRect("", pointer.key, (left, bottom, right, top), relative=0, thickness=0)

    def _bookmark(self, number: int) -> None:
        for mark in self.marks:
            if mark.page == number:
                self.bookmarkHorizontalAbsolute(mark.key, mark.top, left=0, fit="XYZ")
                self.addOutlineEntry(mark.text, mark.key, level=mark.level - 1, closed=mark.level > 1)
