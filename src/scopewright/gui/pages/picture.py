"""What the pages of the planning pictures share: laid out beside the window's thread, zoomed, as a table, exported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from scopewright.gui.actions import Action
from scopewright.gui.background import Background
from scopewright.gui.scene_frozen import Edges, FrozenEdges
from scopewright.gui.scene_view import PIXELS_PER_POINT, screen_palette
from scopewright.gui.scene_with_table import SceneWithTable
from scopewright.gui.tables.column_widths import FittedColumns, Want, text_want
from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.file_dialogs import ask_save
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.notice import Notice, NoticeStack
from scopewright.language import N_, _
from scopewright.model.change import Change
from scopewright.model.engagement import Engagement
from scopewright.scenes import measure, svg
from scopewright.scenes.palette import LIGHT_PRINT
from scopewright.scenes.scene import Scene
from scopewright.store.durable import write_atomically
from scopewright.store.named_file import reason

GoTo = Callable[[str, str, str], None]
"""Opens a section at a record's spoken id and at one of its fields (may be empty)."""
Layout = Callable[[float, float], Scene]
"""Lays a picture out for a view of that width and height in points; called outside the window's thread."""
_ZOOM_STEP = 1.2
_USUAL_ROOM, _LARGEST = (720.0, 600.0), 1.3
"""The room in logical pixels that pictures are meant for, and how many times larger one is shown in a larger one."""
_RESIZED_MS = 80
_PADDING = 12
NO_PICTURE = N_("there is nothing to draw yet")


@dataclass(frozen=True, slots=True)
class Sort:
    """What sets one picture page apart from another in words and numbers.

    Attributes:
        name: the page's id.
        title: English, marked with ``N_``, as the two texts of the empty state, ``nothing`` and ``begin``.
        section: where the records of the picture are written, first of ``sections``.
        sections: the sections that the picture shows something of.
        icon: the page's icon.
        id_column: the column of the table beside the picture that holds the spoken id.
        columns: what is left of the table's first columns where there is not room for their texts, in logical pixels;
            the last one is that of all others. The widest column has what is left over.
    """

    name: str
    title: str
    section: str
    sections: frozenset[str]
    icon: str
    nothing: str
    begin: str
    id_column: int
    columns: tuple[int, ...]


