"""The page of objectives: what every section's page has, and reading the figure from an objective's sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scopewright.capture.goals import read_goal
from scopewright.gui.actions import Action
from scopewright.gui.editing import Editing
from scopewright.gui.findings import Findings
from scopewright.gui.job_client import JobClient
from scopewright.gui.pages.memory import Memory
from scopewright.gui.pages.section import GoTo, SectionPage
from scopewright.gui.since import Since
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_, _


class ObjectivesPage(SectionPage):
    """``notify`` shows a notice in the window."""

    def __init__(
        self,
        editing: Editing,
        go_to: GoTo,
        memory: Memory | None,
        notify: Callable[[Notice], object],
        findings: Findings | None = None,
        client: JobClient | None = None,
        since: Since | None = None,
    ) -> None:
        super().__init__(editing, "objectives", go_to, memory, findings, client, since)
        self._notify_window = notify

    def page_actions(self) -> Sequence[Action]:
        """The section's, and reading the figure."""
        read = Action(
            "objectives.figure", N_("Read the figure from the sentence"), self._read_goal, "Ctrl+Shift+F",
            "wand-sparkles", N_("Objectives"), lambda: bool(self.form.key), page="objectives", place="header",
        )  # fmt: skip
        return [*super().page_actions(), read]

    def _read_goal(self) -> None:
        """Fill the empty fields of the shown objective from the figure in its sentence (row M9)."""
        self._editing.flush()
        record = self._editing.engagement[self.form.key]
        goal = read_goal(record.headline)
        if goal is None:
            text = _("There is no figure in “{sentence}”.").format(sentence=record.headline)
            example = _("Write it as “70% recall” or “reduce tickets by 20%”.")
            self._notify_window(Notice("no-goal", "info", text, next_step=example))
            return
        with self._editing.step(_("Read the figure of {id}").format(id=record.id)) as step:
            for name, value in goal.fields().items():
                if record.is_empty(name):
                    step.set(record.key, name, value)
