"""Which rungs of the approach keep which principle, and which give a reason instead (row M21)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scopewright.language import N_, _
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Locale
from scopewright.model.sections.approach import LEARNT, Rung

SIMPLE_FIRST = N_("By hand or by rules before learning")
_FLAGS = ("end_to_end", "simple", "by_hand_first", "thorough")
_CHOICES = ("role", "reach")


@dataclass(frozen=True, slots=True)
class Principle:
    """A principle, in the user's language, with the rungs that keep it, give a reason instead, or say nothing."""

    title: str
    kept: tuple[Rung, ...]
    reasoned: tuple[Rung, ...]
    silent: tuple[Rung, ...]


def too_early(ladder: Sequence[Rung]) -> list[Rung]:
    """The rungs that learn and stand before the first by hand or by rules, whether they say why or not."""
    first = next((place for place, rung in enumerate(ladder) if rung.sort not in LEARNT), len(ladder))
    return list(ladder[:first])


def principles(engagement: Engagement, locale: Locale) -> list[Principle]:
    """Every principle checked on the ladder as it stands, in the locale's language; nothing while it has no rung."""
    ladder = engagement.all(Rung)
    return [_simple_first(ladder), *_flags(ladder), *_choices(ladder, locale)] if ladder else []


def _simple_first(ladder: Sequence[Rung]) -> Principle:
    early = too_early(ladder)
    return Principle(
        _(SIMPLE_FIRST),
        tuple(rung for rung in ladder if rung not in early),
        tuple(rung for rung in early if rung.justification),
        tuple(rung for rung in early if not rung.justification),
    )


def _flags(ladder: Sequence[Rung]) -> Iterator[Principle]:
    for name in _FLAGS:
        kept = tuple(rung for rung in ladder if getattr(rung, name))
        silent = tuple(rung for rung in ladder if rung not in kept)
        yield Principle(_(Rung.section.spec(name).title), kept, (), silent)


def _choices(ladder: Sequence[Rung], locale: Locale) -> Iterator[Principle]:
    for name in _CHOICES:
        said: dict[str, list[Rung]] = {}
        for rung in ladder:
            said.setdefault(rung.shown(name, locale), []).append(rung)
        yield from (Principle(title, tuple(rungs), (), ()) for title, rungs in said.items() if title)
