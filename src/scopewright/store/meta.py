"""The ``_meta`` table: which engagement this is, in which format, and which journal its content already holds."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from scopewright import __version__
from scopewright.language import _
from scopewright.store import migrations
from scopewright.store.failures import Unreadable
from scopewright.store.migrations import Format
from scopewright.store.snapshot import Document, Tables

TABLE = "_meta"
_NUMBER = "1"


@dataclass(frozen=True)
class Meta:
    """What the one document of ``_meta`` says.

    ``snapshot`` is a random name of this very saving: a journal says which one it continues. ``folded_journal`` and
    ``folded_through`` name the journal whose entries up to that number this saving already holds; so a crash between
    saving the file and removing the journal applies nothing twice and drops nothing.
    """

    format: Format
    uuid: str
    generation: int
    snapshot: str
    folded_journal: str
    folded_through: int
    unknown: Document

    def table(self) -> dict[str, Document]:
        """The table as it is written."""
        folded = {"journal": self.folded_journal, "through": self.folded_through}
        known: dict[str, Any] = {
            "format": list(self.format),
            "uuid": self.uuid,
            "generation": self.generation,
            "snapshot": self.snapshot,
            "folded": folded,
            "written_by": __version__,
        }
        return {_NUMBER: {**self.unknown, **known}}

    def within(self, tables: Tables) -> Tables:
        """The tables of a whole file: those given, and this one in the place of any they hold."""
        return {TABLE: self.table(), **{name: table for name, table in tables.items() if name != TABLE}}

    def next(self, journal: str, through: int) -> Meta:
        """That of the next saving, which holds the entries of ``journal`` up to number ``through``."""
        return Meta(
            format=max(self.format, migrations.FORMAT),
            uuid=self.uuid,
            generation=self.generation + 1,
            snapshot=secrets.token_hex(8),
            folded_journal=journal,
            folded_through=through,
            unknown=self.unknown,
        )


def first(uuid: str) -> Meta:
    """That of a file never saved."""
    return Meta(migrations.FORMAT, uuid, 0, "", "", 0, {})


_KNOWN = ("format", "uuid", "generation", "snapshot", "folded", "written_by")


def _format_of(value: Any) -> Format:
    major, minor = value
    if type(major) is not int or type(minor) is not int:
        raise TypeError
    return major, minor


def of_tables(tables: Tables, name: str) -> Meta:
    """What the tables of the file called ``name`` say about it.

    Raises:
        Unreadable: they say nothing, so this is not an engagement file.
    """
    try:
        document = tables[TABLE][_NUMBER]
        folded = document.get("folded", {})
        return Meta(
            format=_format_of(document["format"]),
            uuid=str(document["uuid"]),
            generation=int(document["generation"]),
            snapshot=str(document.get("snapshot", "")),
            folded_journal=str(folded.get("journal", "")),
            folded_through=int(folded.get("through", 0)),
            unknown={key: value for key, value in document.items() if key not in _KNOWN},
        )
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        text = _("“{name}” is not an engagement file; it was not touched. Choose a file that Scopewright saved.")
        raise Unreadable(text.format(name=name)) from error
