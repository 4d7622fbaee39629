"""Asks before a window closes over steps that could not be saved."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from scopewright.gui.keeping.dialog import Dialog
from scopewright.language import _


def leave_anyway(parent: QWidget, sentence: str) -> bool:
    """Whether the user closes without the last changes; blocks until that is said."""
    dialog = Dialog(parent, "not-saved", "triangle-alert", _("Not everything is saved"), sentence, ink="warning")
    dialog.offer("leave", _("Close without the last changes"), dialog.accept)
    dialog.offer("stay", _("Stay and try again"), dialog.reject, main=True)
    return bool(dialog.exec())
