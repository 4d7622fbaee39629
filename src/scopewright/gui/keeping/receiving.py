"""Receiving an engagement that a colleague packed: unpacked into a new folder, its datasets linked, opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from scopewright.gui.keeping.errands import Failed
from scopewright.gui.keeping.passphrase import Unlocking
from scopewright.gui.settings import engagements_folder
from scopewright.gui.widgets.file_dialogs import ask_folder, ask_open
from scopewright.language import _
from scopewright.store.bundle import Unpacked, relink, unpack
from scopewright.store.sealing import Secret


class Receiving:
    """Asks for a bundle and a folder; ``open_`` gets the unpacked file and what opens it."""

    def __init__(
        self,
        window: QWidget,
        unlocking: Unlocking,
        open_: Callable[[Path, Secret], object],
        failed: Failed,
        who: str,
    ) -> None:
        self._window, self._unlocking, self._who = window, unlocking, who
        self._open, self._failed = open_, failed

    def ask(self) -> None:
        """Begin."""
        title = _("Unpack a bundle")
        bundle = ask_open(self._window, "received", title, _("Bundles (*.zip)"))
        if not bundle:
            return
        title = _("In which folder? A new one is made in it.")
        folder = ask_folder(self._window, "engagements", title, engagements_folder())
        if folder:
            target = folder / bundle.stem
            self._unlocking.run(lambda _secret: unpack(bundle, target), self._link, self._failed)

    def _link(self, unpacked: Unpacked, _secret: Secret) -> None:
        self._unlocking.run(partial(_linked, unpacked, self._who), self._open, self._failed)


def _linked(unpacked: Unpacked, who: str, secret: Secret) -> Path:
    """Point the datasets to the CSV files that came with them; without any, nothing is opened for it."""
    if any(unpacked.data()):
        relink(unpacked, who, secret)
    return unpacked.file
