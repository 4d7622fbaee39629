"""Type into the real window, key by key and without a rest, until somebody kills the process.

``python -m tests.faults.typist FILE PLACE SAVING``: PLACE is ``line`` (the capture line, Enter after each line) or
``field`` (a field of a form); SAVING is ``on``, or ``off`` for a window that saves nothing while one types, as most do.
Beside the file lies ``typed``, in which two numbers count keys and finished lines; a kill cannot lose them.
"""

from __future__ import annotations

import mmap
import struct
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from scopewright.gui.autosave import Autosave
from scopewright.gui.window import Window
from tests.gui.typed_session import LINES, in_the_window, session_page

KEYS_A_SECOND = 15
COUNTS = struct.Struct("qq")
WORDS = "they rebuild the list every monday by hand and nobody checks it before the report goes out, "
"""What is typed into the field, again and again."""


class _Counter:
    """The keys and lines so far, where whoever kills this process finds them."""

    def __init__(self, place: Path) -> None:
        with place.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), COUNTS.size)
        self.keys = self.lines = 0

    def count(self, line: bool = False) -> None:
        self.keys += 1
        self.lines += line
        COUNTS.pack_into(self._shared, 0, self.keys, self.lines)


def _into_the_line(window: Window, counter: _Counter) -> Callable[[], None]:
    page = session_page(window)

    def key() -> None:
        line, typed = LINES[counter.lines % len(LINES)], page.line.text()
        page.line.suggestions.hide()
        if typed == line:
            QTest.keyClick(page.line, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(page.line, line[len(typed)])
        counter.count(line=typed == line)

    return key


def _into_a_field(window: Window, counter: _Counter) -> Callable[[], None]:
    if window.editing is None:
        raise TypeError("There is nothing to edit in this window.")
    window.editing.add("risks", {"title": "Labels are late"})
    window.go_to("risks", "R-1", "response")
    window.show()
    field = next(box for box in window.findChildren(QWidget, "field-response") if box.isVisible())
    field.setFocus()

    def key() -> None:
        QTest.keyClicks(field, WORDS[counter.keys % len(WORDS)])
        counter.count()

    return key


PLACES = {"line": _into_the_line, "field": _into_a_field}


def main(path: str, place: str, saving: str) -> int:
    counter = _Counter(Path(path).with_name("typed"))
    if saving == "off":
        setattr(Autosave, "_start", lambda _saver: None)  # noqa: B010 - mypy refuses to assign a method
    return in_the_window(Path(path), lambda window: PLACES[place](window, counter), KEYS_A_SECOND)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
