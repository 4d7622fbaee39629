"""The columns that describe people, as the scope maps them: errors are counted by their levels (row T9)."""

from __future__ import annotations

from scopewright.model.engagement import Engagement
from scopewright.model.sections.bias import BiasCheck
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.features import Feature


def people_columns(engagement: Engagement, dataset: str) -> list[str]:
    """Of a dataset (its hidden key), each column once: from the bias checks, then from the data dictionary."""
    checks = [check.column for check in engagement.all(BiasCheck) if check.dataset in (None, dataset)]
    described = [each.title for each in engagement.all(Feature) if each.dataset == dataset and each.attribute]
    return [name for name in dict.fromkeys([*checks, *described]) if name]


def attributes_of(engagement: Engagement, dataset: Dataset) -> dict[str, list[str]]:
    """The same as part of a request to the job ``baseline``; empty if there is none."""
    found = people_columns(engagement, dataset.key)
    return {"attributes": found} if found else {}
