"""The page of canary plans: what every section's page has, and the delta of two files of predictions (row J20)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

from scopewright.gui.actions import Action
from scopewright.gui.delta_dialog import DeltaDialog
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_, _
from scopewright.model.kept_comparison import keep_comparison
from scopewright.model.record import Section
from scopewright.model.sections.canaries import Canary


class CanariesPage(SectionPage):
    """Of the section ``canaries``."""

    delta: DeltaDialog | None = None

    @classmethod
    def actions_of(
        cls, section: Section, page: Callable[[], Self], may_import: Callable[[], bool] | None
    ) -> Sequence[Action]:
        """The section's, and comparing predictions, which needs the lab's worker."""
        compare = Action(
            "canaries.delta", N_("Compare two files of predictions…"), lambda: page().compare_predictions(),
            "Ctrl+Shift+D", "git-compare", N_("Canary plans"), None, page="canaries", place="header",
        )  # fmt: skip
        return [*super().actions_of(section, page, may_import), *([compare] if may_import else [])]

    def compare_predictions(self) -> None:
        """Ask for two files; what is found can be kept with the plan that is shown."""
        if self._client is None:
            return
        self._editing.flush()
        plan = self._editing.engagement.get(self.form.key)
        keep = None
        if isinstance(plan, Canary) and not self._editing.read_only:
            key = plan.key

            def keep(found: Mapping[str, Any]) -> None:
                self._keep(key, found)

        self.delta = DeltaDialog(self, self._client, plan.id if plan else "", keep)
        self.delta.open()

    def _keep(self, key: str, found: Mapping[str, Any]) -> None:
        plan = self._editing.engagement.get(key)
        if isinstance(plan, Canary):
            keep_comparison(self._editing.engagement, plan, found, self._editing.who, dt.date.today())
            said = _("{id} keeps the comparison; undo takes it back.").format(id=plan.id)
            self._notify_window(Notice("comparison-kept", "success", said))
