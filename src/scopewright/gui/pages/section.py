"""The page of one section: its records as a table, and the one that the keyboard is on as a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from scopewright.gui.actions import Action
from scopewright.gui.editing import Editing
from scopewright.gui.findings import Findings
from scopewright.gui.forms.figures import FigureStrip
from scopewright.gui.forms.form import RecordForm
from scopewright.gui.forms.record_panel import PanelSplitter, RecordPanel
from scopewright.gui.job_client import JobClient
from scopewright.gui.pages.memory import Forgetful, Memory
from scopewright.gui.pages.section_actions import section_actions
from scopewright.gui.question_lists import offer
from scopewright.gui.record_actions import RecordActions
from scopewright.gui.since import Since
from scopewright.gui.since_dialog import SinceDialog
from scopewright.gui.tables.filter_bar import FilterBar
from scopewright.gui.tables.gutter import Gutter
from scopewright.gui.tables.importing import Importing
from scopewright.gui.tables.record_model import RecordTableModel
from scopewright.gui.tables.record_table import RecordTable
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.notice import Notice, NoticeStack
from scopewright.language import _, ngettext
from scopewright.lint import Finding
from scopewright.model.change import Change
from scopewright.model.question_lists import QuestionList, insert_list
from scopewright.model.readings.summaries import summary_of
from scopewright.model.record import Section

GoTo = Callable[[str, str], None]
_REMOVED, _SAID = "removed", "said"


class SectionPage(QWidget):
    """A page for any section.

    ``go_to`` opens another section at a record by its spoken id, ``notify`` shows a notice in the window.
    """

    def __init__(
        self,
        editing: Editing,
        section: str,
        go_to: GoTo | None = None,
        memory: Memory | None = None,
        findings: Findings | None = None,
        client: JobClient | None = None,
        notify: Callable[[Notice], object] | None = None,
        since: Since | None = None,
    ) -> None:
        super().__init__()
        self.section = editing.engagement.sections[section]
        self.setObjectName(f"page-{section}")
        self._editing = editing
        self._findings = findings
        self._client, self._since = client, since
        self._notify_window = notify or self._notify
        self._last_finding: Finding | None = None
        self._go_to = go_to or self._reveal_here
        self._memory: Memory = memory or Forgetful()
        self.notices = NoticeStack(self)
        if self.section.single:
            self.form = RecordForm(editing, self.section, findings)
            self._arrange_single()
        else:
            self.panel = RecordPanel(editing, self.section, findings)
            self.form = self.panel.form
            self._arrange_table()
        self.form.open_record.connect(self._open_elsewhere)
        self.refresh(())

    # The page, as the window asks it

    def title(self) -> str:
        """The heading over the page."""
        return _(self.section.title)

    def page_actions(self) -> Sequence[Action]:
        """What can be done with the records of this section."""
        may_import = (lambda: not self._editing.read_only) if self._client else None
        return self.actions_of(self.section, lambda: self, may_import)

    @classmethod
    def actions_of(
        cls, section: Section, page: Callable[[], Self], may_import: Callable[[], bool] | None
    ) -> Sequence[Action]:
        """What pages of this class register, known without one; ``page`` is called when one of them runs."""
        return section_actions(section, page, may_import)

    def refresh(self, changes: Sequence[object]) -> None:
        """Show what changes altered; none given means everything."""
        made = [change for change in changes if isinstance(change, Change)]
        self.notices.close_notice(_REMOVED)
        if self.section.single:
            records = self._editing.engagement.records(self.section.key)
            self.form.show_record(records[0].key) if not made and records else self.form.refresh(made)
            return
        self.model.refresh(made)
        self._show_state()
        self.summary.show_figures(summary_of(self._editing.engagement, self.section.key, self._editing.locale.language))
        if self.focusWidget() is None:
            self.table.setFocus()
        self.form.refresh(made)
        if self.table.current_key != self.form.key:
            self.form.show_record(self.table.current_key)

    def reveal(self, record: str) -> bool:
        """Bring a record into sight by its spoken id and put the keyboard on it; False when it is not here."""
        found = next((r for r in self._editing.engagement.records(self.section.key) if r.id == record), None)
        if found is None:
            return False
        if not self.section.single:
            if self.model.row_of(found.key) < 0:
                self.filters.clear()
            self.table.select(found.key)
            self.table.setFocus()
        return True

    def reveal_field(self, field: str) -> bool:
        """Put the keyboard on a field of the record one is on; False if there is no such field."""
        if not self.section.single:
            self._show_panel(True)
        return self.form.focus_field(field)

    # Doing

    def add(self) -> None:
        """Make a record and put the keyboard on its headline."""
        key = self._editing.add(self.section.key)
        if key:
            self.table.select(key)
            self._open_form()

    def import_table(self) -> None:
        """Ask for a table and make records of its rows."""
        if self._importing is not None:
            self._importing.ask()

    def toggle_panel(self) -> None:
        """Show or hide the form beside the table."""
        self._show_panel(self.panel.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_notices()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the form goes back to the table."""
        if event.key() == Qt.Key.Key_Escape and not self.section.single and _has_focus(self.form):
            self.table.setFocus()
            return
        super().keyPressEvent(event)

    # Inside

    def _arrange_single(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self.record_actions = RecordActions(self, self._editing, lambda: self.form.key, self._open_elsewhere)

    def _arrange_table(self) -> None:
        self.model = RecordTableModel(self._editing, self.section, self, self._findings)
        self.table = RecordTable(self.model)
        self._importing = Importing(self.table, self._client) if self._client else None
        self.filters = FilterBar(self.table, self.toggle_panel)
        self.filters.columns_chosen.connect(self._keep_columns)
        self.table.opened.connect(lambda _key: self._open_form())
        self.table.current_changed.connect(self._current_moved)
        self.table.removed.connect(self._tell_removed)
        self.table.said.connect(self._tell)
        self.model.rowsInserted.connect(self._show_state)
        self.model.rowsRemoved.connect(self._show_state)
        self.model.modelReset.connect(self._show_state)
        self._splitter = self._make_splitter()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(self._splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 16)
        column.setSpacing(10)
        self.summary = FigureStrip(f"summary-{self.section.key}")
        column.addWidget(self.filters)
        column.addWidget(self.summary)
        if self._since is not None:
            column.addWidget(Gutter(self.table, self.form, self._since).label)
        column.addWidget(self._stack, stretch=1)
        self.record_actions = RecordActions(self, self._editing, lambda: self.form.key, self._open_elsewhere)
        self._recall()

    def _make_splitter(self) -> QSplitter:
        self.panel.stepped.connect(self.step)
        self.panel.closed.connect(lambda: self._show_panel(False))
        left = QWidget()
        beside = QHBoxLayout(left)
        beside.setContentsMargins(0, 0, 12, 0)
        beside.addWidget(self.table)
        splitter = PanelSplitter(left, self.panel)
        splitter.setObjectName(f"split-{self.section.key}")
        return splitter

    def _make_empty(self) -> EmptyState:
        title, hint = _("No {one} yet").format(one=_(self.section.one)), _(self.section.hint)
        return EmptyState(f"empty-{self.section.key}", self.section.icon, title, hint, action=self._first_step())

    def _first_step(self) -> tuple[str, Callable[[], object]]:
        """What is offered while the section has no record."""
        if self.section.begun_at is not None:
            page, title = self.section.begun_at
            return _("Go to {section}").format(section=_(title)), lambda: self._go_to(page, "")
        lists = offer().of(self.section.key)
        if len(lists) == 1:
            return _("Insert list: {title}").format(title=lists[0].title), lambda: self.insert_list(lists[0])
        return _("Add {one}").format(one=_(self.section.one)), self.add

    def choose_since(self) -> None:
        """Ask since when changes are marked; only in a window, where there is somebody to ask."""
        if self._since is not None:
            SinceDialog(self.window(), self._since).open()

    def insert_list(self, questions: QuestionList) -> None:
        """Make records of the questions that are not there yet, and go to the first."""
        self._editing.flush()
        try:
            made = insert_list(self._editing.engagement, questions, self._editing.who)
        except ValueError as error:
            self._editing.refused.emit(_("{reason} Nothing was changed.").format(reason=error))
            return
        if made:
            self.table.select(made[0].key)
        else:
            self._tell(offer().problem or _("All questions of “{title}” are here.").format(title=questions.title))

    def _show_state(self) -> None:
        """The table, or while the section has no record what to do."""
        total = self.model.total()
        self._stack.setCurrentIndex(1 if total else 0)
        self.filters.setVisible(total > 0)
        self.filters.show_count()
        if total and not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.select(self.model.keys[0])

    def _current_moved(self, key: str) -> None:
        self.form.show_record(key)

    def _open_form(self) -> None:
        self._show_panel(True)
        self.form.focus_headline()

    def _show_panel(self, shown: bool) -> None:
        if not shown and _has_focus(self.panel):
            self.table.setFocus()
        self.panel.setVisible(shown)
        self.filters.panel.setChecked(shown)
        self._memory.keep(f"{self.section.key}.details", "shown" if shown else "hidden")

    def step(self, step: int) -> None:
        """Go so many records further, in the field one is in."""
        row = self.table.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            field = next((name for name, f in self.form.fields.items() if _has_focus(f)), "")
            self.table.select(self.model.keys[row])
            if field:
                self.form.focus_field(field)

    def step_finding(self, step: int) -> None:
        """Go to the field of the next finding in the table, from the last on to the first."""
        keys = self.model.keys
        found = [(keys.index(f.key), f) for f in self._section_findings() if f.key in keys]
        if not found:
            return
        found.sort(key=lambda each: each[0])
        here = next((n for n, (_row, f) in enumerate(found) if f == self._last_finding), None)
        row = self.table.currentIndex().row()
        first = next((n for n, (at, _f) in enumerate(found) if at >= row), 0) if step > 0 else -1
        at, finding = found[first if here is None else (here + step) % len(found)]
        self._last_finding = finding
        self.table.select(keys[at])
        if finding.field:
            self.reveal_field(finding.field)
        self._tell(f"{finding.message} ({finding.rule})")

    def _section_findings(self) -> Sequence[Finding]:
        return self._findings.of_section(self.section.key) if self._findings else ()

    def _open_elsewhere(self, key: str) -> None:
        record = self._editing.engagement[key]
        self._go_to(record.section.key, record.id)

    def _reveal_here(self, section: str, record: str) -> None:
        if section == self.section.key:
            self.reveal(record)

    def _tell_removed(self, spoken: list[str]) -> None:
        count = len(spoken)
        happened = ngettext("Removed {ids}.", "Removed {count} records: {ids}.", count)
        shown = ", ".join(spoken[:6]) + ("…" if count > 6 else "")
        undo = (_("Undo"), self._editing.undo)
        self._notify(Notice(_REMOVED, "info", happened.format(ids=shown, count=count), action=undo))

    def _tell(self, sentence: str) -> None:
        self._notify(Notice(_SAID, "info", sentence))
        QTimer.singleShot(8000, self.notices, lambda: self.notices.close_notice(_SAID))

    def _notify(self, notice: Notice) -> None:
        """Show a notice over the foot of the page, so that nothing moves under the user's eyes."""
        self.notices.show_notice(notice)
        self._place_notices()

    def _place_notices(self) -> None:
        width = min(560, self.width() - 64)
        height = self.notices.sizeHint().height()
        self.notices.setGeometry(32, self.height() - height - 36, width, height)
        self.notices.raise_()

    # What is remembered

    def _recall(self) -> None:
        said = self._memory.recall(f"{self.section.key}.columns")
        if said:
            self.table.show_columns(said.split())
        self._show_panel(self._memory.recall(f"{self.section.key}.details") != "hidden")

    def _keep_columns(self) -> None:
        self._memory.keep(f"{self.section.key}.columns", " ".join(self.table.shown_columns()))


def _has_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def main() -> None:
    """Open the page of a section alone, with sample records: ``python -m scopewright.gui.pages.section risks``."""
    from scopewright.gui.pages.section_sample import show_alone

    show_alone()


if __name__ == "__main__":
    main()
