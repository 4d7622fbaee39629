"""Python's garbage is collected in the window's thread, and nowhere else.

Python collects cycles in whichever thread happens to allocate. A page that went away is such a cycle, and Qt ends the
process if its widgets are destroyed in another thread, such as the one that lays out pictures.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 200
_WHOLE_EVERY_S = 60.0
"""How often at most everything is looked through, which takes longer than a young generation does."""


class Garbage(QObject):
    """Takes over from Python's own collector, as long as it lives, with the same thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._whole = time.monotonic()
        timer = QTimer(self)
        timer.setInterval(_INTERVAL_MS)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        due = [place for place, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
               if count > most]  # fmt: skip
        if not due:
            return
        oldest = due[-1]
        if oldest == 2:
            if time.monotonic() - self._whole < _WHOLE_EVERY_S:
                oldest = 1
            else:
                self._whole = time.monotonic()
        gc.collect(oldest)
