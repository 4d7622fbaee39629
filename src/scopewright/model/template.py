"""What a new engagement can begin with: records as data.

A template is an object ``{"title", "about", "sections": {section: [records]}}`` in the form that ``show --json``
prints; a link names another record of the template by its own ``id``, such as ``P-1``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scopewright.language import _
from scopewright.model.engagement import Engagement, new_key
from scopewright.model.record import Record, Section
from scopewright.model.step import Step


def apply_template(engagement: Engagement, template: Mapping[str, Any], who: str) -> None:
    """Add a template's records to a new engagement; the single sections' records are filled where still empty."""
    keys = {item["id"]: new_key() for items in template["sections"].values() for item in items}
    with Step(engagement, _("New from template"), who=who, source="migration") as step:
        for section, items in template["sections"].items():
            for item in items:
                values = {name: _stored(engagement.sections[section], name, item[name], keys) for name in _said(item)}
                if engagement.sections[section].single:
                    _fill(step, engagement.records(section)[0], values)
                else:
                    step.add(section, values, key=keys[item["id"]])


def _said(item: Mapping[str, Any]) -> list[str]:
    return [name for name, given in item.items() if name not in ("id", "section") and given is not None]


def _stored(section: Section, name: str, given: Any, keys: Mapping[str, str]) -> Any:
    if "to" not in section.spec(name).kind.describe():
        return given
    return [keys[item] for item in given] if isinstance(given, list) else keys[given]


def _fill(step: Step, record: Record, values: Mapping[str, Any]) -> None:
    for name, stored in values.items():
        if record.is_empty(name):
            step.set(record.key, name, stored)
