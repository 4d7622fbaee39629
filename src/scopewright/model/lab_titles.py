"""Titles of the words in which audits and baselines are stored, so that people read them in their language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from scopewright.language import N_

COLUMN_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "id": N_("Identifier"),
        "code": N_("Code"),
        "category": N_("Category"),
        "boolean": N_("Yes or no"),
        "integer": N_("Whole number"),
        "number": N_("Number"),
        "currency": N_("Amount of money"),
        "percent": N_("Per cent"),
        "date": N_("Date"),
        "datetime": N_("Date and time"),
        "text": N_("Text"),
        "constant": N_("One value only"),
        "empty": N_("Empty"),
    }
)
"""By the type of a column."""
SPLITS: Mapping[str, str] = MappingProxyType(
    {
        "stratified": N_("stratified by class"),
        "random": N_("random"),
        "grouped": N_("whole groups held out"),
        "time": N_("latest rows held out"),
        "given": N_("rows named by hand"),
    }
)
"""By how a test set is parted from the rest."""


class OwnTitles(Mapping[str, str]):
    """Every text is its own title: the catalogues have the names that the lab gives its models; others stay."""

    def __getitem__(self, key: str) -> str:
        return key

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
