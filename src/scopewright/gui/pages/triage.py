"""The page of triage: notes become records, one key each, with the room still there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scopewright.capture import triage
from scopewright.capture.grammar import Type
from scopewright.capture.suggest import suggest
from scopewright.gui.actions import Action
from scopewright.gui.editing import Editing
from scopewright.gui.pages.section import GoTo
from scopewright.gui.pages.triage_keys import KEYS, legend
from scopewright.gui.session.card import CardDialog
from scopewright.gui.session.note_list import NoteList, NoteModel
from scopewright.gui.session.reading import Reading
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.label import Label
from scopewright.language import N_, _
from scopewright.model.change import Change
from scopewright.model.record import SECTIONS, Record
from scopewright.model.sections.notes import Note

_GROUP = N_("Triage")


class TriageList(NoteList):
    """The inbox; ``typed`` carries a letter or the name of a key that was pressed in it."""

    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters act; arrows choose, with Shift several."""
        key, text = Qt.Key(event.key()), event.text().casefold()
        command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        named = {Qt.Key.Key_Delete: "-", Qt.Key.Key_Backspace: "-", Qt.Key.Key_Return: "\n", Qt.Key.Key_Enter: "\n"}
        if not command and (key in named or (text and (text in KEYS or text in "jkmsz-*?\n "))):
            self.typed.emit(named.get(key, text))
        else:
            super().keyPressEvent(event)


