"""Notices that the engagement file, or something beside it, was changed on the disk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLE_MS = 400
"""A sync client writes in several steps: how long nothing must happen before one looks."""


class Watching(QObject):
    """Emits ``stirred`` a moment after the file or its folder was touched; our own savings are among the causes."""

    stirred = Signal()

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._watcher = QFileSystemWatcher(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SETTLE_MS)
        self._pause.timeout.connect(self._settled)
        self._watcher.fileChanged.connect(lambda _path: self._pause.start())
        self._watcher.directoryChanged.connect(lambda _path: self._pause.start())
        self._watch()

    def _settled(self) -> None:
        self._watch()
        self.stirred.emit()

    def _watch(self) -> None:
        # A replaced file is another one to the system: it must be watched anew.
        watched = {*self._watcher.files(), *self._watcher.directories()}
        wanted = [str(place) for place in (self._path, self._path.parent) if place.exists()]
        missing = [place for place in wanted if place not in watched]
        if missing:
            self._watcher.addPaths(missing)
