"""Which records a table shows, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scopewright.model.fields import Spec
from scopewright.model.kinds import Locale
from scopewright.model.record import Record


@dataclass(frozen=True)
class Filter:
    """``text`` must stand in some field, in any case; the quick filters ask for what is missing or wrong."""

    text: str = ""
    no_owner: bool = False
    has_problems: bool = False

    @property
    def is_on(self) -> bool:
        """Whether anything is asked at all."""
        return self != Filter()


class Search:
    """Says which records a filter lets through; what each record reads like is worked out once.

    ``is_found`` tells by hidden key whether the linter has found anything about a record.
    """

    def __init__(self, locale: Locale, is_found: Callable[[str], bool] = lambda _key: False) -> None:
        self._locale = locale
        self._is_found = is_found
        self._texts: dict[str, tuple[Record, str]] = {}

    def forget(self) -> None:
        """Names of linked records changed: what records read like is to be worked out again."""
        self._texts.clear()

    def passes(self, record: Record, wanted: Filter) -> bool:
        """Whether a record is shown."""
        if wanted.no_owner and not is_without_owner(record):
            return False
        if wanted.has_problems and not (has_problems(record) or self._is_found(record.key)):
            return False
        return not wanted.text or wanted.text.casefold() in self._text(record)

    def _text(self, record: Record) -> str:
        known = self._texts.get(record.key)
        if known is None or known[0] is not record:
            shown = [record.id, *(record.shown(spec.name, self._locale) for spec in record.section.specs)]
            known = (record, "\n".join(shown).casefold())
            self._texts[record.key] = known
        return known[1]


def is_without_owner(record: Record) -> bool:
    """Whether the section has owners and this record has none that is understood."""
    return "owner" in record.section and getattr(record, "owner", None) is None


def field_has_problem(record: Record, spec: Spec) -> bool:
    """Whether a field was not understood, is needed and empty, or breaks the rules of its kind."""
    if spec.name in record.unread or (spec.required and record.is_empty(spec.name)):
        return True
    return bool(spec.kind.problems(getattr(record, spec.name)))


def has_problems(record: Record) -> bool:
    """Whether any field of a record has a problem by itself."""
    return any(field_has_problem(record, spec) for spec in record.section.specs)


def sort_key(record: Record, spec: Spec, locale: Locale) -> tuple[int, Any]:
    """Orders by what a field means: empty ones last, before them what was not understood."""
    if spec.name in record.unread:
        return 1, record.unread[spec.name].casefold()
    value = getattr(record, spec.name)
    if value == spec.kind.empty:
        return 2, ""
    choices = spec.kind.describe().get("choices")
    if choices is not None:
        return 0, choices.index(record.stored(spec.name))
    plain = spec.kind.plain(value, locale)
    return 0, plain.casefold() if isinstance(plain, str) else plain
