"""Every ability of the board as actions: the palette and the keys are readings of this list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from scopewright.gui.actions import Action
from scopewright.gui.board import keys
from scopewright.gui.board.desk import BoardDesk
from scopewright.gui.board.tools import TOOLS
from scopewright.language import N_
from scopewright.model.placing import COLOURS
from scopewright.scenes.board_align import Axis, Edge

_NONE = N_("nothing is chosen on the board")
_GROUP = N_("Whiteboard")
_EDGES: tuple[tuple[Edge, str], ...] = (
    ("left", N_("Align left edges")),
    ("centre", N_("Align middles from left to right")),
    ("right", N_("Align right edges")),
    ("top", N_("Align upper edges")),
    ("middle", N_("Align middles from top to bottom")),
    ("bottom", N_("Align lower edges")),
)
_AXES: tuple[tuple[Axis, str], ...] = (
    ("across", N_("Distribute from left to right")),
    ("down", N_("Distribute from top to bottom")),
)


def desk_actions(desk: BoardDesk) -> list[Action]:
    """What can be done on the board, each with its key where it has one."""
    canvas, state = desk.canvas, desk.state

    def act(
        name: str, title: str, run: Callable[[], object], shortcut: str = "", icon: str = "", *, chosen: bool = False
    ) -> Action:
        enabled = desk.has_chosen if chosen else None
        return Action(f"board.{name}", title, run, shortcut, icon, _GROUP, enabled, page="board", lacks=_NONE)

    move = partial(partial, keys.move, canvas)
    return [
        Action("board.new", N_("New sticky"), desk.new_sticky, "Ctrl+N", "sticky-note", _GROUP, page="board",
               place="primary"),
        *(
            act(f"tool.{tool.name}", tool.title, partial(state.take, tool.name), "", tool.icon)
            for tool in TOOLS
            if tool.name != "sticky"
        ),
        act("picture", N_("Add a picture…"), desk.choose_picture, "Ctrl+I", "image-plus"),
        act("paste", N_("Paste on the board"), desk.paste, "Ctrl+V"),
        act("copy", N_("Copy the words of what is chosen"), desk.copy, "Ctrl+C", "copy", chosen=True),
        act("all", N_("Choose everything on the board"), desk.choose_all, "Ctrl+A"),
        act("fit", N_("Show the whole board"), canvas.fit, "Ctrl+0; Shift+1", "maximize"),
        act("fit-chosen", N_("Show what is chosen"), canvas.fit_chosen, "Shift+2", "search", chosen=True),
        act("larger", N_("Enlarge"), partial(canvas.zoom, keys.ZOOM), "Ctrl++; Ctrl+=", "zoom-in"),
        act("smaller", N_("Reduce"), partial(canvas.zoom, 1 / keys.ZOOM), "Ctrl+-", "zoom-out"),
        act("edit", N_("Edit the text of what is chosen"), lambda: _edit(desk), "F2", chosen=True),
        act("topic", N_("Move the chosen notes to a topic…"), desk.ask_topic, "Ctrl+M", "frame", chosen=True),
        act("connect", N_("Connect what is chosen"), partial(keys.connect, canvas), "Ctrl+L", "spline", chosen=True),
        act("group", N_("Group"), desk.group, "Ctrl+G", "group", chosen=True),
        act("ungroup", N_("Ungroup"), desk.ungroup, "Ctrl+Shift+G", "ungroup", chosen=True),
        act("front", N_("Bring to the front"), partial(_layer, desk, front=True), "Ctrl+]", chosen=True),
        act("back", N_("Send to the back"), partial(_layer, desk, front=False), "Ctrl+[", chosen=True),
        act("remove", N_("Remove from the board and the scope"), desk.remove, "", "trash-2", chosen=True),
        act("tidy", N_("Tidy up in rows"), desk.tidy, "", "grid-2x2", chosen=True),
        *(act(f"align.{edge}", title, partial(desk.align, edge), chosen=True) for edge, title in _EDGES),
        *(act(f"distribute.{axis}", title, partial(desk.distribute, axis), chosen=True) for axis, title in _AXES),
        act("move.left", N_("Move what is chosen to the left (Ctrl+Left)"), move(-keys.STEP, 0), chosen=True),
        act("move.right", N_("Move what is chosen to the right (Ctrl+Right)"), move(keys.STEP, 0), chosen=True),
        act("move.up", N_("Move what is chosen up (Ctrl+Up)"), move(0, -keys.STEP), chosen=True),
        act("move.down", N_("Move what is chosen down (Ctrl+Down)"), move(0, keys.STEP), chosen=True),
        *(
            act(f"colour.{colour}", _COLOURED[colour], partial(desk.colour, colour), chosen=True)
            for colour, _title in COLOURS
        ),
    ]  # fmt: skip


_COLOURED = {
    "yellow": N_("Colour yellow"), "orange": N_("Colour orange"), "rose": N_("Colour rose"),
    "violet": N_("Colour violet"), "blue": N_("Colour blue"), "teal": N_("Colour teal"),
    "green": N_("Colour green"), "grey": N_("Colour grey"),
}  # fmt: skip


def _edit(desk: BoardDesk) -> None:
    for key in list(desk.state.chosen)[:1]:
        desk.edit(key)


def _layer(desk: BoardDesk, *, front: bool) -> None:
    desk.edits.lift_up([*desk.state.chosen], front=front)
