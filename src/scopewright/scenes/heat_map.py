"""The risk heat map: likelihood upwards, impact to the right, each risk a pill in its cell.

A cell shows a few pills and then ``+n``; the table beside the picture lists every risk, also those without a score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from scopewright.language import _, ngettext
from scopewright.model.scoring import Scoring, usual
from scopewright.scenes.bands import band, bands
from scopewright.scenes.level_grid import AXIS_TITLE, SMALL, Field, Scale, level_grid, unplaced
from scopewright.scenes.paragraph import Style, paragraph
from scopewright.scenes.scene import Item, Rect, Scene, Table

_LEGEND_ROOM, _GUTTER = 132.0, 18.0


@dataclass(frozen=True, slots=True)
class HeatRisk:
    """A risk to place: two steps of the ``scoring``, or None while it is not scored; any other number is off it."""

    id: str
    title: str
    likelihood: int | None
    impact: int | None
    scoring: Scoring = field(default_factory=usual)

    @property
    def placed(self) -> tuple[int, int] | None:
        """Likelihood and impact, if both are steps of the scale."""
        return (self.likelihood or 0, self.impact or 0) if self.score else None

    @property
    def score(self) -> int | None:
        """Likelihood × impact."""
        return self.scoring.score(self.likelihood, self.impact)

    @property
    def is_off(self) -> bool:
        """Whether likelihood or impact is a number that the scale has not."""
        return any(step is not None and not self.scoring.has(step) for step in (self.likelihood, self.impact))


def heat_map(
    risks: Sequence[HeatRisk], scoring: Scoring, *,
    cell_width: float = 48, cell_height: float = 38, most_pills: int = 2, legend: bool = True,
) -> Scene:  # fmt: skip
    """Lay the heat map out.

    Args:
        cell_width: pitch of a column in points, gap included; at least 36.
        cell_height: pitch of a row; at least 38, so that two pills stand under the score.
        most_pills: pills shown in a cell, if they fit, before ``+n``.
        legend: whether the four bands are explained at the right.
    """
    likelihood, impact = Scale(_("Likelihood"), scoring.likelihoods), Scale(_("Impact"), scoring.impacts)
    cells = Field(
        likelihood, impact, lambda up, across: band(up * across, scoring), lambda up, across: str(up * across)
    )
    items, width = level_grid(cells, risks, cell_width, cell_height, most_pills)
    if legend:
        items += _legend(width + _GUTTER, scoring)
        width += _GUTTER + _LEGEND_ROOM
    bottom = max(item.bounds.bottom for item in items)
    off = [risk for risk in risks if risk.is_off]
    for why, there in (
        (_("Not scored yet, so not on the map: {ids}"), [risk for risk in risks if not risk.is_off]),
        (_("Scored off the scale, so not on the map: {ids}"), off),
    ):
        items += unplaced(there, why, width, bottom + 4)
        bottom = max(item.bounds.bottom for item in items)
    alt, table = _alt(risks, scoring), _table(risks, scoring)
    return Scene(width, bottom + 1, tuple(items), _("Risk heat map"), alt, table)


def _legend(left: float, scoring: Scoring) -> list[Item]:
    heading = _("Score = likelihood × impact")
    items: list[Item] = [*paragraph(heading, left, 0, _LEGEND_ROOM, AXIS_TITLE, most=2, role="legend")]
    top = items[-1].bounds.bottom + 7
    for each in reversed(bands(scoring)):
        items.append(
            Rect(
                x=left + 0.3, y=top, width=76, height=13, radius=3, fill=each.fill, stroke=each.edge,
                stroke_width=0.5 if each.edge else 0, role="legend",
            )
        )  # fmt: skip
        style = Style(8, 10, each.ink, "semibold")
        items += paragraph(f"{each.range}  {each.word}", left + 6, top + 2.1, 68, style, role="legend")
        duty = paragraph(each.obliges, left, top + 14.5, _LEGEND_ROOM, SMALL, most=2, role="legend")
        items += duty
        top = duty[-1].bounds.bottom + 7
    return items


def _alt(risks: Sequence[HeatRisk], scoring: Scoring) -> str:
    count = ngettext("{n} risk", "{n} risks", len(risks)).format(n=len(risks))
    scores = [risk.score for risk in risks if risk.score]
    counted = Counter(scoring.band(score) for score in scores)
    parts = [f"{counted[each.key]} {each.word}" for each in reversed(bands(scoring))]
    parts.append(_("{n} not scored").format(n=len(risks) - len(scores)))
    return f"{count}: {', '.join(parts)}."


def _table(risks: Sequence[HeatRisk], scoring: Scoring) -> Table:
    header = (_("ID"), _("Risk"), _("Likelihood"), _("Impact"), _("Score"), _("Band"))
    dash = "\N{EN DASH}"
    ordered = sorted(risks, key=lambda risk: -(risk.score or 0))
    rows = tuple(
        (
            risk.id, risk.title, str(risk.likelihood or dash), str(risk.impact or dash), str(risk.score or dash),
            band(risk.score, scoring).word if risk.score else dash,
        )
        for risk in ordered
    )  # fmt: skip
    return Table(header, rows)
