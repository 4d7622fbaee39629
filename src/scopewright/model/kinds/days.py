"""The kind of a calendar day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from scopewright.language import _, read_day, show_day
from scopewright.model.kinds.base import Kind, Locale, Plain


@dataclass(frozen=True)
class Day(Kind[dt.date | None]):
    """A calendar day, ISO 8601 in JSON; words that are no date are kept as typed by the record."""

    name: ClassVar[str] = "day"

    @property
    def empty(self) -> None:
        return None

    def to_json(self, value: dt.date | None) -> Any:
        return None if value is None else value.isoformat()

    def from_json(self, data: Any) -> dt.date:
        if not isinstance(data, str):
            raise ValueError(_("A date such as 2027-03-12 was expected."))
        try:
            return dt.date.fromisoformat(data)
        except ValueError as error:
            raise ValueError(_("“{text}” is not a date such as 2027-03-12.").format(text=data)) from error

    def show(self, value: dt.date | None, locale: Locale) -> str:
        return "" if value is None else show_day(value, locale.language)

    def read(self, text: str, locale: Locale) -> dt.date | None:
        return read_day(text, locale.language) if text.strip() else None

    def plain(self, value: dt.date | None, locale: Locale) -> Plain:  # noqa: ARG002 - spreadsheets take ISO dates
        return None if value is None else value.isoformat()
