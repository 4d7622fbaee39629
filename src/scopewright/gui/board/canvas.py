"""The canvas: paints the board and turns what hand, finger, pen, wheel and keys do into gestures."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from scopewright.gui.board import keys
from scopewright.gui.board.backing import BUDGET_S, Backing
from scopewright.gui.board.edits import BoardEdits
from scopewright.gui.board.gestures import Band, Connect, Gesture, Move, Pan, Resize, Span
from scopewright.gui.board.inking import Draw, Erase
from scopewright.gui.board.overlay import handles, paint_chosen, paint_hint, paint_titles
from scopewright.gui.board.photos import Photos
from scopewright.gui.board.sight import Sight, fitting, grid_of
from scopewright.gui.board.state import HEAD, State
from scopewright.gui.board.tools import CURSORS
from scopewright.gui.board.touch import NO_PRESSURE, Fingers, Pinch
from scopewright.gui.scene_view import screen_palette
from scopewright.gui.widgets.label import tooltip
from scopewright.language import _
from scopewright.scenes.board_things import Frame, Link, Sticky, Thing
from scopewright.scenes.scene import Bounds

_WHEEL_NOTCH = 1.0015
"""Factor of zoom for an eighth of a degree of the wheel."""
_BAR = 56
"""Pixels at the bottom that the tools stand in."""


class BoardCanvas(QWidget):
    """One board. ``State`` says what is shown and chosen; ``BoardEdits`` writes what gestures end in."""

    edit_asked = Signal(str, str)
    """A thing is to be edited: its key, and what was typed already."""
    compose_asked = Signal(str, QInputMethodEvent)
    """An input method composes into the one chosen sticky: its key, and the event."""
    new_asked = Signal(float, float, str)
    """A new sticky with its middle at a point in units, and what was typed already."""
    any_new_asked = Signal()
    """A new sticky, wherever there is room."""
    frame_made = Signal(str)
    acting = Signal()
    """Hand or key is about to do something with what is shown."""

    def __init__(self, state: State, edits: BoardEdits, photos: Photos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("board.canvas")
        self.setAccessibleName(_("Board"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.state, self.edits = state, edits
        self.backing = Backing(photos)
        self.connecting = ""
        """The key of the thing that the keyboard draws a connector from."""
        self._gesture: Gesture | None = None
        self._ending: Gesture | None = None
        """A gesture of the hand that is over, and shown until what it did is on the board."""
        self._pinch = Pinch(state)
        self._fingers = Fingers(self, self._pinch)
        self._space = False
        self._fitted = False
        self._fit: Sight | None = None
        """How one looked when the whole board was shown; who still looks so sees all of it in a larger window, too."""
        photos.came.connect(self._photo_came)
        state.board_changed.connect(self._board_changed)
        state.chosen_changed.connect(self._chosen_changed)
        state.tool_changed.connect(self._tool_changed)
        state.sight_changed.connect(self.update)

    # Looking

    def fit(self) -> None:
        """Show the whole board."""
        self.state.look(fitting(self.state.extent, self.width(), self.height() - _BAR))
        self._fit = self.state.sight

    def fit_chosen(self) -> None:
        """Show what is chosen, or everything."""
        areas = [thing.area for thing in self.state.chosen_things()]
        whole = Bounds(
            min(area.left for area in areas), min(area.top for area in areas),
            max(area.right for area in areas), max(area.bottom for area in areas),
        ) if areas else self.state.extent  # fmt: skip
        self.state.look(fitting(whole, self.width(), self.height() - _BAR))

    def zoom(self, factor: float) -> None:
        """Enlarge about the middle."""
        self.state.look(self.state.sight.zoomed(factor, self.width() / 2, self.height() / 2))

    def show_area(self, area: Bounds) -> None:
        """Bring an area into sight."""
        self.state.look(self.state.sight.showing(area, self.width(), self.height()))

    def middle(self) -> tuple[float, float]:
        """The point of the board in the middle of the view."""
        return self.state.sight.to_units(self.width() / 2, self.height() / 2)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; where only a part is asked for, as by a bar that floats over it, nothing is sharpened."""
        self.state.grid = grid_of(self.devicePixelRatioF())
        self.backing.bring(self.state.sight, self.size(), self.devicePixelRatioF())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = event.rect() == self.rect()
        sharp = self.backing.paint(painter, screen_palette(), budget=BUDGET_S if whole else 0)
        paint_titles(painter, self.state.board.things, self.state.sight)
        gesture = self._gesture or self._ending
        if gesture is not None and gesture.paint(painter) is False:
            sharp = False
        if not sharp:
            self.update()
        if not isinstance(gesture, Move | Resize):
            paint_chosen(painter, self.state.chosen_things(), self.state.sight, focused=self.hasFocus())
        if self.connecting:
            paint_hint(painter, _("Go to the other end and press C; Esc forgets it."), self.width(), 14)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.backing.spoil_all()
            self.update()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._fitted or self.state.sight == self._fit:
            self._fitted = True
            self.fit()

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            panning = event.button() == Qt.MouseButton.MiddleButton or self._space
            self.press(event.position(), NO_PRESSURE, add=_adds(event.modifiers()), panning=panning)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.drag(event.position(), NO_PRESSURE)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        x, y = self.state.sight.to_units(event.position().x(), event.position().y())
        found = self.state.at(x, y)
        if isinstance(found, Frame) and y > found.area.top + HEAD:
            found = None
        if found is not None:
            self.edit_asked.emit(found.key, "")
        elif event.button() == Qt.MouseButton.LeftButton and self.state.tool == "select":
            self.new_asked.emit(x, y, "")

    def press(
        self, at: QPointF, pressure: float, *, add: bool = False, panning: bool = False, erasing: bool = False
    ) -> None:
        """Pointer, finger or pen goes down; ``erasing`` with the pen's other end, whatever tool is in the hand."""
        self.cancel()
        self.acting.emit()
        x, y = at.x(), at.y()
        if erasing:
            self._gesture = Erase(self.state, self.backing, self.edits, x, y)
        elif panning or self.state.tool == "hand":
            self._gesture = Pan(self.state, x, y)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            self._gesture = self._tool_gesture(x, y, pressure) or self._select_gesture(x, y, add=add)
        self.update()

    def drag(self, at: QPointF, pressure: float) -> None:
        """It moves."""
        if self._gesture is not None:
            self._gesture.drag(at.x(), at.y(), pressure)
            self.update()
        else:
            self._show_cursor(at)

    def release(self) -> None:
        """It goes up: what it did is written."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            self._ending = gesture if gesture.end() is False else None
            self._tool_changed()
            self.update()

    def cancel(self) -> bool:
        """Forget the gesture that goes on; whether there was one."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()
            self.update()
        return gesture is not None

    def end_gesture(self) -> None:
        """What a gesture had prepared is on the board now, or was refused."""
        ending, self._ending = self._ending, None
        if ending is not None:
            ending.cancel()
            self.update()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen: as the pointer, with its pressure; its other end is the eraser."""
        match event.type():
            case QEvent.Type.TabletPress:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                erasing = event.pointerType() == QPointingDevice.PointerType.Eraser
                held = {"add": _adds(event.modifiers()), "panning": self._space, "erasing": erasing}
                self.press(event.position(), event.pressure(), **held)
            case QEvent.Type.TabletMove:
                self.drag(event.position(), event.pressure())
            case QEvent.Type.TabletRelease:
                self.release()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            self._fingers.touch(event)
            return True
        if isinstance(event, QNativeGestureEvent):
            return self._pinch.native(event)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.state.at(*self.state.sight.to_units(event.pos().x(), event.pos().y()))
            shown = found.alt if found is not None and not isinstance(found, Frame) else ""
            QToolTip.showText(event.globalPos(), tooltip(shown), self)
            return True
        return bool(super().event(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms at the pointer; a touchpad moves the board, and zooms with Ctrl."""
        pixels, held = event.pixelDelta(), event.modifiers()
        if held & Qt.KeyboardModifier.ShiftModifier:
            self.state.look(self.state.sight.panned(event.angleDelta().y() or event.angleDelta().x(), 0))
        elif not pixels.isNull() and not held & Qt.KeyboardModifier.ControlModifier:
            self.state.look(self.state.sight.panned(pixels.x(), pixels.y()))
        else:
            at = event.position()
            self.state.look(self.state.sight.zoomed(_WHEEL_NOTCH ** event.angleDelta().y(), at.x(), at.y()))
        event.accept()

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.acting.emit()
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif not keys.pressed(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._tool_changed()
        super().keyReleaseEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is composed over a chosen sticky goes into its editor, as typed letters do."""
        for sticky in self._typed_into() if event.preeditString() or event.commitString() else ():
            self.compose_asked.emit(sticky.key, event)
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks through the board in reading order and leaves it after the last."""
        if self.hasFocus() and keys.walk(self, 1 if forward else -1):
            return True
        return bool(super().focusNextPrevChild(forward))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False
        self.update()
        super().focusOutEvent(event)

    # Inside

    def _typed_into(self) -> list[Sticky]:
        """The sticky, if just one is chosen, that letters go into."""
        chosen = self.state.chosen_things()
        return [thing for thing in chosen if isinstance(thing, Sticky)] if len(chosen) == 1 else []

    def _tool_gesture(self, x: float, y: float, pressure: float) -> Gesture | None:
        units = self.state.sight.to_units(x, y)
        match self.state.tool:
            case "pen":
                return Draw(self.state, self.edits, x, y, pressure)
            case "eraser":
                return Erase(self.state, self.backing, self.edits, x, y)
            case "frame":
                return Span(self.state, self.edits, x, y, self._frame_made)
            case "connect":
                found = self.state.at(*units)
                return Connect(self.state, self.edits, found, x, y) if found and not isinstance(found, Link) else None
            case "sticky":
                self.state.take("select")
                self.new_asked.emit(*units, "")
        return None

    def _select_gesture(self, x: float, y: float, *, add: bool) -> Gesture:
        handle = self._handle_at(x, y)
        if handle is not None:
            return Resize(self.state, self.backing, self.edits, self.state.chosen_things()[0], handle)
        units = self.state.sight.to_units(x, y)
        found = self.state.at(*units)
        if found is None or (isinstance(found, Frame) and not self._takes(found, units[1])):
            return Band(self.state, x, y, add=add)
        if add and found.key in self.state.chosen:
            self.state.drop([found.key])
        elif found.key not in self.state.chosen:
            self.state.choose([found.key], add=add)
        return Move(self.state, self.backing, self.edits, x, y)

    def _takes(self, frame: Frame, y: float) -> bool:
        """Whether a press at that height takes a frame: by its head, or anywhere once it is chosen."""
        return y <= frame.area.top + HEAD or frame.key in self.state.chosen

    def _handle_at(self, x: float, y: float) -> tuple[int, int] | None:
        spots = handles(self.state.chosen_things(), self.state.sight)
        return next((corner for box, corner in spots if box.adjusted(-4, -4, 4, 4).contains(x, y)), None)

    def _frame_made(self, key: str) -> None:
        self.state.take("select")
        if key:
            self.frame_made.emit(key)

    def _show_cursor(self, at: QPointF) -> None:
        handle = self._handle_at(at.x(), at.y()) if self.state.tool == "select" and not self._space else None
        if handle is not None:
            slanted = handle[0] == handle[1]
            self.setCursor(Qt.CursorShape.SizeFDiagCursor if slanted else Qt.CursorShape.SizeBDiagCursor)
        elif not self._space:
            self._tool_changed()

    def _tool_changed(self) -> None:
        self.setCursor(CURSORS[self.state.tool])

    def _board_changed(self) -> None:
        self.cancel()
        self.end_gesture()
        self.backing.show_things(self.state.board.things)
        self.setAccessibleDescription(self.state.board.title)
        self.update()

    def _chosen_changed(self) -> None:
        self.update()
        # else letters that stand for a tool would be composed instead
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, bool(self._typed_into()))
        if self.hasFocus():
            QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImEnabled)
        chosen = self.state.chosen_things()
        if len(chosen) == 1:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, _said(chosen[0])))

    def _photo_came(self, name: str) -> None:
        for thing in self.state.board.things:
            if getattr(thing, "name", None) == name:
                self.backing.spoil(thing.area)
        self.update()


def _said(thing: Thing) -> str:
    return _("{thing}, discarded").format(thing=thing.alt) if isinstance(thing, Sticky) and thing.struck else thing.alt


def _adds(held: Qt.KeyboardModifier) -> bool:
    return bool(held & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
