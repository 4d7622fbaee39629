"""The examples of a rule: small scopes as data, printed in the documentation and run as tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scopewright.language import _
from scopewright.model.engagement import Engagement, new_key
from scopewright.model.record import Record, Section
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement

Example = Mapping[str, Sequence[Mapping[str, Any]]]
"""Records by section. A link names its target by headline; who is not described is added with that headline alone."""
REMOVED = "(removed)"
"""A link to this leads to nothing."""


def scope_of(example: Example) -> Engagement:
    """An engagement that holds the example and nothing else."""
    engagement = new_engagement("Search", "Acme")
    filler = _Filler(engagement, example)
    with Step(engagement, "Example", source="migration") as step:
        filler.fill(step)
    return engagement


class _Filler:
    def __init__(self, engagement: Engagement, example: Example) -> None:
        self._engagement, self._example = engagement, example
        self._named: dict[tuple[str, str], str] = {}
        self._undescribed: list[tuple[str, str]] = []
        for section, items in example.items():
            for item in items:
                self._key(section, str(item.get(engagement.sections[section].headline, "")))
        self._undescribed.clear()

    def fill(self, step: Step) -> None:
        for key, items in self._example.items():
            section = self._engagement.sections[key]
            for item in items:
                values = {name: self._stored(section, name, given) for name, given in item.items()}
                self._put(step, section, values)
        for key, headline in self._undescribed:
            section = self._engagement.sections[key]
            step.add(key, {section.headline: headline}, key=self._named[key, headline])

    def _put(self, step: Step, section: Section, values: Mapping[str, Any]) -> None:
        if not section.single:
            headline = str(values.get(section.headline, ""))
            known = self._named[section.key, headline]
            step.add(section.key, values, key=new_key() if known in self._engagement else known)
            return
        for name, stored in values.items():
            step.set(self._engagement.records(section.key)[0].key, name, stored)

    def _stored(self, section: Section, name: str, given: Any) -> Any:
        target = section.spec(name).kind.describe().get("to")
        if target is None:
            return given
        return [self._key(target, one) for one in given] if isinstance(given, list) else self._key(target, given)

    def _key(self, section: str, headline: str) -> str:
        if headline == REMOVED:
            return new_key()
        if (section, headline) not in self._named:
            self._named[section, headline] = new_key()
            self._undescribed.append((section, headline))
        return self._named[section, headline]


def in_words(example: Example) -> list[str]:
    """One line for each record of the example, as a reader would say it."""
    engagement = scope_of(example)
    said = [name for section, items in example.items() for name in [section] * bool(items)]
    return [_line(engagement, record) for key in said for record in _described(engagement, key, example[key])]


def _described(engagement: Engagement, section: str, items: Sequence[Mapping[str, Any]]) -> list[Record]:
    return engagement.records(section)[: len(items)]


def _line(engagement: Engagement, record: Record) -> str:
    locale = engagement.locale("en")
    section = record.section
    skipped = ("title", "client") if section.key == "overview" else ()
    parts = [
        f"{_(spec.title)}: {record.shown(spec.name, locale)}".replace("\n", " / ")
        for spec in section.specs
        if not record.is_empty(spec.name) and spec.name not in skipped
    ]
    return f"{record.id} · " + " · ".join(parts or [_("empty")])
