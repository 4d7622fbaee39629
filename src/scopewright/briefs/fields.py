"""How a listing prints a field: one function a kind, and the loop over the declared fields of a record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

from scopewright.briefs.blocks import EMPTY, Cell, Column, LabelValue, Sheet, Table
from scopewright.briefs.comes_to import attached, comes_to
from scopewright.briefs.view import View
from scopewright.language import _, joined, show_figure, show_moment
from scopewright.model import kinds
from scopewright.model.fields import Spec
from scopewright.model.kinds import Kind
from scopewright.model.record import Record

Value = Cell | Table
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d")
_FIGURES = ("target", "threshold", "baseline", "today", "human")
"""Fields that are figures in the unit of their record."""
_SIGNED = {"metrics": "target", "constraints": "threshold", "ship_rules": "threshold"}
"""The figure that a record's comparator is about, by section."""


def _shown(kind: Kind[Any], value: Any, view: View) -> Value:
    return kind.show(value, view.locale)


def _text(kind: kinds.Text, value: str, view: View) -> Value:
    """As typed; a moment that a job wrote as people of that language write it."""
    moment = _moment(value)
    return kind.show(value, view.locale) if moment is None else show_moment(moment, view.locale.language)


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:  # the form of a moment, with a month 13: words like others
        return None


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


def _people(_kind: kinds.People, value: tuple[str, ...], view: View) -> Value:
    return joined(view.engagement.label(key) for key in value)


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
    kinds.Text: _text,
    kinds.Prose: _shown,
    kinds.Choice: _shown,
    kinds.Flag: _shown,
    kinds.Day: _shown,
    kinds.Number: _shown,
    kinds.Scale: _step,
    kinds.Money: _shown,
    kinds.Person: _shown,
    kinds.People: _people,
    kinds.Ref: _link,
    kinds.Refs: _links,
    kinds.Rows: _rows,
}
"""What a value of each kind becomes; a test says that no kind is missing."""


def sheet(record: Record, view: View, without: Collection[str] = ()) -> Sheet:
    """A record in full: every field in which something was said, in the order of declaration.

    Fields named in ``without`` are said elsewhere.
    """
    printed = (spec for spec in said(record) if spec.name != record.section.headline and spec.name not in without)
    found = [LabelValue(_(spec.title), value(record, spec, view)) for spec in printed]
    found += [LabelValue(each.title, each.text) for each in comes_to(record, view, without)]
    # tables come last, so that no field of a few words is left alone behind one on the next page
    values = tuple(sorted(found, key=lambda each: isinstance(each.value, Table)))
    return Sheet(
        id=record.id, headline=view.headline(record), values=values,
        records=(record.id,), whole=True, comes_to=attached([record], view, without),
    )  # fmt: skip


def value(record: Record, spec: Spec, view: View) -> Value:
    """What is printed of a field, or of what is computed from fields; what was typed if it could not be read."""
    if spec.name in record.unread:
        return record.unread[spec.name]
    if spec.name not in record.section:
        return record.shown(spec.name, view.locale)
    shown = FLOWABLES[type(spec.kind)](spec.kind, getattr(record, spec.name), view)
    return _measured(record, spec.name, shown, view) if spec.name in _figures(record) else shown


def said(record: Record) -> Iterator[Spec]:
    """The fields in which something was said, without a unit and a comparator that stand beside their figure."""
    figures = _figures(record)
    beside = {"unit"} if figures else set()
    if _SIGNED.get(record.section.key) in figures:
        beside.add("comparator")
    return (spec for spec in record.said() if spec.name not in beside)


def _figures(record: Record) -> list[str]:
    section = record.section
    known = (name for name in _FIGURES if name in section and isinstance(section.spec(name).kind, kinds.Number))
    return [name for name in known if not record.is_empty(name) and name not in record.unread]


def _measured(record: Record, name: str, shown: Value, view: View) -> str:
    """A figure with its comparator before and its unit behind it."""
    signed = _SIGNED.get(record.section.key) == name
    sign = record.shown("comparator", view.locale) if signed else ""
    unit = record.shown("unit", view.locale) if "unit" in record.section else ""
    return "\N{NO-BREAK SPACE}".join(part for part in (sign, str(shown), unit) if part)
