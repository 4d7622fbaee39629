"""What a new engagement can begin with: records as data.

A template is an object ``{"title", "about", "sections": {section: [records]}}`` in the form that ``show --json``
prints; a link names another record of the template by its own ``id``, such as ``P-1``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step


def apply_template(engagement: Engagement, template: Mapping[str, Any], who: str) -> None:
    """Add a template's records to a new engagement; the single sections' records are filled where still empty."""
    keys: dict[str, str] = {}
    with Step(engagement, _("New from template"), who=who, source="migration") as step:
        for section, items in template["sections"].items():
            for item in items:
                single = engagement.sections[section].single
                keys[item["id"]] = engagement.records(section)[0].key if single else step.add(section)
        for items in template["sections"].values():
            for item in items:
                _fill(step, keys[item["id"]], item, keys)


def _fill(step: Step, key: str, item: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    record = step.engagement[key]
    for name, given in item.items():
        if name in ("id", "section") or given is None or not record.is_empty(name):
            continue
        step.set(key, name, _linked(given, keys) if "to" in record.section.spec(name).kind.describe() else given)


def _linked(given: Any, keys: Mapping[str, str]) -> Any:
    return [keys[item] for item in given] if isinstance(given, list) else keys[given]
