"""The kinds of field a section can declare."""

from typing import Any

from scopewright.model.kinds.amounts import Amount, Money, Number, Product, Scale, to_the_cent
from scopewright.model.kinds.base import Directory, Kind, Locale, Nobody, Plain, clean
from scopewright.model.kinds.days import Day
from scopewright.model.kinds.links import People, Person, Ref, Refs, is_key
from scopewright.model.kinds.rows import Column, Row, Rows
from scopewright.model.kinds.words import Choice, Flag, Prose, Text

KINDS: tuple[type[Kind[Any]], ...] = (
    Text, Prose, Choice, Flag, Day, Number, Scale, Money, Person, People, Ref, Refs, Rows,
)  # fmt: skip
"""Every kind that a field can have; whoever holds something per kind (form, PDF) is tested against this list."""

__all__ = [
    "KINDS", "Amount", "Choice", "Column", "Day", "Directory", "Flag", "Kind", "Locale", "Money", "Nobody", "Number",
    "People", "Person", "Plain", "Product", "Prose", "Ref", "Refs", "Row", "Rows", "Scale", "Text", "clean", "is_key",
    "to_the_cent",
]  # fmt: skip
