"""Records as a table of a few of their fields, for a reader who will not read them all."""

from __future__ import annotations

from collections.abc import Sequence

from scopewright.briefs.blocks import EMPTY, Cell, Column, Strong, Table
from scopewright.briefs.view import View, shortened
from scopewright.language import _
from scopewright.model.fields import Spec
from scopewright.model.kinds import Money, Number, Prose, Text
from scopewright.model.record import Record

_TEXT = 140
"""Characters of a text in a cell."""


def extract(view: View, records: Sequence[Record], names: Sequence[str]) -> Table:
    """A table of id, headline and these fields; what is longer than a cell is cut and not in its ``fields``."""
    section = records[0].section
    shown = (section.headline, *names)
    rows: list[tuple[Cell, ...]] = []
    cut: set[str] = set()
    for each in records:
        said = [each.shown(name, view.locale) for name in shown]
        cut |= {name for name, text in zip(shown, said, strict=True) if shortened(text, _TEXT) != text}
        rows.append((Strong(each.id), *(shortened(text, _TEXT) or EMPTY for text in said)))
    columns = (Column(_("ID"), tight=True), *(_column(section.spec(name)) for name in shown))
    ids = tuple(each.id for each in records)
    return Table(columns=columns, rows=tuple(rows), records=ids, fields=tuple(n for n in shown if n not in cut))


def _column(spec: Spec) -> Column:
    """A column for a field: as wide as its content unless it holds text."""
    right = isinstance(spec.kind, Number | Money)
    return Column(_(spec.title), "right" if right else "left", tight=not isinstance(spec.kind, Text | Prose))
