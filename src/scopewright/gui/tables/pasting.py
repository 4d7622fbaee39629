"""What pasted cells mean: which field each column goes into, and which records the lines overwrite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scopewright.model.engagement import Engagement
from scopewright.model.record import Section
from scopewright.model.table_import import ID, head_names


@dataclass(frozen=True)
class Paste:
    """Lines of cells for ``Editing.paste``, and the cells that have no place: how many, and under which heads."""

    fields: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    over: tuple[str, ...]
    unplaced: int
    unknown_heads: tuple[str, ...] = ()


def plan_paste(
    cells: Sequence[Sequence[str]],
    engagement: Engagement,
    section: Section,
    columns: Sequence[str],
    below: Sequence[str],
) -> Paste:
    """Read cells: under heads that name fields if the first line is such, else from the current cell on.

    ``columns`` are the fields from the current cell to the right, ``below`` the hidden keys of its row and those under
    it. Lines under heads become new records, unless a column ID names the record they belong to.
    """
    heads = _heads(cells[0], section) if len(cells) > 1 else None
    if heads is None:
        width = max((len(line) for line in cells), default=0)
        lost = sum(1 for line in cells for cell in line[len(columns) :] if cell.strip())
        return Paste(tuple(columns[:width]), tuple(map(tuple, cells)), tuple(below[: len(cells)]), lost)
    return _under_heads(cells, heads, engagement, section)


def _under_heads(
    cells: Sequence[Sequence[str]], heads: Sequence[str | None], engagement: Engagement, section: Section
) -> Paste:
    at = heads.index(ID) if ID in heads else None
    by_id = {record.id.casefold(): record.key for record in engagement.records(section.key)}
    over: dict[str, Sequence[str]] = {}
    new = []
    for line in cells[1:]:
        key = by_id.get(line[at].strip().casefold()) if at is not None and at < len(line) else None
        if key is None or key in over:
            new.append(line)
        else:
            over[key] = line
    unknown = [place for place, name in enumerate(heads) if name is None]
    return Paste(
        tuple("" if name in (None, ID) else str(name) for name in heads),
        tuple(map(tuple, [*over.values(), *new])),
        tuple(over),
        sum(1 for line in cells[1:] for place in unknown if place < len(line) and line[place].strip()),
        tuple(cells[0][place] for place in unknown if cells[0][place].strip()),
    )


def _heads(line: Sequence[str], section: Section) -> list[str | None] | None:
    """The fields that a line of heads names; None if it is no such line."""
    known = head_names(section)
    heads = [known.get(cell.strip().casefold()) for cell in line]
    named, said = sum(head is not None for head in heads), sum(bool(cell.strip()) for cell in line)
    return heads if named and (named == said or (named >= 2 and 2 * named > said)) else None
