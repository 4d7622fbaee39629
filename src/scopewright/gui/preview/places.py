"""From a place on a page to the record, and the field, that is printed there: read from the page itself.

A record is printed behind its spoken id, in a row or under a head; what its fields say stands under their titles, in
columns or beside labels. Points are those of the page, from its top left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtPdf import QPdfDocument

from scopewright.language import _, speaking
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record

_SLACK = 3.0
"""Points by which a place may miss a line of text."""
_LINE = 14.0
"""Points within which the heads of columns stand, of one line or two."""
_FAR = 130.0
"""Points beside a label up to which a place is still under it."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is printed at a place: a record by its spoken id, and the name of a field, empty if it is not told."""

    record: str
    field: str


def place_at(document: QPdfDocument, page: int, at: QPointF, engagement: Engagement, language: str) -> Place | None:
    """The record and field at a point of a page of a brief in that language; none if nothing above it tells."""
    with speaking(language):
        reading = _Reading(document, page, engagement)
        return reading.place(at)


class _Reading:
    """The words of one page that tell what is printed there, with their places."""

    def __init__(self, document: QPdfDocument, page: int, engagement: Engagement) -> None:
        self._document, self._page = document, page
        self._text = document.getAllText(page).text()
        self._engagement = engagement
        self._titles = {_(spec.title) for section in engagement.sections.values() for spec in section.specs}
        self._known = {record.id: record for record in engagement.records()}

    def place(self, at: QPointF) -> Place | None:
        """What is printed at a point."""
        heads = [(area, self._known[word]) for word, area in self._areas(self._known, heads=True)]
        above = [(area, record) for area, record in heads if area.top() <= at.y() + _SLACK]
        if not above:
            return self._alone(at)
        lowest = max(area.top() for area, _record in above)
        level = [each for each in above if each[0].top() > lowest - _SLACK]
        area, record = min(level, key=lambda each: each[0].left())
        return Place(record.id, self._field(at, area, record) or record.section.headline)

    def _alone(self, at: QPointF) -> Place | None:
        """A field of a section with one record, which is printed without its id under the title of the field."""
        single = [section for section in self._engagement.sections.values() if section.single]
        found = []
        for record in (each for section in single for each in self._engagement.records(section.key)):
            titles = {_(spec.title): spec.name for spec in record.said()}
            under = ((area.top(), record.id, titles[word]) for word, area in self._areas(titles))
            found += [each for each in under if each[0] <= at.y() + _SLACK]
        return Place(*max(found)[1:]) if found else None

    def _field(self, at: QPointF, head: QRectF, record: Record) -> str:
        titles = {_(spec.title): spec.name for spec in record.section.specs}
        found = [(titles[word], area) for word, area in self._areas(titles)]
        column = self._column(at, head, found)
        if column and column != record.section.headline:
            return column
        mine = [(name, area) for name, area in found if head.top() - _SLACK <= area.top() <= at.y() + _SLACK]
        beside = [(area.top(), area.left(), name) for name, area in mine if -_SLACK <= at.x() - area.left() < _FAR]
        return max(beside)[2] if beside else column

    def _column(self, at: QPointF, head: QRectF, found: Sequence[tuple[str, QRectF]]) -> str:
        """The field in whose column the point is, if the record is a row of a table: its id stands under “ID”."""
        over = [area for _word, area in self._areas({_("ID")}) if area.top() < head.top() - _SLACK]
        rows = [area.top() for area in over if abs(area.left() - head.left()) < _SLACK / 2]
        if not rows:
            return ""
        columns = [(area.left(), name) for name, area in found if abs(area.top() - max(rows)) < _LINE]
        left = [(start, name) for start, name in columns if start <= at.x() + _SLACK]
        return max(left)[1] if left else ""

    def _areas(self, words: Iterable[str], *, heads: bool = False) -> Iterator[tuple[str, QRectF]]:
        """Each place at which one of some words is printed; of ``heads``, not where it is what a field says."""
        longest = sorted((word for word in words if word), key=len, reverse=True)
        pattern = "|".join(rf"(?<![\w-]){re.escape(word)}(?![\w-])" for word in longest)
        for match in re.finditer(pattern, self._text) if pattern else ():
            before = self._text[: match.start()].rstrip(" ")
            line = before.rstrip("\r\n").rpartition("\n")[2].strip()
            if heads and ((not before.endswith(("\n", "\r")) and before) or line in self._titles):
                continue
            shown = self._document.getSelectionAtIndex(self._page, match.start(), len(match[0]))
            yield match[0], shown.boundingRectangle()
