"""The models of the newest run by score and by the time of an answer; thresholds rule some of them out (row J4)."""

from __future__ import annotations

from functools import partial

from scopewright.gui.pages.picture import GoTo, Layout, PicturePage, Sort
from scopewright.language import N_
from scopewright.model.engagement import Engagement
from scopewright.model.sections.runs import Run
from scopewright.scenes.run_readings import slowest_allowed, trades
from scopewright.scenes.scene import Scene
from scopewright.scenes.trade_off import trade_off

_SORT = Sort(
    "trade-off",
    N_("Score against time"),
    "runs",
    frozenset({"runs", "metrics"}),
    "gauge",
    N_("No run yet"),
    N_("Open Data, choose a CSV and its target, and start a baseline: its models then stand here side by side."),
    id_column=0,
    columns=(70, 240, 110, 130, 120, 100),
)


class TradeOffPage(PicturePage):
    """A model opens its run."""

    def __init__(self, engagement: Engagement, go_to: GoTo) -> None:
        super().__init__(_SORT, engagement, go_to)

    def is_empty(self) -> bool:
        """Whether there is no run with a model of which the latency is known."""
        return self._run() is None

    def layout_of_now(self) -> Layout:
        """As large as the view."""
        run = self._run()
        assert run is not None
        found, score_title, details = trades(self._engagement, run)
        slowest = slowest_allowed(self._engagement)
        return partial(trade_off, run.id, found, score_title, details, slowest=slowest)

    def summary(self, scene: Scene) -> str:
        """How many models the thresholds leave."""
        return scene.alt

    def field_of(self, place: str) -> tuple[str, str]:
        """Every mark stands for a row of the run's table of models."""
        run = self._run()
        return (run.id if run else place), "models"

    def _run(self) -> Run | None:
        runs = [run for run in self._engagement.all(Run) if any(row["latency_ms"] for row in run.models)]
        return runs[-1] if runs else None


if __name__ == "__main__":
    from scopewright.gui.pages.alone import show_alone

    show_alone(TradeOffPage)
