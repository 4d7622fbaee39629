"""Asking for files: each kind of file is looked for where one of its kind was found or put last."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from scopewright.gui.settings import store

Sort = Literal["engagements", "data", "handed-over", "received", "pictures", "styles", "keys"]
"""What people keep together: engagements, the client's tables, what goes out to the client and what comes back."""


def last_folder(sort: Sort, otherwise: Path | str = "") -> Path:
    """Where a file of this sort was last taken from or put, else ``otherwise``, else the user's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    places = (str(store().value(_key(sort), "")), str(otherwise))
    return next((Path(place) for place in places if place and Path(place).is_dir()), Path(documents))


def note_folder(sort: Sort, folder: Path) -> None:
    """Remember where a file of this sort was taken from or put."""
    store().setValue(_key(sort), str(folder))


def ask_open(parent: QWidget, sort: Sort, title: str, filters: str, otherwise: Path | str = "") -> Path | None:
    """Have a file chosen; None where the user would rather not."""
    said, _kind = QFileDialog.getOpenFileName(parent, title, str(last_folder(sort, otherwise)), filters)
    return _noted(sort, said)


def ask_open_several(parent: QWidget, sort: Sort, title: str, filters: str) -> list[Path]:
    """Have files chosen; none where the user would rather not."""
    said, _kind = QFileDialog.getOpenFileNames(parent, title, str(last_folder(sort)), filters)
    return [path for each in said if (path := _noted(sort, each))]


def ask_save(
    parent: QWidget, sort: Sort, title: str, name: Path | str, filters: str, *, refuses_old: bool = False
) -> Path | None:
    """Have a place chosen for a file; a ``name`` with its folder is proposed there, any other where the last one went.

    The path ends as one of ``filters`` says, else as the chosen one does. ``refuses_old`` says that what writes never
    writes over a file, so that asking about it would mislead.
    """
    proposed = str(last_folder(sort) / name)
    if refuses_old:
        options = QFileDialog.Option.DontConfirmOverwrite
        said, kind = QFileDialog.getSaveFileName(parent, title, proposed, filters, options=options)
    else:
        said, kind = QFileDialog.getSaveFileName(parent, title, proposed, filters)
    endings = _endings(kind) or _endings(filters)
    known = not endings or Path(said).suffix.casefold() in _endings(filters)
    return _noted(sort, said if known or not said else said + endings[0])


def ask_folder(parent: QWidget, sort: Sort, title: str, otherwise: Path | str = "") -> Path | None:
    """Have a folder chosen; None where the user would rather not."""
    said = QFileDialog.getExistingDirectory(parent, title, str(last_folder(sort, otherwise)))
    if said:
        note_folder(sort, Path(said))
    return Path(said) if said else None


def _noted(sort: Sort, said: str) -> Path | None:
    if not said:
        return None
    note_folder(sort, Path(said).parent)
    return Path(said)


def _endings(filters: str) -> list[str]:
    return re.findall(r"\*(\.\w+)", filters)


def _key(sort: Sort) -> str:
    return f"folders/{sort}"
