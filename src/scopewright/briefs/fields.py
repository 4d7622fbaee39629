"""How the appendix prints a field: one function a kind, and the loop over the declared fields of a record."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from scopewright.briefs.blocks import EMPTY, Cell, Column, LabelValue, Sheet, Table
from scopewright.briefs.view import View
from scopewright.language import _, show_figure
from scopewright.model import kinds
from scopewright.model.fields import Spec
from scopewright.model.kinds import Kind
from scopewright.model.record import Record

Value = Cell | Table


def _shown(kind: Kind[Any], value: Any, view: View) -> Value:
    return kind.show(value, view.locale)


def _step(kind: kinds.Scale, value: int, view: View) -> Value:
    """A step with its word."""
    return kind.said(value, view.locale)


def _link(_kind: kinds.Ref, value: str, view: View) -> Value:
    """A spoken id with the headline of what it points to."""
    return _linked(value, view)


def _links(_kind: kinds.Refs, value: tuple[str, ...], view: View) -> Value:
    return "\n".join(_linked(key, view) for key in value)


def _linked(key: str, view: View) -> str:
    shown = view.engagement.label(key)
    headline = view.engagement[key].headline if key in view.engagement else ""
    return shown if headline in ("", shown) else f"{shown} {headline}"


def _rows(kind: kinds.Rows, value: tuple[kinds.Row, ...], view: View) -> Value:
    """A small table; columns in which nothing was said are left out."""
    used = [column for column in kind.columns if any(row[column.name] != column.kind.empty for row in value)]
    columns = tuple(
        Column(_(column.title), "right" if isinstance(column.kind, kinds.Number) else "left") for column in used
    )
    cells = tuple(tuple(_cell(column.kind, row[column.name], view) or EMPTY for column in used) for row in value)
    return Table(columns=columns, rows=cells) if columns else ""


def _cell(kind: Kind[Any], value: Any, view: View) -> str:
    """A cell of a small table: measured numbers as precise as anybody reads them, so that columns stay narrow."""
    if isinstance(kind, kinds.Number) and value is not None:
        return show_figure(value, view.locale.language)
    return kind.show(value, view.locale)


FLOWABLES: dict[type[Kind[Any]], Callable[[Any, Any, View], Value]] = {
    kinds.Text: _shown,
    kinds.Prose: _shown,
    kinds.Choice: _shown,
    kinds.Flag: _shown,
    kinds.Day: _shown,
    kinds.Number: _shown,
    kinds.Scale: _step,
    kinds.Money: _shown,
    kinds.Person: _shown,
    kinds.People: _shown,
    kinds.Ref: _link,
    kinds.Refs: _links,
    kinds.Rows: _rows,
}
"""What a value of each kind becomes; a test says that no kind is missing."""


def sheet(record: Record, view: View, without: Collection[str] = ()) -> Sheet:
    """A record in full: every field in which something was said, in the order of declaration.

    Fields named in ``without`` are said elsewhere.
    """
    values = tuple(
        LabelValue(_(spec.title), value(record, spec, view))
        for spec in record.said()
        if spec.name != record.section.headline and spec.name not in without
    )
    return Sheet(id=record.id, headline=view.headline(record), values=values, records=(record.id,), whole=True)


def value(record: Record, spec: Spec, view: View) -> Value:
    """What is printed of a field; what was typed if it could not be read."""
    if spec.name in record.unread:
        return record.unread[spec.name]
    return FLOWABLES[type(spec.kind)](spec.kind, getattr(record, spec.name), view)
