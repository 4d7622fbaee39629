"""A scene in the window: retained (only what changed repaints), read by keyboard and screen reader."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from scopewright.gui.scene_painter import inked, paint_item
from scopewright.gui.scene_targets import Direction, Target, at_point, neighbour, targets
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.label import tooltip
from scopewright.scenes.palette import DARK_SCREEN, LIGHT_SCREEN, Palette
from scopewright.scenes.scene import Scene, Table

PIXELS_PER_POINT = 96 / 72
_ZOOM_STEP = 1.2
_ARROWS: dict[int, Direction] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_EMPTY = Scene(width=1, height=1, items=(), title="", alt="", table=Table((), ()))


class SceneCanvas(QWidget):
    """The picture itself. Arrows walk between records, Tab goes through them, Enter or a double click opens one."""

    record_activated = Signal(str)
    record_focused = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._scale = PIXELS_PER_POINT
        self._scene = _EMPTY
        self._inked: list[QRectF] = []
        self._targets: list[Target] = []
        self._at: int | None = None

    @property
    def scene(self) -> Scene:
        """The scene that is shown."""
        return self._scene

    @property
    def focused_record(self) -> str:
        """The record that the keyboard stands on, or nothing."""
        return "" if self._at is None else self._targets[self._at].record

    def show_scene(self, scene: Scene) -> None:
        """Show a scene; the keyboard stays on its record, and only what differs is painted again."""
        before, record = self._scene, self.focused_record
        self._scene = scene
        self._inked = [inked(item) for item in scene.items]
        self._targets = targets(scene)
        self._at = next((index for index, place in enumerate(self._targets) if record and place.record == record), None)
        self.setAccessibleName(scene.title)
        self.setAccessibleDescription(scene.alt)
        if (scene.width, scene.height) != (before.width, before.height):
            self._resize()
        else:
            self._repaint_difference(before)

    def set_scale(self, scale: float) -> None:
        """Set the logical pixels per point."""
        if scale != self._scale:
            self._scale = scale
            self._resize()

    def sizeHint(self) -> QSize:
        return QSize(max(1, round(self._scene.width * self._scale)), max(1, round(self._scene.height * self._scale)))

    def focus_record(self, record: str) -> bool:
        """Put the keyboard on a record; False when the picture does not hold it."""
        for index, place in enumerate(self._targets):
            if place.record == record:
                self._go_to(index)
                return True
        return False

    def focused_area(self) -> QRect:
        """The place of the focused record in logical pixels, empty when there is none."""
        return QRect() if self._at is None else self._pixels(self._targets[self._at].area)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = screen_palette()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(event.rect(), QColor(palette["paper"]))
        painter.scale(self._scale, self._scale)
        dirty = QRectF(event.rect())
        shown = QRectF(dirty.topLeft() / self._scale, dirty.size() / self._scale)
        for item, ink in zip(self._scene.items, self._inked, strict=True):
            if ink.intersects(shown):
                paint_item(painter, item, palette)
        painter.resetTransform()
        if self._at is not None and self.hasFocus():
            _paint_ring(painter, self.focused_area())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ARROWS and self._targets:
            self._go_to(0 if self._at is None else neighbour(self._targets, self._at, _ARROWS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._targets:
            self._go_to(0 if key == Qt.Key.Key_Home else len(self._targets) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at is not None:
            self.record_activated.emit(self.focused_record)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks through the records and leaves the picture after the last."""
        step = 1 if forward else -1
        following = (0 if forward else len(self._targets) - 1) if self._at is None else self._at + step
        if self.hasFocus() and 0 <= following < len(self._targets):
            self._go_to(following)
            return True
        self._leave()
        return bool(super().focusNextPrevChild(forward))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = at_point(self._targets, self._points(event.position()))
        if found is not None:
            self._go_to(found)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if at_point(self._targets, self._points(event.position())) is not None:
            self.record_activated.emit(self.focused_record)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = at_point(self._targets, self._points(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), tooltip("" if found is None else self._targets[found].alt), self)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.PaletteChange):
            self.update()
        return bool(super().event(event))

    def _go_to(self, index: int) -> None:
        self.update(_ring_room(self.focused_area()))
        self._at = index
        self.update(_ring_room(self.focused_area()))
        place = self._targets[index]
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, place.alt or place.record))
        self.record_focused.emit(place.record)

    def _leave(self) -> None:
        self.update(_ring_room(self.focused_area()))
        self._at = None

    def _resize(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def _repaint_difference(self, before: Scene) -> None:
        changed = set(before.items) ^ set(self._scene.items)
        if not changed and before.items != self._scene.items:
            self.update()
        for item in changed:
            self.update(self._pixels(inked(item)))

    def _pixels(self, area: QRectF) -> QRect:
        return QRectF(area.topLeft() * self._scale, area.size() * self._scale).toAlignedRect()

    def _points(self, pixels: QPointF) -> QPointF:
        return pixels / self._scale


class SceneView(QScrollArea):
    """A picture with zoom, at first as wide as the view. Ctrl with wheel, + or − zooms, Ctrl+0 fits the width."""

    record_activated = Signal(str)
    record_focused = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}.view")
        self.canvas = SceneCanvas(name)
        self._fits_width = True
        self._zoom = 1.0
        self.setWidget(self.canvas)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.canvas)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.canvas.record_activated.connect(self.record_activated)
        self.canvas.record_focused.connect(self._follow)

    def show_scene(self, scene: Scene) -> None:
        """Show a scene at the present zoom."""
        self.canvas.show_scene(scene)
        self._rescale()

    def focus_record(self, record: str) -> bool:
        """Put the keyboard on a record and bring it into sight; False when the picture does not hold it."""
        return self.canvas.focus_record(record)

    def fit_width(self) -> None:
        """Make the picture as wide as the view, now and when the view's width changes."""
        self._fits_width = True
        self._rescale()

    def set_zoom(self, zoom: float) -> None:
        """Show the picture at ``zoom`` times its size on paper, between a quarter and eightfold."""
        self._fits_width = False
        self._zoom = min(8.0, max(0.25, zoom))
        self._rescale()

    @property
    def zoom(self) -> float:
        """How many times the size on paper."""
        return self._zoom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits_width:
            self._rescale()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * (_ZOOM_STEP if event.angleDelta().y() > 0 else 1 / _ZOOM_STEP))
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self._zoom * _ZOOM_STEP)
        elif held and event.key() == Qt.Key.Key_Minus:
            self.set_zoom(self._zoom / _ZOOM_STEP)
        elif held and event.key() == Qt.Key.Key_0:
            self.fit_width()
        else:
            super().keyPressEvent(event)

    def _rescale(self) -> None:
        if self._fits_width:
            self._zoom = max(0.25, self.viewport().width() / (self.canvas.scene.width * PIXELS_PER_POINT))
        self.canvas.set_scale(self._zoom * PIXELS_PER_POINT)

    def _follow(self, record: str) -> None:
        middle = self.canvas.focused_area().center()
        half = self.canvas.focused_area().size() / 2
        self.ensureVisible(middle.x(), middle.y(), half.width() + 12, half.height() + 12)
        self.record_focused.emit(record)


def screen_palette() -> Palette:
    """The colours of pictures in the theme in force."""
    return DARK_SCREEN if current().dark else LIGHT_SCREEN


def _ring_room(area: QRect) -> QRect:
    return area.adjusted(-6, -6, 6, 6) if not area.isEmpty() else QRect()


def _paint_ring(painter: QPainter, area: QRect) -> None:
    """Two rings, so that one of them stands out on any ground."""
    theme = current()
    for width, ink in ((5.0, theme.surface), (2.5, theme.accent)):
        painter.setPen(QPen(QColor(ink), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(area).adjusted(-1, -1, 1, 1), 4, 4)
