"""The board by keyboard: walking between things, moving them, sizing, connecting, editing, tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent

from scopewright.gui.board.tools import LETTERS
from scopewright.gui.scene_targets import Direction, Target, neighbour
from scopewright.language import _
from scopewright.scenes.board_things import Frame, Link, Sticky, Thing
from scopewright.scenes.scene import Bounds

if TYPE_CHECKING:
    from scopewright.gui.board.canvas import BoardCanvas

_ARROWS: dict[int, Direction] = {
    Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right", Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down",
}  # fmt: skip
_WAY = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
STEP, FINE = 16.0, 1.0
"""How many units an arrow moves a thing, and with Shift."""
ZOOM = 1.2
_HELD = Qt.KeyboardModifier
_EDIT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


def pressed(canvas: BoardCanvas, event: QKeyEvent) -> bool:
    """Do what a key stands for; whether it stands for something."""
    key, held = event.key(), event.modifiers()
    if key in _ARROWS:
        _arrow(canvas, _ARROWS[key], held)
    elif key in _EDIT and not held & ~_HELD.KeypadModifier:
        return _edit(canvas, "")
    elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        canvas.edits.remove([*canvas.state.chosen])
    elif key == Qt.Key.Key_Escape:
        _escape(canvas)
    elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        _go_to_end(canvas, last=key == Qt.Key.Key_End)
    else:
        return _letter(canvas, event)
    return True


def walk(canvas: BoardCanvas, step: int) -> bool:
    """Go to the next thing in reading order, or the one before; False at the end."""
    order, chosen = reading_order(canvas), [*canvas.state.chosen]
    at = next((place for place, thing in enumerate(order) if chosen and thing.key == chosen[-1]), None)
    following = (0 if step > 0 else len(order) - 1) if at is None else at + step
    if not 0 <= following < len(order):
        return False
    go_to(canvas, order[following])
    return True


def go_to(canvas: BoardCanvas, thing: Thing) -> None:
    """Choose a thing and bring it into sight."""
    canvas.state.choose([thing.key])
    canvas.show_area(thing.area)


def reading_order(canvas: BoardCanvas) -> list[Thing]:
    """The things frame by frame, each with what lies in it row by row; then the rest, row by row."""
    frames = [thing for thing in canvas.state.board.things if isinstance(thing, Frame)]
    frames.sort(key=_row_by_row)
    order: list[Thing] = []
    left = [thing for thing in canvas.state.board.things if not isinstance(thing, Frame)]
    for frame in frames:
        inside = [thing for thing in left if _is_in(thing, frame)]
        order += [frame, *sorted(inside, key=_row_by_row)]
        left = [thing for thing in left if not _is_in(thing, frame)]
    return [*order, *sorted(left, key=_row_by_row)]


def connect(canvas: BoardCanvas) -> None:
    """Connect the two chosen things; with one chosen, begin a connector there, or end the one that was begun."""
    chosen = [key for key, thing in canvas.state.things.items() if key in canvas.state.chosen and _has_ends(thing)]
    chosen.sort(key=[*canvas.state.chosen].index)
    if canvas.connecting and chosen and chosen[-1] != canvas.connecting:
        canvas.edits.connect(canvas.connecting, chosen[-1])
        canvas.connecting = ""
    elif len(chosen) == 2:
        canvas.edits.connect(*chosen)
    elif len(chosen) == 1:
        canvas.connecting = chosen[0]
    else:
        canvas.state.take("connect")
    canvas.update()


def move(canvas: BoardCanvas, right: float, down: float) -> None:
    """Move what is chosen; pressing on is one step for undo."""
    moving = canvas.state.carried(canvas.state.chosen)
    if not moving:
        return
    areas = {key: thing.area.moved(right, down) for key, thing in moving.items()}
    canvas.edits.place(areas, _("Move on the board"), canvas.edits.going_on("move", moving))
    for thing in canvas.state.chosen_things()[:1]:
        canvas.show_area(thing.area)


def resize(canvas: BoardCanvas, wider: float, higher: float) -> None:
    """Make what is chosen larger or smaller; pressing on is one step for undo."""
    areas = {}
    for thing in canvas.state.chosen_things():
        if isinstance(thing, Sticky | Frame):
            area = thing.area
            right, bottom = max(area.left + 48, area.right + wider), max(area.top + 48, area.bottom + higher)
            areas[thing.key] = Bounds(area.left, area.top, right, bottom)
    if areas:
        canvas.edits.place(areas, _("Resize on the board"), canvas.edits.going_on("resize", areas))


def _arrow(canvas: BoardCanvas, direction: Direction, held: Qt.KeyboardModifier) -> None:
    (right, down), control = _WAY[direction], held & _HELD.ControlModifier
    if control and held & _HELD.AltModifier:
        resize(canvas, right * STEP, down * STEP)
    elif control:
        step = FINE if held & _HELD.ShiftModifier else STEP
        move(canvas, right * step, down * step)
    elif canvas.state.board.things:
        _walk_to(canvas, direction, add=bool(held & _HELD.ShiftModifier))


def _walk_to(canvas: BoardCanvas, direction: Direction, *, add: bool) -> None:
    """Go to the nearest thing in a direction; frames and connectors are reached by Tab."""
    chosen = [*canvas.state.chosen]
    things = [
        thing for thing in canvas.state.board.things
        if not isinstance(thing, Frame | Link) or (chosen and thing.key == chosen[-1])
    ]  # fmt: skip
    if not things:
        walk(canvas, 1)
        return
    spots = [Target(thing.key, "", _rect(thing.area)) for thing in things]
    at = next((place for place, thing in enumerate(things) if chosen and thing.key == chosen[-1]), None)
    found = things[_nearest(canvas, things) if at is None else neighbour(spots, at, direction)]
    canvas.state.choose([*(key for key in chosen if key != found.key), found.key] if add else [found.key])
    canvas.show_area(found.area)


def _nearest(canvas: BoardCanvas, things: list[Thing]) -> int:
    """The thing nearest to the middle of the view."""
    x, y = canvas.middle()
    return min(
        range(len(things)),
        key=lambda at: abs(things[at].area.middle[0] - x) + abs(things[at].area.middle[1] - y),
    )


def _letter(canvas: BoardCanvas, event: QKeyEvent) -> bool:
    text, held = event.text(), event.modifiers()
    if held & (_HELD.ControlModifier | _HELD.AltModifier | _HELD.MetaModifier) or not text.isprintable() or not text:
        return False
    if canvas.connecting and text.lower() == "c":
        connect(canvas)
        return True
    typed_into = [thing for thing in canvas.state.chosen_things() if isinstance(thing, Sticky)]
    if len(canvas.state.chosen) == 1 and typed_into and text not in "+-=":
        return _edit(canvas, text)
    return _shorthand(canvas, text.lower())


def _shorthand(canvas: BoardCanvas, letter: str) -> bool:
    """What a single letter does while nothing is chosen that could be typed into."""
    match letter:
        case "n":
            canvas.any_new_asked.emit()
        case "c":
            connect(canvas)
        case "+" | "=":
            canvas.zoom(ZOOM)
        case "-":
            canvas.zoom(1 / ZOOM)
        case "0":
            canvas.fit()
        case _ if letter in LETTERS:
            canvas.state.take(LETTERS[letter])
        case _:
            return False
    return True


def _edit(canvas: BoardCanvas, typed: str) -> bool:
    chosen = canvas.state.chosen_things()
    if len(chosen) == 1:
        canvas.edit_asked.emit(chosen[0].key, typed)
    return len(chosen) == 1


def _escape(canvas: BoardCanvas) -> None:
    """One thing at a time: the gesture, the connector, the tool, the choice."""
    if canvas.cancel():
        return
    if canvas.connecting:
        canvas.connecting = ""
        canvas.update()
    elif canvas.state.tool != "select":
        canvas.state.take("select")
    else:
        canvas.state.choose([])


def _go_to_end(canvas: BoardCanvas, *, last: bool) -> None:
    order = reading_order(canvas)
    if order:
        go_to(canvas, order[-1 if last else 0])


def _has_ends(thing: Thing) -> bool:
    return not isinstance(thing, Link)


def _is_in(thing: Thing, frame: Frame) -> bool:
    x, y = thing.area.middle
    return frame.area.contains(Bounds(x, y, x, y))


def _row_by_row(thing: Thing) -> tuple[float, float]:
    return round(thing.area.top / 80), thing.area.left


def _rect(area: Bounds) -> QRectF:
    return QRectF(area.left, area.top, area.width, area.height)
