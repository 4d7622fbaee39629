"""The board of impact and feasibility: modules where their scores put them, moved by keyboard (row J2)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from scopewright.gui.actions import READ_ONLY, Action
from scopewright.gui.editing import Editing
from scopewright.gui.pages.picture import NO_PICTURE, GoTo, Layout, PicturePage, Sort
from scopewright.language import N_, _
from scopewright.model.readings.feasibility import level
from scopewright.model.sections.modules import Module
from scopewright.scenes.impact_feasibility import Candidate, Quadrant, board
from scopewright.scenes.level_grid import LEVELS, Scale
from scopewright.scenes.plan_readings import board_candidates, board_details, board_quadrants, board_scales
from scopewright.scenes.scene import Scene

_LEGEND_FROM = 520.0
"""Points of width from which the quadrants are named beside the board; in a narrower one the table says them."""
_TRIAL = 60.0
_CELL_WIDTH, _CELL_HEIGHT = (44.0, 150.0), (38.0, 100.0)
_SORT = Sort(
    "impact-feasibility",
    N_("Impact by feasibility"),
    "modules",
    frozenset({"modules", "feasibility"}),
    "chart-scatter",
    N_("No module yet"),
    N_("Cut the problem into modules, and say of each how much it brings and how feasible it is."),
    id_column=0,
    columns=(70, 300, 90, 90, 140, 140, 90),
)
_MOVES = (
    ("more-impact", N_("More impact"), "Shift+Up", "arrow-up", "impact", 1),
    ("less-impact", N_("Less impact"), "Shift+Down", "arrow-down", "impact", -1),
    ("more-feasible", N_("More feasible"), "Shift+Right", "arrow-right", "feasibility", 1),
    ("less-feasible", N_("Less feasible"), "Shift+Left", "arrow-left", "feasibility", -1),
)


class ImpactFeasibilityPage(PicturePage):
    """Shift and an arrow move the module that the keyboard is on by one level."""

    def __init__(self, editing: Editing, go_to: GoTo) -> None:
        self._editing = editing
        super().__init__(_SORT, editing.engagement, go_to)

    def is_empty(self) -> bool:
        """Whether no module is written down."""
        return not self._engagement.records("modules")

    def layout_of_now(self) -> Layout:
        """As large as the view, in whole cells."""
        candidates = board_candidates(self._engagement, self._editing.locale.language)
        scales, quadrants, details = board_scales(), board_quadrants(), board_details()
        return partial(_fitting, candidates, scales, quadrants, details)

    def summary(self, scene: Scene) -> str:
        """How many stand in each quadrant."""
        return scene.alt

    def page_actions(self) -> Sequence[Action]:
        """The picture's, and moving a module."""
        moves = [
            Action(f"{_SORT.name}.{name}", title, partial(self.nudge, field, step), keys, icon, _SORT.title,
                   self._can_nudge, page=_SORT.name,
                   lacks=lambda: _(READ_ONLY if self._editing.read_only else NO_PICTURE))
            for name, title, keys, icon, field, step in _MOVES
        ]  # fmt: skip
        return [*super().page_actions(), *moves]

    def nudge(self, field: str, step: int) -> None:
        """Move the module that the keyboard is on by one level; one without a level begins in the middle."""
        spoken = self.pane.picture.canvas.focused_record
        module = next((each for each in self._engagement.all(Module) if each.id == spoken), None)
        if module is None:
            return
        at = module.impact if field == "impact" else level(self._engagement, module)
        wanted = 3 if at is None else at + step
        if wanted in LEVELS:
            self._to_reveal = spoken
            self._editing.set_stored(module.key, field, wanted)

    def _can_nudge(self) -> bool:
        return self._has_picture() and not self._editing.read_only


def _fitting(
    candidates: list[Candidate], scales: tuple[Scale, Scale], quadrants: dict[tuple[int, int], Quadrant],
    details: Sequence[str], width: float, height: float,
) -> Scene:  # fmt: skip
    legend = width >= _LEGEND_FROM
    lay_out = partial(board, candidates, *scales, quadrants, details, legend=legend)
    trial = lay_out(cell_width=_TRIAL, cell_height=_TRIAL)
    across, down = _TRIAL + (width - trial.width) / 5, _TRIAL + (height - trial.height) / 5
    return lay_out(cell_width=_within(across, _CELL_WIDTH), cell_height=_within(down, _CELL_HEIGHT))


def _within(value: float, limits: tuple[float, float]) -> float:
    return min(limits[1], max(limits[0], value))


if __name__ == "__main__":
    from scopewright.gui.pages.alone import show_alone

    show_alone(lambda engagement, go_to: ImpactFeasibilityPage(Editing(engagement), go_to))
