"""After two copies are put together: no spoken id twice, no two records in one place of a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scopewright.model import ranks
from scopewright.model.change import WHOLE, Change
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.snapshot import kept_records
from scopewright.model.step import Step

Age = dict[str, str]
"""Hidden key -> when the record was made; what was there before any history is older than everything."""


def ages(histories: Iterable[Iterable[Change]]) -> Age:
    """When each record was made, as far as the histories tell."""
    born: Age = {}
    for changes in histories:
        for change in changes:
            if change.field == WHOLE and change.before is None:
                born[change.record] = min(change.when, born.get(change.record, change.when))
    return born


def renumber(step: Step, born: Age) -> list[tuple[str, str, str]]:
    """Give a new spoken id to every record whose id another one holds by right: the signed one, else the older one.

    Returns hidden key, old id and new id of each.
    """
    same: defaultdict[str, list[Record]] = defaultdict(list)
    for record in step.engagement.records():
        same[record.id.casefold()].append(record)
    twice = [records for records in same.values() if len(records) > 1]
    signed = set(kept_records(step.engagement)) if twice else set()
    later: list[Record] = []
    for records in twice:
        later += sorted(records, key=lambda r: (r.key not in signed, born.get(r.key, ""), r.key))[1:]
    renumbered = []
    for record in sorted(later, key=lambda r: (r.section.key, born.get(r.key, ""), r.key)):
        new = step.engagement.next_id(record.section.key)
        step.set_fixed(record.key, "id", new)
        renumbered.append((record.key, record.id, new))
    return renumbered


def separate(step: Step, born: Age) -> None:
    """Give a place of its own to every record that another one of its section stands on; the oldest stays."""
    for section in step.engagement.sections:
        records = step.engagement.records(section)
        if len({record.rank for record in records}) < len(records):
            _spread(step, sorted(records, key=lambda r: (r.rank, born.get(r.key, ""), r.key)))


def _spread(step: Step, records: list[Record]) -> None:
    below: str | None = None
    for record, above in reversed(list(zip(records[1:], records, strict=False))):
        rank = record.rank
        if above.rank == rank:
            rank = ranks.between(rank, below)
            step.set_fixed(record.key, "rank", rank)
        below = rank


def merged_numbers(ours: Engagement, theirs: Engagement) -> None:
    """Go on counting after the higher number of both, so that none is ever given again."""
    for section, last in theirs.numbers.items():
        ours.numbers[section] = max(last, ours.numbers.get(section, 0))
