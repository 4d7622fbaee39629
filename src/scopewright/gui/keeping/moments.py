"""Times and sizes as people read them in lists of versions and changes."""

from __future__ import annotations

import datetime as dt

from scopewright.language import current, show_day, show_number


def moment(when: dt.datetime | str) -> str:
    """A moment, or how a change records it, in the time of this computer; a text that is no time as it stands."""
    try:
        known = when if isinstance(when, dt.datetime) else dt.datetime.fromisoformat(when)
        here = known.astimezone()
    except (ValueError, OverflowError):
        return str(when)
    return f"{show_day(here.date(), current())} {here:%H:%M}"


def size_of(size: int) -> str:
    """Bytes as kilobytes, or as megabytes from one on."""
    if size < 1_000_000:
        return f"{show_number(max(1, round(size / 1000)), current())} kB"
    return f"{show_number(size / 1_000_000, current(), 1)} MB"
