"""The canvas of a brief: it keeps finished pages back until their number is known, then adds what depends on it.

Margins, page numbers, links, destinations and bookmarks are written in ``save``, page by page, in one pass of layout.
Whatever is drawn outside ``marked`` is an artifact of the page: rules, grounds, margins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from scopewright.briefs.pdf.drawing import Answers, Drawing, Remembered
from scopewright.briefs.pdf.structure import Content, Element

_ARTIFACT, _END = "/Artifact BMC", "EMC"
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
    element: Element
    page: int
    box: tuple[float, float, float, float]


class PageCanvas(Canvas):
    """A reportlab canvas that finishes its pages at the end."""

    finish: Finish
    _pagesize: tuple[float, float]
    _code: list[str]
    _doc: Any
    _startPage: Callable[[], None]  # noqa: N815 - reportlab's name
    _annotationCount: int  # noqa: N815 - the same

    def __init__(self, *args: Any, font: str, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initialFontName": font})
        self.font = font
        self._answers = Answers(self._doc)
        self._counts: Counter[int] = Counter()
        self.marks: list[Mark] = []
        self.pointers: list[Pointer] = []
        self.waiting: list[list[Any]] = []
        self._pages: list[dict[str, Any]] = []
        self._number = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page being drawn."""
        return self._pagesize

    @property
    def page(self) -> int:
        """The number of the page being drawn, from 1."""
        return self._number or len(self._pages) + 1

    @contextmanager
    def marked(self, element: Element | None) -> Iterator[None]:
        """What is drawn within belongs to an element; without one it stays an artifact."""
        if element is None:
            yield
            return
        page = self.page
        content = Content(page, self._counts[page])
        self._counts[page] += 1
        element.kids.append(content)
        self._code.extend([_END, f"/{element.role} <</MCID {content.number}>> BDC"])
        yield
        self._code.extend([_END, _ARTIFACT])

    def drawn(self, kept: Remembered, draw: Callable[[], None]) -> None:
        """Draw, or write what was drawn before if it is the same in this file."""
        if kept.drawing and self._answers.agree(kept.drawing):
            self._code.extend(kept.drawing.code)
            return
        start = len(self._code)
        heard = self._answers.during(draw)
        kept.drawing = Drawing(tuple(self._code[start:]), heard)

    @contextmanager
    def behind(self) -> Iterator[None]:
        """What is drawn within stands behind what was drawn on the page before."""
        before = self._code[:]
        self._code.clear()
        yield
        self._code.extend(before)

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Keep the page for later and begin the next."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Finish every page and write the file."""
        places = {mark.key: mark.page for mark in self.marks}
        for number, state in enumerate(self._pages, 1):
            # Links are named by a count that a kept page sets back: those of a second page of contents would clash.
            self.__dict__.update(state, _annotationCount=self._annotationCount)
            self._number = number
            self.finish(self, number, len(self._pages))
            self._point(number, places)
            self._bookmark(number)
            self._code[:] = [*_without_empty([_ARTIFACT, *self._code, _END])]
            super().showPage()
        self._number = 0
        super().save()

    def _point(self, number: int, places: dict[str, int]) -> None:
        for pointer in self.pointers:
            if pointer.page == number and pointer.key in places:
                left, bottom, right, top = pointer.box
                self.setFont(self.font, 9.5)
                with self.marked(pointer.element):
                    self.drawRightString(right, bottom + 4, str(places[pointer.key]))
                self.linkRect(pointer.key, pointer.key, (left, bottom, right, top), relative=0, thickness=0)

    def _bookmark(self, number: int) -> None:
        for mark in self.marks:
            if mark.page == number:
                self.bookmarkHorizontalAbsolute(mark.key, mark.top, left=0, fit="XYZ")
                self.addOutlineEntry(mark.text, mark.key, level=mark.level - 1, closed=mark.level > 1)


def _without_empty(code: list[str]) -> Iterator[str]:
    """The drawing operators without artifacts in which nothing is drawn."""
    held = False
    for each in code:
        if held and each != _END:
            yield _ARTIFACT
        elif held:
            held = False
            continue
        held = each == _ARTIFACT
        if not held:
            yield each
