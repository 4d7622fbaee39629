"""The canvas with all that floats over it: tools, overview, editor, bar of what is chosen; what they do together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QRectF, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QInputMethodEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scopewright.capture.amend import source
from scopewright.gui.board import keys
from scopewright.gui.board.bars import ChosenBar, ToolBar
from scopewright.gui.board.canvas import BoardCanvas
from scopewright.gui.board.editor import FloatingEditor
from scopewright.gui.board.edits import Around, BoardEdits
from scopewright.gui.board.incoming import SUFFIXES, Incoming
from scopewright.gui.board.minimap import Minimap
from scopewright.gui.board.overlay import on_screen
from scopewright.gui.board.photos import Photos
from scopewright.gui.board.state import State
from scopewright.gui.board.topics_menu import topics_menu
from scopewright.gui.editing import Editing
from scopewright.gui.session.reading import Reading
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.file_dialogs import ask_open_several
from scopewright.language import _
from scopewright.model.sections.sessions import Session
from scopewright.scenes.board_align import Axis, Edge, aligned, distributed, tidied
from scopewright.scenes.board_layout import GAP, free_spot
from scopewright.scenes.board_things import STICKY_HEIGHT, STICKY_WIDTH, Board, Frame, Link, Photo, Sticky, Thing
from scopewright.scenes.scene import Bounds
from scopewright.store.attachments import Attachments

_BESIDE = 14
_DRAFTS = "board"
_TEXT_OF = {"frames": "title", "connectors": "label", "pictures": "alt", "strokes": "alt"}


@dataclass(frozen=True)
class Files:
    """Where the pictures of the board are kept: with the engagement."""

    attachments: Callable[[], Attachments]

    def read(self, name: str) -> bytes:
        """The content of an attachment.

        Raises:
            NotOpened: it cannot be read.
        """
        return self.attachments().read(name)

    def attach(self, content: bytes, suffix: str) -> str:
        """Keep a file with the engagement; returns its name there.

        Raises:
            NotSaved: it is not kept.
        """
        return self.attachments().add(content, suffix)


class BoardDesk(QWidget):
    """Everything that can be done on the board of the session that ``session`` gives."""

    drafted = Signal(str, str)
    """Text of a sticky that is typed and not kept yet, empty when it is, and the place of the draft."""

    def __init__(self, editing: Editing, session: Callable[[], Session | None], files: Files) -> None:
        super().__init__()
        self.setObjectName("board.desk")
        self.setAcceptDrops(True)
        self._editing, self._session = editing, session
        self.state = State(self)
        self.reading = Reading(editing)
        self.edits = BoardEdits(editing, Around(session, lambda: self.state.board, self.reading))
        self.canvas = BoardCanvas(self.state, self.edits, Photos(files.read, self), self)
        self.incoming = Incoming(self.edits, files.attach, self)
        self.editor = FloatingEditor(editing, self.reading, self.canvas)
        self.minimap = Minimap(self.state, self.canvas)
        self.tools = ToolBar(
            self.state, self.canvas, picture=self.choose_picture, smaller=lambda: self.canvas.zoom(1 / keys.ZOOM),
            larger=lambda: self.canvas.zoom(keys.ZOOM), fit=self.canvas.fit,
        )  # fmt: skip
        self.bar = ChosenBar(
            self.state, self.canvas, colour=self.colour,
            more=[
                ("connect", _("Connect (C)"), "spline", lambda: keys.connect(self.canvas)),
                ("align", _("Align left edges"), "align-start-vertical", lambda: self.align("left")),
                ("align-top", _("Align upper edges"), "align-start-horizontal", lambda: self.align("top")),
                ("tidy", _("Tidy up in rows"), "grid-2x2", self.tidy),
                ("group", _("Group"), "group", self.group),
                ("ungroup", _("Ungroup"), "ungroup", self.ungroup),
                ("remove", _("Remove"), "trash-2", self.remove),
            ],
        )  # fmt: skip
        self.empty = EmptyState(
            "board.empty", "sticky-note", _("Nothing on the board yet"),
            _("Double-click anywhere, or press N and type a line. What is captured in a session stands here by itself; "
              "pictures can be dropped and pasted."),
            action=(_("New sticky"), self.new_sticky), parent=self.canvas,
        )  # fmt: skip
        self._target: tuple[str, float, float] = ("", 0.0, 0.0)
        self._made: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self.setFocusProxy(self.canvas)
        self._connect()

    def show_board(self, board: Board) -> None:
        """Show another board."""
        self.state.show(board)
        self._choose_made([])
        self._show_empty()

    # What can be done

    def new_sticky(self) -> None:
        """Type a new sticky near the middle of the view, where nothing is in its way."""
        things = self.state.board.things
        taken = [thing.area for thing in things if isinstance(thing, Sticky | Photo)]
        frames = [thing.area for thing in things if isinstance(thing, Frame)]
        self.write_new(*free_spot(*self.canvas.middle(), frames, taken), "")

    def write_new(self, x: float, y: float, typed: str) -> None:
        """Type a new sticky with its middle at a point."""
        self.editor.finish()
        area = Bounds(x - STICKY_WIDTH / 2, y - STICKY_HEIGHT / 2, x + STICKY_WIDTH / 2, y + STICKY_HEIGHT / 2)
        self._target = ("", x, y)
        self.canvas.show_area(area)
        self.editor.edit_line("", self._over(area), at_end=typed)
        self.bar.hide()
        self._show_empty()

    def edit(self, key: str, typed: str = "") -> None:
        """Edit the text of a thing where it stands."""
        thing, record = self.state.things.get(key), self._editing.engagement.get(key)
        if thing is None or record is None:
            return
        self.editor.finish()
        self.canvas.show_area(thing.area)
        self._target = (key, 0.0, 0.0)
        over = self._over(thing.area)
        if isinstance(thing, Sticky):
            line = source(self._editing.engagement, record, self.reading.context)
            self.editor.edit_line(line, over, at_end=typed)
        elif isinstance(thing, Frame):
            self.editor.edit_plain(thing.title, _("Title of the frame"), over)
        else:
            title = _("Label of the connector") if isinstance(thing, Link) else _("What it shows")
            self.editor.edit_plain(str(getattr(record, _TEXT_OF[record.section.key])), title, over)
        self.bar.hide()

    def go_on(self, key: str, text: str) -> None:
        """Type on in a sticky that a crash left half-typed; ``key`` is empty for one that was not kept yet."""
        if not key:
            self.new_sticky()
        elif key in self.state.things:
            self.edit(key)
        if self.editor.is_open:
            self.editor.line.show_text(text)

    def align(self, edge: Edge) -> None:
        """Line up what is chosen."""
        self._rearrange(aligned(self._areas(), edge), _("Align"))

    def distribute(self, axis: Axis) -> None:
        """Spread what is chosen evenly."""
        self._rearrange(distributed(self._areas(), axis), _("Distribute"))

    def tidy(self) -> None:
        """Put what is chosen into rows."""
        areas = self._areas()
        columns = max(1, round(len(areas) ** 0.5))
        self._rearrange(tidied(areas, GAP, columns), _("Tidy up"))

    def ask_topic(self) -> None:
        """Offer the topics, by whose letter or number the chosen notes are moved there."""
        notes = [thing for thing in self.state.chosen_things() if isinstance(thing, Sticky)]
        if notes:
            spot = self._over(notes[0].area).center().toPoint()
            menu = topics_menu(self.state, [note.key for note in notes], self._hand_over, self.canvas)
            menu.popup(self.canvas.mapToGlobal(spot))

    def _hand_over(self, notes: Sequence[str], there: str) -> None:
        self.edits.hand_over(notes, there)
        for key in notes[:1]:
            if key in self.state.things:
                self.canvas.show_area(self.state.things[key].area)
        self.canvas.setFocus()

    def colour(self, colour: str) -> None:
        """Colour what is chosen."""
        self.edits.colour([*self.state.chosen], colour)

    def group(self) -> None:
        """Join what is chosen."""
        self.edits.group([*self.state.chosen])

    def ungroup(self) -> None:
        """Part what is chosen."""
        self.edits.ungroup([*self.state.chosen])

    def remove(self) -> None:
        """Remove what is chosen."""
        self.edits.remove([*self.state.chosen])

    def choose_all(self) -> None:
        """Choose everything but frames, which everything lies in."""
        self.state.choose([key for key, thing in self.state.things.items() if not isinstance(thing, Frame)])

    def copy(self) -> None:
        """Put the words of what is chosen on the clipboard, one line each, in reading order."""
        chosen = [thing for thing in keys.reading_order(self.canvas) if thing.key in self.state.chosen]
        lines = [text for thing in chosen if (text := _words(thing))]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def paste(self) -> None:
        """Put what is on the clipboard in the middle of the view."""
        self._take(QGuiApplication.clipboard().mimeData(), *self.canvas.middle())

    def choose_picture(self) -> None:
        """Ask for files of pictures and put them in the middle of the view."""
        pattern = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        paths = ask_open_several(self, "pictures", _("Add a picture"), f"{_('Pictures')} ({pattern})")
        x, y = self.canvas.middle()
        for number, path in enumerate(paths):
            self.incoming.add_file(path, x + 40 * number, y + 40 * number)

    def has_chosen(self) -> bool:
        """Whether something is chosen."""
        return bool(self.state.chosen)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.canvas.resize(self.size())
        self.tools.place()
        self.bar.place()
        self._place_empty()
        free = (self.width() - self.tools.width()) // 2 - _BESIDE
        roomy = free >= self.minimap.width() + _BESIDE and self.height() >= 420
        self.minimap.setVisible(roomy)
        self.minimap.move(
            self.width() - self.minimap.width() - _BESIDE, self.height() - self.minimap.height() - _BESIDE
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.incoming.takes(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        at = event.position()
        self._take(event.mimeData(), *self.state.sight.to_units(at.x(), at.y()))
        event.acceptProposedAction()

    # Inside

    def _connect(self) -> None:
        self.canvas.edit_asked.connect(self.edit)
        self.canvas.compose_asked.connect(self._compose)
        self.canvas.new_asked.connect(self.write_new)
        self.canvas.any_new_asked.connect(self.new_sticky)
        self.canvas.frame_made.connect(self._frame_made)
        self.editor.kept.connect(self._keep)
        self.editor.pasted.connect(self._keep_lines)
        self.editor.drafted.connect(lambda text: self.drafted.emit(text, draft_place(self._target[0])))
        self.editor.closed.connect(self._closed)
        self.incoming.made.connect(self._choose_made)
        self.incoming.refused.connect(self._editing.refused)
        self._editing.refused.connect(self.canvas.end_gesture)
        self._editing.flushing.connect(self.editor.finish)

    def _compose(self, key: str, event: QInputMethodEvent) -> None:
        self.edit(key)
        self.editor.compose(event)

    def _keep(self, text: str) -> None:
        """Write what the editor held into the thing it was opened on, or make a note of it."""
        key, x, y = self._target
        thing = self.state.things.get(key)
        if not key and text.strip():
            self._choose_made(self.edits.add_notes([text], x, y))
        elif isinstance(thing, Sticky):
            self.edits.write(key, text)
        elif isinstance(thing, Frame):
            self.edits.rename_frame(key, text)
        elif thing is not None:
            field = _TEXT_OF[self._editing.engagement[key].section.key]
            self._editing.set_stored(key, field, text.strip() or None)

    def _keep_lines(self, lines: list[str]) -> None:
        """Several lines pasted into the editor are notes of their own, where it stood."""
        key, x, y = self._target
        thing = self.state.things.get(key)
        at = thing.area.middle if thing is not None else (x, y)
        self._choose_made(self.edits.add_notes([line for line in lines if line.strip()], *at))

    def _frame_made(self, key: str) -> None:
        self.state.choose([key])
        self.edit(key)

    def _closed(self) -> None:
        self.canvas.setFocus()
        self.bar.place()
        self._show_empty()

    def _place_empty(self) -> None:
        high = max(320, self.empty.sizeHint().height())
        self.empty.setGeometry((self.width() - 520) // 2, max(0, self.height() // 2 - high * 3 // 5), 520, high)

    def _show_empty(self) -> None:
        self._place_empty()
        self.empty.setVisible(not self.state.board.things and not self.editor.is_open)

    def _take(self, data: QMimeData, x: float, y: float) -> None:
        self.incoming.take(data, x, y)

    def _choose_made(self, made: list[str]) -> None:
        """Choose what was made, as soon as it is on the board."""
        self._made = made or self._made
        found = [key for key in self._made if key in self.state.things]
        if found:
            self._made = []
            self.state.choose(found)

    def _areas(self) -> dict[str, Bounds]:
        """The places of what is chosen; a frame goes with what lies in it, so its notes are left to it."""
        chosen = [thing for thing in self.state.chosen_things() if not isinstance(thing, Link)]
        frames = {thing.key for thing in chosen if isinstance(thing, Frame)}
        return {
            thing.key: thing.area for thing in chosen if not (isinstance(thing, Sticky) and thing.home in frames)
        }  # fmt: skip

    def _rearrange(self, areas: dict[str, Bounds], name: str) -> None:
        moved: dict[str, Bounds] = {}
        for key, area in areas.items():
            was = self.state.things[key].area
            shift = area.left - was.left, area.top - was.top
            moved |= {each: thing.area.moved(*shift) for each, thing in self.state.carried([key]).items()}
        if moved:
            self.edits.place_soon(moved, name)

    def _over(self, area: Bounds) -> QRectF:
        return on_screen(area, self.state.sight)


def draft_place(key: str) -> str:
    """Where the draft of a sticky is kept: of the note with that hidden key, or of a new one."""
    return f"{_DRAFTS}:{key}" if key else _DRAFTS


def drafted_in(place: str) -> str | None:
    """The inverse of ``draft_place``; None for a draft that is not of the board."""
    return place.removeprefix(_DRAFTS).removeprefix(":") if place.startswith(_DRAFTS) else None


def _words(thing: Thing) -> str:
    if isinstance(thing, Sticky):
        return thing.text
    return thing.title if isinstance(thing, Frame) else ""
