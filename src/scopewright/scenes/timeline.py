"""What a stacked timeline of team lanes is laid out from: plain values that the caller maps from the records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scopewright.scenes.status import Status


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something due on a day.

    ``signed_off`` is its day in the signed-off plan; ``slip`` the working days from that to ``day`` (negative:
    earlier), counted by the caller, who knows the holidays.
    """

    id: str
    label: str
    day: dt.date | None
    status: Status = "not-started"
    signed_off: dt.date | None = None
    slip: int | None = None

    @property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """First and last day, or None while it has no date."""
        return (self.day, self.day) if self.day else None

    @property
    def planned(self) -> tuple[dt.date, dt.date] | None:
        """First and last day in the signed-off plan."""
        return (self.signed_off, self.signed_off) if self.signed_off else None


@dataclass(frozen=True, slots=True)
class Bar:
    """Work from ``start`` to ``end``; ``progress`` is the share of the effort that is done, 0 to 1.

    ``slip`` is by how many working days its end is later than signed off (negative: earlier).
    """

    id: str
    label: str
    start: dt.date | None
    end: dt.date | None
    status: Status = "not-started"
    progress: float = 0.0
    planned_start: dt.date | None = None
    planned_end: dt.date | None = None
    slip: int | None = None

    @property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """First and last day, or None while one of them is missing; two exchanged days are put in order."""
        return _ordered(self.start, self.end)

    @property
    def planned(self) -> tuple[dt.date, dt.date] | None:
        """First and last day in the signed-off plan."""
        return _ordered(self.planned_start, self.planned_end)

    @property
    def done(self) -> float:
        """The share that is done, 1 once the work is complete."""
        return 1.0 if self.status == "complete" else min(1.0, max(0.0, self.progress))


LaneItem = Milestone | Bar


@dataclass(frozen=True, slots=True)
class Lane:
    """One team and what it does, in the order of the rows."""

    team: str
    items: tuple[LaneItem, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """A vertical line through all lanes: a release, or a constraint such as a change freeze."""

    id: str
    label: str
    day: dt.date
    kind: Literal["release", "constraint"]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Team lanes, the lines across them, and the day up to which the state is known."""

    lanes: tuple[Lane, ...]
    markers: tuple[Marker, ...] = ()
    status_day: dt.date | None = None

    def days(self) -> Iterator[dt.date]:
        """Every day that the picture has to show."""
        for lane in self.lanes:
            for item in lane.items:
                if item.span:
                    yield from item.span
                    yield from item.planned or ()
        yield from (marker.day for marker in self.markers)
        if self.status_day:
            yield self.status_day


def _ordered(start: dt.date | None, end: dt.date | None) -> tuple[dt.date, dt.date] | None:
    return (min(start, end), max(start, end)) if start and end else None
