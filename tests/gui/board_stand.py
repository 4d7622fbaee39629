"""The whiteboard's page on a file that is saved at every step, and what one needs to drive it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scopewright.gui.board.desk import Files
from scopewright.gui.editing import Editing
from scopewright.gui.pages.board import BoardPage
from scopewright.model.engagement import Engagement
from scopewright.model.sections.notes import Note
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.scenes.board_things import Frame, Sticky, Thing
from scopewright.store.opened import OpenEngagement, read_engagement
from tests.gui.quiet_window import QuietWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
TIP, END = QPointingDevice.PointerType.Pen, QPointingDevice.PointerType.Eraser


class Made:
    """A board page on a file that is saved at every step, and what one needs to drive it."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        engagement = new_engagement("Search", "Okonkwo")
        with Step(engagement, "Begin") as step:
            session = step.add("sessions", {"title": "Kick-off"})
            topics = [step.add("agenda", {"title": title, "session": session}) for title in ("Data", "Teams")]
            for number in range(4):
                step.add("notes", {"line": f"Thought {number}", "session": session, "topic": topics[0]})
            step.add("notes", {"line": "Loose", "session": session})
        self.session = session
        self.path = path
        self.work = OpenEngagement.create(path, engagement)
        self.work.keep_saving()
        self.editing = Editing(engagement, "Ana")
        self.window = QuietWindow()
        self.page = BoardPage(self.editing, lambda _s, _r: None, self.window, Files(lambda: self.work.attachments))
        qtbot.addWidget(self.page)
        self.editing.changed.connect(self.page.refresh)
        self.page.resize(1200, 800)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.canvas, self.desk, self.state = self.page.desk.canvas, self.page.desk, self.page.desk.state
        self.canvas.setFocus()

    @property
    def engagement(self) -> Engagement:
        return self.editing.engagement

    def on_disk(self) -> Engagement:
        """The engagement as another program reads it now, journal included: what a crash would leave."""
        return read_engagement(self.path)

    def thing(self, record: str) -> Thing:
        return next(each for each in self.state.board.things if each.id == record)

    def sticky(self, record: str) -> Sticky:
        found = self.thing(record)
        assert isinstance(found, Sticky)
        return found

    def frame(self, title: str) -> Frame:
        return next(each for each in self.state.board.things if isinstance(each, Frame) and each.title == title)

    def pixel(self, x: float, y: float) -> QPoint:
        return QPointF(*self.state.sight.to_pixels(x, y)).toPoint()

    def middle(self, record: str) -> QPoint:
        return self.pixel(*self.thing(record).area.middle)

    def free(self) -> QPoint:
        """A place where nothing lies."""
        extent = self.state.board.extent()
        assert extent is not None
        return self.pixel(extent.right - 60, extent.bottom + 70)

    def drag(self, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.mousePress(self.canvas, LEFT, held, start)
        steps = 6
        for number in range(1, steps + 1):
            QTest.mouseMove(self.canvas, start + (end - start) * (number / steps))
        QTest.mouseRelease(self.canvas, LEFT, held, end)


def notes(engagement: Engagement) -> dict[str, Note]:
    return {note.id: note for note in engagement.all(Note)}


def topic(engagement: Engagement, note: str) -> str:
    """The title of what a note is about."""
    found = engagement.get(notes(engagement)[note].topic)
    return found.headline if found else ""


def pen(made: Made, kind: QEvent.Type, at: QPoint, pressure: float, side: QPointingDevice.PointerType = TIP) -> None:
    stylus = QInputDevice.DeviceType.Stylus
    device = QPointingDevice("pen", 7, stylus, side, QInputDevice.Capability.Pressure, 1, 1)
    there = QPointF(made.canvas.mapToGlobal(at))
    event = QTabletEvent(kind, device, QPointF(at), there, pressure, 0, 0, 0, 0, 0, NONE, LEFT, LEFT)
    QApplication.sendEvent(made.canvas, event)
