"""An engagement read once for all rules of one check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from scopewright.model.engagement import Engagement
from scopewright.model.readings.carried import carried_forward
from scopewright.model.record import Record
from scopewright.model.scoring import Scoring
from scopewright.model.sections.document import Document

R = TypeVar("R", bound=Record)


class Scope:
    """Records by section and who points to whom; the engagement must not change while it is used.

    ``today`` is the status date of the document: without it no rule calls anything late, so that the same file is
    judged alike on every day.
    """

    def __init__(self, engagement: Engagement) -> None:
        self.engagement = engagement
        self.sections = engagement.sections
        self._by_section: dict[str, list[Record]] = {key: engagement.records(key) for key in engagement.sections}

    @cached_property
    def records(self) -> list[Record]:
        """All records, in the order of the sections."""
        return [record for key in self.sections for record in self._by_section[key]]

    def of(self, section: str) -> Sequence[Record]:
        """The records of one section in their order; none if this engagement has no such section."""
        return self._by_section.get(section, ())

    def all(self, of: type[R]) -> list[R]:
        """The records of one section in their order, typed."""
        return [record for record in self.of(of.section.key) if isinstance(record, of)]

    def get(self, key: str | None, of: type[R]) -> R | None:
        """The record of that section with this hidden key, if it is there."""
        found = self.engagement.get(key)
        return found if isinstance(found, of) else None

    def name(self, key: str) -> str:
        """How a record is written: a person's name, or the spoken id."""
        return self.engagement.label(key)

    @cached_property
    def links(self) -> list[tuple[Record, str, str]]:
        """Every link: the record it stands in, its field, and the hidden key it leads to."""
        return [(record, field, key) for record in self.records for field, key in record.links()]

    @cached_property
    def _pointing(self) -> dict[str, list[tuple[Record, str]]]:
        found: dict[str, list[tuple[Record, str]]] = {}
        for record, field, key in self.links:
            found.setdefault(key, []).append((record, field))
        return found

    def pointing(self, key: str, of: type[R], *fields: str) -> list[R]:
        """The records of a section that link to this one by one of these fields."""
        found = self._pointing.get(key, ())
        return [record for record, field in found if isinstance(record, of) and field in fields]

    def is_carried_forward(self, record: Record) -> bool:
        """Whether a later release took the record over, and whatever it lacks is asked for there."""
        return record.key in self._carried[record.section.key]

    @cached_property
    def _carried(self) -> dict[str, frozenset[str]]:
        return {section: carried_forward(self.engagement, section) for section in self.sections}

    @cached_property
    def today(self) -> dt.date | None:
        """The status date of the document."""
        return next((document.status_date for document in self.all(Document)), None)

    @cached_property
    def scoring(self) -> Scoring:
        """How risks are scored."""
        return self.engagement.scoring

    def late(self, day: dt.date | None) -> bool:
        """Whether a day lies before the status date."""
        return bool(day and self.today and day < self.today)
