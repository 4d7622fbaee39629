"""Who changed what, when, from which value to which: of the whole engagement, a section or one record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QTableView, QVBoxLayout, QWidget

from scopewright.gui.actions import Action
from scopewright.gui.background import Background
from scopewright.gui.keeping.moments import moment
from scopewright.gui.tables.rows import TextRows, row_table
from scopewright.gui.widgets.buttons import quiet, secondary
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.search_box import SearchBox
from scopewright.language import N_, _, current, ngettext, show_number
from scopewright.model.engagement import Engagement
from scopewright.model.history import Entry, history

AT_FIRST = 500
"""How many of the newest entries are shown before one asks for more."""
_HEADS = (N_("When"), N_("Who"), N_("Record"), N_("What"), N_("From"), N_("To"), N_("Step"))
_MADE = {
    "added": N_("added"),
    "removed": N_("removed"),
    "moved": N_("moved"),
    "renumbered": N_("given another id"),
    "kept": N_("kept for good"),
}


@dataclass(frozen=True)
class _Asked:
    """What is to be shown: the hidden key of a record, a section, words, and how many entries."""

    record: str = ""
    section: str = ""
    words: str = ""
    most: int = AT_FIRST


class HistoryPage(QWidget):
    """A table, the newest first; Enter opens the record. ``go_to`` opens a section at a record and field."""

    def __init__(self, engagement: Engagement, go_to: Callable[[str, str, str], None]) -> None:
        super().__init__()
        self.setObjectName("history")
        self._engagement, self._go_to = engagement, go_to
        self._asked = _Asked()
        self._entries: list[Entry] = []
        self._reader = Background(self)
        self._model = TextRows(_HEADS)
        self.table = self._make_table()
        self._section = self._make_sections()
        self.search = SearchBox("history.search", _("Find in who, record, field, values"))
        self.search.searched.connect(lambda words: self._ask(words=words))
        self._one = Label(elide=True)
        self._all = quiet("history.all", _("Show all records"), self.show_all, "x", icon_only=True)
        self._count = Label(role="small", muted=True)
        self._count.setObjectName("history.count")
        self._more = secondary("history.more", _("Show more"), self.show_more)
        none = _("Every edit that is made from now on stands here, with its time, its value before and after.")
        self._empty = EmptyState("history.empty", "history", _("Nothing here"), none)
        self._arrange()

    def title(self) -> str:
        """The heading over the page."""
        return _("History")

    def page_actions(self) -> Sequence[Action]:
        """Finding, going to the record, showing more and everything again."""
        group, page = N_("History"), "history"
        return [
            Action(
                "history.find", N_("Find in the history"), self.search.setFocus, "Ctrl+F", "search", group, page=page
            ),
            Action("history.open", N_("Go to the record"), self._open_current, "", "arrow-right", group, page=page),
            Action("history.older", N_("Show more of the history"), self.show_more, "", "history", group, page=page),
            Action("history.whole", N_("History of all records"), self.show_all, "", "history", group, page=page),
        ]

    def refresh(self, _changes: Sequence[object]) -> None:
        """Read the history again."""
        self._ask()

    def reveal(self, record: str) -> bool:
        """Show the history of one record by its spoken id."""
        try:
            found = self._engagement.by_id(record)
        except ValueError:
            return False
        self._one.setText(_("History of {id}  {headline}").format(id=found.id, headline=found.headline))
        self._ask(record=found.key, most=AT_FIRST)
        return True

    def show_all(self) -> None:
        """Show the history of all records again."""
        self._one.setText("")
        self._ask(record="", most=AT_FIRST)

    def show_more(self) -> None:
        """Show as many entries again."""
        self._ask(most=self._asked.most + AT_FIRST)

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.search, stretch=2)
        bar.addWidget(self._section)
        bar.addWidget(self._one, stretch=1)
        bar.addWidget(self._all)
        foot = QHBoxLayout()
        foot.addWidget(self._count)
        foot.addStretch(1)
        foot.addWidget(self._more)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 12)
        column.setSpacing(10)
        column.addLayout(bar)
        column.addWidget(self._stack, stretch=1)
        column.addLayout(foot)

    def _make_table(self) -> QTableView:
        widths = (160, 90, 70, 130, 180, 200, 170)
        return row_table("history.table", _("History"), self._model, widths, 5, lambda _row: self._open_current())

    def _make_sections(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("history.section")
        box.setAccessibleName(_("Section"))
        box.addItem(_("All sections"), "")
        for section in self._engagement.sections.values():
            box.addItem(_(section.title), section.key)
        box.currentIndexChanged.connect(lambda _index: self._ask(section=str(box.currentData())))
        return box

    def _ask(self, **said: Any) -> None:
        """Read what is asked for: what was asked before, but for what is ``said`` now."""
        self._asked = replace(self._asked, **said)
        self._all.setVisible(bool(self._asked.record))
        self._one.setVisible(bool(self._asked.record))
        still, wanted = self._engagement.copied(), self._asked
        self._reader.ask(lambda: _found(still, wanted), self._show)

    def _show(self, found: tuple[list[Entry], bool]) -> None:
        at = self.table.currentIndex().row()
        self._entries, more = found
        self._model.show([_row(entry) for entry in self._entries])
        self.table.selectRow(max(0, min(at, len(self._entries) - 1)))
        self._stack.setCurrentWidget(self.table if self._entries else self._empty)
        self._more.setVisible(more)
        count = len(self._entries)
        newest = ngettext("the newest entry", "the newest {count} entries", count)
        said = newest if more else ngettext("{count} entry", "{count} entries", count)
        self._count.setText(said.format(count=show_number(count, current())))

    def _open_current(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._entries):
            entry = self._entries[row]
            if entry.record in self._engagement:
                self._go_to(entry.section, self._engagement[entry.record].id, entry.field)


def _found(engagement: Engagement, asked: _Asked) -> tuple[list[Entry], bool]:
    """The newest entries that were asked for, the newest first, and whether there are more."""
    filtered = bool(asked.section or asked.words)
    entries = history(engagement, asked.record or None, current(), None if filtered else asked.most + 1)
    wanted = [entry for entry in reversed(entries) if _fits(engagement, entry, asked)]
    return wanted[: asked.most], len(wanted) > asked.most


def _fits(engagement: Engagement, entry: Entry, asked: _Asked) -> bool:
    if asked.section and entry.section != asked.section:
        return False
    section = engagement.sections.get(entry.section)
    named = _(section.title) if section else ""
    said = " ".join((*_row(entry), named)).casefold()
    return all(word in said for word in asked.words.casefold().split())


def _row(entry: Entry) -> tuple[str, ...]:
    made = _(_MADE[entry.made]) if entry.made in _MADE else ""
    about = " ".join(part for part in (entry.title, made) if part)
    return moment(entry.when), entry.who, entry.id, about, entry.was_shown, entry.now_shown, entry.what
