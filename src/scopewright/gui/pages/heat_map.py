"""The risk heat map and, beside it, the register it is made of; what is selected in one is marked in the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from scopewright.gui.pages.heat_register import HeatRegister
from scopewright.gui.pages.picture import GoTo, Layout, PicturePage, Sort
from scopewright.language import N_
from scopewright.model.engagement import Engagement
from scopewright.model.scoring import Scoring
from scopewright.model.sections.risks import Risk
from scopewright.scenes.heat_map import HeatRisk, heat_map
from scopewright.scenes.level_grid import cell_key
from scopewright.scenes.readings import heat_risks
from scopewright.scenes.scene import Item, Rect, Scene

_LEGEND_FROM = 500.0
"""Points of width from which the bands are explained beside the map; in a narrower one the register says them."""
_TRIAL = 50.0
_CELL_WIDTH, _CELL_HEIGHT = (40.0, 130.0), (38.0, 100.0)
_SORT = Sort(
    "heat-map",
    N_("Risk heat map"),
    "risks",
    frozenset({"risks", "risk_scale"}),
    "chart-scatter",
    N_("No risk yet"),
    N_("Add risks with likelihood and impact; each then stands in its cell here, and its score is never typed."),
    id_column=0,
    columns=(64, 320, 90),
)


class HeatMapPage(PicturePage):
    """Map at the left, register at the right."""

    def __init__(self, engagement: Engagement, go_to: GoTo) -> None:
        self._risks: list[HeatRisk] = []
        self.register = HeatRegister("heat-map.register")
        super().__init__(_SORT, engagement, go_to)
        self.register.chosen.connect(self._mark)
        self.register.opened.connect(self._open)
        self.pane.picture.record_focused.connect(self._choose)

    def is_empty(self) -> bool:
        """Whether no risk is written down."""
        return not self._engagement.records("risks")

    def layout_of_now(self) -> Layout:
        """The map as large as the view, in whole cells; the register is filled at once."""
        scoring = self._engagement.scoring
        risks = heat_risks(self._engagement.all(Risk), scoring)
        self._risks = risks
        self.register.show_risks(risks)
        return lambda width, height: _fitting(risks, scoring, width, height)

    def summary(self, scene: Scene) -> str:
        """How many risks each band holds."""
        return scene.alt

    def body(self) -> QWidget:
        """Map and register, the border between them to be moved."""
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setObjectName("heat-map.both")
        both.setChildrenCollapsible(False)
        both.setHandleWidth(17)
        both.addWidget(self.pane)
        both.addWidget(self.register)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        both.setSizes([600, 400])
        both.splitterMoved.connect(lambda _place, _index: self._pause.start(80))
        return both

    def show_scene(self, scene: Scene) -> None:
        """Show the map with the selected risks ringed."""
        super().show_scene(_ringed(scene, self._risks, self.register.selected()))

    def reveal(self, record: str) -> bool:
        """Choose a risk in the register too, for the map may have no pill for it."""
        found = super().reveal(record)
        if found:
            self.register.choose([record])
        return found

    def _open(self, place: str) -> None:
        """A pill opens its risk, a cell the one risk in it; in a cell of several the register is where to choose."""
        inside = self._ids_at(place)
        if len(inside) == 1:
            super()._open(inside[0])
        elif inside:
            self.register.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, place: str) -> None:
        self.register.choose(self._ids_at(place))
        self._mark(self.register.selected())

    def _mark(self, ids: Collection[str]) -> None:
        if self.scene is not None:
            self.pane.picture.show_scene(_ringed(self.scene, self._risks, ids))

    def _ids_at(self, place: str) -> list[str]:
        inside = [risk.id for risk in self._risks if risk.placed and cell_key(*risk.placed) == place]
        return inside if inside or self._is_cell(place) else [place]

    def _is_cell(self, place: str) -> bool:
        return self.scene is not None and any(cell.record == place for cell in self.scene.of_role("cell"))


def _fitting(risks: list[HeatRisk], scoring: Scoring, width: float, height: float) -> Scene:
    legend = width >= _LEGEND_FROM
    trial = heat_map(risks, scoring, cell_width=_TRIAL, cell_height=_TRIAL, legend=legend)
    across = _TRIAL + (width - trial.width) / scoring.steps
    down = _TRIAL + (height - trial.height) / scoring.steps
    return heat_map(
        risks, scoring, cell_width=_within(across, _CELL_WIDTH), cell_height=_within(down, _CELL_HEIGHT),
        most_pills=len(risks), legend=legend,
    )  # fmt: skip


def _within(value: float, limits: tuple[float, float]) -> float:
    return min(limits[1], max(limits[0], value))


def _ringed(scene: Scene, risks: list[HeatRisk], ids: Collection[str]) -> Scene:
    """The scene with a ring round the pill of each of these risks, or round its cell where it has no pill."""
    pills = {item.record: item for item in scene.items if item.role == "pill" and isinstance(item, Rect)}
    cells = {item.record: item for item in scene.items if item.role == "cell" and isinstance(item, Rect)}
    around = [
        pills.get(risk.id) or cells[cell_key(*risk.placed)]
        for risk in risks
        if risk.id in ids and risk.placed is not None
    ]
    return replace(scene, items=(*scene.items, *(ring for mark in dict.fromkeys(around) for ring in _rings(mark))))


def _rings(mark: Rect) -> Iterator[Item]:
    """Two rings, so that one of them stands out on any band."""
    for out, token, width in ((1.6, "paper", 3.4), (1.6, "brand1", 1.8)):
        yield Rect(
            x=mark.x - out, y=mark.y - out, width=mark.width + 2 * out, height=mark.height + 2 * out,
            radius=mark.radius + out, stroke=token, stroke_width=width, role="ring",  # type: ignore[arg-type]
        )  # fmt: skip


if __name__ == "__main__":
    from scopewright.gui.pages.alone import show_alone

    show_alone(HeatMapPage)
