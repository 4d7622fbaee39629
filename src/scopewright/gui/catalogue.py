"""Which pages an engagement has, each imported and built when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.findings import Findings
from scopewright.gui.job_client import Jobs
from scopewright.gui.page import PageSpec
from scopewright.gui.settings import Settings
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_
from scopewright.model.engagement import Engagement
from scopewright.model.record import Section
from scopewright.model.sections import PHASES
from scopewright.store.opened import OpenEngagement

if TYPE_CHECKING:
    from scopewright.gui.keeping.keeper import Keeper


class Surroundings(Protocol):
    """What pages ask of the window they stand in."""

    def go_to(self, section: str, record: str, field: str = "") -> None:
        """Open a section at a record, and at one of its fields."""

    def notify(self, notice: Notice) -> None:
        """Show a notice over the page."""

    def show_job(self, key: str, title: str, fraction: float | None, cancel: Callable[[], object], text: str) -> None:
        """Show a running job in the status bar."""

    def end_job(self, key: str) -> None:
        """Take a job out of the status bar."""


class WholeWindow(Surroundings, Protocol):
    """The window itself, of which a session asks more."""

    def show_quiet(self, on: bool, *, large: bool = False) -> None:
        """Fill the screen with the page alone, in large type for a projector."""

    def undo(self) -> None:
        """Take back the last step; before one of an earlier sitting it asks once."""


def engagement_pages(
    work: OpenEngagement,
    editing: Editing,
    findings: Findings,
    jobs: Jobs,
    window: WholeWindow,
    settings: Settings,
    keeper: Callable[[], Keeper],
) -> list[PageSpec]:
    """The pages in the order of the sidebar: sections by phase, the pictures beside what they show, data, briefs.

    ``keeper`` is asked when the page of versions is made.
    """
    engagement = work.engagement
    extra = _pictures(engagement, window) | _work(editing, jobs, window) | _sessions(work, editing, jobs, window)
    pages = []
    for phase, title in PHASES.items():
        sections = [section for section in engagement.sections.values() if section.phase == phase and not section.drawn]
        pages += [_section_page(editing, findings, section, title, window, settings, jobs) for section in sections]
        pages += [replace(page, group=title) for page in extra.get(phase, [])]
    return pages + _hand_over(work, editing, findings, jobs, window) + _file(work.engagement, window, keeper)


def _section_page(
    editing: Editing,
    findings: Findings,
    section: Section,
    group: str,
    window: Surroundings,
    settings: Settings,
    jobs: Jobs,
) -> PageSpec:
    def make() -> QWidget:
        from scopewright.gui.pages.section import SectionPage

        return SectionPage(editing, section.key, window.go_to, settings, findings, jobs.lab)

    def make_objectives() -> QWidget:
        from scopewright.gui.pages.objectives_figure import ObjectivesPage

        return ObjectivesPage(editing, window.go_to, settings, window.notify, findings, jobs.lab)

    def make_releases() -> QWidget:
        from scopewright.gui.pages.releases import ReleasesPage

        return ReleasesPage(editing, window.go_to, settings, window.notify, findings, jobs.lab)

    own = {"objectives": make_objectives, "releases": make_releases}
    return PageSpec(section.key, section.title, group, section.icon, own.get(section.key, make))


def _pictures(engagement: Engagement, window: Surroundings) -> dict[str, list[PageSpec]]:
    def daci() -> QWidget:
        from scopewright.gui.pages.daci import DaciPage

        return DaciPage(engagement, window.go_to)

    def heat_map() -> QWidget:
        from scopewright.gui.pages.heat_map import HeatMapPage

        return HeatMapPage(engagement, window.go_to)

    def delivery() -> QWidget:
        from scopewright.gui.pages.delivery import DeliveryPage

        return DeliveryPage(engagement, window.go_to)

    def timeline() -> QWidget:
        from scopewright.gui.pages.timeline import TimelinePage

        return TimelinePage(engagement, window.go_to)

    return {
        "decide": [
            PageSpec("daci", N_("DACI matrix"), "", "table-2", daci),
            PageSpec("heat-map", N_("Risk heat map"), "", "chart-scatter", heat_map),
        ],
        "deliver": [
            PageSpec("delivery", N_("By requirement"), "", "folder-tree", delivery),
            PageSpec("timeline", N_("Timeline"), "", "route", timeline),
        ],
    }


def _work(editing: Editing, jobs: Jobs, window: Surroundings) -> dict[str, list[PageSpec]]:
    def documents() -> QWidget:
        from scopewright.gui.pages.documents import DocumentsPage

        return DocumentsPage(editing, window.go_to)

    def data() -> QWidget:
        from scopewright.gui.pages.data import DataPage

        return DataPage(editing, jobs.lab, window)

    def trace() -> QWidget:
        from scopewright.gui.pages.trace import TracePage

        return TracePage(editing, window.go_to)

    def reviews() -> QWidget:
        from scopewright.gui.pages.reviews import ReviewsPage

        return ReviewsPage(editing, jobs.brief, window)

    return {
        "review": [PageSpec("reviews", N_("Reviews"), "", "user-round-check", reviews)],
        "scope": [PageSpec("trace", N_("Traceability"), "", "link", trace)],
        "frame": [PageSpec("documents", N_("Documents"), "", "layers", documents)],
        "data": [PageSpec("data", N_("Data and baselines"), "", "file-spreadsheet", data)],
    }


def _sessions(work: OpenEngagement, editing: Editing, jobs: Jobs, window: WholeWindow) -> dict[str, list[PageSpec]]:
    def session() -> QWidget:
        from scopewright.gui.pages.session import SessionPage
        from scopewright.gui.session.board_actions import board_actions

        # asked anew each time: a passphrase that is set meanwhile seals what is attached from then on
        return SessionPage(
            editing,
            window.go_to,
            window,
            work.draft,
            actions=lambda page: board_actions(page, editing, lambda: work.attachments, jobs.brief, jobs.lab, window),
        )

    def triage() -> QWidget:
        from scopewright.gui.pages.triage import TriagePage

        return TriagePage(editing, window.go_to, window.undo)

    return {
        "capture": [
            PageSpec("session", N_("Whiteboard session"), "", "notebook-pen", session),
            PageSpec("triage", N_("Triage"), "", "inbox", triage),
        ]
    }


def _hand_over(
    work: OpenEngagement, editing: Editing, findings: Findings, jobs: Jobs, window: Surroundings
) -> list[PageSpec]:
    def check() -> QWidget:
        from scopewright.gui.pages.check import CheckPage

        return CheckPage(editing, findings, window.go_to)

    def brief() -> QWidget:
        from scopewright.gui.pages.brief import BriefPage

        return BriefPage(work, jobs.brief, window, findings)

    return [
        PageSpec("check", N_("Check"), N_("Hand over"), "clipboard-check", check),
        PageSpec("brief", N_("Briefs"), N_("Hand over"), "file-check", brief),
    ]


def _file(engagement: Engagement, window: Surroundings, keeper: Callable[[], Keeper]) -> list[PageSpec]:
    def history() -> QWidget:
        from scopewright.gui.pages.history import HistoryPage

        return HistoryPage(engagement, window.go_to)

    def versions() -> QWidget:
        from scopewright.gui.pages.versions import VersionsPage

        return VersionsPage(keeper())

    return [
        PageSpec("history", N_("History"), N_("File"), "history", history),
        PageSpec("versions", N_("Earlier versions"), N_("File"), "timer", versions),
    ]
