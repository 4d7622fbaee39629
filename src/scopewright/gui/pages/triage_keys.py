"""The keys of triage: a letter for each type that a note may become, and the line that says them all."""

from __future__ import annotations

from scopewright.capture.grammar import TYPES, Type
from scopewright.language import _
from scopewright.model.record import SECTIONS

KEYS: dict[str, Type] = {type_.key: type_ for type_ in TYPES if type_.key}


def legend() -> str:
    """What each key does, in one line."""
    types = ", ".join(f"{key} {_type_name(type_)}" for key, type_ in KEYS.items())
    rest = _(
        "j k choose, Enter takes the suggestion, Tab fills what is missing, m merges, s splits, "
        "Delete strikes through, z undoes, * chooses alike, Space opens"
    )
    return f"{types}. {rest}."


def _type_name(type_: Type) -> str:
    return type_.prefix if type_.section == "needs" else _(SECTIONS[type_.section].one)
