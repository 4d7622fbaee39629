"""What is asked before an engagement is left while the lab still works for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from scopewright.language import _


def agreed_to_stop(window: QWidget) -> bool:
    """Ask whether to stop the running work and go on; False if the user would rather wait."""
    box = QMessageBox(window)
    box.setObjectName("still-working")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(_("An audit or a baseline is still running."))
    box.setInformativeText(_("What is stored already is kept. A stopped one stores nothing; it can be started again."))
    wait = box.addButton(_("Wait"), QMessageBox.ButtonRole.RejectRole)
    stop = box.addButton(_("Stop it and go on"), QMessageBox.ButtonRole.DestructiveRole)
    wait.setObjectName("still-working.wait")
    stop.setObjectName("still-working.stop")
    box.setDefaultButton(wait)
    box.exec()
    return box.clickedButton() is stop
