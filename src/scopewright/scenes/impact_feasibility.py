"""Impact by feasibility: modules or candidate projects as pills in a field of five by five, four quadrants (row J2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scopewright.language import _, joined
from scopewright.scenes.level_grid import AXIS_TITLE, LEVELS, Field, Scale, level_grid, unplaced
from scopewright.scenes.palette import Token
from scopewright.scenes.paragraph import Style, paragraph
from scopewright.scenes.scene import Item, Rect, Scene, Table

_LEGEND_ROOM, _GUTTER = 150.0, 18.0
_DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to do or leave: levels 1 to 5 or None; ``details`` are further cells of its row in the table."""

    id: str
    title: str
    impact: int | None
    feasibility: int | None
    details: tuple[str, ...] = ()

    @property
    def placed(self) -> tuple[int, int] | None:
        """Impact and feasibility, if both are said."""
        impact, feasibility = self.impact or 0, self.feasibility or 0
        return (impact, feasibility) if impact in LEVELS and feasibility in LEVELS else None


@dataclass(frozen=True, slots=True)
class Quadrant:
    """A quarter of the field: what it is called, and its colours."""

    word: str
    fill: Token
    ink: Token = "ink"
    edge: Token | None = "rule"


FILLS: dict[str, Token] = {
    "do": "status-on-track-tint",
    "bet": "status-complete-tint",
    "fill": "status-at-risk-tint",
    "drop": "panel",
}
"""The colour of each quadrant; its name is said in the legend and in the table."""


def board(
    candidates: Sequence[Candidate], impact: Scale, feasibility: Scale, quadrants: dict[tuple[int, int], Quadrant],
    details: Sequence[str] = (), *, cell_width: float = 70, cell_height: float = 52, legend: bool = True,
) -> Scene:  # fmt: skip
    """Lay the board out.

    Args:
        quadrants: the quadrant of each pair of levels (impact, feasibility).
        details: heads of the candidates' further cells in the table.
        cell_width: pitch of a column in points.
        cell_height: pitch of a row in points.
        legend: whether the quadrants are named at the right.
    """
    field = Field(impact, feasibility, lambda *at: quadrants[at], lambda _up, _across: "")
    items, width = level_grid(field, candidates, cell_width, cell_height, len(candidates))
    if legend:
        items += _legend(list(dict.fromkeys(quadrants.values())), width + _GUTTER)
        width += _GUTTER + _LEGEND_ROOM
    bottom = max(item.bounds.bottom for item in items)
    rest = unplaced(candidates, _("Not placed yet: {ids}"), width, bottom + 4)
    bottom = max([bottom, *(line.bounds.bottom for line in rest)])
    table = _table(candidates, quadrants, (impact.title, feasibility.title, *details))
    return Scene(width, bottom + 1, (*items, *rest), _("Impact by feasibility"), _alt(candidates, quadrants), table)


def _legend(quadrants: Sequence[Quadrant], left: float) -> list[Item]:
    items: list[Item] = [*paragraph(_("Quadrants"), left, 0, _LEGEND_ROOM, AXIS_TITLE, role="legend")]
    top = items[-1].bounds.bottom + 7
    for each in quadrants:
        mark = Rect(
            x=left + 0.3, y=top + 0.5, width=12, height=10, radius=2, fill=each.fill, stroke=each.edge,
            stroke_width=0.5, role="legend",
        )  # fmt: skip
        words = paragraph(each.word, left + 18, top, _LEGEND_ROOM - 18, Style(8, 10.5), most=3, role="legend")
        items += [mark, *words]
        top = words[-1].bounds.bottom + 6
    return items


def _alt(candidates: Sequence[Candidate], quadrants: dict[tuple[int, int], Quadrant]) -> str:
    there = [quadrants[each.placed].word for each in candidates if each.placed]
    counted = [f"{there.count(word)} {word}" for word in dict.fromkeys(each.word for each in quadrants.values())]
    return joined([*counted, _("{count} not placed").format(count=len(candidates) - len(there))]) + "."


def _table(candidates: Sequence[Candidate], quadrants: dict[tuple[int, int], Quadrant], heads: Sequence[str]) -> Table:
    rows = tuple(
        (
            each.id, each.title, str(each.impact or _DASH), str(each.feasibility or _DASH), *each.details,
            quadrants[each.placed].word if each.placed else _DASH,
        )
        for each in candidates
    )  # fmt: skip
    return Table((_("ID"), _("Candidate"), *heads, _("Quadrant")), rows)
