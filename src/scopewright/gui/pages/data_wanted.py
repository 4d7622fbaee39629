"""The page of the data wanted: what every section's page has, and the client's request list as text (row T3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication

from scopewright.gui.actions import Action
from scopewright.gui.editing import Editing
from scopewright.gui.findings import Findings
from scopewright.gui.job_client import JobClient
from scopewright.gui.pages.memory import Memory
from scopewright.gui.pages.section import GoTo, SectionPage
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_, _
from scopewright.model.readings.requests import request_list, wanted


class DataWantedPage(SectionPage):
    """``notify`` shows a notice in the window."""

    def __init__(
        self,
        editing: Editing,
        go_to: GoTo,
        memory: Memory | None,
        notify: Callable[[Notice], object],
        findings: Findings | None = None,
        client: JobClient | None = None,
    ) -> None:
        super().__init__(editing, "data_gaps", go_to, memory, findings, client)
        self._notify_window = notify

    def page_actions(self) -> Sequence[Action]:
        """The section's, and copying the list."""
        copy = Action(
            "data_gaps.requests", N_("Copy the request list"), self._copy, "Ctrl+Shift+C", "copy", N_("Data wanted"),
            lambda: bool(wanted(self._editing.engagement)), page="data_gaps", place="header",
        )  # fmt: skip
        return [*super().page_actions(), copy]

    def _copy(self) -> None:
        """Put the list on the clipboard, person by person, to paste into a message."""
        self._editing.flush()
        text = request_list(self._editing.engagement, self._editing.locale)
        QGuiApplication.clipboard().setText(text)
        happened = _("The request list is on the clipboard; paste it into a message to the client.")
        self._notify_window(Notice("copied", "success", happened))
