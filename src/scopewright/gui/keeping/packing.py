"""Handing an engagement over as one file with its data: what goes in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from scopewright.gui.keeping.dialog import Dialog
from scopewright.language import _


class PackDialog(Dialog):
    """What goes into the bundle; ``chosen`` gets whether CSV files and attachments do."""

    def __init__(self, parent: QWidget, *, protected: bool, chosen: Callable[[bool, bool], object]) -> None:
        text = _("One file with the engagement, for a colleague: internal notes are in it. It is not for the client.")
        if protected:
            text += " " + _("Engagement and attachments open with its passphrase; CSV files are not protected.")
        super().__init__(parent, "pack", "package", _("Pack for a colleague"), text)
        data = _box("pack.data", _("With the &CSV files of the datasets"))
        attachments = _box("pack.attachments", _("With photos, scans, &plots and tables of runs"))
        attachments.setChecked(True)
        self.body.addWidget(data)
        self.body.addWidget(attachments)
        self.offer_cancel()
        self.offer_and_close(
            "pack",
            _("Choose the file…"),
            lambda: chosen(data.isChecked(), attachments.isChecked()),
            "package",
            main=True,
        )


def _box(name: str, text: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setObjectName(name)
    box.setAccessibleName(text.replace("&", ""))
    return box