class PicturePage(QWidget):
    """A picture of the engagement; ``drawn`` is emitted whenever it shows the present state."""

    drawn = Signal()

    def __init__(self, sort: Sort, engagement: Engagement, go_to: GoTo) -> None:
        super().__init__()
        self.setObjectName(sort.name)
        self.sort, self._engagement, self._go_to = sort, engagement, go_to
        self._background, self._writing = Background(self), Background(self, each=True)
        self.scene: Scene | None = None
        self._to_reveal = ""
        self._larger = 1.0
        self.pane = SceneWithTable(f"{sort.name}.picture", under=_(sort.title))
        self._frozen = FrozenEdges(self.pane.picture)
        self._summary = Label(role="small", muted=True, elide=True)
        self._summary.setObjectName(f"{sort.name}.summary")
        self.notices = NoticeStack()
        self.notices.setObjectName(f"{sort.name}.notices")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._lay_out)
        self._arrange()
        self.pane.record_activated.connect(self._open)
        self.pane.table.activated.connect(self._open_row)
        self._background.ask(_warm, lambda _done: None)

    # What each picture says of itself

    def is_empty(self) -> bool:
        """Whether there is nothing to draw yet."""
        raise NotImplementedError

    def layout_of_now(self) -> Layout:
        """Read the engagement as it is now and give back how to lay it out."""
        raise NotImplementedError

    def summary(self, _scene: Scene) -> str:
        """One sentence under the picture: what to take from it."""
        raise NotImplementedError

    def body(self) -> QWidget:
        """The picture, with what stands beside it."""
        return self.pane

    def edges(self, _scene: Scene) -> Edges:
        """The part of the picture that stays in sight when the rest is scrolled."""
        return Edges()

    def field_of(self, _record: str) -> tuple[str, str]:
        """The spoken id and field that a place in the picture stands for."""
        return _record, ""

    def show_scene(self, scene: Scene) -> None:
        """Show a scene that was laid out."""
        self.pane.show_scene(scene)
        self._frozen.freeze(self.edges(scene))

    # What the window asks

    def title(self) -> str:
        """The heading over the page."""
        return _(self.sort.title)

    def page_actions(self) -> Sequence[Action]:
        """Table, zoom and export."""
        name, group = self.sort.name, self.sort.title

        def action(verb: str, title: str, run: Callable[[], object], keys: str, icon: str) -> Action:
            return Action(
                f"{name}.{verb}", title, run, keys, icon, group, self._has_picture, page=name, lacks=NO_PICTURE
            )

        save = N_("Save the picture…")
        return [
            Action(f"{name}.save", save, self._choose_file, "Ctrl+E", "file-down", group, self._has_picture,
                   page=name, place="header", lacks=NO_PICTURE),
            Action(f"{name}.table", N_("Show as table"), self.toggle_table, "Ctrl+T", "table-2", group,
                   self._has_picture, lambda: self.pane.shows_table, name, lacks=NO_PICTURE),
            action("zoom-in", N_("Enlarge"), self.zoom_in, "Ctrl++; Ctrl+=", "zoom-in"),
            action("zoom-out", N_("Reduce"), self.zoom_out, "Ctrl+-", "zoom-out"),
            action("zoom-reset", N_("Fit to the window"), self.reset_zoom, "Ctrl+0", "monitor"),
        ]  # fmt: skip

    def refresh(self, changes: Sequence[object]) -> None:
        """Draw anew if one of the changes is about what the picture shows."""
        self.setFocusProxy(self._empty if self.is_empty() else self.pane)
        if not changes or any(isinstance(each, Change) and each.section in self.sort.sections for each in changes):
            self._pause.start(0)

    def reveal(self, record: str) -> bool:
        """Put the keyboard on a record in the picture, once it is drawn."""
        if record not in {each.id for each in self._engagement.records(self.sort.section)}:
            return False
        if self._pause.isActive() or not self.pane.picture.focus_record(record):
            self._to_reveal = record
        return True

    # What the user does

    def toggle_table(self) -> None:
        """Change between picture and table and put the keyboard there."""
        self.pane.toggle()
        shown = self.pane.table if self.pane.shows_table else self.pane.picture.canvas
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def zoom_in(self) -> None:
        """Enlarge the picture by a fifth."""
        self.pane.picture.set_zoom(self.pane.picture.zoom * _ZOOM_STEP)

    def zoom_out(self) -> None:
        """Reduce the picture by a sixth, which takes one enlargement back."""
        self.pane.picture.set_zoom(self.pane.picture.zoom / _ZOOM_STEP)

    def reset_zoom(self) -> None:
        """Show the picture in the size it was laid out for."""
        self.pane.picture.set_zoom(_letter_size() * self._larger)

    def save(self, path: Path) -> None:
        """Write the picture as an SVG file in the colours of print, and say how that went."""
        scene = self.scene
        if scene is not None:
            self._writing.ask(lambda: _write(path, scene), self.notices.show_notice)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pause.start(_RESIZED_MS if self.scene is not None else 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ApplicationFontChange and self.scene is not None:
            self.reset_zoom()
            self._pause.start(0)
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint the sheet that the picture lies on, in the picture's own ground."""
        if watched is self.pane.picture and event.type() == QEvent.Type.Paint:
            painter = QPainter(self.pane.picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(current().border))
            painter.setBrush(QColor(screen_palette()["paper"]))
            painter.drawRoundedRect(QRectF(self.pane.picture.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            return True
        return False

    # The making

    def _arrange(self) -> None:
        sort = self.sort
        there = _("Go to {section}").format(section=_(self._engagement.sections[sort.section].title))
        go = (there, lambda: self._go_to(sort.section, "", ""))
        self._empty = EmptyState(f"{sort.name}.empty", sort.icon, _(sort.nothing), _(sort.begin), action=go)
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(20, 4, 20, 8)
        column.setSpacing(6)
        column.addWidget(self.notices)
        column.addWidget(self.body(), stretch=1)
        column.addLayout(self._foot())
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._shown)
        self._stack.addWidget(self._empty)
        self.pane.picture.setViewportMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        self.pane.picture.installEventFilter(self)
        self.pane.picture.viewport().setAutoFillBackground(False)
        self.pane.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        FittedColumns(self.pane.table, self._column_want, self.sort.columns.index(max(self.sort.columns)))
        self.pane.table.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + 10)
        self.reset_zoom()

    def _foot(self) -> QHBoxLayout:
        name = self.sort.name
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._summary, stretch=1)
        row.addWidget(quiet(f"{name}.reduce", _("Reduce"), self.zoom_out, "zoom-out", icon_only=True))
        row.addWidget(quiet(f"{name}.fit", _("Fit to the window"), self.reset_zoom))
        row.addWidget(quiet(f"{name}.enlarge", _("Enlarge"), self.zoom_in, "zoom-in", icon_only=True))
        return row

    def _has_picture(self) -> bool:
        return not self.is_empty()

    def _lay_out(self) -> None:
        empty = self.is_empty()
        self._stack.setCurrentWidget(self._empty if empty else self._shown)
        if empty:
            return
        lay_out, (width, height) = self.layout_of_now(), self._room()
        self._background.ask(lambda: _as_large_as_fits(lay_out, width, height), self._draw)

    def _room(self) -> tuple[float, float]:
        """The room for the picture in points, a scroll bar left out, so that its coming and going moves nothing."""
        view, scale = self.pane.picture, PIXELS_PER_POINT * _letter_size()
        bar = view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, view)
        size = view.maximumViewportSize()
        return max(300.0, (size.width() - bar) / scale), max(200.0, (size.height() - bar) / scale)

    def _draw(self, laid_out: tuple[Scene, float]) -> None:
        scene, larger = laid_out
        fitted = self.pane.picture.zoom == _letter_size() * self._larger
        self.scene, self._larger = scene, larger
        if fitted:
            self.reset_zoom()
        self._summary.setText(self.summary(scene))
        self.show_scene(scene)
        if self._to_reveal:
            self.pane.picture.focus_record(self._to_reveal)
            self._to_reveal = ""
        self.drawn.emit()

    def _column_want(self, column: int) -> Want:
        *first, others = self.sort.columns
        return text_want(self.pane.table, column, first[column] if column < len(first) else others)

    def _open(self, place: str) -> None:
        record, field = self.field_of(place)
        try:
            section = self._engagement.by_id(record).section.key
        except ValueError as error:
            self.notices.show_notice(Notice("gone", "info", str(error)))
            return
        self._go_to(section, record, field)

    def _open_row(self, index: QModelIndex) -> None:
        self._open(str(index.siblingAtColumn(self.sort.id_column).data()))

    def _choose_file(self) -> None:
        proposed = f"{self.sort.name}.svg"
        path = ask_save(self, "handed-over", _("Save the picture"), proposed, _("Pictures (*.svg)"))
        if path:
            self.save(path)


