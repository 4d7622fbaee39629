"""Asking for a passphrase, and running work of the store that turns out to need one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.keeping.errands import Errands, Failed
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.store.failures import Locked
from scopewright.store.sealing import Secret

T = TypeVar("T")


class PassphraseDialog(Dialog):
    """Asks until what was typed opens the file, or the user gives up."""

    def __init__(self, parent: QWidget, sentence: str, typed: Callable[[str], object]) -> None:
        super().__init__(parent, "passphrase", "lock", _("Passphrase needed"), sentence)
        self._typed = typed
        self.field = passphrase_line("passphrase.field", _("Passphrase or recovery key"))
        self.body.addWidget(self.field)
        self.body.addWidget(shower("passphrase.show", self.field))
        self._wrong = Label(wrap=True)
        self._wrong.setObjectName("passphrase.wrong")
        self._wrong.hide()
        self.body.addWidget(self._wrong)
        self.offer_cancel()
        self._open = self.offer("open", _("Open"), self._hand_over, main=True)
        self.field.textChanged.connect(lambda text: self._open.setEnabled(bool(text)))
        self._open.setEnabled(False)

    def say_wrong(self, sentence: str) -> None:
        """What was typed does not open the file: say so and let the user try again."""
        self._busy(False)
        self._wrong.setText(sentence)
        self._wrong.show()
        self.field.setAccessibleDescription(sentence)
        self.field.selectAll()
        self.field.setFocus()

    def reject(self) -> None:
        """Give up; while the file is being opened there is nothing to give up."""
        if self._open.text() != _("Opening…"):
            super().reject()

    def _hand_over(self) -> None:
        if self.field.text():
            self._busy(True)
            self._typed(self.field.text())

    def _busy(self, busy: bool) -> None:
        self.field.setReadOnly(busy)
        self._open.setEnabled(not busy)
        self._open.setText(_("Opening…") if busy else _("Open"))


class Unlocking:
    """Runs work off the window's thread with what opens sealed files; asks the user for it when it is needed.

    ``parent`` answers the window over which the question stands.
    """

    def __init__(self, errands: Errands, parent: Callable[[], QWidget]) -> None:
        self._errands, self._parent = errands, parent

    def run(
        self,
        work: Callable[[Secret], T],
        deliver: Callable[[T, Secret], object],
        failed: Failed,
        secret: Secret | None = None,
    ) -> None:
        """Do ``work`` with the ``secret`` that may be known; ``deliver`` its result and the secret that opened it."""
        ask = partial(self._ask, work, deliver, failed)
        self._attempt(work, deliver, failed, secret or Secret(), ask)

    def _attempt(
        self,
        work: Callable[[Secret], T],
        deliver: Callable[[T, Secret], object],
        failed: Failed,
        secret: Secret,
        locked: Callable[[str], object],
    ) -> None:
        def fail(error: Exception) -> None:
            locked(str(error)) if isinstance(error, Locked) else failed(error)

        self._errands.run(lambda: work(secret), lambda result: deliver(result, secret), fail)

    def _ask(
        self,
        work: Callable[[Secret], T],
        deliver: Callable[[T, Secret], object],
        failed: Failed,
        sentence: str,
    ) -> None:
        def done(result: T, secret: Secret) -> None:
            dialog.accept()
            deliver(result, secret)

        def fail(error: Exception) -> None:
            dialog.accept()
            failed(error)

        def typed(text: str) -> None:
            self._attempt(work, done, fail, Secret(text), dialog.say_wrong)

        dialog = PassphraseDialog(self._parent(), sentence, typed)
        dialog.open()


def passphrase_line(name: str, accessible: str) -> QLineEdit:
    """A line whose text is shown as dots and kept out of any memory of input methods."""
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(accessible)
    line.setPlaceholderText(accessible)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def shower(name: str, *lines: QLineEdit) -> QCheckBox:
    """A box that shows what is typed in the lines."""
    box = QCheckBox(_("&Show what I type"))
    box.setObjectName(name)
    box.setAccessibleName(_("Show what I type"))

    def show(shown: bool) -> None:
        for line in lines:
            line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    box.toggled.connect(show)
    return box
