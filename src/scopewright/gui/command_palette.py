"""Everything the window can do, and every record, a few letters away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from scopewright.gui.actions import Action, Actions, shortcut_text
from scopewright.gui.palette_match import Matcher
from scopewright.gui.theme import fonts, icons
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.label import Label
from scopewright.language import _

_RECENT = 12
_ROW = 36
_Index = QModelIndex | QPersistentModelIndex
_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette; texts are in the window's language.

    ``key`` tells entries apart and is found too, and so are ``words``, which are not shown. ``hindrance`` says why it
    cannot be run now.
    """

    key: str
    title: str
    group: str
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    hindrance: str = ""
    words: str = ""


Records = Callable[[], Sequence[Entry]]
"""Returns the entries of all records."""


class CommandPalette(QWidget):
    """Lies over its window while open. Up and Down choose, Enter runs, Esc closes and gives the focus back.

    ``records`` returns the entries of all records; it is asked each time the palette opens.
    """

    def __init__(self, window: QWidget, actions: Actions, records: Records | None = None) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self.hide()
        self._window = window
        self._actions = actions
        self._records = records or _nothing
        self._recent: list[str] = []
        self._entries: list[Entry] = []
        self._matcher = Matcher([])
        self._focus_before: QWidget | None = None
        self._model = _Entries(self)
        self._query = _Query(self)
        self._results = _Results(self, self._model)
        nothing = _("Nothing matches. Try fewer letters, or a record’s id such as R-7.")
        self._none = Label(nothing, muted=True, wrap=True)
        self._frame = self._lay_out()
        self._query.textChanged.connect(self._search)
        self._results.clicked.connect(lambda _index: self.run_chosen())
        window.installEventFilter(self)

    def open(self, query: str = "") -> None:
        """Show the palette over its window."""
        if self.isVisible():
            return
        self._focus_before = QApplication.focusWidget()
        self._gather()
        self._place()
        self.show()
        self.raise_()
        self._query.setText(query)
        self._search(query)
        self._query.setFocus(Qt.FocusReason.PopupFocusReason)

    def offer_adding(self) -> None:
        """Show what records can be added, for a page on which there is nothing to add."""
        self.open(_("Add {one}").format(one="").strip() + " ")

    def renew(self) -> None:
        """While open: ask for the records again, for more of their words are known."""
        if self.isVisible():
            self._gather()
            self._search(self._query.text())

    def close_palette(self) -> None:
        """Hide the palette and give the focus back to where it was."""
        if not self.isVisible():
            return
        self.hide()
        self._query.clear()
        if self._focus_before is not None:
            self._focus_before.setFocus(Qt.FocusReason.PopupFocusReason)

    def shown(self) -> list[Entry]:
        """The entries that match, best first."""
        return list(self._model.entries)

    def run_chosen(self) -> None:
        """Close and run the chosen entry, if it can be run."""
        entry = self._results.currentIndex().data(_ENTRY)
        if not isinstance(entry, Entry) or entry.hindrance:
            return
        self._recent = [entry.key, *(key for key in self._recent if key != entry.key)][:_RECENT]
        self.close_palette()
        entry.run()

    def choose(self, step: int) -> None:
        """Move the choice by ``step`` lines, around the ends for a single step."""
        count = self._model.rowCount()
        if count == 0:
            return
        row = self._results.currentIndex().row() + step
        row = row % count if abs(step) == 1 else max(0, min(count - 1, row))
        self._results.setCurrentIndex(self._model.index(row))
        self._say_chosen()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._frame.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 90))

    def _lay_out(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("look", "palette")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._query)
        column.addWidget(self._results, stretch=1)
        column.addWidget(self._none, stretch=1)
        column.addWidget(Label(_("Enter runs · ↑ ↓ choose · Esc closes"), "small", muted=True))
        return frame

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        width = min(640, self.width() - 40)
        height = min(520, self.height() - 80)
        self._frame.setGeometry(QRect(QPoint((self.width() - width) // 2, 48), QSize(width, height)))

    def _gather(self) -> None:
        self._entries = [*self._action_entries(), *self._records()]
        self._matcher = Matcher([(entry.title, f"{entry.key} {entry.group} {entry.words}") for entry in self._entries])

    def _action_entries(self) -> list[Entry]:
        """One entry for what several pages offer alike, that of the page that is shown if it is among them."""
        own = (self.open, self.offer_adding)
        here = {action.id for action in self._actions.in_sight()}
        found: dict[tuple[str, str], Entry] = {}
        for entry in (self._entry(action) for action in self._actions.all() if action.run not in own):
            name = (entry.title, entry.group)
            if name not in found or entry.key in here:
                found[name] = entry
        return list(found.values())

    def _entry(self, action: Action) -> Entry:
        return Entry(
            key=action.id,
            title=action.said(),
            group=_(action.group),
            run=lambda: self._actions.run(action.id),
            shortcut=shortcut_text(action),
            icon=action.icon,
            hindrance=action.hindrance(),
            words="" if _(action.title) == action.title else action.title,
        )

    def _search(self, query: str) -> None:
        if not self.isVisible():
            return
        steps = {key: step for step, key in enumerate(self._recent)}
        recent = {at: steps[entry.key] for at, entry in enumerate(self._entries) if entry.key in steps}
        here = {action.id for action in self._actions.in_sight()}
        near = {at for at, entry in enumerate(self._entries) if entry.key in here}
        best = [self._entries[at] for at in self._matcher.best(query, recent, near=near)]
        wanted = query.strip().casefold()
        # what is meant by its name stays first even while it cannot be done, so that its reason is read
        dead = {entry.key for entry in best if entry.hindrance and not (wanted and wanted in entry.title.casefold())}
        self._model.show_entries(sorted(best, key=lambda entry: entry.key in dead))
        self._results.setVisible(bool(best))
        self._none.setVisible(not best)
        if best:
            self._results.setCurrentIndex(self._model.index(0))
        self._say_chosen()

    def _say_chosen(self) -> None:
        entry = self._results.currentIndex().data(_ENTRY)
        said = _spoken(entry) if isinstance(entry, Entry) and self._model.entries else self._none.text()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._query, said))


class _Query(QLineEdit):
    _STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}  # noqa: RUF012

    def __init__(self, palette: CommandPalette) -> None:
        super().__init__()
        self._palette = palette
        self.setObjectName("palette.query")
        self.setAccessibleName(_("Search actions and records"))
        self.setPlaceholderText(_("Type an action, a page, a record’s id or its text"))
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in self._STEPS:
            self._palette.choose(self._STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._palette.run_chosen()
        elif key == Qt.Key.Key_Escape:
            self._palette.close_palette()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays in the palette and moves the choice."""
        self._palette.choose(1 if forward else -1)
        return True


class _Results(QListView):
    def __init__(self, palette: CommandPalette, model: _Entries) -> None:
        super().__init__()
        self.setObjectName("palette.results")
        self.setAccessibleName(_("Matches"))
        self.setModel(model)
        self.setItemDelegate(_Delegate(palette))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.title if role == Qt.ItemDataRole.DisplayRole else _spoken(entry)
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(_ENTRY)
        theme = current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(theme.accent))
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -2), 6, 6)
        row = option.rect.adjusted(10, 0, -10, 0)
        ink = QColor(theme.muted if entry.hindrance else theme.text)
        if entry.icon:
            icons.draw(painter, entry.icon, QRect(row.left(), row.center().y() - 7, 16, 16), ink)
        row.setLeft(row.left() + 26)
        for text in (entry.shortcut, entry.hindrance or entry.group):
            row.setRight(row.right() - _draw_right(painter, row, text))
        painter.setFont(fonts.of("body"))
        painter.setPen(ink)
        title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, row.width())
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()


def _draw_right(painter: QPainter, row: QRect, text: str) -> int:
    """Draw a quiet text at the right and return the room it took."""
    if not text:
        return 0
    painter.setFont(fonts.of("small"))
    painter.setPen(QColor(current().muted))
    painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
    return painter.fontMetrics().horizontalAdvance(text) + 14


def _spoken(entry: Entry) -> str:
    return ", ".join(part for part in (entry.title, entry.group, entry.shortcut, entry.hindrance) if part)


def _nothing() -> Sequence[Entry]:
    return ()
