"""Earlier versions of the file: when each was saved, what going back would change, and going back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from scopewright.gui.actions import Action
from scopewright.gui.keeping.errands import Errands
from scopewright.gui.keeping.moments import moment, size_of
from scopewright.gui.tables.rows import TextRows, row_table
from scopewright.gui.widgets.buttons import primary, secondary
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.label import Label
from scopewright.language import N_, _, current, ngettext, show_number
from scopewright.model.diff import Difference, diff
from scopewright.store.backups import Backup
from scopewright.store.opened import read_engagement
from scopewright.store.restore import list_backups, records_in

if TYPE_CHECKING:
    from scopewright.gui.keeping.keeper import Keeper

_HEADS = (N_("Saved"), N_("Records"), N_("Size"))
_DIFFERENCES = (N_("Record"), N_("What"), N_("Now"), N_("In that version"))
_MADE = {"added": N_("comes back"), "removed": N_("goes"), "moved": N_("moves")}
_SHOWN = 1000


class VersionsPage(QWidget):
    """Versions at the left, the newest first; at the right what going back to the chosen one would change."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self.setObjectName("versions")
        self._keeper = keeper
        self._backups: list[Backup] = []
        self._counts: dict[Path, int | None] = {}
        self._shown: Backup | None = None
        self._errands = Errands(self)
        self._model, self._differences = TextRows(_HEADS, right=(1, 2)), TextRows(_DIFFERENCES)
        self.table = row_table("versions.table", _("Versions"), self._model, (170, 80, 80), 0, self._restore_row)
        self.preview = row_table(
            "versions.differences", _("What going back would change"), self._differences, (80, 170, 200, 200), 3
        )
        self.preview.hide()
        self._about = Label(wrap=True, muted=True)
        self._about.setObjectName("versions.about")
        self._empty = self._make_empty()
        self._stack = QStackedWidget()
        self._arrange()
        self.setFocusProxy(self.table)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose(now.row()))

    @property
    def idle(self) -> bool:
        """Whether nothing is being read."""
        return self._errands.idle

    def title(self) -> str:
        """The heading over the page."""
        return _("Earlier versions")

    def page_actions(self) -> Sequence[Action]:
        """Going back to the chosen version, or looking at it."""
        group, page = N_("Earlier versions"), "versions"
        may, chosen = (
            (lambda: not self._keeper.read_only and self._shown is not None),
            (lambda: self._shown is not None),
        )
        return [
            Action(
                "versions.restore",
                N_("Restore this version…"),
                self._restore,
                "",
                "history",
                group,
                may,
                page=page,
                lacks=N_("no earlier version is chosen"),
            ),
            Action(
                "versions.view",
                N_("Look at this version"),
                self._view,
                "",
                "eye",
                group,
                chosen,
                page=page,
                lacks=N_("no earlier version is chosen"),
            ),
        ]

    def refresh(self, changes: Sequence[object]) -> None:
        """List the versions again; after an edit, only compare the chosen one again."""
        if changes:
            self._choose(self.table.currentIndex().row())
            return
        self._errands.run(partial(list_backups, self._keeper.path), self._list, self._say_failed)

    def reveal(self, _record: str) -> bool:
        """There are no records here."""
        return False

    def _arrange(self) -> None:
        left, right = QWidget(), QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 12, 0)
        beside.addWidget(self.table)
        whole = self.preview.sizePolicy()
        whole.setRetainSizeWhenHidden(True)
        self.preview.setSizePolicy(whole)
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._about)
        column.addWidget(self.preview, stretch=1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self._look = secondary("versions.look", _("Look at this version"), self._view, "eye")
        self._back = primary("versions.back", _("Restore this version…"), self._restore, "history")
        for button in (self._look, self._back):
            button.setEnabled(False)
            buttons.addWidget(button)
        column.addLayout(buttons)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("versions.split")
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([340, 680])
        self._stack.addWidget(splitter)
        self._stack.addWidget(self._empty)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 8, 20, 16)
        page.addWidget(self._stack)

    def _make_empty(self) -> EmptyState:
        text = _(
            "While you work, versions are kept in a hidden folder beside the file: the newest six at least ten minutes "
            "apart, then one an hour, a day, a month."
        )
        return EmptyState("versions.empty", "history", _("No earlier version yet"), text)

    def _list(self, found: list[Backup]) -> None:
        at = self._shown
        self._backups = found[::-1]
        self._model.show([self._row(backup) for backup in self._backups])
        self._stack.setCurrentIndex(0 if self._backups else 1)
        places = [row for row, backup in enumerate(self._backups) if at is not None and backup.path == at.path]
        self.table.selectRow(places[0] if places else 0)
        for backup in self._backups:
            if backup.path not in self._counts:
                count = partial(records_in, backup, self._keeper.secret)
                self._errands.run(count, partial(self._count, backup), self._say_failed)

    def _row(self, backup: Backup) -> tuple[str, ...]:
        count = self._counts.get(backup.path)
        unknown = "?" if backup.path in self._counts else "…"
        return moment(backup.when), unknown if count is None else show_number(count, current()), size_of(backup.size)

    def _count(self, backup: Backup, count: int | None) -> None:
        self._counts[backup.path] = count
        for row, known in enumerate(self._backups):
            if known.path == backup.path:
                self._model.put(row, self._row(backup))

    def _choose(self, row: int) -> None:
        self._shown = self._backups[row] if 0 <= row < len(self._backups) else None
        self._look.setEnabled(self._shown is not None)
        self._back.setEnabled(self._shown is not None and not self._keeper.read_only)
        if self._shown is not None:
            still, backup, secret = self._keeper.engagement.copied(), self._shown, self._keeper.secret
            self._about.setText(_("Comparing…"))
            self._errands.run(
                lambda: diff(still, read_engagement(backup.path, secret), current()),
                partial(self._compare, backup),
                partial(self._say_unreadable, backup),
            )

    def _compare(self, backup: Backup, differences: list[Difference]) -> None:
        if backup is not self._shown:
            return
        self._differences.show([_difference(each) for each in differences[:_SHOWN]])
        self.preview.setVisible(bool(differences))
        self._about.setText(_said(differences))

    def _say_unreadable(self, backup: Backup, error: Exception) -> None:
        if backup is self._shown:
            self._differences.show([])
            self.preview.hide()
            self._about.setText(str(error))

    def _say_failed(self, error: Exception) -> None:
        self._about.setText(str(error))

    def _restore_row(self, _row: int) -> None:
        if not self._keeper.read_only:
            self._restore()

    def _restore(self) -> None:
        if self._shown is not None:
            self._keeper.restore(self._shown)

    def _view(self) -> None:
        if self._shown is not None:
            self._keeper.view(self._shown.path)


def _difference(each: Difference) -> tuple[str, ...]:
    made = _(_MADE[each.made]) if each.made in _MADE else ""
    return each.id, " ".join(part for part in (each.title, made) if part), each.was_shown, each.now_shown


def _said(differences: Sequence[Difference]) -> str:
    count = len(differences)
    if not count:
        return _("This version says the same as the engagement now.")
    text = ngettext(
        "Going back to this version would change {count} thing. What is now becomes a version first.",
        "Going back to this version would change {count} things. What is now becomes a version first.",
        count,
    )
    more = _("The weightiest {count} are shown.").format(count=show_number(_SHOWN, current())) if count > _SHOWN else ""
    return f"{text.format(count=show_number(count, current()))} {more}".strip()
