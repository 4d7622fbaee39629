"""What went away is destroyed in the window's thread, whichever thread happens to allocate."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scopewright.gui.garbage import Garbage

ENDED: list[threading.Thread] = []


class Gone:
    """Says in which thread it ended; it holds itself, so that only the collector ends it."""

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        ENDED.append(threading.current_thread())


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[Garbage]:
    ENDED.clear()
    made = Garbage(qapp)
    yield made
    made.deleteLater()


def _allocate() -> list[list[int]]:
    """As many containers as Python's own collector would have come by for, several times over."""
    return [[number] for number in range(20 * gc.get_threshold()[0])]


def test_another_thread_that_allocates_collects_nothing(garbage: Garbage) -> None:
    Gone()
    kept: list[list[int]] = []
    other = threading.Thread(target=lambda: kept.extend(_allocate()))
    other.start()
    other.join()
    assert ENDED == []
    garbage.collect()
    assert [threading.main_thread()] == ENDED


def test_it_is_collected_by_itself_while_the_window_waits(garbage: Garbage, qtbot: QtBot) -> None:
    Gone()
    kept = _allocate()
    assert kept
    qtbot.waitUntil(lambda: [threading.main_thread()] == ENDED)
