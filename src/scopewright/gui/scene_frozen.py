"""The head and the first column of a picture, which stay in sight while the rest scrolls under them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from scopewright.gui.scene_painter import inked, paint_item
from scopewright.gui.scene_targets import at_point, targets
from scopewright.gui.scene_view import PIXELS_PER_POINT, SceneView, screen_palette
from scopewright.gui.theme.apply import current
from scopewright.scenes.scene import Item, Scene

_BESIDE = 12
_MOST = 0.65
"""Share of the view above which an edge would leave too little room to scroll in, so it scrolls with the rest."""


@dataclass(frozen=True, slots=True)
class Edges:
    """How much of a picture stays: ``head`` points from its top, ``column`` points from its left; 0 for none."""

    head: float = 0.0
    column: float = 0.0


class FrozenEdges(QObject):
    """Keeps the edges of a view's picture in sight and what the keyboard stands on clear of them."""

    def __init__(self, view: SceneView) -> None:
        super().__init__(view)
        self._view = view
        self._edges = Edges()
        self._head, self._column, self._corner = (_Strip(view, part) for part in ("head", "column", "corner"))
        view.canvas.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.record_focused.connect(self._uncover)

    def freeze(self, edges: Edges) -> None:
        """Keep these edges of the scene that the view shows."""
        self._edges = edges
        scene = self._view.canvas.scene
        self._head.show_items(scene, QRectF(0, 0, scene.width, edges.head))
        self._column.show_items(scene, QRectF(0, 0, edges.column, scene.height))
        self._corner.show_items(scene, QRectF(0, 0, edges.column, edges.head))
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        return False

    def _place(self) -> None:
        at, head, column = self._view.canvas.pos(), *self._pixels()
        canvas, room = self._view.canvas.size(), self._view.viewport().size()
        left, top = max(0, at.x()), max(0, at.y())
        width, height = min(room.width(), canvas.width()), min(room.height(), canvas.height())
        down, across = at.y() < 0 < head < _MOST * room.height(), at.x() < 0 < column < _MOST * room.width()
        self._head.put(QRect(left, 0, width, head), QPoint(at.x() - left, 0), shown=down)
        self._column.put(QRect(0, top, column, height), QPoint(0, at.y() - top), shown=across)
        self._corner.put(QRect(0, 0, column, head), QPoint(0, 0), shown=down and across)

    def _uncover(self) -> None:
        """Scroll back what the keyboard stands on from under the edges."""
        head, column = self._pixels()
        area = self._view.canvas.focused_area()
        spot = area.topLeft() + self._view.canvas.pos()
        if area.top() >= head > spot.y() - _BESIDE:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() - (head + _BESIDE - spot.y()))
        if area.left() >= column > spot.x() - _BESIDE:
            bar = self._view.horizontalScrollBar()
            bar.setValue(bar.value() - (column + _BESIDE - spot.x()))

    def _pixels(self) -> tuple[int, int]:
        scale = scale_of(self._view)
        return ceil(self._edges.head * scale), ceil(self._edges.column * scale)


class _Strip(QWidget):
    """One edge, painted from the scene's items; a click on it is a click on the record that is seen there."""

    def __init__(self, view: SceneView, part: str) -> None:
        super().__init__(view.viewport())
        self.setObjectName(f"{view.canvas.objectName()}.{part}")
        self.hide()
        self._view = view
        self._scene: Scene = view.canvas.scene
        self._area = QRectF()
        self._found: list[tuple[Item, QRectF]] | None = []
        self._shift = QPoint()

    def show_items(self, scene: Scene, area: QRectF) -> None:
        """Show what lies in ``area`` of a scene, in points; it is looked up when it is first to be seen."""
        self._scene, self._area, self._found = scene, area, None

    def put(self, place: QRect, shift: QPoint, *, shown: bool) -> None:
        self._shift = shift
        self.setVisible(shown)
        if shown:
            self.setGeometry(place)
            self.raise_()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, scale = screen_palette(), scale_of(self._view)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(event.rect(), QColor(palette["paper"]))
        painter.translate(self._shift)
        painter.scale(scale, scale)
        dirty = QRectF(event.rect().translated(-self._shift))
        seen = QRectF(dirty.topLeft() / scale, dirty.size() / scale)
        for item, box in self._items():
            if box.intersects(seen):
                paint_item(painter, item, palette)
        painter.resetTransform()
        painter.setPen(QColor(current().input_border))
        edge = self.rect().adjusted(0, 0, -1, -1)
        if self.objectName().endswith(".column"):
            painter.drawLine(edge.topRight(), edge.bottomRight())
        else:
            painter.drawLine(edge.bottomLeft(), edge.bottomRight())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._view.canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        record = self._record_at(event.position())
        if record:
            self._view.focus_record(record)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        record = self._record_at(event.position())
        if record:
            self._view.record_activated.emit(record)

    def _items(self) -> list[tuple[Item, QRectF]]:
        if self._found is None:
            boxes = ((item, inked(item)) for item in self._scene.items)
            self._found = [(item, box) for item, box in boxes if box.intersects(self._area)]
        return self._found

    def _record_at(self, pixels: QPointF) -> str:
        places = targets(self._scene)
        found = at_point(places, (pixels - QPointF(self._shift)) / scale_of(self._view))
        return "" if found is None else places[found].record


def scale_of(view: SceneView) -> float:
    """The logical pixels per point at which a view shows its picture now."""
    return view.zoom * PIXELS_PER_POINT
