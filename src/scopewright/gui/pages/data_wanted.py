"""The page of the data wanted: what every section's page has, and the client's request list as text (row T3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self

from PySide6.QtGui import QGuiApplication

from scopewright.gui.actions import Action
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.pages.section_actions import unmade
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_, _
from scopewright.model.readings.requests import request_list, wanted
from scopewright.model.record import Section


class DataWantedPage(SectionPage):
    """Of the section ``data_gaps``."""

    @classmethod
    def actions_of(
        cls, section: Section, page: Callable[[], Self], may_import: Callable[[], bool] | None
    ) -> Sequence[Action]:
        """The section's, and copying the list."""
        copy = Action(
            "data_gaps.requests", N_("Copy the request list"), lambda: page().copy_requests(), "Ctrl+Shift+C", "copy",
            N_("Data wanted"), lambda: page is unmade or page().anything_wanted(), page="data_gaps", place="header",
            lacks=N_("no data is wanted yet"),
        )  # fmt: skip
        return [*super().actions_of(section, page, may_import), copy]

    def anything_wanted(self) -> bool:
        """Whether there is a request to copy."""
        return bool(wanted(self._editing.engagement))

    def copy_requests(self) -> None:
        """Put the list on the clipboard, person by person, to paste into a message."""
        self._editing.flush()
        text = request_list(self._editing.engagement, self._editing.locale)
        QGuiApplication.clipboard().setText(text)
        happened = _("The request list is on the clipboard; paste it into a message to the client.")
        self._notify_window(Notice("copied", "success", happened))
