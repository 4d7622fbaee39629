"""What a brief may see of an engagement, and how it says it in its own language.

``Public`` is a copy without the internal records: what is not in it cannot be printed, by no part and no picture.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from scopewright.briefs.blocks import EMPTY
from scopewright.briefs.papers import PAPERS, Page, Paper
from scopewright.language import _, show_day, show_number
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Locale
from scopewright.model.record import Doc, Record
from scopewright.model.sections.people import Person

_SHORT, _NAME = 180, 90
"""Characters of a long text, and of a long name, that the executive part quotes; the appendix has them whole."""


class Public(Engagement):
    """An engagement without its internal records and fields; links to such records stay and name nobody."""

    def __init__(self, whole: Engagement) -> None:
        super().__init__(whole.key, whole.sections)
        kept = [record for record in whole.records() if not _internal(record)]
        for record in kept:
            self.insert(record.section.key, _public_part(record))
        hidden = [record for record in whole.records() if _internal(record)]
        self.left_out = tuple(record.id for record in hidden)
        self._hidden = {record.key for record in hidden}

    def spoken(self, key: str) -> str:
        """The spoken id; of an internal record, that it is not named."""
        return _("(not named)") if key in self._hidden else super().spoken(key)


def _public_part(record: Record) -> Doc:
    """The record's document without its internal fields, and without what a newer version wrote: nobody knows what."""
    hidden = {spec.name for spec in record.section.specs if spec.internal} | set(record.unknown)
    return {name: data for name, data in record.doc().items() if name not in hidden}


def _internal(record: Record) -> bool:
    """Whether a record is internal; a mark that could not be read counts, for a leak cannot be taken back."""
    return record.internal or "internal" in record.unread


@dataclass(frozen=True, slots=True)
class View:
    """The public engagement, the language, and the paper."""

    engagement: Public
    locale: Locale
    page: Page

    def said(self, record: Record, name: str) -> str:
        """A field as people read it, or a dash."""
        return record.shown(name, self.locale) or EMPTY

    def day(self, day: dt.date | None) -> str:
        """A day in words, or a dash."""
        return show_day(day, self.locale.language) if day else EMPTY

    def number(self, value: float | None, decimals: int | None = None, unit: str = "") -> str:
        """A number with its unit, or a dash."""
        if value is None:
            return EMPTY
        shown = show_number(Decimal(repr(value)), self.locale.language, decimals)
        return f"{shown}\N{NO-BREAK SPACE}{unit}" if unit else shown

    def name(self, key: str | None) -> str:
        """How the record behind a link is called, or a dash."""
        return self.engagement.label(key) if key else EMPTY

    def names(self, keys: Iterable[str]) -> str:
        """How several records are called, or a dash."""
        return ", ".join(self.engagement.label(key) for key in keys) or EMPTY

    def person(self, key: str | None) -> str:
        """A person with the role, as on a cover; empty if nobody is named."""
        if not key:
            return ""
        role = next((each.role for each in self.engagement.all(Person) if each.key == key), "")
        return ", ".join(part for part in (self.engagement.label(key), role) if part)


def view(engagement: Engagement, paper: Paper, language: str) -> View:
    """What a brief in this language on this paper may see."""
    public = Public(engagement)
    return View(public, public.locale(language), PAPERS[paper])


def shortened(text: str, most: int = _SHORT) -> str:
    """The beginning of a text longer than ``most`` characters, cut at a blank; line ends become blanks."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    at = flat.rfind(" ", 0, most)
    return flat[: at if at > most // 2 else most] + "…"


def named(text: str) -> str:
    """A name as short as a card, a box or a sentence needs it."""
    return shortened(text, _NAME)
