"""The risk heat map: likelihood upwards, impact to the right, each risk a pill in its cell.

A cell shows a few pills and then ``+n``; the table beside the picture lists every risk, also those without a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from scopewright.language import _, ngettext
from scopewright.scenes import measure
from scopewright.scenes.bands import BANDS, Band, band
from scopewright.scenes.paragraph import Style, height, paragraph
from scopewright.scenes.scene import Bounds, Item, Rect, Scene, Table, Text

LEVELS = range(1, 6)
_GAP = 1.6
_AXIS_TITLE = Style(8.5, 11, "brand1", "semibold")
_LABEL = Style(8, 9.5)
_SMALL = Style(8, 10.5, "muted")
_SCORE_SIZE = 7.5
_PILL_SIZE, _PILL_HEIGHT, _PILL_GAP = 7.5, 11.2, 1.6
_TITLE_ROOM, _LABEL_ROOM, _LEGEND_ROOM, _GUTTER = 14.0, 92.0, 132.0, 18.0


@dataclass(frozen=True, slots=True)
class HeatRisk:
    """A risk to place: levels 1 to 5, or None (or any other number) while it is not scored."""

    id: str
    title: str
    likelihood: int | None
    impact: int | None

    @property
    def placed(self) -> tuple[int, int] | None:
        """Likelihood and impact, if both are levels."""
        likelihood, impact = self.likelihood or 0, self.impact or 0
        return (likelihood, impact) if likelihood in LEVELS and impact in LEVELS else None

    @property
    def score(self) -> int | None:
        """Likelihood × impact."""
        return self.placed[0] * self.placed[1] if self.placed else None


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis: its title and its five words, from level 1 to level 5."""

    title: str
    words: tuple[str, str, str, str, str]


def cell_key(likelihood: int, impact: int) -> str:
    """The ``record`` of a cell's items, such as ``4x3``: likelihood first."""
    return f"{likelihood}x{impact}"


def cell_contents(risks: Iterable[HeatRisk]) -> dict[tuple[int, int], tuple[HeatRisk, ...]]:
    """The risks of each of the 25 cells by (likelihood, impact), in the order given."""
    cells: dict[tuple[int, int], tuple[HeatRisk, ...]] = dict.fromkeys(product(LEVELS, LEVELS), ())
    for risk in risks:
        if risk.placed:
            cells[risk.placed] += (risk,)
    return cells


@dataclass(frozen=True, slots=True)
class _Grid:
    left: float
    cell_width: float
    cell_height: float

    def cell(self, likelihood: int, impact: int) -> Bounds:
        left = self.left + (impact - 1) * self.cell_width
        top = (5 - likelihood) * self.cell_height
        return Bounds(
            left + _GAP / 2, top + _GAP / 2, left + self.cell_width - _GAP / 2, top + self.cell_height - _GAP / 2
        )

    @property
    def right(self) -> float:
        return self.left + 5 * self.cell_width

    @property
    def bottom(self) -> float:
        return 5 * self.cell_height


def heat_map(
    risks: Sequence[HeatRisk], likelihood: Scale, impact: Scale, *,
    cell_width: float = 48, cell_height: float = 38, most_pills: int = 2, legend: bool = True,
) -> Scene:  # fmt: skip
    """Lay the heat map out.

    Args:
        cell_width: pitch of a column in points, gap included; at least 36.
        cell_height: pitch of a row; at least 38, so that two pills stand under the score.
        most_pills: pills shown in a cell, if they fit, before ``+n``.
        legend: whether the four bands are explained at the right.
    """
    words = [f"{level}  {word}" for level, word in zip(LEVELS, likelihood.words, strict=True)]
    label_room = min(_LABEL_ROOM, max(measure.width(word, _LABEL.font, _LABEL.size) for word in words))
    grid = _Grid(_TITLE_ROOM + label_room + 7, cell_width, cell_height)
    items: list[Item] = []
    for (row, column), inside in cell_contents(risks).items():
        items += _cell(grid.cell(row, column), row, column, inside, most_pills)
    items += _likelihood_axis(grid, likelihood, words, label_room)
    impact_items = _impact_axis(grid, impact)
    items += impact_items
    width = grid.right
    if legend:
        items += _legend(grid.right + _GUTTER)
        width += _GUTTER + _LEGEND_ROOM
    bottom = max(item.bounds.bottom for item in items)
    unscored = _unscored(risks, width, bottom + 4)
    bottom = max([bottom, *(line.bounds.bottom for line in unscored)])
    return Scene(width, bottom + 1, (*items, *unscored), _("Risk heat map"), _alt(risks), _table(risks))


