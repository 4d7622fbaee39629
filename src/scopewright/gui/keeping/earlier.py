"""Asks once, before undo goes on into an earlier sitting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from scopewright.gui.keeping.dialog import Dialog
from scopewright.language import _


class EarlierDialog(Dialog):
    """Names the step of an earlier sitting that would be taken back."""

    def __init__(self, parent: QWidget, name: str, allow: Callable[[], object]) -> None:
        text = _(
            "Everything done since the file was opened is undone. The next step, “{name}”, is of an earlier sitting. "
            "Undo goes on there from now on; redo makes it again."
        ).format(name=name)
        super().__init__(parent, "earlier", "undo-2", _("Undo in an earlier sitting?"), text)
        self.offer_cancel(_("Leave it"))
        self.offer_and_close("undo", _("Undo “{name}”").format(name=_short(name)), allow, "undo-2", main=True)


def _short(name: str) -> str:
    return name if len(name) <= 40 else name[:39] + "…"
