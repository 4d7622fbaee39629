"""What a line is read against: the day, the language, who and which releases there are."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from scopewright.model.engagement import Engagement
from scopewright.model.scoring import Scoring, usual
from scopewright.model.sections.people import Person
from scopewright.model.sections.releases import Release


@dataclass(frozen=True, slots=True)
class Known:
    """A person a line can name: the label that the engagement finds them by, the spoken id, name and role."""

    label: str
    id: str
    name: str
    role: str = ""


@dataclass(frozen=True)
class Context:
    """Everything besides the line itself that its reading depends on; equal contexts read equally."""

    today: dt.date
    language: str = "en"
    people: tuple[Known, ...] = ()
    releases: tuple[str, ...] = ()
    scoring: Scoring = field(default_factory=usual)

    @classmethod
    def of(cls, engagement: Engagement, today: dt.date, language: str = "en") -> Context:
        """What the engagement knows now."""
        people = tuple(
            Known(engagement.label(each.key), each.id, each.name, each.role)
            for each in engagement.all(Person) if each.name
        )  # fmt: skip
        releases = tuple(each.name for each in engagement.all(Release) if each.name)
        return cls(today, language, people, releases, engagement.scoring)

    def and_person(self, name: str, spoken: str) -> Context:
        """The same with a person who was just made."""
        return replace(self, people=(*self.people, Known(name, spoken, name)))

    def and_release(self, name: str) -> Context:
        """The same with a release that was just made."""
        return replace(self, releases=(*self.releases, name))

    def person(self, typed: str) -> str | None:
        """The label of the one person meant by a typed name: id, whole name, role, first or last name, in that order.

        Nothing if nobody is meant, or several are.
        """
        wanted = _plain(typed)
        for way in self._ways:
            if found := way.get(wanted):
                return next(iter(found)) if len(found) == 1 else None
        return None

    def release(self, typed: str) -> str | None:
        """The release of this name as the engagement writes it."""
        return next((name for name in self.releases if name.casefold() == typed.casefold()), None)

    @cached_property
    def _ways(self) -> tuple[dict[str, set[str]], ...]:
        return (
            _index((known.id, known.label) for known in self.people),
            _index((name, known.label) for known in self.people for name in (known.name, known.label)),
            _index((known.role, known.label) for known in self.people if known.role),
            _index((word, known.label) for known in self.people for word in known.name.split()),
        )


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, label in pairs:
        found[_plain(name)].add(label)
    return dict(found)


def _plain(name: str) -> str:
    """A name without accents and case: @jerome means Jérôme."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(part for part in parts if not unicodedata.combining(part)).split())
