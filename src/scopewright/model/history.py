"""Who changed what, when, from which value to which: a reading of the list of changes, and how it stays short."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from scopewright.language import _
from scopewright.model.change import WHOLE, Change
from scopewright.model.engagement import MERGED, Engagement
from scopewright.model.shown import headline_of, shown_value, title_of

KEPT_STEPS = 200
"""How many of the last steps keep every part that undo needs."""

TYPING_S = 60
"""Seconds within which somebody who goes on in the same field is still writing the same thing."""


@dataclass(frozen=True)
class Entry:
    """One line of history.

    ``what`` is the name of the step; ``record`` the hidden key, ``id`` the spoken one; ``field`` the name in the file
    (empty for a whole record) and ``title`` what people call it. ``made`` is added, removed, moved, renumbered, kept or
    changed.
    """

    who: str
    when: str
    what: str
    made: str
    source: str
    group: str
    section: str
    record: str
    id: str
    field: str
    title: str
    was_shown: str
    now_shown: str


def history(
    engagement: Engagement, record: str | None = None, language: str = "en", last: int | None = None
) -> list[Entry]:
    """The history of one record, or of the whole engagement, in the order in which it was made.

    ``last`` asks for so many of the newest entries only: about 50 a millisecond.
    """
    changes = [c for c in engagement.changes if c.section != MERGED and record in (None, c.record)]
    spoken = _spoken_ids(engagement)
    wanted = changes if last is None else changes[max(0, len(changes) - last) :]
    return [_entry(engagement, change, spoken.get(change.record, ""), language) for change in wanted]


def _spoken_ids(engagement: Engagement) -> dict[str, str]:
    """The spoken id of every record there is or was."""
    whole = (change for change in engagement.changes if change.field == WHOLE)
    docs = ((change.record, change.after or change.before or {}) for change in whole)
    return {key: str(doc.get("id", "")) for key, doc in docs} | {r.key: r.id for r in engagement.records()}


def _entry(engagement: Engagement, change: Change, spoken: str, language: str) -> Entry:
    section, locale = engagement.sections.get(change.section), engagement.locale(language)
    was, now = change.before, change.after
    title = title_of(section, change.field)
    if change.row is not None:
        shown, title = (str(was or ""), str(now or "")), f"{title}: {change.column}"
    elif change.field == WHOLE:
        shown = (headline_of(section, was) if was else "", headline_of(section, now) if now else "")
    else:
        shown = (shown_value(section, change.field, was, locale), shown_value(section, change.field, now, locale))
    return Entry(
        change.who, change.when, _(change.name) if change.name else "", _made(change), change.source, change.group,
        change.section, change.record, spoken, change.field, title, *shown,
    )  # fmt: skip


def _made(change: Change) -> str:
    if change.field == WHOLE:
        return "kept" if change.section.startswith("_") else "added" if change.before is None else "removed"
    return {"rank": "moved", "id": "renumbered"}.get(change.field, "changed")


def compact(changes: Sequence[Change]) -> list[Change]:
    """The changes with typing joined: the first *before*, the last *after*, the identity and time of the last.

    Neighbours in the same field are joined within one group always, and across groups when the same user went on
    within a minute, unless one of them was undone or is among the last 200 steps. Compacting twice changes nothing.
    """
    ids = [group for group, _members in groupby(change.group for change in changes if change.source == "user")]
    single = set(ids[-KEPT_STEPS:]) | {named for c in changes for named in (c.undoes, c.redoes) if named}
    return list(_joined(changes, single))


def _joined(changes: Sequence[Change], single: set[str]) -> Iterator[Change]:
    start = 0
    for end in range(1, len(changes) + 1):
        if end == len(changes) or not _goes_on(changes[end - 1], changes[end], single):
            first, last = changes[start], changes[end - 1]
            yield last if first is last else dataclasses.replace(last, before=first.before)
            start = end


def _goes_on(last: Change, change: Change, single: set[str]) -> bool:
    # The cheap comparison first: most neighbours stand in different places.
    if last.record != change.record or last.field != change.field or change.field == WHOLE:
        return False
    if _circumstances(last) != _circumstances(change):
        return False
    if last.group == change.group:
        return True
    free = not {last.group, change.group} & single and not (last.undoes or last.redoes)
    return free and change.source == "user" and _seconds(last.when, change.when) <= TYPING_S


def _circumstances(change: Change) -> tuple[str | None, ...]:
    return (
        change.row, change.column, change.replica, change.who, change.source, change.undoes, change.redoes,
    )  # fmt: skip


def _seconds(first: str, then: str) -> float:
    try:
        return abs((dt.datetime.fromisoformat(then) - dt.datetime.fromisoformat(first)).total_seconds())
    except (ValueError, TypeError):
        return float("inf")
