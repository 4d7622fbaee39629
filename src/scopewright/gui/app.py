"""The composition place of the window: builds the objects and hands each what it needs."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QStandardPaths, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from scopewright import __version__, resources
from scopewright.gui.desk import Desk
from scopewright.gui.job_client import Jobs
from scopewright.gui.settings import Settings
from scopewright.gui.theme import apply
from scopewright.gui.widgets.notice import Notice
from scopewright.language import _

QUIT_AFTER_PAINT = "SCOPEWRIGHT_QUIT_AFTER_PAINT"
"""Set by the start-up benchmark: say which heavy libraries are loaded after the first paint, then end."""
HEAVY = ("pandas", "numpy", "scipy", "sklearn", "matplotlib", "reportlab", "pikepdf", "fontTools")

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
    app.setApplicationName("scopewright")
    app.setApplicationDisplayName("Scopewright")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(QIcon(str(resources.path("icons", "app.svg"))))
    settings = Settings()
    apply.dress(app, settings.theme)
    desk = Desk(settings, Jobs(parent=app))
    _say_faults(desk)
    _open_first(desk, settings, [Path(argument) for argument in arguments])
    _watch_first_paint(app, desk)
    return app.exec()


def has_display() -> bool:
    """Whether Qt would find a screen; without one it would end the process."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_first(desk: Desk, settings: Settings, files: list[Path]) -> None:
    if files:
        desk.open_file(files[0])
    elif settings.first_start:
        desk.open_sample()
    else:
        desk.window.appear()
    settings.note_start()


def _say_faults(desk: Desk) -> None:
    """A fault in our own code costs the action, never the window: it is logged and said."""

    def fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("fault", exc_info=(kind, error, trace))
        happened = _("This action failed because of a fault in Scopewright ({fault}).").format(fault=kind.__name__)
        kept = _("Everything saved before is kept; the log has the details.")
        desk.window.notify(Notice("fault", "error", happened, kept, _("Undo, or try it another way.")))

    sys.excepthook = fault


def _log_to_file() -> None:
    from logging.handlers import RotatingFileHandler

    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "scopewright.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)


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
            loaded = [name for name in HEAVY if name in sys.modules]
            sys.stdout.write(json.dumps({"painted": True, "modules": loaded}) + "\n")
            sys.stdout.flush()
            self._desk.may_close()
            self._app.quit()
            return
        _log_to_file()
        self._desk.window.begin_slow_things()


def _watch_first_paint(app: QApplication, desk: Desk) -> None:
    _FirstPaint(app, desk)
