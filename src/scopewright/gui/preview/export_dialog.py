"""The one step before a brief goes out: what the client will not see, what they would trip over, which format."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QListWidget, QListWidgetItem, QWidget

from scopewright.briefs.formats.registry import PDF, TITLES
from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.keeping.passphrase import passphrase_line, shower
from scopewright.gui.widgets.label import Label
from scopewright.language import _

_WIDTH, _LINE, _LEAST_LINES, _MOST_LINES = 620, 24, 2, 6
_PLACE = Qt.ItemDataRole.UserRole
Lines = Sequence[tuple[str, str, str]]
"""Texts, each with the spoken id and the field of what it is about; without an id there is nothing to open."""


class ExportDialog(Dialog):
    """``chosen`` gets the format and the password of a PDF, which is empty if it has none and is kept nowhere.

    ``go_to`` opens a record by spoken id at a field, in place of the export.
    """

    def __init__(
        self,
        parent: QWidget,
        form: str,
        password: bool,
        chosen: Callable[[str, str], object],
        go_to: Callable[[str, str], object],
    ) -> None:
        title = _("Export the brief")
        super().__init__(parent, "export", "file-down", title, _("Look at this before it goes out."), width=_WIDTH)
        self._chosen, self._go_to = chosen, go_to
        self.form = _formats(form)
        self.locked = QCheckBox(_("Open with a &password only (PDF)"))
        self.locked.setObjectName("export.locked")
        self.locked.setAccessibleName(_("Open with a password only"))
        self.locked.setChecked(password)
        self.first = passphrase_line("export.first", _("Password"))
        self.second = passphrase_line("export.second", _("The same again"))
        self._shower = shower("export.show", self.first, self.second)
        self._amiss = Label(role="small", muted=True, wrap=True)
        self._amiss.setObjectName("export.amiss")

    def arrange(self, left_out: Lines, jargon: Lines, findings: Lines, glyphs: Lines) -> None:
        """Fill the dialog: records left out, jargon where executives read, the linter's other findings, fields with
        characters that no font has.
        """
        self._told("left-out", _("The client will not see"), left_out, _("Nothing is internal: they see every record."))
        if jargon:
            self._told("jargon", _("Jargon in what executives read"), jargon, "")
        self._told("findings", _("What the check finds"), findings, _("The check finds nothing."))
        if glyphs:
            self._told("glyphs", _("Characters no font has; a box stands for each"), glyphs, "")
        form = QFormLayout()
        form.setVerticalSpacing(8)
        label = Label(_("&Format"))
        label.setBuddy(self.form)
        form.addRow(label, self.form)
        self.body.addLayout(form)
        for part in (self.locked, self.first, self.second, self._shower, self._amiss):
            self.body.addWidget(part)
        self.offer_cancel()
        self._ready = self.offer("go", _("Choose the file…"), self._choose, "file-down", main=True)
        self.form.currentIndexChanged.connect(self._judge)
        self.locked.toggled.connect(self._judge)
        for line in (self.first, self.second):
            line.textChanged.connect(self._judge)
        self._judge()
        self.form.setFocus()

    def _told(self, name: str, title: str, lines: Lines, none: str) -> None:
        self.body.addWidget(Label(title, "strong"))
        if not lines:
            self.body.addWidget(Label(none, muted=True, wrap=True))
            return
        box = QListWidget()
        box.setObjectName(f"export.{name}")
        box.setAccessibleName(title)
        box.setWordWrap(True)
        box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for text, record, field in lines:
            item = QListWidgetItem(" ".join(text.split()), box)
            item.setData(_PLACE, (record, field))
        box.itemActivated.connect(self._open)
        box.setMinimumHeight(_LINE * min(_LEAST_LINES, len(lines)) + 8)
        box.setMaximumHeight(_LINE * min(_MOST_LINES, len(lines)) + 8)
        self.body.addWidget(box)

    def _open(self, item: QListWidgetItem) -> None:
        record, field = item.data(_PLACE)
        if record:
            self.reject()
            self._go_to(record, field)

    def _judge(self) -> None:
        """Show what a password needs, and whether the choice is whole."""
        pdf = self.form.currentData() == PDF
        self.locked.setEnabled(pdf)
        wanted = pdf and self.locked.isChecked()
        amiss = self._wrong() if wanted else ""
        for part in (self.first, self.second, self._shower, self._amiss):
            part.setVisible(wanted)
        self._amiss.setText(amiss)
        self.second.setAccessibleDescription(amiss)
        self._ready.setEnabled(not amiss)

    def _wrong(self) -> str:
        if not self.first.text():
            return _("Type the password; the reader needs it to open the file.")
        if self.first.text() != self.second.text():
            return _("The second one is not yet the same as the first.")
        return ""

    def _choose(self) -> None:
        pdf = self.form.currentData() == PDF
        password = self.first.text() if pdf and self.locked.isChecked() else ""
        form = str(self.form.currentData())
        self.first.clear()
        self.second.clear()
        self.accept()
        self._chosen(form, password)


def _formats(chosen: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName("export.format")
    box.setAccessibleName(_("Format"))
    for suffix, title in TITLES.items():
        box.addItem(f"{_(title)} (.{suffix})", suffix)
    box.setCurrentIndex(box.findData(chosen))
    return box
