"""Where the file that is handed over goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

_FOLDER = "brief/folder"


def folder() -> Path:
    """Where the last brief went, else the user's documents."""
    known = str(_settings().value(_FOLDER, ""))
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(known) if known and Path(known).is_dir() else Path(documents)


def note_folder(path: Path) -> None:
    """Remember where a brief went."""
    _settings().setValue(_FOLDER, str(path))


def _settings() -> QSettings:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return QSettings(str(Path(place) / "window.ini"), QSettings.Format.IniFormat)
