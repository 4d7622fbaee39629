"""The editor of a day: a line that takes words, and a calendar beside it. No day is a day that nobody typed."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from scopewright.gui.forms.editor import Surroundings
from scopewright.gui.forms.text_editors import LineEditor
from scopewright.gui.theme import icons
from scopewright.gui.widgets.day_box import place_of
from scopewright.language import _
from scopewright.model.fields import Spec

_CALENDAR = QSize(8 * 58, 8 * 34)
"""Room for eight columns and eight lines with the padding that our style gives table cells."""


class DayEditor(LineEditor):
    """Alt+Down opens the calendar; what is no date stays as typed."""

    def __init__(self, spec: Spec, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(spec, around, parent)
        self.add_button("calendar", _("{title}: choose from the calendar"), "calendar-range", self.open_calendar)
        self._popup: _Popup | None = None

    def prompt(self) -> str:
        return _("No date")

    @property
    def calendar(self) -> QCalendarWidget | None:
        """The calendar, once it was opened."""
        return self._popup.calendar if self._popup is not None else None

    def open_calendar(self) -> None:
        """Show the month of the day in the line, or of today."""
        self.flush()
        if self._popup is None:
            self._popup = _Popup(self)
            self.name(self._popup.calendar, "days", _("{title}: calendar").format(title=_(self.spec.title)))
            self._popup.calendar.activated.connect(self._choose)
            self._popup.calendar.clicked.connect(self._choose)
        self._popup.open_at(self.line, self._day())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def _day(self) -> dt.date | None:
        try:
            day: dt.date | None = self.kind.read(self.line.text(), self.around.locale)
        except ValueError:
            return None
        return day

    def _choose(self, day: QDate) -> None:
        assert self._popup is not None
        self._popup.hide()
        self.line.setFocus()
        self.picked.emit(dt.date(day.year(), day.month(), day.day()).isoformat())


class _Popup(QFrame):
    def __init__(self, editor: DayEditor) -> None:
        super().__init__(editor, Qt.WindowType.Popup)
        self.calendar = QCalendarWidget()
        place = place_of(editor.around.locale.language)
        self.calendar.setLocale(place)
        self.calendar.setFirstDayOfWeek(place.firstDayOfWeek())
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setFrameShape(QFrame.Shape.Box)
        self.calendar.setMinimumSize(_CALENDAR)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.calendar)

    def open_at(self, line: QWidget, day: dt.date | None) -> None:
        """Show the calendar under a line."""
        shown = day or dt.date.today()
        self._dress()
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.adjustSize()
        at = line.mapToGlobal(QPoint(0, line.height() + 2))
        room = self.screen().availableGeometry()
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        if at.y() + self.height() > room.bottom():
            at.setY(line.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        self.move(at)
        self.show()
        self.calendar.setFocus()

    def _dress(self) -> None:
        """Weekends in the colour of all days, and the arrows in ours."""
        plain = QTextCharFormat()
        plain.setForeground(self.palette().color(QPalette.ColorRole.Text))
        for weekday in Qt.DayOfWeek:
            self.calendar.setWeekdayTextFormat(weekday, plain)
        for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            button = self.calendar.findChild(QWidget, name)
            if button is not None:
                button.setIcon(icons.icon(icon))  # type: ignore[attr-defined]  # a QToolButton by Qt's own name
