"""The topics of a board as a menu: a letter of the keyboard, and the chosen notes are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from scopewright.gui.board.state import State
from scopewright.language import _
from scopewright.scenes.board_things import Frame

_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"


def topics_menu(
    state: State, notes: Sequence[str], hand_over: Callable[[Sequence[str], str], object], parent: QWidget
) -> QMenu:
    """A menu of the frames in reading order, each with its key; ``hand_over`` gets the notes and the frame's key."""
    menu = QMenu(parent)
    menu.setObjectName("board.topics")
    menu.setAccessibleName(_("Move to a topic"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    frames = [thing for thing in state.board.things if isinstance(thing, Frame)]
    frames.sort(key=lambda frame: (round(frame.area.top / 80), frame.area.left))
    for place, frame in enumerate(frames):
        title = frame.title.replace("&", "&&")
        action = menu.addAction(f"&{_KEYS[place]}   {title}" if place < len(_KEYS) else title)
        action.triggered.connect(partial(hand_over, notes, frame.key))
    menu.addSeparator()
    menu.addAction("&0   " + _("No topic")).triggered.connect(partial(hand_over, notes, ""))
    menu.setActiveAction(menu.actions()[0])
    return menu
