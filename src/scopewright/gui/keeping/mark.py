"""What the status bar says about the file for good: that it is protected, that it is only looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from scopewright.gui.widgets.icon_mark import IconMark
from scopewright.gui.widgets.label import Label
from scopewright.language import _


class FileMark(QWidget):
    """An icon and a word; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status.file")
        self._icon = IconMark("", 14)
        self.word = Label(role="small", muted=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self.word)
        self.show_state(sealed=False, read_only=False)

    def show_state(self, *, sealed: bool, read_only: bool) -> None:
        """Say how the file is kept."""
        said = [_("Read-only")] * read_only + [_("Protected by a passphrase")] * sealed
        self._icon.show_icon("lock" if sealed else "eye" if read_only else "", "warning" if read_only else "muted")
        self.word.setText(" · ".join(said))
        self.setAccessibleName(self.word.text())
        self.setVisible(bool(said))
