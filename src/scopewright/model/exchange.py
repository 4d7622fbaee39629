"""Records as other programs read and write them: flat JSON with spoken ids instead of hidden keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Locale, is_key
from scopewright.model.record import Record, Section
from scopewright.model.refusal import SaidToUser
from scopewright.model.step import Step, read_stored
from scopewright.model.trace import dangling


def describe_sections(sections: Mapping[str, Section]) -> list[dict[str, Any]]:
    """The declarations, as ``sections --json`` prints them."""
    return [
        {
            "key": section.key,
            "title": _(section.title),
            "prefix": section.prefix,
            "single": section.single,
            "fields": [
                {
                    "name": spec.name,
                    "kind": spec.kind.name,
                    "title": _(spec.title),
                    "help": _(spec.help),
                    "choices": None,
                    "required": spec.required,
                    **spec.kind.describe(),
                }
                for spec in section.specs
            ],
        }
        for section in sections.values()
    ]


def outward(engagement: Engagement, record: Record) -> dict[str, Any]:
    """A record as ``show --json`` prints it: every declared field, empty ones null, links as spoken ids."""
    shown: dict[str, Any] = {"id": record.id, "section": record.section.key}
    for spec in record.section.specs:
        if spec.name in record.unread:
            shown[spec.name] = record.unread[spec.name]
            continue
        value = getattr(record, spec.name)
        linked = spec.kind.relink(value, engagement.spoken)
        shown[spec.name] = None if value == spec.kind.empty else spec.kind.to_json(linked)
    return shown


def inward(engagement: Engagement, section: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Stored values from what another program wrote: links by spoken id or unique exact name.

    ``id`` and ``section`` of ``outward`` may be present; the id is given anew.

    Raises:
        SaidToUser: an unknown field, a link to nobody, or another section's record; the message is for the user.
    """
    declared = engagement.sections[section]
    if data.get("section", section) != section:
        raise SaidToUser(
            _("This record is of section {other}, not {section}.").format(other=data["section"], section=section)
        )
    stored = {}
    for name, given in data.items():
        if name in ("id", "section"):
            continue
        if name not in declared:
            raise SaidToUser(_("{section} has no field “{name}”.").format(section=section, name=name))
        stored[name] = _stored(engagement, declared, name, given)
    return stored


def _stored(engagement: Engagement, section: Section, name: str, given: Any) -> Any:
    kind = section.spec(name).kind
    target = kind.describe().get("to")
    if given is None or target is None:
        return _as_typed(engagement, section, name, given) if isinstance(given, str) else given
    if isinstance(given, str):
        return kind.to_json(kind.read(given, Locale("en", engagement))) if given.strip() else None
    if isinstance(given, list) and all(isinstance(item, str) for item in given):
        return [item if is_key(item) else engagement.find(item, target) for item in given]
    raise SaidToUser(_("“{name}” takes an id, or a list of ids.").format(name=name))


def _as_typed(engagement: Engagement, section: Section, name: str, given: str) -> Any:
    """Text that is no stored value of its kind is read as the form reads it: 15 March 2027 is a day in both."""
    try:
        section.spec(name).kind.from_json(given)
    except (ValueError, TypeError):
        return read_stored(engagement, section.key, name, given, engagement.locale("en"))
    return given


def add_records(engagement: Engagement, section: str, items: list[Mapping[str, Any]], who: str) -> list[Record]:
    """Make records from what another program wrote, all or none, as one step.

    Raises:
        SaidToUser: the section is single, or one item is not understood; the message is for the user.
    """
    declared = engagement.sections[section]
    if declared.single:
        raise SaidToUser(
            _("{section} has one record, {id}; change it with set.").format(
                section=_(declared.title), id=engagement.records(section)[0].id
            )
        )
    name = _("Add {count} to {section}").format(count=len(items), section=_(declared.title))
    with Step(engagement, name, who=who) as step:
        keys = [step.add(section, inward(engagement, section, item)) for item in items]
    return [engagement[key] for key in keys]


def set_field(engagement: Engagement, spoken: str, field: str, text: str, *, who: str, language: str) -> Record:
    """Set one field of the record with this spoken id from text as people write it.

    Raises:
        SaidToUser: no such record or field, or a link to nobody; the message is for the user.
    """
    record = engagement.by_id(spoken)
    if field not in record.section:
        raise SaidToUser(_("{section} has no field “{name}”.").format(section=record.section.key, name=field))
    kind, locale = record.section.spec(field).kind, engagement.locale(language)
    if "to" in kind.describe():
        kind.read(text, locale)
    with Step(engagement, _("Set {field} of {id}").format(field=field, id=record.id), who=who) as step:
        step.set(record.key, field, read_stored(engagement, record.section.key, field, text, locale))
    return engagement[record.key]


def remove_records(engagement: Engagement, spoken: Sequence[str], *, who: str) -> list[tuple[Record, str]]:
    """Remove records by spoken id, all or none, in one step; returns what points to them and is shown as removed now.

    Raises:
        SaidToUser: no such record, or the only one of its section; the message is for the user.
    """
    records = {engagement.by_id(each).key: engagement.by_id(each) for each in spoken}
    for record in records.values():
        if record.section.single:
            raise SaidToUser(_("{id} is the only record of {section} and stays; its fields can be cleared.").format(
                id=record.id, section=record.section.key
            ))  # fmt: skip
    left = dangling(engagement, records)
    with Step(engagement, _("Remove {ids}").format(ids=", ".join(r.id for r in records.values())), who=who) as step:
        for key in records:
            step.remove(key)
    return left
