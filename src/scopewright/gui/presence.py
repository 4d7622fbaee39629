"""Whether files are where they were, asked beside the window's thread; another computer is not asked unbidden."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from scopewright.gui.background import Background
from scopewright.store.elsewhere import on_another_computer


class Presence(QObject):
    """Remembers which files are there. A path to another computer is only asked for once the user chose it."""

    changed = Signal()
    """An answer is other than it was."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._known: dict[str, bool] = {}
        self._background = Background(self)

    def there(self, path: str) -> bool | None:
        """Whether the file was there when last looked for; None if that is not known."""
        return self._known.get(path)

    def unasked(self, path: str) -> bool:
        """Whether a path is on another computer and the user has not chosen it in this sitting."""
        return on_another_computer(path) and path not in self._known

    def note(self, path: str) -> None:
        """The user chose this file just now: it is there."""
        self._known[path] = True

    def look(self, paths: Iterable[str]) -> None:
        """Look for files; ``changed`` tells when an answer is new."""
        asked = [path for path in dict.fromkeys(paths) if not self.unasked(path)]
        if asked:
            self._background.ask(partial(_look, asked), self._take)

    def _take(self, found: dict[str, bool]) -> None:
        if any(self._known.get(path) != there for path, there in found.items()):
            self._known |= found
            self.changed.emit()


def _look(paths: list[str]) -> dict[str, bool]:
    return {path: _is_file(Path(path)) for path in paths}


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False  # a folder that may not be looked into
