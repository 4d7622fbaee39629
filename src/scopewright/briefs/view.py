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
from scopewright.model.refusal import SaidToUser
from scopewright.model.releases import is_of
from scopewright.model.review import signoffs
from scopewright.model.review_changes import SIGNOFF, Base, Changes, base, changes_for
from scopewright.model.sections.overview import Overview
from scopewright.model.sections.people import Person
from scopewright.model.sections.review_rings import ReviewRing
from scopewright.model.snapshot import Snapshot, restore_view, snapshots

_SHORT, _NAME = 180, 90
"""Characters of a long text, and of a long name, that the executive part quotes; the whole scope has the rest."""


class Public(Engagement):
    """An engagement without its internal records and fields; links to such records stay and name nobody.

    With the hidden key of a ``release`` only what is part of that one is in it; links to the rest say its spoken id.
    """

    def __init__(self, whole: Engagement, release: str = "") -> None:
        super().__init__(whole.key, whole.sections)
        shown = [record for record in whole.records() if not _internal(record)]
        kept = [record for record in shown if not release or is_of(whole, record, release)]
        self._elsewhere = {record.key: record.id for record in shown}
        for record in kept:
            self.insert(record.section.key, _public_part(record))
        self._hidden = {record.key for record in whole.records() if _internal(record)}

    def spoken(self, key: str) -> str:
        """The spoken id; of an internal record, that it is not named."""
        if key in self._elsewhere:
            return self._elsewhere[key]
        return _("(not named)") if key in self._hidden else super().spoken(key)


def _public_part(record: Record) -> Doc:
    """The record's document without its internal fields, and without what a newer version wrote: nobody knows what."""
    hidden = {spec.name for spec in record.section.specs if spec.internal} | set(record.unknown)
    return {name: data for name, data in record.doc().items() if name not in hidden}


def _internal(record: Record) -> bool:
    """Whether a record is internal; a mark that could not be read counts, for a leak cannot be taken back."""
    return record.internal or "internal" in record.unread


@dataclass(frozen=True, slots=True)
class Before:
    """The public engagement as it was when a snapshot was taken, and what that is called."""

    engagement: Public
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a brief is for, by hidden key, and what changed for that person; without a base, ``reason`` says why."""

    person: str
    base: Base | None
    changes: Changes
    reason: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The public engagement, the language, the paper, what the brief is compared with and whom it is for, if any."""

    engagement: Public
    locale: Locale
    page: Page
    before: Before | None = None
    reader: Reader | None = None
    release: str = ""
    """What the release is called that the brief is for; empty if it is for the whole engagement."""
    figures: bool = True
    """Whether what records come to is printed with them: a contract says what is agreed, not how it stands."""

    def said(self, record: Record, name: str) -> str:
        """A field as people read it, or a dash."""
        return record.shown(name, self.locale) or EMPTY

    def headline(self, record: Record) -> str:
        """The line that stands for a record, or a dash."""
        return record.headline or EMPTY

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


def left_out(engagement: Engagement) -> list[tuple[Record, str]]:
    """What no brief prints: internal records with their headlines, and internal fields with their titles."""
    found: list[tuple[Record, str]] = []
    for record in engagement.records():
        if _internal(record):
            found.append((record, record.headline))
        else:
            found += [(record, _(spec.title)) for spec in record.said() if spec.internal]
    return found


def view(
    engagement: Engagement, paper: Paper, language: str, since: str = "", reader: str = "", release: str = ""
) -> View:
    """What a brief in this language on this paper may see: everything, or what is part of one release (hidden key).

    It is compared with the state that ``since`` names (see ``review_changes.base``), else with the last snapshot of
    the whole. ``reader`` is the hidden key of whom it is for.

    Raises:
        SaidToUser: that snapshot is damaged, or there is none such; the message is for the user.
    """
    public = Public(engagement, release)
    held = [each for each in snapshots(engagement) if not each.release]
    chosen = base(engagement, reader, since).snapshot if since else held[-1] if held else None
    before = Before(Public(restore_view(engagement, chosen), release), chosen) if chosen else None
    read = _reader(engagement, public, reader, since or SIGNOFF, language) if reader else None
    called = (engagement[release].headline or engagement[release].id) if release else ""
    return View(public, public.locale(language), PAPERS[paper], before, read, called)


def _reader(engagement: Engagement, public: Public, person: str, since: str, language: str) -> Reader:
    try:
        found = base(engagement, person, since)
    except SaidToUser as error:
        return Reader(person, None, Changes((), (), ()), str(error))
    states = found.states(public.sections, lambda snapshot: Public(restore_view(engagement, snapshot)))
    return Reader(person, found, changes_for(states, public, engagement.changes, person, language))


def usual_reader(engagement: Engagement) -> str:
    """Whom a reviewer's brief is for while nobody is named: the sponsor, else the last who reviews, else who signed."""
    reviewers = [person for ring in engagement.all(ReviewRing) for person in ring.reviewers]
    signers = [each.person for each in signoffs(engagement) if each.person]
    return engagement.one(Overview).sponsor or next(reversed(signers + reviewers), "")


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
