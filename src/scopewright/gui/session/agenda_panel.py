"""Agenda and timer of a session: the chosen topic is the one that lines are put under and that time passes on."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scopewright.capture.clock import Clock, Now, now, shown, timebox
from scopewright.capture.session import agenda, coverage
from scopewright.gui.editing import Editing
from scopewright.gui.session.agenda_list import AgendaLine, AgendaList, AgendaModel
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.model.sections.agenda import Topic


class AgendaPanel(QWidget):
    """The topics with their coverage and timeboxes, and below them what to ask on the chosen one.

    ``time`` shows the whole session's time and ``said`` what was made of a timer that a crash left running; the page
    puts them where it likes.
    """

    def __init__(self, editing: Editing, moment: Now = now, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing, self._moment = editing, moment
        self._clock = Clock(editing.engagement, "", moment)
        self._taken_up: set[str] = set()
        self.model = AgendaModel(self)
        self.list = AgendaList(self.model)
        self.hint = Label("", "small", muted=True, wrap=True)
        self.hint.setObjectName("session.questions")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.time = Label("", "heading")
        self.time.setObjectName("session.time")
        self.time.setAccessibleName(_("Time of the session"))
        self.said = Label("", "small", muted=True, wrap=True)
        self.said.setObjectName("session.timer-said")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.said)
        column.addWidget(self.list, stretch=1)
        column.addWidget(self.hint)
        self.list.selectionModel().currentChanged.connect(lambda *_indexes: self._topic_chosen())
        tick = QTimer(self)
        tick.setInterval(1000)
        tick.timeout.connect(self._show)
        tick.start()

    def show_session(self, session: str) -> None:
        """Show the agenda of the session with this hidden key; a timer that a crash left running is taken up."""
        if session != self._clock.session:
            self._clock = Clock(self._editing.engagement, session, self._moment)
            first = session not in self._taken_up and not self._editing.read_only
            self._taken_up.add(session)
            self.said.setText(self._clock.resume() if first else "")
            self.said.setVisible(bool(self.said.text()))
            self._choose_timed()
        self._show()
        if self.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))

    @property
    def topic(self) -> Topic | None:
        """The chosen topic."""
        topics, row = self._topics(), self.list.currentIndex().row()
        return topics[row] if 0 <= row < len(topics) else None

    def step_topic(self, step: int) -> None:
        """Go on to the next topic, or back."""
        row = self.list.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))

    def toggle_timer(self) -> None:
        """Start the timer, or let it rest."""
        if self._clock.running:
            self._clock.pause()
        else:
            self._run()
        self._show()

    def begin_timer(self) -> None:
        """Start the timer of a session that nothing was said in yet."""
        if not self._clock.running and not self._clock.total:
            self._run()

    def rest_timer(self) -> None:
        """Let the timer rest."""
        self._clock.pause()

    def _run(self) -> None:
        if not self._editing.read_only:
            self._clock.start(self.topic.key if self.topic else "")

    def _choose_timed(self) -> None:
        """Choose the topic that the timer was last on, without starting it on another."""
        self._show()
        row = next((row for row, topic in enumerate(self._topics()) if topic.key == self._clock.topic), 0)
        with QSignalBlocker(self.list.selectionModel()):
            self.list.setCurrentIndex(self.model.index(row))
        self._say_hint()

    def _topics(self) -> list[Topic]:
        return agenda(self._editing.engagement, self._clock.session) if self._clock.session else []

    def _topic_chosen(self) -> None:
        if self._clock.running:
            self._run()
        self._say_hint()
        self._show()

    def _say_hint(self) -> None:
        """What to ask on the chosen topic; without any, how a session gets its agenda."""
        none = "" if self.model.rowCount() else _("This session has no agenda; Ctrl+Shift+D adds topics.")
        self.hint.setText(self.topic.questions if self.topic else none)

    def _show(self) -> None:
        self.time.setText(shown(self._clock.total))
        topics = self._topics()
        found = coverage(self._editing.engagement, self._clock.session) if topics else []
        self.model.show_lines(
            [self._line(topic, each.lines, each.expected) for topic, each in zip(topics, found, strict=True)]
        )
        if self.list.isHidden() == bool(topics):
            self.list.setVisible(bool(topics))
            self._say_hint()

    def _line(self, topic: Topic, lines: int, expected: int) -> AgendaLine:
        spent = self._clock.spent(topic.key)
        over = bool(topic.minutes) and spent > (topic.minutes or 0) * 60
        return AgendaLine(topic.title, lines, expected, timebox(spent, topic.minutes), over)