class TriagePage(QWidget):
    """List of notes; beside it what the chosen one might be, what it became, and the fields that are still missing.

    ``undo`` is the window's, which asks before it goes back into earlier sittings.
    """

    def __init__(self, editing: Editing, go_to: GoTo, undo: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setObjectName("page-triage")
        self._editing, self._go_to, self._undo = editing, go_to, undo or editing.undo
        self._reading = Reading(editing)
        self.model = NoteModel(editing.engagement, self)
        self.list = TriageList(self.model, "triage.notes", _("Notes"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.progress = Label("", "heading")
        self.progress.setObjectName("triage.progress")
        self.hint = Label("", wrap=True)
        self.hint.setObjectName("triage.suggestion")
        self.became = Label("", "strong", wrap=True)
        self.reversed = Label("", wrap=True)
        self.reversed.setObjectName("triage.undone")
        self.cut = QLineEdit()
        self.cut.setObjectName("triage.split")
        self.cut.setAccessibleName(_("Split at the cursor"))
        self.cut.hide()
        self.missing: list[QLineEdit] = []
        self._lacking, self._last = "", ""
        self._arrange()
        self._connect()
        self.refresh(())

    # The page, as the window asks it

    def title(self) -> str:
        """The heading over the page."""
        return _("Triage")

    def page_actions(self) -> Sequence[Action]:
        """The same as the letters, for the palette."""

        def act(name: str, words: str, run: Callable[[], object], keys: str = "", icon: str = "") -> Action:
            return Action(f"triage.{name}", words, run, keys, icon, _GROUP, page="triage")

        types = [
            act(
                f"type-{key}",
                _("Make it: {type} ({key})").format(type=type_.prefix or _("note"), key=key),
                partial(self.become, type_),
                icon=SECTIONS[type_.section].icon,
            )
            for key, type_ in KEYS.items()
        ]
        return [
            *types,
            act("accept", N_("Take the suggestion (Enter)"), self.accept, icon="check"),
            act("discard", N_("Strike through, or take back (Delete)"), self.discard, icon="trash-2"),
            act("merge", N_("Merge with the one before (m)"), self.merge, icon="layers"),
            act("split", N_("Split at the cursor (s)"), self.begin_split, icon="list-checks"),
            act("alike", N_("Choose all of the same speaker or tag (*)"), self.choose_alike, icon="users"),
            act("next", N_("Next note to sort"), self.next_waiting, "Ctrl+Down", "arrow-down"),
            act("open", N_("Open the record"), self.open_record, "Ctrl+Return", "arrow-right"),
            act(
                "card",
                N_("Show what a line understands"),
                lambda: CardDialog(self).open(),
                "F1",
                "circle-question-mark",
            ),
        ]

    def refresh(self, changes: Sequence[object]) -> None:
        """Show what changes altered; none given means everything."""
        current = self._current()
        self.model.show_notes(self._editing.engagement.all(Note))
        self._stack.setCurrentIndex(1 if self.model.notes else 0)
        if current is not None and any(isinstance(change, Change) for change in changes):
            self._choose(current.key)
        elif self.model.notes and not self.list.currentIndex().isValid():
            self.next_waiting()
        left = len(triage.waiting(self.model.notes))
        done, total = len(self.model.notes) - left, len(self.model.notes)
        self.progress.setText(_("{done} of {total} sorted").format(done=done, total=total))
        self._show_reversed([change for change in changes if isinstance(change, Change)])
        self._show_chosen()

    def reveal(self, record: str) -> bool:
        """Bring a note into sight by its spoken id; False when it is not here."""
        note = next((note for note in self.model.notes if note.id == record), None)
        if note is not None:
            self._choose(note.key)
            self.list.setFocus()
        return note is not None

    # Doing

    def become(self, type_: Type) -> None:
        """Make the chosen notes records of a type, then go on to the next one."""
        notes = self._chosen()
        if notes:
            triage.become(self._editing.engagement, notes, type_, self._reading.context, self._editing.who)
            self._go_on(notes)

    def accept(self) -> None:
        """Do what is suggested for the chosen note."""
        note = self._current()
        suggestion = suggest(note.line, self._reading.context) if note is not None else None
        if suggestion is not None:
            self.become(suggestion.type)

    def discard(self) -> None:
        """Strike the chosen notes through, or take struck ones back."""
        notes = self._chosen()
        if notes:
            triage.discard(self._editing.engagement, notes, self._editing.who)
            self._go_on(notes)

    def merge(self) -> None:
        """Put the chosen note's words behind the one before."""
        row = self.list.currentIndex().row()
        if row > 0:
            notes, engagement = self.model.notes, self._editing.engagement
            triage.merge(engagement, notes[row], notes[row - 1], self._reading.context, self._editing.who)
            self._choose(notes[row - 1].key)

    def begin_split(self) -> None:
        """Put the words into a line; Enter cuts them at the cursor, Esc leaves them."""
        note = self._current()
        if note is not None:
            self.cut.setText(note.line)
            self.cut.show()
            self.cut.setFocus()
            self.cut.setCursorPosition(len(note.line) // 2)

    def choose_alike(self) -> None:
        """Choose every waiting note of the same speaker or with the same tag."""
        note = self._current()
        if note is None:
            return
        rows = [self.model.row_of(each.key) for each in triage.alike(self.model.notes, note)]
        for row in rows:
            self.list.selectionModel().select(self.model.index(row), QItemSelectionModel.SelectionFlag.Select)

    def next_waiting(self) -> None:
        """Go to the next note that nobody has sorted, from the top again at the end."""
        waiting = [self.model.row_of(note.key) for note in triage.waiting(self.model.notes)]
        here = self.list.currentIndex().row()
        following = next((row for row in waiting if row > here), waiting[0] if waiting else here)
        if following >= 0:
            self.list.setCurrentIndex(self.model.index(following))

    def open_record(self) -> None:
        """Go to what the chosen note became, or to the note."""
        note = self._current()
        if note is not None:
            target: Record = next(iter(self.model.made_of(note)), note)
            self._go_to(target.section.key, target.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.cut.hide()
            self.list.setFocus()
            return
        super().keyPressEvent(event)

    # Inside

    def _arrange(self) -> None:
        self._fields = QGridLayout()
        self._fields.setColumnStretch(1, 1)
        right = QVBoxLayout()
        right.setSpacing(10)
        for widget in (self.progress, self.reversed, self.hint, self.became, self.cut):
            right.addWidget(widget)
        right.addLayout(self._fields)
        right.addStretch(1)
        right.addWidget(Label(legend(), "small", muted=True, wrap=True))
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.list, stretch=3)
        row.addLayout(right, stretch=2)
        nothing = EmptyState(
            "empty-triage", "inbox", _("No notes yet"), _("Type them in a session, or paste them into its line."),
            action=(_("Go to {section}").format(section=_("Whiteboard session")), lambda: self._go_to("session", "")),
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 16)
        column.addWidget(self._stack)

    def _connect(self) -> None:
        self.list.typed.connect(self._typed)
        self.list.selectionModel().currentChanged.connect(lambda *_indexes: self._show_chosen())
        self.list.doubleClicked.connect(lambda _index: self.open_record())
        self.cut.returnPressed.connect(self._split)

    def _typed(self, key: str) -> None:
        other: dict[str, Callable[[], object]] = {
            "j": partial(self._step, 1), "k": partial(self._step, -1), "m": self.merge, "s": self.begin_split,
            "z": self._undo, "-": self.discard, "\n": self.accept, "*": self.choose_alike,
            " ": self.open_record, "?": partial(self.become, KEYS["q"]),
        }  # fmt: skip
        run = other.get(key)
        if run is not None:
            run()
        else:
            self.become(KEYS[key])

    def _step(self, step: int) -> None:
        row = self.list.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))

    def _current(self) -> Note | None:
        index = self.list.currentIndex()
        return self.model.notes[index.row()] if index.isValid() and index.row() < len(self.model.notes) else None

    def _chosen(self) -> list[Note]:
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        current = self._current()
        return [self.model.notes[row] for row in rows] or ([current] if current else [])

    def _choose(self, key: str) -> None:
        row = self.model.row_of(key)
        if row >= 0 and row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.model.index(row))

    def _go_on(self, notes: Sequence[Note]) -> None:
        """To the next waiting note; while the record just made lacks something, Tab from here fills it."""
        self._choose(notes[-1].key)
        self._last = notes[-1].key
        self.next_waiting()
        self._show_chosen()

    def _split(self) -> None:
        note = self._current()
        if note is not None:
            triage.split(self._editing.engagement, note, self.cut.cursorPosition(), self._editing.who)
        self.cut.hide()
        self.list.setFocus()

    def _show_chosen(self) -> None:
        note = self._current()
        if note is None:
            self.hint.setText("")
            self.became.setText("")
            self._show_missing(None)
            return
        made = self.model.made_of(note)
        self.became.setText("" if note in triage.waiting([note]) else self.model.became(note))
        self.hint.setText("" if made or note.state == "struck" else self._suggestion(note))
        previous = self._editing.engagement.get(self._last)
        shown = made or (self.model.made_of(previous) if isinstance(previous, Note) else [])
        self._show_missing(shown[0] if shown else None)

    def _suggestion(self, note: Note) -> str:
        found = suggest(note.line, self._reading.context)
        if found is None:
            return _("No suggestion: none of its words speaks for a type.")
        said = (_("Enter puts it under {section}, perhaps: {reason}."), _("Enter puts it under {section}: {reason}."))
        return said[found.sure].format(section=_(SECTIONS[found.type.section].title), reason=found.reason)

    def _show_reversed(self, changes: Sequence[Change]) -> None:
        """Name what was taken back or made again, and put the choice back on the notes that it was about."""
        first = changes[0] if changes else None
        if first is None or not (first.undoes or first.redoes):
            self.reversed.setText("")
            return
        said = _("Undone: {name}") if first.undoes else _("Done again: {name}")
        self.reversed.setText(said.format(name=first.name))
        sorted_anew = [change for change in changes if change.field == "state"]
        rows = sorted({row for row in map(self._row_about, sorted_anew or changes) if row >= 0})
        if rows:
            self._last = ""
            self.list.setCurrentIndex(self.model.index(rows[0]))
            for row in rows[1:]:
                self.list.selectionModel().select(self.model.index(row), QItemSelectionModel.SelectionFlag.Select)

    def _row_about(self, change: Change) -> int:
        """The row of the note that a change was made to, or to whose record."""
        record = self._editing.engagement.get(change.record)
        return self.model.row_of(record.note or record.key if record is not None else change.record)

    def _show_missing(self, record: Record | None) -> None:
        """One line for each field that the record lacks; Tab goes through them and nothing else."""
        lacking = triage.missing(record) if record is not None else []
        names = {editor.objectName().rpartition(".")[2] for editor in self.missing}
        if record is not None and record.key == self._lacking and set(lacking) <= names:
            return
        self._lacking = record.key if record is not None else ""
        while (item := self._fields.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.missing = []
        if record is None:
            return
        self._fields.addWidget(Label(f"{record.id}  {record.headline}", "strong", elide=True), 0, 0, 1, 2)
        for row, name in enumerate(lacking, 1):
            editor = QLineEdit()
            editor.setObjectName(f"triage.missing.{name}")
            editor.setAccessibleName(_(record.section.spec(name).title))
            editor.editingFinished.connect(partial(self._fill, record.key, name, editor))
            self._fields.addWidget(Label(editor.accessibleName(), muted=True), row, 0)
            self._fields.addWidget(editor, row, 1)
            editor.show()
            self.missing.append(editor)
        around: list[QWidget] = [self.list, *self.missing, self.list]
        for before, each, after in zip(around, self.missing, around[2:], strict=False):
            QWidget.setTabOrder(before, each)
            each.returnPressed.connect(after.setFocus)

    def _fill(self, key: str, name: str, editor: QLineEdit) -> None:
        record, typed = self._editing.engagement.get(key), editor.text().strip()
        if record is not None and typed and (record.is_empty(name) or editor.isModified()):
            editor.setModified(False)
            triage.fill(self._editing.engagement, record, name, typed, self._reading.context, self._editing.who)


def main() -> None:
    """Open the page alone, with the sample: ``python -m scopewright.gui.pages.triage``."""
    from scopewright.gui.pages.alone import show_alone

    show_alone(lambda engagement, go_to: TriagePage(Editing(engagement), lambda s, r: go_to(s, r, "")))


if __name__ == "__main__":
    main()
