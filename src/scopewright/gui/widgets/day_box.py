"""A day that is always one: today at first, written as people write it, with a calendar."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QDateEdit

from scopewright.language import current, day_pattern


def place_of(language: str) -> QLocale:
    """Where names of months and the first day of a week are as people of that language expect them."""
    return QLocale("en_GB" if language == "en" else language)


class DayBox(QDateEdit):
    """``name`` is its object name, ``accessible`` what a screen reader says."""

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__(QDate.currentDate())
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setLocale(place_of(current()))
        self.setDisplayFormat(day_pattern(current()).replace("y", "yyyy"))
        self.setCalendarPopup(True)

    def chosen(self) -> dt.date:
        """The day that it shows."""
        day = self.date()
        return dt.date(day.year(), day.month(), day.day())
