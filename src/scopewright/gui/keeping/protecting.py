"""The dialogs that put a passphrase on an engagement, change it and take it off, and the recovery key shown once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QTextDocument
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.keeping.passphrase import passphrase_line, shower
from scopewright.gui.widgets.file_dialogs import ask_save
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.store.named_file import reason
from scopewright.store.sealing import SHORTEST


class NewPassphraseDialog(Dialog):
    """A passphrase typed twice, and whether there is to be a recovery key; ``chosen`` gets both."""

    def __init__(self, parent: QWidget, *, change: bool, chosen: Callable[[str, bool], object]) -> None:
        title = _("Change the passphrase") if change else _("Protect with a passphrase")
        super().__init__(parent, "protect", "lock", title, _about(change))
        self._chosen = chosen
        self.first = passphrase_line("protect.first", _("New passphrase"))
        self.second = passphrase_line("protect.second", _("The same again"))
        self.recovery = QCheckBox(_("Also make a &recovery key, for when it is forgotten"))
        self.recovery.setObjectName("protect.recovery")
        self.recovery.setAccessibleName(_("Also make a recovery key, for when it is forgotten"))
        self.recovery.setChecked(True)
        self._amiss = Label(role="small", muted=True, wrap=True)
        self._amiss.setObjectName("protect.amiss")
        self._arrange()
        self.offer_cancel()
        self._ready = self.offer("seal", _("Change it") if change else _("Protect"), self._choose, main=True)
        for line in (self.first, self.second):
            line.textChanged.connect(self._judge)
        self._judge()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        for text, line in ((_("&New passphrase"), self.first), (_("The same &again"), self.second)):
            label = Label(text)
            label.setBuddy(line)
            form.addRow(label, line)
        self.body.addLayout(form)
        self.body.addWidget(self._amiss)
        self.body.addWidget(shower("protect.show", self.first, self.second))
        self.body.addWidget(self.recovery)

    def _judge(self) -> None:
        amiss = _amiss(self.first.text(), self.second.text())
        self._amiss.setText(amiss)
        self.second.setAccessibleDescription(amiss)
        self._ready.setEnabled(not amiss)

    def _choose(self) -> None:
        if not _amiss(self.first.text(), self.second.text()):
            typed, recovery = self.first.text(), self.recovery.isChecked()
            self.accept()
            self._chosen(typed, recovery)


def _about(change: bool) -> str:
    covered = _(
        "The file, its earlier versions and its journal will open with the passphrase only. Nobody can open them "
        "without it, nor can Scopewright. CSV files, exported briefs and copies made before stay as they are."
    )
    if not change:
        return covered
    return covered + " " + _("The old passphrase and the old recovery key stop working.")


def _amiss(first: str, second: str) -> str:
    if len(first) < SHORTEST:
        return _("At least {count} characters; several words are better.").format(count=SHORTEST)
    if first != second:
        return _("The second one is not yet the same as the first.")
    return ""


class RemoveDialog(Dialog):
    """Asks before a passphrase is taken off."""

    def __init__(self, parent: QWidget, remove: Callable[[], object]) -> None:
        text = _("From then on anybody who has the file or one of its earlier versions can read it.")
        super().__init__(parent, "unprotect", "lock", _("Remove the passphrase?"), text, ink="warning")
        self.offer_cancel(_("Keep it protected")).setDefault(True)
        self.offer_and_close("remove", _("Remove the passphrase"), remove)


class RecoveryKeyDialog(Dialog):
    """A recovery key, shown this once: to be copied, printed or saved, then locked away.

    Esc asks once before it closes on a key that went nowhere.
    """

    def __init__(self, parent: QWidget, key: str, name: str) -> None:
        text = _(
            "This key opens “{name}” when the passphrase is forgotten. It is shown only now and is kept nowhere: print "
            "or save it, and lock it away from the computer."
        ).format(name=name)
        super().__init__(parent, "recovery", "lock", _("Recovery key"), text, width=540)
        self._key, self._name = key, name
        self._may_go = False
        self.line = QLineEdit(key)
        self.line.setObjectName("recovery.key")
        self.line.setAccessibleName(_("Recovery key"))
        self.line.setReadOnly(True)
        self.line.selectAll()
        self._said = Label(role="small", muted=True, wrap=True)
        self._said.setObjectName("recovery.said")
        self.body.addWidget(self.line)
        self.body.addWidget(self._said)
        self.offer("copy", _("Copy"), self._copy, "copy")
        self.offer("print", _("Print…"), self._print, "printer")
        self.offer("save", _("Save…"), self._save, "save")
        self.offer("close", _("I have kept it"), self.accept, "check", main=True)

    def reject(self) -> None:
        """Close; while the key was neither copied, printed nor saved, say so and wait for a second time."""
        if self._may_go:
            super().reject()
        else:
            self._let_go(
                _("The key was not copied, printed or saved, and cannot be shown again. Press Esc again to go without.")
            )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._key)
        self._let_go(_("Copied. Other programs can read the clipboard: empty it soon."))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        printer.setPageMargins(QMarginsF(25, 25, 25, 25), QPageLayout.Unit.Millimeter)
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            document = QTextDocument()
            document.setPlainText(self._sheet())
            document.print_(printer)
            self._let_go(_("Sent to the printer."))

    def _save(self) -> None:
        proposal = f"{Path(self._name).stem} {_('recovery key')}.txt"
        path = ask_save(self, "keys", _("Where to keep the recovery key"), proposal, "")
        if path:
            self._write(path)

    def _write(self, path: Path) -> None:
        try:
            path.touch(mode=0o600)
            path.write_text(self._sheet(), encoding="utf-8")
        except OSError as error:
            self._say(_("Not saved: {reason}. Print or copy it instead.").format(reason=reason(error)))
            return
        self._let_go(_("Saved. Do not leave it beside the engagement."))

    def _sheet(self) -> str:
        head = _("Recovery key of “{name}”").format(name=self._name)
        return f"{head}\n\n{self._key}\n"

    def _let_go(self, sentence: str) -> None:
        """Say what became of the key; from now on Esc closes."""
        self._may_go = True
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self.line.setAccessibleDescription(sentence)
