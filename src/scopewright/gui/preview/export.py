"""The file that is handed over: what it is called, where it goes."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

from scopewright.model.engagement import Engagement
from scopewright.model.sections.document import Document
from scopewright.model.sections.overview import Overview

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST_PART = 60
_FOLDER = "brief/folder"


def proposed_name(engagement: Engagement, kind: str, suffix: str = "pdf") -> str:
    """``client – title – kind vVERSION.SUFFIX``, of characters that every file system takes; ``kind`` is its title."""
    about, version = engagement.one(Overview), _safe(engagement.one(Document).version)
    parts = [part for part in (_safe(about.client), _safe(about.title), _safe(kind)) if part]
    return " – ".join(parts) + (f" v{version}" if version else "") + f".{suffix}"


def _safe(text: str) -> str:
    return " ".join(_UNSAFE.sub(" ", text).split())[:_LONGEST_PART].strip(" .")


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
