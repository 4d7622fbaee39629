"""A box for a day that is always there, written as days are written everywhere else in the window."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QDateEdit

from scopewright.language import current, day_pattern


def day_box(name: str, accessible: str) -> QDateEdit:
    """A box with a calendar that shows today; ``name`` finds it, ``accessible`` is read aloud."""
    box = QDateEdit(QDate.currentDate())
    box.setObjectName(name)
    box.setAccessibleName(accessible)
    box.setCalendarPopup(True)
    box.setLocale(QLocale("en_GB" if current() == "en" else current()))
    box.setDisplayFormat(day_pattern(current()).replace("y", "yyyy"))
    return box


def day_of(box: QDateEdit) -> dt.date:
    """The day that the box shows."""
    day = box.date()
    return dt.date(day.year(), day.month(), day.day())
