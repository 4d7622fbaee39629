"""Every page of the window on an engagement in which every text is markup that would fetch a picture.

``python -m tests.gui.hostile_window FILE TABLE``: FILE is made; TABLE, a CSV file, is audited meanwhile. Prints a JSON
list: for each widget that reads a text as markup, its name, its page and the text. ``bare`` in the place of FILE shows
the text in a label of Qt's own instead, which is what the test is to find.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTextEdit, QToolTip, QWidget

from scopewright.gui.desk import Desk
from scopewright.gui.job_client import Jobs
from scopewright.gui.pages.brief import BriefPage
from scopewright.gui.settings import Settings
from scopewright.gui.window import Window
from scopewright.store.opened import OpenEngagement
from tests.briefs.wild import wild
from tests.store.sealed_window import wait

PLANTED = "planted.png"
HOSTILE = (f"<b>X</b><img src=//10.0.0.1/{PLANTED}>", f"<img src='file:///there/{PLANTED}'><i>Y</i>")


def _reads_markup(widget: QWidget) -> Iterator[str]:
    """What of a widget's own text Qt would take for markup; a tip is shown, as the mouse would have it."""
    if isinstance(widget, QLabel) and "<img" in widget.text() and widget.textFormat() != Qt.TextFormat.PlainText:
        yield widget.text()
    if isinstance(widget, QTextEdit) and "<img" in widget.toHtml():
        yield widget.toPlainText()
    if "<img" in widget.toolTip():
        yield widget.toolTip()
    if widget.toolTip():
        QToolTip.showText(widget.mapToGlobal(widget.rect().center()), widget.toolTip(), widget)


def _tips(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row, column in product(range(20), range(40)):
        tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) if model.hasIndex(row, column) else ""
        if isinstance(tip, str) and "<img" in tip:
            yield tip


def _walk(app: QApplication, window: Window) -> Iterator[tuple[str, str, str]]:
    for name in list(window._specs):
        window.open(name)
        for _round in range(10):
            app.processEvents()
        for view in window.findChildren(QAbstractItemView):
            if view.isVisible() and view.model() is not None and view.model().hasIndex(0, 0):
                view.setCurrentIndex(view.model().index(0, 0))
                yield from ((name, view.objectName(), tip) for tip in _tips(view))
        app.processEvents()
        window.grab()
        for widget in app.allWidgets():
            if widget.isVisible():
                yield from ((name, widget.objectName(), text) for text in _reads_markup(widget))


def _show_bare(app: QApplication) -> None:
    label = QLabel(HOSTILE[0])
    label.show()
    for _round in range(20):
        app.processEvents()
    label.grab()


def main(path: str, table: str) -> None:
    app = QApplication(["scopewright"])
    if path == "bare":
        _show_bare(app)
        return
    OpenEngagement.create(Path(path), wild(1, HOSTILE)).close()
    jobs = Jobs(parent=app)
    desk, ended = Desk(Settings(), jobs), list[str]()
    desk.open_file(Path(path))
    wait(app, lambda: desk.window.editing is not None)
    window = desk.window
    window.resize(1440, 900)
    window.show()
    jobs.lab.finished.connect(lambda job, _result: ended.append(job))
    audit = jobs.lab.start("audit", {"path": table, "evidence": True})
    found = sorted(set(_walk(app, window)))
    window.palette_of_commands.open("img")
    app.processEvents()
    brief = window.page("brief")
    if not isinstance(brief, BriefPage):
        raise TypeError("The window has no brief to show.")
    window.open("brief")
    wait(app, lambda: brief.shown is not None and audit in ended)
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    desk.may_close()
    jobs.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
