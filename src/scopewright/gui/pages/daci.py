"""The DACI matrix: decisions by people, the ones without exactly one approver marked."""

from __future__ import annotations

from scopewright.gui.pages.picture import GoTo, Layout, PicturePage, Sort
from scopewright.gui.scene_frozen import Edges
from scopewright.language import N_, _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.sections.decisions import ROLES, Decision
from scopewright.scenes.daci import daci
from scopewright.scenes.readings import daci_decisions, daci_people
from scopewright.scenes.scene import Line, Rect, Scene

_COLUMN, _LABEL_SHARE = 54.0, 0.27
"""The narrowest column of the matrix in points, and the share of its width that the decisions' titles take."""
_NAMED = 8
"""How many ids a sentence names."""
_SORT = Sort(
    "daci",
    N_("DACI matrix"),
    "decisions",
    frozenset({"decisions", "people"}),
    "table-2",
    N_("No decision yet"),
    N_("Add what must be decided, who drives it and the one person who approves. The matrix shows who has which part."),
    id_column=0,
    columns=(64, 300, 110),
)


class DaciPage(PicturePage):
    """One piece however many people there are: heads and titles stay in sight."""

    def __init__(self, engagement: Engagement, go_to: GoTo) -> None:
        super().__init__(_SORT, engagement, go_to)

    def is_empty(self) -> bool:
        """Whether no decision is written down."""
        return not self._engagement.records("decisions")

    def layout_of_now(self) -> Layout:
        """The matrix as wide as the view, or as its columns need."""
        decisions = self._engagement.all(Decision)
        people = daci_people(self._engagement, decisions)
        rows = daci_decisions(self._engagement, decisions)
        needed = (len(people) + 0.5) * _COLUMN / (1 - _LABEL_SHARE)
        return lambda width, _height: daci(people, rows, max(width, needed))[0]

    def summary(self, _scene: Scene) -> str:
        """Which decisions have not exactly one approver."""
        rows = daci_decisions(self._engagement, self._engagement.all(Decision))
        wrong = [row.id for row in rows if row.problem]
        if not wrong:
            return _("Every decision has exactly one approver.")
        text = ngettext(
            "{n} decision does not have exactly one approver: {ids}.",
            "{n} decisions do not have exactly one approver: {ids}.",
            len(wrong),
        )
        return text.format(n=len(wrong), ids=", ".join(wrong[:_NAMED]) + ("…" if len(wrong) > _NAMED else ""))

    def edges(self, scene: Scene) -> Edges:
        """The people's names above, the decisions at the left."""
        rule = next(item for item in scene.of_role("rule") if isinstance(item, Line))
        cells = [item.x for item in scene.of_role("cell") if isinstance(item, Rect)]
        return Edges(rule.y1 + 0.5, min(cells, default=0.0))

    def field_of(self, record: str) -> tuple[str, str]:
        """A cell stands for the role field in which the person is named; a marked decision for its approver."""
        spoken, _colon, person = record.partition(":")
        decision = next((each for each in self._engagement.all(Decision) if each.id == spoken), None)
        if decision is None:
            return spoken, ""
        if not person:
            return spoken, "" if len(set(decision.approver)) == 1 else "approver"
        named = {field: [self._engagement.spoken(key) for key in getattr(decision, field)] for field in ROLES}
        return spoken, next((field for field, ids in named.items() if person in ids), "")


if __name__ == "__main__":
    from scopewright.gui.pages.alone import show_alone

    show_alone(DaciPage)
