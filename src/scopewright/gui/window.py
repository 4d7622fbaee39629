"""The window of one engagement: which pages there are, and how they reach each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from scopewright.gui.actions import Action, Actions
from scopewright.gui.command_palette import Entry
from scopewright.gui.editing import Editing
from scopewright.gui.job_client import Jobs
from scopewright.gui.page import PageSpec
from scopewright.gui.settings import Settings
from scopewright.gui.theme import apply
from scopewright.gui.theme.apply import Choice
from scopewright.gui.widgets.notice import Notice
from scopewright.gui.window_shell import Shell
from scopewright.language import N_, _
from scopewright.model.change import Change
from scopewright.model.record import Record
from scopewright.store.opened import OpenEngagement

if TYPE_CHECKING:
    from scopewright.gui.desk import Desk

_EDIT, _VIEW, _START, _SCOPE = N_("Edit"), N_("View"), N_("Start"), N_("Scope")
_LOOKS: tuple[tuple[Choice, str, str], ...] = (
    ("light", N_("Light colours"), "sun"),
    ("dark", N_("Dark colours"), "moon"),
    ("system", N_("Colours of the desktop"), "monitor"),
)


class Window(Shell):
    """The shell with the pages of one engagement; without an engagement only the start page."""

    def __init__(self, desk: Desk, work: OpenEngagement | None, jobs: Jobs, settings: Settings, who: str) -> None:
        self._desk, self._work, self._jobs, self._settings = desk, work, jobs, settings
        self._words: dict[str, tuple[Record | None, str]] = {}
        self.editing = Editing(work.engagement, who) if work else None
        super().__init__(self._pages_of_window(), Actions(), self._entries, desk.may_close)
        self.actions_of_window.register(self._actions())
        self.addActions([self.actions_of_window.qaction(action.id) for action in self._actions()])
        self.setWindowTitle(self._heading())
        self.resize(1280, 800)
        if settings.geometry is not None:
            self.restoreGeometry(settings.geometry)
        if self.editing is not None and work is not None:
            self.editing.changed.connect(self._changed)
            self.editing.refused.connect(self.show_refused)
            self.show_saved(_("Saved"), False)
        self.open("home" if work is None else "overview")

    def appear(self) -> None:
        """Show the window on the screen."""
        self.show()

    def take_place_of(self, before: QWidget) -> None:
        """Show this window where another one stood, which goes."""
        if before.isVisible():
            self.setGeometry(before.geometry())
        before.hide()
        before.deleteLater()

    def begin_slow_things(self) -> None:
        """What may wait until the window is painted: warm workers, the rest of the pages."""
        self._jobs.warm_up()
        self.make_pages_when_idle()

    def show_saved(self, text: str, trouble: bool) -> None:
        """Show in the status bar whether the work is safe."""
        self.status.show_saved(text, trouble=trouble)
        if not trouble:
            self.notices.close_notice("not-saved")

    def show_trouble(self, sentence: str) -> None:
        """Say that the last step is not on the disk."""
        self.notify(Notice("not-saved", "error", sentence))

    def show_refused(self, sentence: str) -> None:
        """Say why an edit was not made."""
        self.notify(Notice("refused", "warning", sentence))

    def show_job(self, key: str, title: str, fraction: float | None, cancel: Callable[[], object], text: str) -> None:
        """Show a running job in the status bar."""
        self.status.show_job(key, title, fraction, cancel, text=text)

    def end_job(self, key: str) -> None:
        """Take a job out of the status bar."""
        self.status.end_job(key)

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
        return f"{overview.headline or self._work.file.path.stem} – Scopewright"

    def _changed(self, changes: Sequence[Change]) -> None:
        self.refresh(changes)
        self.setWindowTitle(self._heading())

    def _pages_of_window(self) -> list[PageSpec]:
        from scopewright.gui.pages.home import HomePage

        home = PageSpec("home", N_("Start"), _START, "house", lambda: HomePage(self._desk))
        if self._work is None or self.editing is None:
            return [home]
        from scopewright.gui.catalogue import engagement_pages

        return [home, *engagement_pages(self._work, self.editing, self._jobs, self, self._settings)]

    def _entries(self) -> list[Entry]:
        if self._work is None or self.editing is None:
            return []
        return [self._entry(record) for record in self._work.engagement.records()]

    def _entry(self, record: Record) -> Entry:
        """A record in the palette; its words are kept until it changes, since showing every field takes long."""
        known, words = self._words.get(record.key, (None, ""))
        if known is not record and self.editing is not None:
            words = record.words(self.editing.locale)
            self._words[record.key] = (record, words)
        return Entry(
            key=record.id,
            title=f"{record.id}  {record.headline}",
            group=_(record.section.title),
            run=lambda: self.open(record.section.key, record.id),
            icon=record.section.icon,
            words=words,
        )

    def _actions(self) -> list[Action]:
        looks = [
            Action(f"view.{choice}", title, lambda choice=choice: self._look(choice), icon=icon, group=_VIEW)  # type: ignore[misc]
            for choice, title, icon in _LOOKS
        ]
        quit_ = Action("window.quit", N_("Quit"), self.close, "Ctrl+Q", "x", _START)
        return [*looks, quit_, *self._editing_actions()]

    def _editing_actions(self) -> list[Action]:
        editing = self.editing
        if editing is None:
            return []
        return [
            Action(
                "objectives.figure",
                N_("Read the figure from the sentence"),
                self._read_goal,
                "Ctrl+Shift+F",
                "wand-sparkles",
                N_("Objectives"),
                page="objectives",
                place="header",
            ),
            Action("edit.undo", N_("Undo"), editing.undo, "Ctrl+Z", "undo-2", _EDIT, lambda: bool(editing.undo_name)),
            Action(
                "edit.redo",
                N_("Redo"),
                editing.redo,
                "Ctrl+Shift+Z; Ctrl+Y",
                "redo-2",
                _EDIT,
                lambda: bool(editing.redo_name),
            ),
        ]

    def _read_goal(self) -> None:
        """Fill the empty fields of the shown objective from the figure in its sentence (row M9)."""
        from scopewright.capture.goals import read_goal

        here = self.here
        if self.editing is None or here is None or not here.record:
            return
        record = self.editing.engagement.by_id(here.record)
        goal = read_goal(record.headline)
        if goal is None:
            text = _("There is no figure in “{sentence}”.").format(sentence=record.headline)
            example = _("Write it as “70% recall” or “reduce tickets by 20%”.")
            self.notify(Notice("no-goal", "info", text, next_step=example))
            return
        with self.editing.step(_("Read the figure of {id}").format(id=record.id)) as step:
            for name, value in goal.fields().items():
                if record.is_empty(name):
                    step.set(record.key, name, value)

    def _look(self, choice: Choice) -> None:
        self._settings.theme = choice
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply.switch(app, choice)
        self.refresh()
