"""Which pages an engagement has, each imported and built when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from scopewright.gui.actions import Action
from scopewright.gui.catalogue_pictures import pictures
from scopewright.gui.editing import Editing
from scopewright.gui.findings import Findings
from scopewright.gui.job_client import Jobs
from scopewright.gui.page import PageSpec
from scopewright.gui.settings import Settings
from scopewright.gui.since import Since
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_
from scopewright.model.engagement import Engagement
from scopewright.model.record import Section
from scopewright.model.sections import PHASES
from scopewright.store.opened import OpenEngagement

if TYPE_CHECKING:
    from scopewright.gui.keeping.keeper import Keeper
    from scopewright.gui.pages.section import SectionPage


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
    since: Since,
) -> list[PageSpec]:
    """The pages in the order of the sidebar: sections by phase, the pictures beside what they show, data, briefs.

    ``keeper`` is asked when the page of versions is made.
    """
    engagement = work.engagement
    extra: dict[str, list[PageSpec]] = {}
    for more in (
        pictures(editing, window.go_to),
        _work(work, editing, jobs, window),
        _sessions(work, editing, jobs, window),
    ):
        for phase, specs in more.items():
            extra.setdefault(phase, []).extend(specs)
    pages = []
    for phase, title in PHASES.items():
        sections = [section for section in engagement.sections.values() if section.phase == phase and not section.drawn]
        pages += [
            _section_page(editing, findings, section, title, window, settings, jobs, since) for section in sections
        ]
        pages += [replace(page, group=title) for page in extra.get(phase, [])]
    return pages + _hand_over(work, editing, findings, jobs, window) + _file(work.engagement, window, keeper)


def import_pages() -> None:
    """Import the code of every page, which takes longer than making one; to be called beside the window's thread."""
    from scopewright.gui import pages

    for module in iter_modules(pages.__path__):
        import_module(f"{pages.__name__}.{module.name}")


def _section_page(
    editing: Editing,
    findings: Findings,
    section: Section,
    group: str,
    window: Surroundings,
    settings: Settings,
    jobs: Jobs,
    since: Since,
) -> PageSpec:
    def make() -> QWidget:
        page = _page_of(section.key)
        return page(editing, section.key, window.go_to, settings, findings, jobs.lab, window.notify, since)

    def actions() -> Sequence[Action]:
        from scopewright.gui.pages.section_actions import unmade

        return _page_of(section.key).actions_of(section, unmade, lambda: not editing.read_only)

    return PageSpec(section.key, section.title, group, section.icon, make, actions)


def _page_of(section: str) -> type[SectionPage]:
    from scopewright.gui.pages.canaries import CanariesPage
    from scopewright.gui.pages.data_wanted import DataWantedPage
    from scopewright.gui.pages.objectives_figure import ObjectivesPage
    from scopewright.gui.pages.releases import ReleasesPage
    from scopewright.gui.pages.section import SectionPage
    from scopewright.gui.pages.signed_off import SignoffsPage

    own = {
        "objectives": ObjectivesPage, "releases": ReleasesPage, "data_gaps": DataWantedPage, "signoffs": SignoffsPage,
        "canaries": CanariesPage,
    }  # fmt: skip
    return own.get(section, SectionPage)


def _work(work: OpenEngagement, editing: Editing, jobs: Jobs, window: Surroundings) -> dict[str, list[PageSpec]]:
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

        return ReviewsPage(editing, jobs.brief, window, lambda: work.attachments)

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
            work.drafts.get("", ""),
            actions=lambda page: board_actions(
                "session", page, page, editing, lambda: work.attachments, jobs.brief, jobs.lab, window
            ),
        )

    def board() -> QWidget:
        from scopewright.gui.board.desk import Files
        from scopewright.gui.pages.board import BoardPage
        from scopewright.gui.session.board_actions import board_actions

        return BoardPage(
            editing,
            window.go_to,
            window,
            Files(lambda: work.attachments),
            work.drafts,
            actions=lambda page: board_actions(
                "board", page, page, editing, lambda: work.attachments, jobs.brief, jobs.lab, window
            ),
        )

    def triage() -> QWidget:
        from scopewright.gui.pages.triage import TriagePage

        return TriagePage(editing, window.go_to, window.undo)

    return {
        "capture": [
            PageSpec("session", N_("Whiteboard session"), "", "notebook-pen", session),
            PageSpec("board", N_("Whiteboard"), "", "sticky-note", board),
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

        return BriefPage(editing, work, jobs.brief, window, findings)

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
