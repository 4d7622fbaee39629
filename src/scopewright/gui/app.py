"""The composition place of the window: builds the objects and hands each what it needs."""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from scopewright import __version__, resources
from scopewright.gui.desk import Desk
from scopewright.gui.garbage import Garbage
from scopewright.gui.job_client import Jobs
from scopewright.gui.settings import Settings, data_folder
from scopewright.gui.theme import apply
from scopewright.gui.widgets.notice import Notice
from scopewright.language import _
from scopewright.model.change import Conflict
from scopewright.store.named_file import reason

QUIT_AFTER_PAINT = "SCOPEWRIGHT_QUIT_AFTER_PAINT"
"""Set by the start-up benchmark: say which heavy libraries are loaded after the first paint, then end."""
HEAVY = ("pandas", "numpy", "scipy", "sklearn", "matplotlib", "reportlab", "pikepdf", "fontTools")

Fault = Callable[[type[BaseException], BaseException, TracebackType | None], None]
log = logging.getLogger(__name__)


def main(arguments: Sequence[str]) -> int:
    """Open the window: on a file, on the sample at the first start, else on the start page."""
    if not has_display():
        sys.stderr.write(
            _(
                "There is no display to open a window on. Start Scopewright on a desktop, or use the command line: "
                "scopewright --help."
            )
            + "\n"
        )
        return 2
    app = QApplication(["scopewright", *arguments[1:]])
    Garbage(app)
    app.setApplicationName("scopewright")
    app.setApplicationDisplayName("Scopewright")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(QIcon(str(resources.path("icons", "app.svg"))))
    settings = Settings()
    apply.dress(app, settings.theme)
    desk = Desk(settings, Jobs(parent=app))
    say_faults(desk)
    files = [Path(argument) for argument in arguments]
    if files or settings.first_start:
        desk.begin(files[0] if files else None)
    else:
        desk.window.appear()
    settings.note_start()
    _watch_first_paint(app, desk)
    return app.exec()


def has_display() -> bool:
    """Whether Qt would find a screen; without one it would end the process."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def say_faults(desk: Desk) -> None:
    """A fault in our own code costs the action, never the window: it is logged and said."""

    def fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Conflict):
            desk.window.show_refused(str(error))
            return
        log.error("fault", exc_info=(kind, error, trace))
        happened = _("This action failed because of a fault in Scopewright ({fault}).").format(fault=kind.__name__)
        kept = _("Everything saved before is kept; the log has the details.")
        desk.window.notify(Notice("fault", "error", happened, kept, _("Undo, or try it another way.")))

    relay = _Relay(fault)
    sys.excepthook = fault
    threading.excepthook = relay.take


def begin_after_paint(desk: Desk, folder: Path) -> None:
    """What waits for the first paint; a computer on which no log can be kept gets everything else."""
    from scopewright.gui.log_file import log_to

    try:
        log_to(folder)
    except OSError as error:
        happened = _("No log can be kept in “{folder}”: {reason}.")
        happened = happened.format(folder=folder, reason=reason(error))
        desk.window.notify(Notice("no-log", "info", happened, _("Everything else works.")))
    desk.begin_slow_things()


class _Relay(QObject):
    """Carries a fault of another thread into the window's."""

    _came = Signal(object, object, object)

    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self._came.connect(fault, Qt.ConnectionType.QueuedConnection)

    def take(self, fault: threading.ExceptHookArgs) -> None:
        """Hand over what a thread raised."""
        error = fault.exc_value if fault.exc_value is not None else fault.exc_type()
        self._came.emit(fault.exc_type, error, fault.exc_traceback)


class _FirstPaint(QObject):
    """Waits until the window was painted once, then lets the slower things begin."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        super().__init__(app)
        self._app, self._desk, self._seen = app, desk, False
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not self._seen and event.type() == QEvent.Type.Paint:
            self._seen = True
            self._app.removeEventFilter(self)
            QTimer.singleShot(0, self._after)
        return False

    def _after(self) -> None:
        if os.environ.get(QUIT_AFTER_PAINT):
            self._tell_painted()
            return
        begin_after_paint(self._desk, data_folder())
        self._desk.offer_left_journals()

    def _tell_painted(self) -> None:
        """Say what the first paint took, open what is to be opened, say what that took, and end."""
        loaded = [name for name in HEAVY if name in sys.modules]
        _say({"painted": True, "modules": loaded, "cpu": time.process_time()})

        def end() -> None:
            _say({"opened": True, "cpu": time.process_time()})
            self._desk.may_close()
            self._app.quit()

        self._desk.window_changed.connect(lambda _window: QTimer.singleShot(0, end))
        if not self._desk.read_first():
            end()


def _say(words: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def _watch_first_paint(app: QApplication, desk: Desk) -> None:
    _FirstPaint(app, desk)
