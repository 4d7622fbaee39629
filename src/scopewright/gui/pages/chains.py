"""Pages of pictures made of steps: development cycle, parts of the plan, deployment steps, lifecycle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from scopewright.gui.pages.picture import GoTo, Layout, PicturePage, Sort
from scopewright.language import N_, _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.record import SECTIONS
from scopewright.scenes.chain import Chain, chains
from scopewright.scenes.plan_readings import deployment_chains, development_cycle, lifecycle, planning_parts
from scopewright.scenes.scene import Scene


@dataclass(frozen=True, slots=True)
class Steps:
    """What sets one of these pages apart: its words, what it reads, the heads of its table, if its boxes are steps."""

    sort: Sort
    read: Callable[[Engagement], list[Chain]]
    heads: tuple[str, str, str]
    are_steps: bool = True


_COLUMNS = (70, 200, 260, 260, 140)
CYCLE = Steps(
    Sort(
        "development-cycle", N_("Development cycle"), "releases", frozenset({"releases"}), "refresh-ccw",
        N_("No release yet"), N_("Add a release and say at which stage it stands; its purpose is read at every gate."),
        id_column=0, columns=_COLUMNS,
    ),
    development_cycle, (N_("Release"), N_("Stage"), N_("Said of it")),
)  # fmt: skip
PARTS = Steps(
    Sort(
        "plan-parts", N_("Parts of the plan"), "overview", frozenset(SECTIONS), "layers",
        N_("No record yet"), N_("Whatever is written down stands in one of the three parts of the plan."),
        id_column=0, columns=_COLUMNS,
    ),
    planning_parts, (N_("Part"), N_("Section"), N_("Records")), are_steps=False,
)  # fmt: skip
DEPLOYMENT = Steps(
    Sort(
        "deployment-figure", N_("Deployment in steps"), "deployments", frozenset({"deployments", "deployment_steps"}),
        "rocket", N_("No deployment yet"), N_("Add a deployment, choose its type and pattern: its steps stand here."),
        id_column=0, columns=_COLUMNS,
    ),
    deployment_chains, (N_("Deployment"), N_("Step"), N_("Said of it")),
)  # fmt: skip
LIFECYCLE = Steps(
    Sort(
        "lifecycle-figure", N_("Lifecycle with revisits"), "lifecycle", frozenset({"lifecycle", "revisits"}),
        "rotate-ccw", N_("No lifecycle item yet"),
        N_("Insert the items of the seven phases; going back to an earlier one is drawn as an arrow."),
        id_column=0, columns=_COLUMNS,
    ),
    lifecycle, (N_("Picture"), N_("Phase"), N_("Done")),
)  # fmt: skip


class StepsPage(PicturePage):
    """A picture of chains, as wide as the view."""

    def __init__(self, steps: Steps, engagement: Engagement, go_to: GoTo) -> None:
        self._steps = steps
        super().__init__(steps.sort, engagement, go_to)

    def is_empty(self) -> bool:
        """Whether the section it is drawn from has nothing."""
        return not self._engagement.records(self.sort.section)

    def layout_of_now(self) -> Layout:
        """Every chain below the one before."""
        one, two, three = (_(head) for head in self._steps.heads)
        found, title = self._steps.read(self._engagement), _(self.sort.title)
        return lambda width, _height: chains(title, found, width, (one, two, three))

    def summary(self, scene: Scene) -> str:
        """How much is drawn; what stands where is read aloud and stands in the table."""
        rows = len(scene.table.rows)
        return ngettext("{n} step", "{n} steps", rows).format(n=rows) if self._steps.are_steps else ""


if __name__ == "__main__":
    from scopewright.gui.pages.alone import show_alone

    show_alone(partial(StepsPage, CYCLE))
