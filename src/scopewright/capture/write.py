"""The inverse of ``parse``: the line that says a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scopewright.capture.context import Context
from scopewright.capture.grammar import ESCAPE, NOTE, ROLES, TYPES, Type
from scopewright.capture.parse import parse
from scopewright.capture.scan import quoted
from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.refusal import SaidToUser

_ASIDE: Mapping[str, frozenset[str]] = {"notes": frozenset({"session", "topic", "state"})}
"""Where a record stands and not what it says; where it came from (``note``) is such for all."""
_PLAIN_NAME = re.compile(r"\w(?:[\w.\-]*\w)?")


def line(record: Record, engagement: Engagement, context: Context) -> str:
    """A line that ``parse`` reads as this record in the same context.

    Raises:
        SaidToUser: the record says something the grammar has no word for; the message names the field.
    """
    fields = said(record, engagement)
    type_ = _type_of(record.section.key, fields)
    for name in fields:
        if type_ is None or name not in type_.names:
            title = _(record.section.spec(name).title)
            raise SaidToUser(_("A line cannot say “{field}” of {id}.").format(field=title, id=record.id))
    assert type_ is not None or not fields
    chosen = type_ or next(each for each in TYPES if each.section == record.section.key)
    natural = _natural(chosen, fields)
    if chosen is NOTE and parse(natural, context).type is not NOTE:
        natural = f"{ESCAPE}{natural}"
    read = parse(natural, context)
    if read.type is chosen:
        wrong = [name for name in chosen.names if read.fields.get(name) != fields.get(name)]
        named = " ".join([natural, *(_named(name, fields.get(name)) for name in wrong if name != chosen.body)])
        if parse(named, context).fields == fields:
            return named
    names = list(_loose(chosen, fields)) or [chosen.body]
    return " ".join(part for part in (chosen.prefix, *(_named(name, fields.get(name)) for name in names)) if part)


def said(record: Record, engagement: Engagement) -> dict[str, Any]:
    """What a record says, as ``Parsed.fields`` does: stored JSON, links by label."""
    aside = _ASIDE.get(record.section.key, frozenset()) | {"note"}
    fields = {}
    for spec in record.section.specs:
        if spec.name in aside or record.is_empty(spec.name):
            continue
        stored, to = record.stored(spec.name), spec.kind.describe().get("to")
        if to is None or spec.name in record.unread:
            fields[spec.name] = stored
        else:
            fields[spec.name] = (
                [label(engagement, key) for key in stored] if isinstance(stored, list) else label(engagement, stored)
            )
    return fields


def label(engagement: Engagement, key: str) -> str:
    """How a line names a record: what ``Engagement.find`` finds it by."""
    record = engagement.get(key)
    if record is None or record.section.key != "releases":
        return engagement.label(key)
    same = [each for each in engagement.records("releases") if each.headline.casefold() == record.headline.casefold()]
    return record.headline if len(same) == 1 and record.headline else record.id


def _type_of(section: str, fields: Mapping[str, Any]) -> Type | None:
    of_section = [each for each in TYPES if each.section == section]
    exact = [each for each in of_section if all(fields.get(name) == value for name, value in each.fixed.items())]
    return max(exact, key=lambda each: len(each.fixed), default=None)


def _loose(type_: Type, fields: Mapping[str, Any]) -> Iterator[str]:
    yield from (name for name in fields if name not in type_.fixed)


def _natural(type_: Type, fields: Mapping[str, Any]) -> str:
    """The line as a person would type it; its words may still read as more than they say."""
    takes = type_.takes
    parts = [type_.prefix, str(fields.get(type_.body, ""))]
    if type_ is NOTE:
        return parts[1]
    if type_.section == "metrics":
        parts += [str(fields[name]) for name in ("comparator", "target", "unit") if fields.get(name) is not None]
    if due := fields.get(takes.get("date", "")):
        parts.append(f"by {due}")
    parts += [f"{letter.upper()}:@{_name(one)}" for letter, role in ROLES.items() for one in _list(fields.get(role))]
    if who := fields.get(takes.get("person", "")):
        parts.append(f"@{_name(who)}")
    if "score" in takes:
        parts += [f"{name[0].replace('l', 'p')}{fields[name]}" for name in ("likelihood", "impact") if name in fields]
    if priority := fields.get(takes.get("priority", "")):
        parts.append(f"!{priority}")
    if "category" in type_.names and fields.get("category"):
        parts.append(f"#{fields['category']}")
    parts += [f"#{tag}" for tag in str(fields.get("tags", "")).split()]
    if revisit := fields.get(takes.get("revisit", "")):
        parts.append(f"> {revisit}")
    parts += [str(fields[name]) for name in ("release",) if name in fields]
    for mark, word in (("reason", "because"), ("response", "->")):
        if text := fields.get(takes.get(mark, "")):  # type: ignore[call-overload]  # the marks above are Marks
            parts.append(f"{word} {text}")
    return " ".join(part for part in parts if part)


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else []


def _name(name: str) -> str:
    return name if _PLAIN_NAME.fullmatch(name) else quoted(name)


def _named(name: str, value: Any) -> str:
    text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"{name}:{quoted(text)}"
