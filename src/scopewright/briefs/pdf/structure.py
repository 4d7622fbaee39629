"""The logical structure of a tagged PDF: what is a heading, a list, a table cell, in reading order (ISO 32000-1, 14.8).

Elements are made while blocks become flowables, so their order is that of the document however pages fall; the canvas
adds to each the marked content that was drawn for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, Protocol, runtime_checkable

Role = Literal[
    "Document", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH",
    "TD", "Caption", "Figure", "TOC", "TOCI", "Reference", "Link",
]  # fmt: skip
_HEADINGS: Mapping[int, Role] = MappingProxyType({1: "H1", 2: "H2", 3: "H3", 4: "H4", 5: "H5", 6: "H6"})


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content: its number on a page, which counts from 1."""

    page: int
    number: int


@dataclass(eq=False, slots=True)
class Element:
    """A part of the document.

    ``alt`` says what a figure shows, ``target`` is the key of the heading that a link leads to, and ``scope`` tells
    whether a head cell speaks for its column or its row.
    """

    role: Role
    alt: str = ""
    target: str = ""
    scope: Literal["", "Column", "Row"] = ""
    kids: list[Element | Content] = field(default_factory=list)

    def add(self, role: Role, *, alt: str = "", target: str = "", scope: Literal["", "Column", "Row"] = "") -> Element:
        """A new last part of this one."""
        made = Element(role, alt, target, scope)
        self.kids.append(made)
        return made

    def walk(self) -> Iterator[Element]:
        """This part and all parts of it in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def prune(self) -> None:
        """Take out the parts that hold no content."""
        for kid in self.kids:
            if isinstance(kid, Element):
                kid.prune()
        keep = ("TD", "TH")
        self.kids = [kid for kid in self.kids if isinstance(kid, Content) or kid.kids or kid.role in keep]


def heading(level: int) -> Role:
    """The role of a heading of that level."""
    return _HEADINGS[min(level, len(_HEADINGS))]


@runtime_checkable
class Placed(Protocol):
    """A flowable that has its place in the structure."""

    def place(self, parent: Element) -> None:
        """Make the elements of this flowable, the last ones in ``parent``."""


def place(flowables: Iterable[object], parent: Element) -> None:
    """Make the elements of flowables, one after the other; spaces and breaks have none."""
    for each in flowables:
        if isinstance(each, Placed):
            each.place(parent)
