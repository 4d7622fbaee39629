"""The window of one engagement: which pages there are, and how they reach each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

from scopewright.gui.actions import NO_RECORD, READ_ONLY, Action, Actions
from scopewright.gui.background import Background
from scopewright.gui.job_client import Jobs
from scopewright.gui.keeping.mark import FileMark
from scopewright.gui.page import PageSpec
from scopewright.gui.settings import Settings
from scopewright.gui.theme import apply, fonts
from scopewright.gui.theme.apply import Choice
from scopewright.gui.widgets.notice import Notice
from scopewright.gui.window_shell import Shell
from scopewright.language import N_, _, show_count
from scopewright.model.change import Change
from scopewright.model.severity import counted

if TYPE_CHECKING:
    from scopewright.gui.desk import Desk
    from scopewright.gui.editing import Editing
    from scopewright.gui.findings import Findings
    from scopewright.gui.keeping.keeper import Keeper
    from scopewright.gui.record_entries import RecordEntries
    from scopewright.gui.since import Since
    from scopewright.lint import Finding
    from scopewright.store.opened import OpenEngagement

# What only an open engagement needs (the sections, the rules) is imported with one: the start page comes sooner.

_EDIT, _VIEW, _START, _SCOPE = N_("Edit"), N_("View"), N_("Start"), N_("Scope")
_LOOKS: tuple[tuple[Choice, str, str], ...] = (
    ("light", N_("Light colours"), "sun"),
    ("dark", N_("Dark colours"), "moon"),
    ("system", N_("Colours of the desktop"), "monitor"),
)

_FOLDED = "sidebar.folded"
PROJECTED_PIXELS = 21
"""Height of body text for a room, legible at five metres on a usual projection."""
_SIZE, _FRAME = QSize(1280, 800), QSize(16, 48)
"""How large a first window is, and what the desktop puts around it."""


class Window(Shell):
    """The shell with the pages of one engagement; without an engagement only the start page.

    ``keeper`` stands beside it, where there is an engagement, from right after it is made. ``waiting`` says what the
    user waits for, in place of the start page.
    """

    keeper: Keeper

    def __init__(
        self,
        desk: Desk,
        work: OpenEngagement | None,
        jobs: Jobs,
        settings: Settings,
        who: str,
        *,
        read_only: bool = False,
        waiting: str = "",
    ) -> None:
        self._desk, self._work, self._jobs, self._settings = desk, work, jobs, settings
        self._read_only = read_only
        self.editing: Editing | None = None
        self.findings: Findings | None = None
        self.since: Since | None = None
        self._entries: RecordEntries | None = None
        if work is not None:
            self._take_up(work, who)
        super().__init__(self._pages_of_window(), Actions(), self._entries, lambda: desk.may_close(self))
        self._background = Background(self)
        self._mark = FileMark()
        self.status.addWidget(self._mark)
        own = self._actions()
        self.actions_of_window.register(own)
        self.addActions([self.actions_of_window.qaction(action.id) for action in own])
        self.show_protection()
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        if settings.geometry is not None:
            self.restoreGeometry(settings.geometry)
        if self.editing is not None and work is not None:
            self.editing.changed.connect(self._changed)
            self.editing.refused.connect(self.show_refused)
            self.show_saved("" if read_only else _("Saved"), False)
        if self.since is not None:
            self.since.refused.connect(self.show_refused)
        if self.findings is not None:
            self.findings.renewed.connect(self._show_findings)
        if self.editing is not None and not read_only:
            from scopewright.gui.tag_watch import TagWatch

            self._tags = TagWatch(self, self.editing, self.notify, self.notices.close_notice, self.go_to)
        if self._entries is not None:
            self._entries.filled.connect(self.palette_of_commands.renew)
        self._fold_pages()
        if waiting:
            self.show_waiting(waiting)
        else:
            self.open("home" if work is None else "overview")

    def _take_up(self, work: OpenEngagement, who: str) -> None:
        """Make what edits, checks and finds in the engagement."""
        from scopewright.gui.editing import Editing
        from scopewright.gui.findings import Findings
        from scopewright.gui.record_entries import RecordEntries
        from scopewright.gui.since import Since

        self.editing = Editing(work.engagement, who)
        self.since = Since(self.editing, self._settings)
        self.findings = Findings(self.editing)
        self._entries = RecordEntries(self.editing, self.open)

    def _fold_pages(self) -> None:
        """Fold the groups as they were left, at first those of the later phases."""
        if self._work is None:
            return
        from scopewright.model.sections import LATER, PHASES

        kept = self._settings.recall(_FOLDED)
        self.sidebar.fold(json.loads(kept) if kept else [PHASES[phase] for phase in LATER])
        self.sidebar.folding.connect(lambda groups: self._settings.keep(_FOLDED, json.dumps(groups)))

    def appear(self) -> None:
        """Show the window on the screen."""
        self.show()

    def show_start(self) -> None:
        """Show the start page where nothing else is shown yet."""
        if self.here is None:
            self.open("home")

    def take_place_of(self, before: QWidget) -> None:
        """Show this window where another one stood, which goes."""
        if before.isVisible():
            self.setGeometry(before.geometry())
        before.hide()
        before.deleteLater()

    def begin_slow_things(self) -> None:
        """What may wait until the window is painted: warm workers, the rest of the pages."""
        self._jobs.warm_up()
        if self._entries is not None:
            self._entries.fill()
        if self._work is not None:
            from scopewright.gui.catalogue import import_pages

            self._background.ask(import_pages, lambda _done: self.make_pages_when_idle())

    def may_leave(self) -> bool:
        """Ask whether an audit or baselines under way are to be stopped; without any, go."""
        if self._read_only or not self._jobs.lab.doing & {"audit", "baseline"}:
            return True
        from scopewright.gui.leaving import agreed_to_stop

        if not agreed_to_stop(self):
            return False
        self._jobs.lab.stop_all()
        return True

    def show_saved(self, text: str, trouble: bool) -> None:
        """Show in the status bar whether the work is safe."""
        self.status.show_saved(text, trouble=trouble)
        if not trouble:
            self.notices.close_notice("not-saved")

    def show_trouble(self, sentence: str) -> None:
        """Say that the last step is not on the disk."""
        self.notify(Notice("not-saved", "error", sentence))

    def show_protection(self) -> None:
        """Show whether the file is protected, and whether it is only looked at."""
        sealed = self._work is not None and self._work.file.seal is not None
        self._mark.show_state(sealed=sealed, read_only=self._read_only)
        self.setWindowTitle(self._heading())
        self.actions_of_window.refresh()

    def show_refused(self, sentence: str) -> None:
        """Say why an edit was not made; in a read-only window the fields go back to what the file says."""
        self.notify(Notice("refused", "warning", sentence))
        typing = self.focusWidget()
        if self._read_only and typing is not None:
            typing.clearFocus()
            self.refresh()

    def show_job(self, key: str, title: str, fraction: float | None, cancel: Callable[[], object], text: str) -> None:
        """Show a running job in the status bar."""
        self.status.show_job(key, title, fraction, cancel, text=text)

    def end_job(self, key: str) -> None:
        """Take a job out of the status bar."""
        self.status.end_job(key)

    def show_quiet(self, on: bool, *, large: bool = False) -> None:
        """Fill the screen with the page alone, in large type for a projector."""
        self.sidebar.setVisible(not on)
        self.header.setVisible(not on)
        self.status.setVisible(not on)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply.dress(app, self._settings.theme, PROJECTED_PIXELS if large else fonts.BODY_PIXELS)
            # Qt tells an ApplicationFontChange to no ``changeEvent``, so those with a font of their own are told here.
            for widget in self.findChildren(QWidget):
                widget.changeEvent(QEvent(QEvent.Type.ApplicationFontChange))
        if on:
            self.showFullScreen()
        else:
            self.showNormal()

    def capture_line(self) -> None:
        """Put the keyboard on the capture line, wherever one is."""
        from scopewright.gui.pages.session import SessionPage

        self.open("session")
        page = self.page("session")
        if isinstance(page, SessionPage):
            page.focus_line()

    def go_to(self, section: str, record: str, field: str = "") -> None:
        """Open a section at a record, and at one of its fields."""
        from scopewright.gui.pages.section import SectionPage

        self.open(section, record)
        page = self.page(section)
        if field and isinstance(page, SectionPage):
            page.reveal_field(field)

    def _heading(self) -> str:
        if self._work is None:
            return "Scopewright"
        overview = self._work.engagement.records("overview")[0]
        name = overview.headline or self._work.file.path.stem
        return f"{name} ({_('read-only')}) – Scopewright" if self._read_only else f"{name} – Scopewright"

    def _changed(self, changes: Sequence[Change]) -> None:
        self.refresh(changes)
        self.setWindowTitle(self._heading())

    def _show_findings(self) -> None:
        """Beside each page of the sidebar how many findings ask for something; hints do not."""
        if self.findings is None or self.editing is None:
            return
        counts = {key: _demanding(self.findings.of_section(key)) for key in self.editing.engagement.sections}
        said = {key: _said(self.findings.of_section(key)) for key in counts} | {"check": _said(self.findings.all)}
        for page, count in [*counts.items(), ("check", sum(counts.values()))]:
            self.sidebar.show_count(page, show_count(count) if count else "", said[page] if count else "")

    def _make_home(self) -> QWidget:
        from scopewright.gui.pages.home import HomePage

        return HomePage(self._desk)

    def _pages_of_window(self) -> list[PageSpec]:
        home = PageSpec("home", N_("Start"), _START, "house", self._make_home)
        if self._work is None or self.editing is None or self.findings is None or self.since is None:
            return [home]
        from scopewright.gui.catalogue import engagement_pages

        pages = engagement_pages(
            self._work, self.editing, self.findings, self._jobs, self, self._settings, lambda: self.keeper, self.since
        )
        return [home, *pages]

    def _actions(self) -> list[Action]:
        looks = [
            Action(f"view.{choice}", title, partial(self._look, choice), icon=icon, group=_VIEW)
            for choice, title, icon in _LOOKS
        ]
        quit_ = Action("window.quit", N_("Quit"), self.close, "Ctrl+Q", "x", _START)
        unpack = Action(
            "file.unpack", N_("Unpack a bundle…"), self._desk.unpack, icon="package-check", group=N_("File")
        )
        return [*looks, quit_, unpack, *self._editing_actions()]

    def _editing_actions(self) -> list[Action]:
        editing, since = self.editing, self.since
        if editing is None or since is None:
            return []
        from scopewright.gui.since_dialog import mark_actions

        return [
            *mark_actions(since),
            Action(
                "edit.undo", N_("Undo"), self.undo, "Ctrl+Z", "undo-2", _EDIT, self._can_undo,
                about=lambda: editing.undo_name or editing.earlier_name, lacks=N_("nothing to undo"),
            ),
            Action(
                "edit.redo",
                N_("Redo"),
                self.redo,
                "Ctrl+Shift+Z; Ctrl+Y",
                "redo-2",
                _EDIT,
                lambda: bool(editing.redo_name) and not self._read_only,
                about=lambda: editing.redo_name,
                lacks=N_("nothing was undone"),
            ),
            Action("capture.line", N_("Capture a line"), self.capture_line, "F9", "notebook-pen", _EDIT),
            Action(
                "edit.add", N_("Add a record…"), self.palette_of_commands.offer_adding, "Ctrl+N", "plus", _EDIT,
                lambda: not self._read_only, lacks=READ_ONLY, yields=True,
            ),
            Action(
                "history.record", N_("History of this record"), self._show_history, "Ctrl+H", "history", _EDIT,
                lambda: bool(self._record_here()), lacks=NO_RECORD,
            ),
            Action(
                "brief.of-record", N_("Show this record in the brief"), lambda: self.open("brief", self._record_here()),
                "Ctrl+Shift+Return", "file-check", _EDIT, lambda: bool(self._record_here()),
                lacks=NO_RECORD,
            ),
        ]  # fmt: skip

    def _can_undo(self) -> bool:
        editing = self.editing
        return editing is not None and not self._read_only and bool(editing.undo_name or editing.earlier_name)

    def undo(self) -> None:
        """Take back the last step; before the first one of an earlier sitting the user is asked once."""
        if self.editing is None or not self._can_undo():
            return
        self.editing.flush()
        if not self.editing.earlier_name:
            self._take_back(self.editing)
            return
        from scopewright.gui.keeping.earlier import EarlierDialog

        EarlierDialog(self, self.editing.earlier_name, self._undo_earlier).open()

    def _undo_earlier(self) -> None:
        if self.editing is not None:
            self.editing.allow_earlier()
            self._take_back(self.editing)
            self.actions_of_window.refresh()

    def _take_back(self, editing: Editing) -> None:
        step = editing.undo()
        if step:
            self.status.say(_("Undone: {step}").format(step=step))

    def redo(self) -> None:
        """Make the last undone step again, and say which it was: it may be of a page that is not in sight."""
        step = self.editing.redo() if self.editing is not None else ""
        if step:
            self.status.say(_("Done again: {step}").format(step=step))

    def _record_here(self) -> str:
        """The spoken id of the record that the keyboard is on; empty where there is none."""
        from scopewright.gui.pages.section import SectionPage

        page = self.page(self.here.page) if self.here is not None else None
        key = page.form.key if isinstance(page, SectionPage) else ""
        record = self.editing.engagement.get(key) if self.editing is not None else None
        return record.id if record is not None else ""

    def _show_history(self) -> None:
        self.open("history", self._record_here())

    def _look(self, choice: Choice) -> None:
        self._settings.theme = choice
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply.switch(app, choice)
        self.refresh()


def _said(findings: Sequence[Finding]) -> str:
    return counted(finding.severity for finding in findings)


def _demanding(findings: Sequence[Finding]) -> int:
    return sum(finding.severity != "hint" for finding in findings)
