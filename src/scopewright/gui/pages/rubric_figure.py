"""The ML Test Score as a picture: four groups, and the lowest of them as the score (row J18)."""

from __future__ import annotations

from scopewright.gui.pages.picture import GoTo, Layout, PicturePage, Sort
from scopewright.language import N_, _, current
from scopewright.model.engagement import Engagement
from scopewright.model.sections.ml_tests import GROUPS, RubricItem
from scopewright.scenes.plan_readings import rubric
from scopewright.scenes.radar import radar
from scopewright.scenes.scene import Scene

_SORT = Sort(
    "rubric-figure",
    N_("ML Test Score, figure"),
    "ml_tests",
    frozenset({"ml_tests"}),
    "gauge",
    N_("No item of the rubric yet"),
    N_("Insert the rubric; an item counts once its evidence is written down."),
    id_column=0,
    columns=(240, 90, 90),
)


class RubricFigurePage(PicturePage):
    """A group opens the first of its items."""

    def __init__(self, engagement: Engagement, go_to: GoTo) -> None:
        super().__init__(_SORT, engagement, go_to)

    def is_empty(self) -> bool:
        """Whether no item of the rubric is there."""
        return not self._engagement.records("ml_tests")

    def layout_of_now(self) -> Layout:
        """As large as the view allows."""
        axes, verdict = rubric(self._engagement, current())
        title = _("ML Test Score")
        return lambda width, height: radar(
            title, axes, verdict, radius=max(70.0, min(260.0, (height - 90) / 2, (width - 200) / 2))
        )

    def summary(self, scene: Scene) -> str:
        """The points of each group, and what the lowest means."""
        return scene.alt

    def field_of(self, place: str) -> tuple[str, str]:
        """A group, by its key or as the table names it, stands for its first item."""
        key = next((key for key, title in GROUPS if _(title) == place), place)
        items = [item for item in self._engagement.all(RubricItem) if item.group == key]
        return (items[0].id if items else place), "evidence"


if __name__ == "__main__":
    from scopewright.gui.pages.alone import show_alone

    show_alone(RubricFigurePage)
