"""The whiteboard of a session: its notes on an endless canvas, with a table of the same notes beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QSplitter, QVBoxLayout, QWidget

from scopewright.capture.amend import source
from scopewright.capture.session import begin, sessions
from scopewright.gui.actions import Action
from scopewright.gui.background import Background
from scopewright.gui.board import keys
from scopewright.gui.board.abilities import desk_actions
from scopewright.gui.board.desk import BoardDesk, Files, draft_place, drafted_in
from scopewright.gui.board.sight import Sight
from scopewright.gui.editing import Editing
from scopewright.gui.pages.section import GoTo
from scopewright.gui.pages.session import Quiet
from scopewright.gui.scene_with_table import TableModel, read_only_table
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.label import Label
from scopewright.language import N_, _, ngettext, show_day
from scopewright.model.sections.notes import Note
from scopewright.model.sections.sessions import Session
from scopewright.scenes.board import table_of
from scopewright.scenes.board_reading import board_of
from scopewright.scenes.board_things import Board, Sticky
from scopewright.store.attachments import Attachments

_GROUP = N_("Whiteboard")
_WORDS = 2
"""The column of the table that what a note says stands in."""
_AT_ONCE = 1200
"""Notes of a board that is read while the hand waits: some 25 ms."""
_LEAST, _TABLE = 320, 440
"""Pixels: the least width of the canvas, and the width of the table at first."""


class BoardPage(QWidget):
    """One board at a time; which one is chosen at the top. Notes that name no session have a board, too."""

    def __init__(
        self,
        editing: Editing,
        go_to: GoTo,
        quiet_window: Quiet,
        files: Files,
        drafts: Mapping[str, str] = MappingProxyType({}),
        actions: Callable[[BoardPage], Sequence[Action]] = lambda _page: (),
    ) -> None:
        super().__init__()
        self._more = actions
        self._drafts = {key: text for place, text in drafts.items() if (key := drafted_in(place)) is not None}
        self.setObjectName("page-board")
        self._editing, self._go_to, self._window = editing, go_to, quiet_window
        self._session: Session | None = None
        self._sights: dict[str, Sight] = {}
        self._quiet, self._large = False, False
        self._arriving, self._behind, self._awaited = True, False, 0
        self._background = Background(self)
        self.desk = BoardDesk(editing, lambda: self._session, files)
        self.desk.drafted.connect(editing.drafted)
        self.desk.canvas.acting.connect(self._catch_up)
        self._model = TableModel(self)
        self.table = read_only_table("board.table", self._model)
        self.table.setAccessibleName(_("Notes of the board"))
        self.table.setMinimumWidth(_LEAST)
        self.table.hide()
        self.table.activated.connect(self._choose_row)
        self._arrange()
        self.refresh(())

    # The page, as the window asks it

    def title(self) -> str:
        """The heading over the page."""
        return self._session.title if self._session else _("Whiteboard")

    def page_actions(self) -> Sequence[Action]:
        """What can be done here."""

        def act(name: str, title: str, run: Callable[[], object], shortcut: str, icon: str = "") -> Action:
            return Action(f"board.{name}", title, run, shortcut, icon, _GROUP, page="board")

        projected = N_("Projector: large type, internal notes hidden")
        return [
            *desk_actions(self.desk),
            Action("board.table", N_("Show the notes as a table, too"), self.toggle_table, "Ctrl+T", "table-2", _GROUP,
                   None, lambda: not self.table.isHidden(), "board"),
            act("open", N_("Open the record of what is chosen"), self.open_record, "Ctrl+Return", "arrow-right"),
            act("quiet", N_("Full screen"), self.toggle_quiet, "F11", "monitor"),
            act("projector", projected, self.toggle_projector, "Shift+F11", "eye"),
            *self._more(self),
        ]  # fmt: skip

    def refresh(self, _changes: Sequence[object]) -> None:
        """Show the board as it is now: whatever changed may be on a sticky."""
        found = sessions(self._editing.engagement)
        known = {each.key: each for each in found}
        if self._session is not None:
            self._session = known.get(self._session.key)
        elif found and not self._loose():
            self._session = found[-1]
        self._show_sessions(found)
        self._bring_up()

    def reveal(self, record: str) -> bool:
        """Choose a thing by its spoken id, on whichever session's board it lies; False when it is on none."""
        self._catch_up()
        engagement = self._editing.engagement
        found = next((each for each in engagement.all(Note) if each.id == record), None)
        if found is not None:
            self._show(next((each for each in engagement.all(Session) if each.key == found.session), None))
            self._catch_up()
        thing = next((each for each in self.desk.state.board.things if each.id == record), None)
        if thing is not None:
            keys.go_to(self.desk.canvas, thing)
            self.desk.canvas.setFocus()
        return thing is not None

    # Doing

    @property
    def session(self) -> Session | None:
        """The session whose board is shown; none for the notes that name no session."""
        return self._session

    def begin(self) -> None:
        """Make a session for today, without an agenda, and show its board."""
        today = dt.date.today()
        title = _("Board {day}").format(day=show_day(today, self._editing.locale.language))
        key = begin(self._editing.engagement, title, today, None, self._editing.who)
        self._show(next(each for each in sessions(self._editing.engagement) if each.key == key))

    def open_record(self) -> None:
        """Go to the record of what is chosen."""
        for key in list(self.desk.state.chosen)[:1]:
            record = self._editing.engagement.get(key)
            if record is not None and not record.section.drawn:
                self._go_to(record.section.key, record.id)

    def toggle_table(self) -> None:
        """Show or hide the table of the notes."""
        self.table.setVisible(self.table.isHidden())
        if not self.table.isHidden():
            self._model.show_table(table_of(self.desk.state.board))
            head = self.table.horizontalHeader()
            for column in range(self._model.columnCount()):
                words = column == _WORDS
                head.setSectionResizeMode(
                    column, QHeaderView.ResizeMode.Stretch if words else QHeaderView.ResizeMode.ResizeToContents
                )
            QTimer.singleShot(0, self.table, self.table.resizeRowsToContents)
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.desk.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_quiet(self) -> None:
        """Fill the screen, or stop doing so."""
        self._show_quiet(not self._quiet, large=False)

    def toggle_projector(self) -> None:
        """Show the board to the room, without internal notes, or to oneself again."""
        self._show_quiet(not self._large, large=not self._large)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._drafts:
            QTimer.singleShot(0, self, self._take_up)

    # Inside

    def _take_up(self) -> None:
        """Go on with the sticky that was half-typed when the last sitting broke off, unless it was kept after all."""
        drafts, self._drafts = self._drafts, {}
        engagement = self._editing.engagement
        for key, text in drafts.items():
            note = engagement.get(key)
            kept = [note] if isinstance(note, Note) else engagement.all(Note)[-1:]
            if any(text == source(engagement, each, self.desk.reading.context) for each in kept):
                self._editing.drafted.emit("", draft_place(key))
                continue
            if note is not None:
                self.reveal(note.id)
            self.desk.go_on(key, text)

    def _arrange(self) -> None:
        self.choice = QComboBox()
        self.choice.setObjectName("board.choice")
        self.choice.setAccessibleName(_("Session"))
        self.choice.setMinimumWidth(220)
        self.choice.activated.connect(self._choose)
        self._count = Label("", muted=True)
        head = QHBoxLayout()
        head.addWidget(self.choice)
        head.addWidget(self._count, stretch=1)
        head.addWidget(quiet("board.show-table", _("Table"), self.toggle_table, "table-2"))
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setObjectName("board.body")
        body.addWidget(self.desk)
        body.addWidget(self.table)
        body.setStretchFactor(0, 1)
        body.setStretchFactor(1, 0)
        body.setChildrenCollapsible(False)
        body.setSizes([700, _TABLE])
        self.desk.setMinimumWidth(_LEAST)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(body, stretch=1)
        self.setFocusProxy(self.desk)

    def _show_sessions(self, found: Sequence[Session]) -> None:
        titles = [*(each.title for each in found), _("Notes without a session")]
        if [self.choice.itemText(row) for row in range(self.choice.count())] != titles:
            self.choice.clear()
            self.choice.addItems(titles)
        present = [each.key for each in found]
        self.choice.setCurrentIndex(present.index(self._session.key) if self._session else len(present))

    def _choose(self, row: int) -> None:
        found = sessions(self._editing.engagement)
        self._show(found[row] if row < len(found) else None)

    def _show(self, session: Session | None) -> None:
        """Turn to the board of another session, as it was last looked at."""
        if session == self._session:
            return
        self._sights[self._session.key if self._session else ""] = self.desk.state.sight
        self._session, self._arriving = session, True
        self.refresh(())

    def _bring_up(self) -> None:
        """Show the board as it is now; a large one is read beside the window's thread, and comes a moment later."""
        engagement, session, internal = self._editing.engagement, self._session, not self._large
        key = session.key if session else None
        if sum(1 for note in engagement.all(Note) if note.session == key) <= _AT_ONCE:
            self._show_board(board_of(engagement, session, internal=internal))
            return
        self._awaited += 1
        awaited, still = self._awaited, engagement.copied()
        self._behind = True
        self._background.ask(
            lambda: board_of(still, session, internal=internal),
            lambda board: self._show_board(board) if awaited == self._awaited else None,
        )

    def _catch_up(self) -> None:
        """Whoever acts on the board acts on it as it is, though it takes a moment."""
        if self._behind:
            self._show_board(board_of(self._editing.engagement, self._session, internal=not self._large))

    def _show_board(self, board: Board) -> None:
        self._awaited += 1
        self._behind = False
        self.desk.show_board(board)
        notes = sum(1 for thing in board.things if isinstance(thing, Sticky))
        self._count.setText(ngettext("{count} note", "{count} notes", notes).format(count=notes))
        if self.table.isVisible():
            self._model.show_table(table_of(board))
        if self._arriving:
            self._arriving = False
            self._look_again()

    def _look_again(self) -> None:
        """Look where one last looked on this board, at first at all of it."""
        sight = self._sights.get(self._session.key if self._session else "")
        if sight is not None:
            self.desk.state.look(sight)
        else:
            self.desk.canvas.fit()

    def _show_quiet(self, on: bool, *, large: bool) -> None:
        self._quiet, self._large = on, large
        self._window.show_quiet(on, large=large)
        self.refresh(())
        QTimer.singleShot(0, self.desk.canvas, self.desk.canvas.fit)

    def _loose(self) -> bool:
        """Whether the latest notes name no session."""
        notes = self._editing.engagement.all(Note)
        return bool(notes) and not notes[-1].session

    def _choose_row(self, index: QModelIndex) -> None:
        self.reveal(self._model.table.rows[index.row()][0])


def main() -> None:
    """Open the page alone, with the sample: ``python -m scopewright.gui.pages.board``."""
    from scopewright.gui.pages.alone import show_alone
    from scopewright.store.failures import NotSaved

    class _Nothing:
        def show_quiet(self, on: bool, *, large: bool = False) -> None:
            """A page alone has nothing around it."""

    def nowhere() -> Attachments:
        raise NotSaved(_("The sample has no file to keep a picture in."))

    files = Files(nowhere)
    show_alone(
        lambda engagement, go_to: BoardPage(Editing(engagement), lambda s, r: go_to(s, r, ""), _Nothing(), files)
    )


if __name__ == "__main__":
    main()
