"""Which column of a dataset names the rows of another file by which of its columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from scopewright.gui.widgets.label import Label
from scopewright.language import _


class ReferenceDialog(QDialog):
    """Two columns to choose; the first name that both files have is proposed."""

    def __init__(self, name: str, here: Sequence[str], there: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("data.reference")
        self.setWindowTitle(_("Check keys against another file"))
        about = _(
            "Each value of the first column should be a key in “{name}”. Keys without a partner, partners that nobody "
            "names and keys that repeat become findings."
        )
        self._here = _box("data.reference.here", _("Column of this file"), here)
        self._there = _box("data.reference.there", _("Key in the other file"), there)
        both = next((column for column in here if column in there), "")
        if both:
            self._here.setCurrentText(both)
            self._there.setCurrentText(both)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        check = buttons.button(QDialogButtonBox.StandardButton.Ok)
        check.setText(_("Check"))
        check.setObjectName("data.reference.check")
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(_("Column of this file"), self._here)
        form.addRow(_("Key in the other file"), self._there)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addWidget(Label(about.format(name=name), wrap=True))
        column.addLayout(form)
        column.addWidget(buttons)
        self.setMinimumWidth(460)

    def columns(self) -> dict[str, str]:
        """The chosen columns, as the job ``audit`` takes them."""
        return {"column": self._here.currentText(), "partner": self._there.currentText()}


def _box(name: str, accessible: str, choices: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(accessible)
    box.addItems(list(choices))
    return box
