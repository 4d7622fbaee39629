"""The page of a whiteboard session: what was said, the line that catches the next thought, agenda and timer beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from scopewright.capture.amend import amend, source
from scopewright.capture.clock import Now, now
from scopewright.capture.grammar import NOTE
from scopewright.capture.keep import Place, capture_all
from scopewright.capture.session import begin, notes_of, sessions
from scopewright.capture.suggest import offered
from scopewright.gui.actions import Action
from scopewright.gui.editing import Editing
from scopewright.gui.pages.section import GoTo
from scopewright.gui.question_lists import offer
from scopewright.gui.session.agenda_panel import AgendaPanel
from scopewright.gui.session.card import CardDialog
from scopewright.gui.session.line import CaptureLine
from scopewright.gui.session.note_list import NoteList, NoteModel
from scopewright.gui.session.pills import PillBar
from scopewright.gui.session.reading import Reading, offer_of, pills_of
from scopewright.gui.session.words import Words
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.label import Label
from scopewright.language import N_, _, show_day
from scopewright.model.change import Change
from scopewright.model.question_lists import QuestionList
from scopewright.model.record import SECTIONS
from scopewright.model.sections.agenda import Topic
from scopewright.model.sections.notes import Note
from scopewright.model.sections.sessions import Session

_GROUP = N_("Session")
_USUAL = "whiteboard"
"""The key of the question list that a new session takes its agenda from; an own list of that key replaces it."""
_SHOWN_IN = frozenset({"notes", "sessions", "agenda", "people"})


class Quiet(Protocol):
    """Who can take away what surrounds the page; the window."""

    def show_quiet(self, on: bool, *, large: bool = False) -> None:
        """Fill the screen with the page alone, in large type for a projector."""


class SessionPage(QWidget):
    """``draft`` is a line that a crash left half-typed; ``drafted`` is told each time the half-typed line changes.

    ``actions`` are further ones for the page, such as those on the files of its board.
    """

    def __init__(
        self,
        editing: Editing,
        go_to: GoTo,
        quiet_window: Quiet,
        draft: str = "",
        moment: Now = now,
        actions: Callable[[SessionPage], Sequence[Action]] = lambda _page: (),
    ) -> None:
        super().__init__()
        self.setObjectName("page-session")
        self._editing, self._go_to, self._window = editing, go_to, quiet_window
        self._session: Session | None = None
        self._more = tuple(actions(self))
        self._mending = ""
        self._quiet, self._large = False, False
        self._reading = Reading(editing)
        self.model = NoteModel(editing.engagement, self)
        nothing = _(
            "Nothing is said yet. Type a thought below and press Enter: it is kept at once. F1 shows how a line says "
            "what it is, such as “k: labels drift” for a risk."
        )
        self.lines = NoteList(self.model, "session.lines", _("Captured lines"), nothing)
        self.lines.doubleClicked.connect(lambda _index: self.open_record())
        self.line = CaptureLine(Words(editing, self._reading), self)
        self.pills = PillBar("session.pills")
        self.agenda = AgendaPanel(editing, moment)
        self._arrange()
        self._connect()
        self.refresh(())
        last = self.model.notes[-1].line if self.model.notes else ""
        self.line.show_text("" if draft == last else draft)

    @property
    def session(self) -> Session | None:
        """The session that is shown."""
        return self._session

    # The page, as the window asks it

    def title(self) -> str:
        """The heading over the page."""
        return self._session.title if self._session else _("Whiteboard session")

    def page_actions(self) -> Sequence[Action]:
        """What can be done here; each by a key, but for sessions with an agenda of one's own."""

        def act(name: str, words: str, run: Callable[[], object], keys: str, icon: str) -> Action:
            return Action(f"session.{name}", words, run, keys, icon, _GROUP, page="session")

        full, projected = N_("Full screen"), N_("Projector: large type, internal lines hidden")
        back = N_("Previous topic of the agenda")
        step, again = self.agenda.step_topic, partial(self.agenda.step_topic, -1)
        details = N_("Attendees and other details of the session")
        return [
            Action(
                "session.new", N_("New session"), self.begin, "Ctrl+N", "plus", _GROUP, None, None, "session", "primary"
            ),
            act("card", N_("Show what the line understands"), self.show_card, "F1", "circle-question-mark"),
            act("timer", N_("Start or stop the timer"), self.agenda.toggle_timer, "Ctrl+T", "timer"),
            act("next-topic", N_("Next topic of the agenda"), partial(step, 1), "Ctrl+Down", "arrow-down"),
            act("previous-topic", back, again, "Ctrl+Up", "arrow-up"),
            act("open", N_("Open the record of the chosen line"), self.open_record, "Ctrl+Return", "arrow-right"),
            act("mend", N_("Mend the chosen line"), self.mend, "Ctrl+E", "wand-sparkles"),
            act("details", details, self.open_session, "Ctrl+D", "users"),
            act("topics", N_("Edit the agenda"), self.open_topic, "Ctrl+Shift+D", "list-checks"),
            act("quiet", full, self.toggle_quiet, "F11", "monitor"),
            act("projector", projected, self.toggle_projector, "Shift+F11", "eye"),
            *self._more,
            *(
                act(
                    f"new-{topics.key}",
                    _("New session: {agenda}").format(agenda=topics.title),
                    partial(self.begin_with, topics),
                    "",
                    "plus",
                )
                for topics in offer().of(Topic.section.key)
                if topics.key != _USUAL
            ),
        ]

    def refresh(self, changes: Sequence[object]) -> None:
        """Show what changes altered; none given means everything."""
        made = [change for change in changes if isinstance(change, Change)]
        if made and not any(c.section in _SHOWN_IN or c.field in ("", "note") for c in made):
            return
        engagement = self._editing.engagement
        found = sessions(engagement)
        if self._session is not None:
            self._session = next((each for each in found if each.key == self._session.key), None)
        self._session = self._session or (found[-1] if found else None)
        self._show_sessions(found)
        self._show_notes()
        self.agenda.show_session(self._session.key if self._session else "")

    def reveal(self, record: str) -> bool:
        """Bring a note into sight by its spoken id; False when it is not one of this session."""
        row = next((row for row, note in enumerate(self.model.notes) if note.id == record), -1)
        if row >= 0:
            self.lines.setCurrentIndex(self.model.index(row))
            self.lines.setFocus()
        return row >= 0

    # Doing

    def focus_line(self) -> None:
        """Put the keyboard on the capture line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin(self) -> None:
        """Make a session for today with the agenda of the question list."""
        topics = offer().of(Topic.section.key)
        self.begin_with(next((each for each in topics if each.key == _USUAL), topics[0]) if topics else None)

    def begin_with(self, topics: QuestionList | None) -> None:
        """Make a session for today with this agenda."""
        today = dt.date.today()
        named = _("Session {day}").format(day=show_day(today, self._editing.locale.language))
        taken = {each.title for each in sessions(self._editing.engagement)}
        number = next(n for n in range(1, len(taken) + 2) if _numbered(named, n) not in taken)
        self.agenda.rest_timer()
        key = begin(self._editing.engagement, _numbered(named, number), today, topics, self._editing.who)
        self._session = next(each for each in sessions(self._editing.engagement) if each.key == key)
        self.refresh(())
        self.focus_line()

    def keep(self, lines: Sequence[str]) -> None:
        """Keep lines as one step, or put the one that was fetched back mended."""
        editing, note = self._editing, self._editing.engagement.get(self._mending)
        self._mending = ""
        if note is not None and len(lines) == 1:
            amend(editing.engagement, note, lines[0], self._reading.context, editing.who)
            return
        self.agenda.begin_timer()
        topic = self.agenda.topic
        place = Place(self._session.key if self._session else "", topic.key if topic else "")
        capture_all(editing.engagement, lines, self._reading.context, place, editing.who)
        self.lines.scrollToBottom()

    def mend(self) -> None:
        """Fetch the chosen line, or the last one, back into the capture line; Enter puts it in its place."""
        index = self.lines.currentIndex()
        row = index.row() if index.isValid() and self.lines.hasFocus() else len(self.model.notes) - 1
        if row < 0:
            return
        note = self.model.notes[row]
        self.line.show_text(source(self._editing.engagement, note, self._reading.context))
        self._mending = note.key
        self.focus_line()

    def open_record(self) -> None:
        """Go to what the chosen line became, or to the note itself."""
        index = self.lines.currentIndex()
        if index.isValid():
            note = self.model.notes[index.row()]
            target = next(iter(self.model.made_of(note)), note)
            self._go_to(target.section.key, target.id)

    def open_session(self) -> None:
        """Go to the session's own fields: attendees, place, purpose."""
        if self._session is not None:
            self._go_to("sessions", self._session.id)

    def open_topic(self) -> None:
        """Go to the chosen topic's own fields: its timebox, its questions."""
        topic = self.agenda.topic
        self._go_to("agenda", topic.id if topic else "")

    def show_card(self) -> None:
        """Show the grammar."""
        CardDialog(self).open()

    def toggle_quiet(self) -> None:
        """Fill the screen, or stop doing so."""
        self.show_quiet(not self._quiet, large=False)

    def toggle_projector(self) -> None:
        """Show the page to the room, or to oneself again."""
        self.show_quiet(not self._large, large=not self._large)

    def show_quiet(self, on: bool, *, large: bool) -> None:
        """Fill the screen; ``large`` is for the room: large type, and no internal line."""
        self._quiet, self._large = on, large
        self._window.show_quiet(on, large=large)
        self._show_notes()
        self.focus_line()

    # Inside

    def _arrange(self) -> None:
        self.choice = QComboBox()
        self.choice.setObjectName("session.choice")
        self.choice.setAccessibleName(_("Session"))
        self.choice.setMinimumWidth(220)
        self.attendees = Label("", muted=True, elide=True)
        head = QHBoxLayout()
        head.addWidget(self.choice)
        head.addWidget(self.attendees, stretch=1)
        start = _("Start or stop the timer")
        head.addWidget(quiet("session.start", start, self.agenda.toggle_timer, "timer", icon_only=True))
        head.addWidget(self.agenda.time)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.lines, stretch=1)
        left.addWidget(self.pills)
        left.addWidget(self.line)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addLayout(left, stretch=3)
        body.addWidget(self.agenda, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(body, stretch=1)

    def _connect(self) -> None:
        self.line.edited.connect(self._typed)
        self.line.committed.connect(lambda line: self.keep([line]))
        self.line.pasted.connect(self.keep)
        self.line.recall.connect(self.mend)
        self.choice.activated.connect(self._choose)

    def _typed(self, text: str) -> None:
        """Read the line as it stands, and show what it says; nothing else happens between key and paint."""
        if not text.strip():
            self._mending = "" if not text else self._mending
            self.pills.show_pills((), "")
            self.line.setExtraSelections([])
            self.line.offer_type("", 0)
        else:
            parsed = self._reading.parse(text)
            self.line.show_understood(parsed)
            called = offered(text) if parsed.type is NOTE else None
            self.line.offer_type(called[0].prefix if called else "", called[1] if called else 0)
            self.pills.show_pills([*pills_of(parsed), *offer_of(called)], SECTIONS[parsed.section].icon)
        self._editing.drafted.emit(text, "")

    def _choose(self, row: int) -> None:
        found = sessions(self._editing.engagement)
        if 0 <= row < len(found):
            self._session = found[row]
            self.refresh(())

    def _show_sessions(self, found: Sequence[Session]) -> None:
        titles = [each.title for each in found]
        for part in (self.choice, self.agenda):
            part.setVisible(bool(found))
        if [self.choice.itemText(row) for row in range(self.choice.count())] != titles:
            self.choice.clear()
            self.choice.addItems(titles)
        if self._session is not None:
            self.choice.setCurrentIndex([each.key for each in found].index(self._session.key))
            names = ", ".join(self._editing.locale.directory.label(key) for key in self._session.attendees)
            self.attendees.setText(names or _("Nobody is noted as present; Ctrl+D."))

    def _show_notes(self) -> None:
        notes = notes_of(self._editing.engagement, self._session.key if self._session else "")
        at_end = self.lines.verticalScrollBar().value() >= self.lines.verticalScrollBar().maximum() - 4
        self.model.show_notes([note for note in notes if not self._large or self._may_show(note)])
        if at_end:
            QTimer.singleShot(0, self.lines, self.lines.scrollToBottom)

    def _may_show(self, note: Note) -> bool:
        made = self.model.made_of(note)
        return not note.internal and not any(record.internal for record in made)


def _numbered(named: str, number: int) -> str:
    return named if number == 1 else f"{named} ({number})"


def main() -> None:
    """Open the page alone, with the sample: ``python -m scopewright.gui.pages.session``."""
    from scopewright.gui.pages.alone import show_alone

    class _Nothing:
        def show_quiet(self, on: bool, *, large: bool = False) -> None:
            """A page alone has nothing around it."""

    show_alone(lambda engagement, go_to: SessionPage(Editing(engagement), lambda s, r: go_to(s, r, ""), _Nothing()))


if __name__ == "__main__":
    main()
