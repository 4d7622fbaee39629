"""The stacked timeline of all teams, with lines at the releases and at the status date."""

from __future__ import annotations

from scopewright.gui.pages.picture import GoTo, Layout, PicturePage, Sort
from scopewright.gui.scene_frozen import Edges
from scopewright.language import N_, _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.gates import planned
from scopewright.scenes.lanes import axis, lanes
from scopewright.scenes.readings import team_timeline, timeline_records
from scopewright.scenes.scene import Rect, Scene
from scopewright.scenes.timeline import Timeline

_LEAST_DAY = 1.6
"""Points a day under which weeks could not be told apart: then the picture becomes wider than the view."""
_WIDEST = 6000.0
"""Points: a mistyped year must not make a picture that no one can scroll."""
_SORT = Sort(
    "timeline",
    N_("Timeline"),
    "milestones",
    frozenset({"milestones", "releases", "document", "people", "rings", "maintenance", "constraints"}),
    "route",
    N_("No milestone yet"),
    N_("Add the dates people asked for, each with its team; a start date makes it a bar. Releases become lines."),
    id_column=1,
    columns=(150, 70, 260, 116, 116, 70, 110, 190, 120),
)


class TimelinePage(PicturePage):
    """Lanes as wide as the time needs; the months and the labels stay in sight."""

    def __init__(self, engagement: Engagement, go_to: GoTo) -> None:
        super().__init__(_SORT, engagement, go_to)

    def is_empty(self) -> bool:
        """Whether nothing that stands in a lane is written down; releases alone are lines through nothing."""
        return not timeline_records(self._engagement)

    def layout_of_now(self) -> Layout:
        """All lanes in one piece."""
        timeline = team_timeline(self._engagement)
        return lambda width, _height: lanes(timeline, _wide_enough(timeline, width))

    def summary(self, _scene: Scene) -> str:
        """How many dates slipped from what was signed off, and which most."""
        agreed = [(each.slip, each) for each in planned(self._engagement)]
        known = [(days, each) for days, each in agreed if days is not None]
        if not known:
            return _("No date is signed off yet, so there is no slip to count.")
        late = [(days, each) for days, each in known if days > 0]
        if not late:
            return _("No date is later than signed off.")
        days, worst = max(late, key=lambda pair: pair[0])
        text = ngettext(
            "{late} of {known} signed-off dates are later now, at most by {n} working day ({id} {title}).",
            "{late} of {known} signed-off dates are later now, at most by {n} working days ({id} {title}).",
            days,
        )
        return text.format(late=len(late), known=len(known), n=days, id=worst.id, title=worst.headline)

    def edges(self, scene: Scene) -> Edges:
        """The flags and months above, the labels at the left."""
        months = [item for item in scene.of_role("month") if isinstance(item, Rect)]
        return Edges(months[0].bounds.bottom, months[0].x) if months else Edges()


def _wide_enough(timeline: Timeline, width: float) -> float:
    found = axis(timeline, width)
    if found is None or found.day_width >= _LEAST_DAY:
        return width
    return min(_WIDEST, width + (_LEAST_DAY - found.day_width) * (found.last - found.first).days)


if __name__ == "__main__":
    from scopewright.gui.pages.alone import show_alone

    show_alone(TimelinePage)