def _letter_size() -> float:
    """How many times larger than usual the window's letters are; the pictures' grow with them."""
    return max(1.0, QApplication.font().pixelSize() / fonts.BODY_PIXELS)


def _as_large_as_fits(lay_out: Layout, width: float, height: float) -> tuple[Scene, float]:
    """The picture for a room in points, and how many times larger it is shown: in a large one its letters grow too."""
    usual = [pixels / PIXELS_PER_POINT for pixels in _USUAL_ROOM]
    larger = min(_LARGEST, width / usual[0], height / usual[1])
    if larger > 1:
        scene = lay_out(width / larger, height / larger)
        if scene.width * larger < width + 1 and scene.height * larger < height + 1:
            return scene, larger
    return lay_out(width, height), 1.0


def _warm() -> None:
    """Read the tables of the brief font, which takes a moment, before the first picture needs them."""
    for font in ("regular", "semibold", "bold"):
        measure.width("0", font, 1)


def _write(path: Path, scene: Scene) -> Notice:
    try:
        write_atomically(path, svg.paint(scene, LIGHT_PRINT).encode())
    except OSError as error:
        happened = _("The picture was not saved as “{name}”: {reason}.").format(name=path.name, reason=reason(error))
        kept, following = _("The engagement is not touched."), _("Choose another folder or free some space.")
        return Notice("saved", "error", happened, kept, following)
    return Notice("saved", "success", _("The picture is saved as “{name}”.").format(name=path.name))
