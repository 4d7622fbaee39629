"""The dark bar at the left: pages by group, as names or, when the window is narrow, as icons; groups can be folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from scopewright.gui.page import PageSpec
from scopewright.gui.theme import fonts, icons
from scopewright.gui.theme.apply import current, sidebar_palette
from scopewright.language import _

WIDE, WIDEST = 216, 260
"""Logical pixels of the bar with names: the usual, and the most that a language with longer words is given."""
NARROW = 60
_EDGE = 7
"""Pixels between the head and the right edge; the list comes nearer, for its scroll bar."""
_BEFORE_NAME, _BEHIND_NAME, _SIDES = 36, 8, 4
_AROUND = 69
"""Pixels of the bar beside a page's name: its sides, the icon, the scroll bar."""
_Index = QModelIndex | QPersistentModelIndex
_PAGE = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_GROUP = Qt.ItemDataRole.UserRole + 2


class Sidebar(QFrame):
    """Emits ``chosen`` with a page's id; arrows move, Enter or a click chooses, Left and Right fold and unfold a group.

    A click on a heading folds its group, or unfolds it; ``folding`` tells that the user did, and which are folded now.
    """

    chosen = Signal(str)
    folding = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setProperty("look", "sidebar")
        self.model = _Pages(self)
        self.list = _List(self.model)
        self.list.chosen.connect(self.chosen)
        self.list.folding.connect(lambda: self.folding.emit(sorted(self.model.folded)))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 10, 8 - _EDGE, 8)
        self._column.setSpacing(6)
        self._column.addWidget(self.list, stretch=1)
        self._wide = WIDE
        self.set_collapsed(False)
        self._wear_colours()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._wear_colours()
        super().changeEvent(event)

    def add_head(self, *widgets: QWidget) -> None:
        """Put a row of widgets above the list; the first takes the room that is left."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, _EDGE, 0)
        for place, widget in enumerate(widgets):
            row.addWidget(widget, stretch=1 if place == 0 else 0)
        self._column.insertLayout(self._column.count() - 1, row)

    def show_pages(self, pages: Sequence[PageSpec]) -> None:
        """List pages in their order, with a heading where the group changes."""
        self.model.show_pages(pages)
        self.list.hide_folded()
        metrics = QFontMetrics(fonts.of("body"))
        longest = max((metrics.horizontalAdvance(_(page.title)) for page in pages), default=0)
        self._wide = min(max(WIDE, longest + _AROUND), WIDEST)
        self.set_collapsed(self.collapsed)

    def fold(self, groups: Iterable[str]) -> None:
        """Fold these groups (untranslated titles) and no other; the group of the open page stays in sight."""
        self.model.folded = set(groups) - {self.model.group_of(self.model.open_page)}
        self.list.hide_folded()

    def fold_all(self) -> None:
        """Unfold everything; if nothing is folded, fold every group but that of the open page."""
        self.fold(() if self.model.folded else self.model.groups())
        self.list.folding.emit()

    def show_open(self, page: str) -> None:
        """Mark the page that is open."""
        self.model.open_page = page
        if self.model.group_of(page) in self.model.folded:
            self.list.fold(self.model.group_of(page), folded=False)
        row = self.model.row_of(page)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        self.list.viewport().update()

    def show_count(self, page: str, text: str, said: str = "") -> None:
        """Show a short count beside a page, such as its findings, ``said`` in words; empty takes it away."""
        self.model.show_count(page, text, said or text)

    def _wear_colours(self) -> None:
        """Dark in both themes."""
        self.setPalette(sidebar_palette(current()))

    @property
    def collapsed(self) -> bool:
        """Whether only icons show."""
        return self.width() <= NARROW

    def set_collapsed(self, collapsed: bool) -> None:
        """Show icons only, or names."""
        self.setFixedWidth(NARROW if collapsed else self._wide)
        self.list.delegate.collapsed = collapsed
        self.list.scheduleDelayedItemsLayout()


class _Pages(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[PageSpec | str] = []
        self.open_page = ""
        self.folded: set[str] = set()
        self._counts: dict[str, tuple[str, str]] = {}

    def show_pages(self, pages: Sequence[PageSpec]) -> None:
        self.beginResetModel()
        self.rows = []
        group = ""
        for page in pages:
            if page.group != group:
                group = page.group
                self.rows.append(group)
            self.rows.append(page)
        self.endResetModel()

    def show_count(self, page: str, text: str, said: str) -> None:
        if self._counts.get(page, ("", ""))[0] == text:
            return
        self._counts[page] = text, said
        index = self.index(self.row_of(page))
        self.dataChanged.emit(index, index)

    def groups(self) -> list[str]:
        """The groups that have a heading, in their order."""
        return [row for row in self.rows if isinstance(row, str)]

    def group_of(self, page: str) -> str:
        """The group of a page; empty for none."""
        return next((row.group for row in self.rows if isinstance(row, PageSpec) and row.id == page), "")

    def hidden(self, row: int) -> bool:
        """Whether a row is a page of a folded group."""
        page = self.rows[row]
        return isinstance(page, PageSpec) and page.group in self.folded

    def row_of(self, page: str) -> int:
        return next((at for at, row in enumerate(self.rows) if isinstance(row, PageSpec) and row.id == page), -1)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        row = self.rows[index.row()]
        if isinstance(row, str) and row not in self.folded:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if isinstance(row, str):
            return self._heading(row, role)
        count, said = self._counts.get(row.id, ("", ""))
        title = _(row.title)
        values: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: title,
            Qt.ItemDataRole.ToolTipRole: f"{_(row.group)}: {title}" + (f", {said}" if count else ""),
            Qt.ItemDataRole.AccessibleTextRole: f"{title}, {said}" if count else title,
            _PAGE: row,
            _COUNT: count,
        }
        return values.get(role)

    def _heading(self, group: str, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return _(group)
        if role == Qt.ItemDataRole.AccessibleTextRole and group in self.folded:
            return _("{group}, folded").format(group=_(group))
        return group if role == _GROUP else None


class _List(QListView):
    chosen = Signal(str)
    folding = Signal()

    def __init__(self, model: _Pages) -> None:
        super().__init__()
        self._pages = model
        self.setObjectName("sidebar.pages")
        self.setAccessibleName(_("Pages"))
        self.delegate = _Delegate(self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def hide_folded(self) -> None:
        """Show the pages of unfolded groups, and no other."""
        for row in range(len(self._pages.rows)):
            self.setRowHidden(row, self._pages.hidden(row))
        self.viewport().update()

    def fold(self, group: str, *, folded: bool) -> None:
        """Fold one group, or unfold it; the keyboard goes to its heading, or to its first page."""
        (self._pages.folded.add if folded else self._pages.folded.discard)(group)
        self.hide_folded()
        heading = self._pages.rows.index(group)
        self.setCurrentIndex(self._pages.index(heading if folded else heading + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(index)
        elif key == Qt.Key.Key_Right and index.data(_GROUP):
            self._turn(index.data(_GROUP))
        elif key == Qt.Key.Key_Left and isinstance(index.data(_PAGE), PageSpec):
            self._turn(index.data(_PAGE).group)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        page = index.data(_PAGE)
        if isinstance(page, PageSpec):
            self.chosen.emit(page.id)
        elif index.data(_GROUP):
            self._turn(index.data(_GROUP))

    def _turn(self, group: str) -> None:
        self.fold(group, folded=group not in self._pages.folded)
        self.folding.emit()


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: _List) -> None:
        super().__init__(view)
        self._view = view
        self.collapsed = False

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        if isinstance(index.data(_PAGE), PageSpec):
            return QSize(40, 32)
        folded = isinstance(model := index.model(), _Pages) and index.data(_GROUP) in model.folded
        return QSize(40, 13 if self.collapsed and not folded else 30)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = index.data(_PAGE)
        if isinstance(page, PageSpec):
            self._paint_page(painter, option, index, page)
        else:
            self._paint_heading(painter, option, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect, model = current(), option.rect, index.model()
        folded = isinstance(model, _Pages) and index.data(_GROUP) in model.folded
        pointed = option.state & QStyle.StateFlag.State_MouseOver
        if self.collapsed and not folded:
            painter.setPen(QPen(QColor(theme.sidebar_active), 1))
            painter.drawLine(rect.left() + 10, rect.center().y(), rect.right() - 10, rect.center().y())
            return
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setPen(QPen(QColor(theme.sidebar_focus), 2))
            painter.drawRoundedRect(rect.adjusted(2, 5, -4, -1), 6, 6)
        ink = QColor(theme.sidebar_text if pointed else theme.sidebar_muted)
        right = rect.center().x() + 6 if self.collapsed else rect.right() - 12
        mark = "chevron-right" if folded else "chevron-down"
        icons.draw(painter, mark, QRect(right - 12, rect.center().y() - 3, 12, 12), ink)
        if not self.collapsed:
            painter.setFont(fonts.of("small"))
            painter.setPen(ink)
            name = rect.adjusted(10, 8, -28, 0)
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data()))

    def _paint_page(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, page: PageSpec) -> None:
        theme = current()
        rect = option.rect.adjusted(1, 1, 1 - _SIDES, -1)
        model = index.model()
        is_open = isinstance(model, _Pages) and model.open_page == page.id
        painter.setPen(Qt.PenStyle.NoPen)
        if is_open or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(theme.sidebar_active if is_open else theme.sidebar_hover))
            painter.drawRoundedRect(rect, 6, 6)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.sidebar_focus), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        ink = QColor("#ffffff" if is_open else theme.sidebar_text)
        middle = rect.center().x() if self.collapsed else rect.left() + 18
        icons.draw(painter, page.icon, QRect(middle - 8, rect.center().y() - 7, 16, 16), ink)
        if not self.collapsed:
            self._paint_name(painter, rect.adjusted(_BEFORE_NAME, 0, -_BEHIND_NAME, 0), index, ink)
        elif index.data(_COUNT):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.sidebar_focus))
            painter.drawEllipse(middle + 7, rect.top() + 5, 6, 6)

    def _paint_name(self, painter: QPainter, rect: QRect, index: _Index, ink: QColor) -> None:
        count = str(index.data(_COUNT))
        painter.setFont(fonts.of("small"))
        painter.setPen(QColor(current().sidebar_muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        painter.setFont(fonts.of("body"))
        painter.setPen(ink)
        name = _shortened(index, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def helpEvent(self, event: QEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index) -> bool:
        """A tooltip only where the name does not show."""
        room = option.rect.width() - _SIDES - _BEFORE_NAME - _BEHIND_NAME
        cut = isinstance(index.data(_PAGE), PageSpec) and _shortened(index, room) != index.data()
        return bool(super().helpEvent(event, view, option, index)) if self.collapsed or cut else False  # type: ignore[arg-type]


def _shortened(index: _Index, room: int) -> str:
    """The name of a page as far as ``room`` goes beside its count."""
    count = str(index.data(_COUNT))
    if count:
        room -= QFontMetrics(fonts.of("small")).horizontalAdvance(count) + 8
    metrics = QFontMetrics(fonts.of("body"))
    return metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
