"""Typing in what people, today's system or others reach, so that it stands on the board beside the models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopewright.gui.data.run_card import RunCard
from scopewright.language import N_, _
from scopewright.model.sections.datasets import Dataset

if TYPE_CHECKING:
    from scopewright.gui.editing import Editing

_TITLES = {
    "human": N_("People, by hand"),
    "system": N_("System in use today"),
    "literature": N_("Published result"),
}


def begin_level(editing: Editing, dataset: Dataset, way: str, card: RunCard | None) -> tuple[str, str]:
    """Add the record of a way in the measure of the board; the section and the spoken id of what was added."""
    measure = card.board.measure if card is not None and card.board is not None else None
    values = {"title": _(_TITLES[way]), "measure": measure}
    if way == "literature":
        section = "literature"
    else:
        section = "reference_levels"
        values |= {"sort": way, "dataset": dataset.key, "target": dataset.target}
    key = editing.add(section, {name: value for name, value in values.items() if value})
    return section, editing.engagement[key].id
