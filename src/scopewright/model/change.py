"""The only way anything in an engagement changes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

WHOLE = ""
"""The field name of a change that makes or removes a whole record."""


class Conflict(ValueError):
    """A change does not fit: what it says was there before is not there now."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One edit of one field, or the making or removing of one record, in stored (plain JSON) values.

    ``replica`` and ``counter`` together are its identity everywhere and for ever. ``group`` joins the changes of one
    gesture; ``name`` is what the user did ("Add risk"). ``source`` is user, job, merge or migration: only a user's
    groups are undone. ``undoes`` or ``redoes`` names the group that an inverse answers. ``row`` and ``column`` narrow
    a change to a cell of a ``rows`` field.
    """

    replica: str
    counter: int
    group: str
    name: str
    source: str
    who: str
    when: str
    section: str
    record: str
    field: str
    before: Any
    after: Any
    row: str | None = None
    column: str | None = None
    undoes: str | None = None
    redoes: str | None = None

    @property
    def identity(self) -> tuple[str, int]:
        """Replica and counter: no other change has them."""
        return self.replica, self.counter

    def inverse(self) -> Change:
        """The change that takes this one back; who, when, group and identity are given anew by ``Engagement``."""
        return dataclasses.replace(self, before=self.after, after=self.before, undoes=None, redoes=None)

    def to_json(self) -> dict[str, Any]:
        """The change as one flat JSON object; what is absent is left out."""
        optional = ("row", "column", "undoes", "redoes")
        return {name: value for name, value in vars(self).items() if name not in optional or value is not None}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Change:
        """The inverse of ``to_json``; what a newer version added is passed over.

        Raises:
            ValueError: a part is missing.
        """
        known = {field.name for field in dataclasses.fields(cls)}
        try:
            return cls(**{name: value for name, value in data.items() if name in known})
        except TypeError as error:
            raise ValueError(f"A change is incomplete: {error}.") from error


def now() -> str:
    """The present moment as a change records it: UTC, ISO 8601, whole milliseconds."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
