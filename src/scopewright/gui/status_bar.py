"""The bar at the bottom: saved when, offline, and what is running with a button to cancel it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QStatusBar, QWidget

from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.icon_mark import IconMark
from scopewright.gui.widgets.label import Label
from scopewright.language import _

_SAID_MS = 8_000
"""How long a sentence stands."""
_PRESSABLE = 24
"""Height in logical pixels of the button of a job; the bar has it all the time, so that no job moves the window."""


class StatusBar(QStatusBar):
    """Says at every moment whether the work is safe and what the machine is doing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 8, 0)
        self._saved_icon = IconMark("", 14)
        self._saved = Label(role="small", muted=True)
        self._saved.setObjectName("status.saved")
        offline = _marked("wifi-off", _("Offline"), _("Nothing leaves this computer"))
        offline.setObjectName("status.offline")
        saved = _row(self._saved_icon, self._saved)
        saved.setMinimumHeight(_PRESSABLE)
        self.addWidget(saved)
        self.addWidget(offline)
        self._said = Label(role="small", elide=True)
        self._said.setObjectName("status.said")
        self.addWidget(self._said, stretch=1)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(lambda: self._said.setText(""))
        self._jobs: dict[str, _Job] = {}
        self.show_saved("")

    def show_saved(self, text: str, *, trouble: bool = False) -> None:
        """Show the state of the file, such as "Saved 15:41"; ``trouble`` marks it as not safe."""
        self._saved.setText(text)
        self._saved.setVisible(bool(text))
        if trouble:
            self._saved_icon.show_icon("triangle-alert", "warning")
        else:
            self._saved_icon.show_icon("circle-check" if text else "")

    def say(self, sentence: str) -> None:
        """Say for a while what was just done, where the page in sight may not show it."""
        self._said.setText(sentence)
        self._forget.start(_SAID_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    @property
    def busy(self) -> bool:
        """Whether a job is shown."""
        return bool(self._jobs)

    def show_job(
        self, key: str, title: str, fraction: float | None, cancel: Callable[[], object], *, text: str = ""
    ) -> None:
        """Show a running job; ``fraction`` is 0 to 1, None while unknown; the button ``status.KEY.cancel`` cancels."""
        job = self._jobs.get(key)
        if job is None:
            job = self._jobs[key] = _Job(key, title, cancel)
            job.show_progress(title, fraction, text)
            self.addPermanentWidget(job)
        else:
            job.show_progress(title, fraction, text)

    def end_job(self, key: str) -> None:
        """Take a job away, if it is shown."""
        job = self._jobs.pop(key, None)
        if job is not None:
            self.removeWidget(job)
            job.deleteLater()


class _Job(QWidget):
    def __init__(self, key: str, title: str, cancel: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(f"status.{key}")
        self._text = Label(role="small", muted=True)
        self._bar = QProgressBar()
        self._bar.setObjectName(f"status.{key}.progress")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text)
        row.addWidget(self._bar)
        name = _("Cancel: {job}").format(job=title)
        button = quiet(f"status.{key}.cancel", name, cancel, "x", icon_only=True)
        button.setFixedHeight(_PRESSABLE)
        row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_progress(self, title: str, fraction: float | None, text: str) -> None:
        self._text.setText(f"{title}: {text}" if text else title)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0 if fraction is None else 100)
        if fraction is not None:
            self._bar.setValue(round(100 * fraction))


def _row(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(4, 0, 8, 0)
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)
    return box


def _marked(icon: str, word: str, meaning: str) -> QWidget:
    box = _row(IconMark(icon, 14), Label(word, "small", muted=True))
    box.setToolTip(meaning)
    box.setAccessibleName(f"{word}. {meaning}")
    return box