def _cell(box: Bounds, likelihood: int, impact: int, inside: Sequence[HeatRisk], most_pills: int) -> list[Item]:
    look = band(likelihood * impact)
    key = cell_key(likelihood, impact)
    ids = ", ".join(risk.id for risk in inside) or _("none")
    said = _("Likelihood {likelihood}, impact {impact}, {band}: {ids}")
    rect = Rect(
        x=box.left, y=box.top, width=box.width, height=box.height, fill=look.fill, stroke=look.edge,
        stroke_width=0.5 if look.edge else 0, role="cell", record=key,
        alt=said.format(likelihood=likelihood, impact=impact, band=look.word, ids=ids),
    )  # fmt: skip
    score = Text(
        x=box.left + 3.5, y=box.top + 8.6, text=str(likelihood * impact), size=_SCORE_SIZE, fill=look.ink,
        role="score", record=key,
    )  # fmt: skip
    return [rect, score, *_pills(box, look, key, inside, most_pills)]


def _pills(box: Bounds, look: Band, key: str, inside: Sequence[HeatRisk], most: int) -> list[Item]:
    if not inside:
        return []
    labels = [measure.ellipsize(risk.id, "semibold", _PILL_SIZE, box.width - 13) for risk in inside]
    pill_width = 9 + max(measure.width(label, "semibold", _PILL_SIZE) for label in labels)
    area_top, area_height = box.top + 10, box.height - 11
    columns = max(1, int((box.width - 4 + _PILL_GAP) // (pill_width + _PILL_GAP)))
    rows = max(1, int((area_height + _PILL_GAP) // (_PILL_HEIGHT + _PILL_GAP)))
    shown = min(most, rows * columns, len(inside))
    columns = min(columns, shown)
    used_rows = -(-shown // columns)
    top = area_top + (area_height - used_rows * (_PILL_HEIGHT + _PILL_GAP) + _PILL_GAP) / 2
    items: list[Item] = []
    for place, risk in enumerate(inside[:shown]):
        row, column = divmod(place, columns)
        in_row = min(columns, shown - row * columns)
        across = (column - (in_row - 1) / 2) * (pill_width + _PILL_GAP)
        middle = (box.left + box.right) / 2 + across
        items += _pill(risk, labels[place], middle, top + row * (_PILL_HEIGHT + _PILL_GAP), pill_width)
    if len(inside) > shown:
        items.append(_more(box, look, key, inside[shown:]))
    return items


def _pill(risk: HeatRisk, label: str, middle: float, top: float, width: float) -> tuple[Item, Item]:
    alt = f"{risk.id} {risk.title}".strip()
    return (
        Rect(
            x=middle - width / 2, y=top, width=width, height=_PILL_HEIGHT, radius=_PILL_HEIGHT / 2, fill="pill",
            stroke="pill-edge", stroke_width=0.8, role="pill", record=risk.id, alt=alt,
        ),
        Text(
            x=middle, y=top + 8.2, text=label, size=_PILL_SIZE, font="semibold", fill="on-pill", anchor="middle",
            role="pill-text", record=risk.id, alt=alt,
        ),
    )  # fmt: skip


def _more(box: Bounds, look: Band, key: str, hidden: Sequence[HeatRisk]) -> Text:
    return Text(
        x=box.right - 3.5, y=box.top + 8.6, text=f"+{len(hidden)}", size=_SCORE_SIZE, font="bold", fill=look.ink,
        anchor="end", role="more", record=key, alt=", ".join(risk.id for risk in hidden),
    )  # fmt: skip


def _likelihood_axis(grid: _Grid, scale: Scale, words: Sequence[str], room: float) -> list[Item]:
    middle = grid.bottom / 2
    title = measure.ellipsize(scale.title, "semibold", _AXIS_TITLE.size, grid.bottom)
    items: list[Item] = [
        Text(
            x=9, y=middle, text=title, size=_AXIS_TITLE.size, font="semibold", fill="brand1", anchor="middle",
            rotation=-90, role="axis",
        )
    ]  # fmt: skip
    for level, word in zip(LEVELS, words, strict=True):
        box = grid.cell(level, 1)
        count = len(measure.wrap(word, _LABEL.font, _LABEL.size, room, 3))
        top = (box.top + box.bottom - height(count, _LABEL)) / 2
        items += paragraph(word, _TITLE_ROOM + room, top, room, _LABEL, most=3, anchor="end", role="axis")
    return items


def _impact_axis(grid: _Grid, scale: Scale) -> list[Item]:
    items: list[Item] = []
    for level, word in zip(LEVELS, scale.words, strict=True):
        box = grid.cell(1, level)
        middle = (box.left + box.right) / 2
        text = f"{level}  {word}"
        items += paragraph(text, middle, grid.bottom + 3, box.width, _LABEL, most=3, anchor="middle", role="axis")
    below = max(item.bounds.bottom for item in items) + 2
    middle = (grid.left + grid.right) / 2
    room = 5 * grid.cell_width
    items += paragraph(scale.title, middle, below, room, _AXIS_TITLE, anchor="middle", role="axis")
    return items


def _legend(left: float) -> list[Item]:
    heading = _("Score = likelihood × impact")
    items: list[Item] = [*paragraph(heading, left, 0, _LEGEND_ROOM, _AXIS_TITLE, most=2, role="legend")]
    top = items[-1].bounds.bottom + 7
    for each in reversed(BANDS):
        items.append(
            Rect(
                x=left + 0.3, y=top, width=76, height=13, radius=3, fill=each.fill, stroke=each.edge,
                stroke_width=0.5 if each.edge else 0, role="legend",
            )
        )  # fmt: skip
        style = Style(8, 10, each.ink, "semibold")
        items += paragraph(f"{each.range}  {each.word}", left + 6, top + 2.1, 68, style, role="legend")
        duty = paragraph(each.obliges, left, top + 14.5, _LEGEND_ROOM, _SMALL, most=2, role="legend")
        items += duty
        top = duty[-1].bounds.bottom + 7
    return items


def _unscored(risks: Sequence[HeatRisk], width: float, top: float) -> tuple[Text, ...]:
    ids = [risk.id for risk in risks if not risk.placed]
    if not ids:
        return ()
    text = _("Not scored yet, so not on the map: {ids}").format(ids=", ".join(ids))
    return paragraph(text, 0, top, width, _SMALL, most=2, role="unscored")


def _alt(risks: Sequence[HeatRisk]) -> str:
    count = ngettext("{n} risk", "{n} risks", len(risks)).format(n=len(risks))
    scores = [risk.score for risk in risks if risk.score]
    parts = [f"{sum(band(score) is each for score in scores)} {each.word}" for each in reversed(BANDS)]
    return f"{count}: {', '.join(parts)}, {len(risks) - len(scores)} {_('not scored')}."


def _table(risks: Sequence[HeatRisk]) -> Table:
    header = (_("ID"), _("Risk"), _("Likelihood"), _("Impact"), _("Score"), _("Band"))
    dash = "\N{EN DASH}"
    ordered = sorted(risks, key=lambda risk: -(risk.score or 0))
    rows = tuple(
        (
            risk.id, risk.title, str(risk.likelihood or dash), str(risk.impact or dash), str(risk.score or dash),
            band(risk.score).word if risk.score else dash,
        )
        for risk in ordered
    )  # fmt: skip
    return Table(header, rows)
