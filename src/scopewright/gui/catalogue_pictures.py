"""The pages of the planning pictures by the phase they stand in, each imported and built when it is first shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.page import PageSpec
from scopewright.language import N_

GoTo = Callable[[str, str, str], None]
Make = Callable[[Editing, GoTo], QWidget]


def pictures(editing: Editing, go_to: GoTo) -> dict[str, list[PageSpec]]:
    """The pages, phase by phase."""
    return {
        phase: [
            PageSpec(name, title, "", icon, lambda make=make: make(editing, go_to))  # type: ignore[misc] # binds make
            for name, title, icon, make in there
        ]
        for phase, there in _PICTURES.items()
    }


def _daci(editing: Editing, go_to: GoTo) -> QWidget:
    from scopewright.gui.pages.daci import DaciPage

    return DaciPage(editing.engagement, go_to)


def _heat_map(editing: Editing, go_to: GoTo) -> QWidget:
    from scopewright.gui.pages.heat_map import HeatMapPage

    return HeatMapPage(editing.engagement, go_to)


def _delivery(editing: Editing, go_to: GoTo) -> QWidget:
    from scopewright.gui.pages.delivery import DeliveryPage

    return DeliveryPage(editing.engagement, go_to)


def _timeline(editing: Editing, go_to: GoTo) -> QWidget:
    from scopewright.gui.pages.timeline import TimelinePage

    return TimelinePage(editing.engagement, go_to)


def _board(editing: Editing, go_to: GoTo) -> QWidget:
    from scopewright.gui.pages.impact_feasibility import ImpactFeasibilityPage

    return ImpactFeasibilityPage(editing, go_to)


def _trade_off(editing: Editing, go_to: GoTo) -> QWidget:
    from scopewright.gui.pages.trade_off import TradeOffPage

    return TradeOffPage(editing.engagement, go_to)


def _code_tree(editing: Editing, go_to: GoTo) -> QWidget:
    from scopewright.gui.pages.code_tree import CodeTreePage

    return CodeTreePage(editing.engagement, go_to)


def _rubric(editing: Editing, go_to: GoTo) -> QWidget:
    from scopewright.gui.pages.rubric_figure import RubricFigurePage

    return RubricFigurePage(editing.engagement, go_to)


def _cycle(editing: Editing, go_to: GoTo) -> QWidget:
    from scopewright.gui.pages.chains import CYCLE, StepsPage

    return StepsPage(CYCLE, editing.engagement, go_to)


def _parts(editing: Editing, go_to: GoTo) -> QWidget:
    from scopewright.gui.pages.chains import PARTS, StepsPage

    return StepsPage(PARTS, editing.engagement, go_to)


def _deployment(editing: Editing, go_to: GoTo) -> QWidget:
    from scopewright.gui.pages.chains import DEPLOYMENT, StepsPage

    return StepsPage(DEPLOYMENT, editing.engagement, go_to)


def _lifecycle(editing: Editing, go_to: GoTo) -> QWidget:
    from scopewright.gui.pages.chains import LIFECYCLE, StepsPage

    return StepsPage(LIFECYCLE, editing.engagement, go_to)


_PICTURES: dict[str, list[tuple[str, str, str, Make]]] = {
    "frame": [("development-cycle", N_("Development cycle"), "refresh-ccw", _cycle)],
    "solution": [
        ("impact-feasibility", N_("Impact by feasibility"), "chart-scatter", _board),
        ("code-tree", N_("Codebase tree"), "folder-tree", _code_tree),
    ],
    "decide": [
        ("daci", N_("DACI matrix"), "table-2", _daci),
        ("heat-map", N_("Risk heat map"), "chart-scatter", _heat_map),
    ],
    "deliver": [
        ("delivery", N_("By requirement"), "folder-tree", _delivery),
        ("timeline", N_("Timeline"), "route", _timeline),
    ],
    "data": [("trade-off", N_("Score against time"), "gauge", _trade_off)],
    "deploy": [
        ("deployment-figure", N_("Deployment in steps"), "rocket", _deployment),
        ("rubric-figure", N_("ML Test Score, figure"), "gauge", _rubric),
    ],
    "review": [
        ("lifecycle-figure", N_("Lifecycle with revisits"), "rotate-ccw", _lifecycle),
        ("plan-parts", N_("Parts of the plan"), "layers", _parts),
    ],
}
"""By phase: a page's name, title, icon, and what makes it."""
