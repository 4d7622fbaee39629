"""How far the newest run is from the targets of the engagement's metrics."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scopewright.gui.background import Background
from scopewright.gui.scene_view import PIXELS_PER_POINT
from scopewright.gui.scene_with_table import SceneWithTable
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.scenes.distance import DistanceRow, distance
from scopewright.scenes.readings import standings
from scopewright.scenes.scene import Scene

_NARROWEST = 340.0
_RESIZED_MS = 80
_FRAME = 6


class DistanceView(QWidget):
    """The picture for the metrics that a run of the dataset measured; ``open_record`` goes to a metric."""

    def __init__(self, open_record: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("data.distance-view")
        self.pane = SceneWithTable("data.distance")
        self.pane.record_activated.connect(open_record)
        self._note = Label(muted=True, wrap=True)
        self._rows: list[DistanceRow] = []
        self._background = Background(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_RESIZED_MS)
        self._pause.timeout.connect(self._lay_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._note)
        column.addWidget(self.pane)

    def show_distances(self, engagement: Engagement, dataset: str, has_run: bool, caution: str) -> None:
        """Show the distances that the newest runs on this dataset measured; ``dataset`` is its hidden key.

        ``caution`` says what is to be known of these runs.
        """
        known = standings(engagement)
        rows = [
            each.row
            for each in known
            if each.run is not None and each.run.dataset == dataset and each.metric.target is not None
        ]
        self.pane.setVisible(bool(rows))
        none = _("No metric with a target is measured by this run. Add one in Metrics, with what it is measured as.")
        self._note.setText(caution if rows else none if has_run else "")
        self._note.setVisible(bool(self._note.text()))
        if rows != self._rows:
            self._rows = rows
            self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._pause.start()

    def _lay_out(self) -> None:
        if self._rows:
            rows, width = self._rows, max(_NARROWEST, (self.width() - _FRAME) / PIXELS_PER_POINT)
            self._background.ask(lambda: distance(rows, width), self._show)

    def _show(self, scene: Scene) -> None:
        self.pane.show_scene(scene)
        self.pane.picture.set_zoom(1.0)
        head = self.pane.sizeHint().height() - self.pane.picture.sizeHint().height()
        self.pane.setFixedHeight(round(scene.height * PIXELS_PER_POINT) + max(40, min(head, 60)) + _FRAME)
