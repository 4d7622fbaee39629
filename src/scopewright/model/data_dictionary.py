"""The data dictionary follows the header of every delivery, and never forgets what was written about a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.features import Feature
from scopewright.model.step import Step

MOST_COLUMNS = 500
"""A wider table is a matrix of measurements rather than a list of columns that people define."""
_ROLES = {"id": "id"}


def update_dictionary(step: Step, dataset: str, columns: Sequence[Mapping[str, Any]]) -> None:
    """Add a record per column that has none, mark those that went, and renew what the audit says of the others.

    ``dataset`` is a hidden key, ``columns`` are those of an audit report. Definitions, units, sources, owners and
    roles that people gave stay as they are; a column that comes back finds its own again.
    """
    begun = is_begun(step, dataset)
    take_in(step, dataset, columns[:MOST_COLUMNS], begun)
    mark_gone(step, dataset, columns)


def is_begun(step: Step, dataset: str) -> bool:
    """Whether a dataset has a data dictionary."""
    return any(feature.dataset == dataset for feature in step.engagement.all(Feature))


def take_in(step: Step, dataset: str, columns: Sequence[Mapping[str, Any]], begun: bool) -> None:
    """Add or renew the records of some columns; in a dictionary that was ``begun`` before, an added one is new."""
    engagement = step.engagement
    known = {feature.title: feature for feature in engagement.all(Feature) if feature.dataset == dataset}
    for column in columns:
        feature = known.get(_name(column))
        if feature is None:
            step.add("features", _new(engagement[dataset], _name(column), column, "new" if begun else "present"))
        else:
            _renew(step, feature, column)


def mark_gone(step: Step, dataset: str, columns: Sequence[Mapping[str, Any]]) -> None:
    """Mark the records whose column the file no longer has."""
    names = {_name(column) for column in columns}
    for feature in step.engagement.all(Feature):
        if feature.dataset == dataset and feature.title not in names and feature.delivered != "gone":
            step.set(feature.key, "delivered", "gone")


def _name(column: Mapping[str, Any]) -> str:
    return " ".join(str(column["name"]).split())


def _new(dataset: Any, name: str, column: Mapping[str, Any], delivered: str) -> dict[str, Any]:
    role = _ROLES.get(str(column["type"]))
    if isinstance(dataset, Dataset) and dataset.target == name:
        role = "target"
    return {
        "title": name,
        "dataset": dataset.key,
        "delivered": delivered,
        "type": column["type"],
        "role": role,
        "personal": bool(column.get("personal")),
    }


def _renew(step: Step, feature: Feature, column: Mapping[str, Any]) -> None:
    if feature.type != column["type"]:
        step.set(feature.key, "type", column["type"])
    if feature.delivered != "present":
        step.set(feature.key, "delivered", "present")
