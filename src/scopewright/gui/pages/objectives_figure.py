"""The page of objectives: what every section's page has, and reading the figure from an objective's sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Self

from scopewright.capture.goals import objective_of
from scopewright.gui.actions import NO_RECORD, Action
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.pages.section_actions import unmade
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_, _
from scopewright.model.record import Section


class ObjectivesPage(SectionPage):
    """Of the section ``objectives``."""

    @classmethod
    def actions_of(
        cls, section: Section, page: Callable[[], Self], may_import: Callable[[], bool] | None
    ) -> Sequence[Action]:
        """The section's, and reading the figure."""
        read = Action(
            "objectives.figure", N_("Read the figure from the sentence"), lambda: page().read_goal(), "Ctrl+Shift+F",
            "wand-sparkles", N_("Objectives"), lambda: page is unmade or bool(page().form.key),
            page="objectives", place="header", lacks=NO_RECORD,
        )  # fmt: skip
        return [*super().actions_of(section, page, may_import), read]

    def read_goal(self) -> None:
        """Fill the empty fields of the shown objective from the figure and the day in its sentence (row M9)."""
        self._editing.flush()
        record = self._editing.engagement[self.form.key]
        said = objective_of(record.headline, dt.date.today(), self._editing.locale.language)
        if not said:
            text = _("There is no figure in “{sentence}”.").format(sentence=record.headline)
            example = _("Write it as “70% recall” or “reduce tickets by 20%”.")
            self._notify_window(Notice("no-goal", "info", text, next_step=example))
            return
        with self._editing.step(_("Read the figure of {id}").format(id=record.id)) as step:
            for name, value in said.items():
                if record.is_empty(name):
                    step.set(record.key, name, value)
