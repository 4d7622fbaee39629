"""The frame of the window: sidebar, head, pages made when first shown, status bar. It knows nothing of engagements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QIcon, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from scopewright.gui.actions import Action, Actions
from scopewright.gui.command_palette import CommandPalette, Records
from scopewright.gui.header import Header, icon_button, in_tab_order
from scopewright.gui.page import History, Location, Page, PageSpec
from scopewright.gui.sidebar import Sidebar
from scopewright.gui.status_bar import StatusBar
from scopewright.gui.theme import icons
from scopewright.gui.theme.tokens import LIGHT
from scopewright.gui.widgets.buttons import Button
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.notice import Notice, NoticeStack
from scopewright.language import N_, _

NARROW_WINDOW = 1100
"""Width in logical pixels under which the sidebar shows icons only."""
IDLE_MS = 1000
"""How long the user must have done nothing, and no job run, before a page is made ahead."""
_INPUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.InputMethod})
_GO_TO = N_("Go to")
_VIEW = N_("View")


class Shell(QMainWindow):
    """Arranges pages. ``records`` answers the palette's search for records.

    ``may_close`` is asked when the window is to close; False keeps it open.
    """

    located = Signal(str, str)
    """Emitted with page and record after one got there."""

    def __init__(
        self,
        pages: Sequence[PageSpec],
        actions: Actions,
        records: Records | None = None,
        may_close: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setMinimumSize(QSize(640, 400))
        self.actions_of_window = actions
        self._specs = {spec.id: spec for spec in pages}
        self._pages: dict[str, QWidget] = {}
        self._stale: dict[str, list[object] | None] = {}
        self._history = History()
        self._may_close = may_close
        self._wide = True
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._make_next)
        self.sidebar = Sidebar()
        self.header = Header(actions)
        self.notices = NoticeStack()
        self.status = StatusBar()
        self.palette_of_commands = CommandPalette(self, actions, records)
        self._stack = QStackedWidget()
        self._arrange()
        self.sidebar.show_pages(pages)
        self.sidebar.chosen.connect(self.open)
        actions.open_pages_with(self.open)
        actions.register([*self._own_actions(), *self._page_actions(), *self._group_actions()])
        self.addActions([actions.qaction(action.id) for action in actions.all()])
        for spec in pages:
            if spec.actions is not None:
                actions.declare(spec.id, spec.actions)
        self._add_buttons()

    @property
    def here(self) -> Location | None:
        """The page and record that are shown, None before the first page."""
        return self._history.here

    def open(self, page: str, record: str = "") -> None:
        """Show a page and, if given, a record on it.

        Raises:
            KeyError: there is no such page.
        """
        location = Location(page, record)
        self._show(location)
        self._history.visit(location)
        self._arrived(location)

    def go_back(self) -> None:
        """Show where one was before."""
        self._step(self._history.back())

    def go_forward(self) -> None:
        """Show where one was before going back."""
        self._step(self._history.forward())

    def mark(self, record: str) -> None:
        """A page says on which record one stands now, so that Back comes back to it."""
        here = self._history.here
        if here is not None:
            self._history.amend(Location(here.page, record))
            self._show_place(here.page, record)

    def refresh(self, changes: Sequence[object] = ()) -> None:
        """Tell the pages what changed (nothing: everything): the shown one now, each other when it is next shown."""
        for name in self._pages:
            waiting = self._stale.get(name, [])
            self._stale[name] = [*waiting, *changes] if changes and waiting is not None else None
        if self._history.here is not None:
            self._freshen(self._history.here.page)
            self._show_place(self._history.here.page, self._history.here.record)
        self.actions_of_window.refresh()

    def show_waiting(self, sentence: str) -> None:
        """Say in place of the first page what is being waited for."""
        label = Label(sentence, "heading", muted=True)
        label.setObjectName("waiting")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(label)
        self._stack.setCurrentWidget(label)

    def page(self, name: str) -> QWidget:
        """A page's widget, made now if it was not yet.

        Raises:
            KeyError: there is no such page.
            TypeError: what the page's factory made is not a page.
        """
        if name not in self._pages:
            widget = self._specs[name].make()
            if not isinstance(widget, Page):
                raise TypeError(f"{name} is not a page: {type(widget).__name__}")
            actions = list(widget.page_actions())
            self.actions_of_window.register(actions)
            self.addActions([self.actions_of_window.qaction(action.id) for action in actions])
            self._pages[name] = widget
            self._stale[name] = None
            self._stack.addWidget(widget)
        return self._pages[name]

    def make_pages_when_idle(self, pause_ms: int = IDLE_MS) -> None:
        """Make the pages that did not declare their actions one by one while the user pauses: the palette lists all."""
        self._idle.setInterval(pause_ms)
        self._idle.start()
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def event(self, event: QEvent) -> bool:
        """Before the keys of an action are looked up, it is asked whether it can be done; a dead one says why."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            hindrance = self.actions_of_window.renew_at(QKeySequence(event.keyCombination()))
            if hindrance:
                self.status.say(hindrance)
        return super().event(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and self._idle.isActive():
            self._idle.start()
        return False

    def notify(self, notice: Notice) -> None:
        """Show a notice over the page."""
        self.notices.show_notice(notice)

    def toggle_sidebar(self) -> None:
        """Change between names and icons."""
        self.sidebar.set_collapsed(not self.sidebar.collapsed)
        self._dress_sidebar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= NARROW_WINDOW
        if wide != self._wide:
            self._wide = wide
            self.sidebar.set_collapsed(not wide)
            self._dress_sidebar()

    def closeEvent(self, event: QCloseEvent) -> None:
        # a fault while closing is said by the excepthook, and the window stays
        event.ignore()
        if self.may_leave() and (self._may_close is None or self._may_close()):
            event.accept()

    def may_leave(self) -> bool:
        """Whether nothing is under way that the user would rather wait for."""
        return True

    def _arrange(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        notices = QVBoxLayout()
        notices.setContentsMargins(20, 0, 20, 10)
        notices.addWidget(self.notices)
        column.addLayout(notices)
        column.addWidget(self._stack, stretch=1)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(right, stretch=1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)

    def _add_buttons(self) -> None:
        actions = self.actions_of_window
        self._collapse = icon_button("sidebar.collapse", actions.qaction("view.sidebar"), "panel-left-close")
        self._collapse.setIcon(_sidebar_icon("panel-left-close"))
        self._search = Button("sidebar.search", _("Search or run…"), self.palette_of_commands.open, look="quiet")
        self._search.setProperty("look", "search")
        self._search.setIcon(_sidebar_icon("search"))
        self._search.setIconSize(QSize(16, 16))
        self._search.setToolTip(actions.qaction("view.palette").toolTip())
        self._brand = Label("Scopewright", "heading")
        self._brand.setIndent(10)
        self.sidebar.add_head(self._brand, self._collapse)
        self.sidebar.add_head(self._search)
        self.header.add_step(actions.qaction("go.back"), "arrow-left")
        self.header.add_step(actions.qaction("go.forward"), "arrow-right")
        in_tab_order([self._collapse, self._search, self.sidebar.list])

    def _dress_sidebar(self) -> None:
        collapsed = self.sidebar.collapsed
        self._brand.setVisible(not collapsed)
        self._search.setText("" if collapsed else self._search.accessibleName())
        self._collapse.setIcon(_sidebar_icon("panel-left-open" if collapsed else "panel-left-close"))

    def _own_actions(self) -> list[Action]:
        palette = self.palette_of_commands.open
        can_back, can_forward = (lambda: self._history.can_go_back), (lambda: self._history.can_go_forward)
        narrow = N_("Narrow or widen the sidebar")
        return [
            Action("view.palette", N_("Search or run…"), palette, "Ctrl+K; Ctrl+Shift+P", "search", _VIEW),
            Action("view.sidebar", narrow, self.toggle_sidebar, "Ctrl+B", "panel-left-close", _VIEW),
            Action("view.fold", N_("Fold or unfold the groups of pages"), self.sidebar.fold_all, "", "layers", _VIEW),
            Action("view.region", N_("Next part of the window"), self._next_region, "F6", "", _VIEW),
            Action(
                "go.back",
                N_("Back"),
                self.go_back,
                "Alt+Left",
                "arrow-left",
                _GO_TO,
                can_back,
                lacks=N_("no page was shown before"),
            ),
            Action(
                "go.forward",
                N_("Forward"),
                self.go_forward,
                "Alt+Right",
                "arrow-right",
                _GO_TO,
                can_forward,
                lacks=N_("nobody went back"),
            ),
        ]

    def _page_actions(self) -> list[Action]:
        return [
            Action(f"go.{spec.id}", spec.title, partial(self.open, spec.id), icon=spec.icon, group=_GO_TO)
            for spec in self._specs.values()
        ]

    def _group_actions(self) -> list[Action]:
        groups = list(dict.fromkeys(spec.group for spec in self._specs.values()))[:9]
        return [
            Action(
                f"go.group{number}",
                group,
                partial(self._open_group, group),
                f"Ctrl+{number}",
                "layers",
                N_("Next page of"),
            )
            for number, group in enumerate(groups, start=1)
        ]

    def _open_group(self, group: str) -> None:
        names = [spec.id for spec in self._specs.values() if spec.group == group]
        here = self._history.here
        following = names.index(here.page) + 1 if here is not None and here.page in names else 0
        self.open(names[following % len(names)])

    def _show(self, location: Location) -> None:
        widget = self.page(location.page)
        if widget is not self._stack.currentWidget():
            self.notices.close_passing()
        self._freshen(location.page)
        last = widget.focusWidget()
        self._stack.setCurrentWidget(widget)  # gives the keyboard to whatever comes first in it
        self._show_place(location.page, location.record)
        self.header.show_actions(self.actions_of_window.of_page(location.page))
        self.sidebar.show_open(location.page)
        _focus_into(widget, last)
        if location.record:
            _as_page(widget).reveal(location.record)

    def _arrived(self, location: Location) -> None:
        self.actions_of_window.show_page(location.page)
        self.palette_of_commands.close_palette()
        self.located.emit(location.page, location.record)

    def _step(self, location: Location | None) -> None:
        if location is not None:
            self._show(location)
            self._arrived(location)

    def _show_place(self, name: str, record: str) -> None:
        spec = self._specs[name]
        title = _as_page(self._pages[name]).title()
        crumbs = [_(spec.group), _(spec.title), record]
        self.header.show_place([crumb for crumb in crumbs if crumb not in ("", title)], title)

    def _freshen(self, name: str) -> None:
        waiting = self._stale.pop(name, [])
        if waiting is None or waiting:
            _as_page(self._pages[name]).refresh(waiting or ())

    def _make_next(self) -> None:
        rest = [name for name, spec in self._specs.items() if name not in self._pages and spec.actions is None]
        if rest:
            if not self.status.busy:
                self.page(rest[0])
            self._idle.start()

    def _next_region(self) -> None:
        shown = self._stack.currentWidget()
        regions: list[QWidget] = [self.sidebar, self.header, *(_parts(shown) if shown else ())]
        now = self.focusWidget() or self
        at = next((place for place, region in enumerate(regions) if region.isAncestorOf(now)), -1)
        following = regions[(at + 1) % len(regions)]
        if following is self.sidebar:
            self.sidebar.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            _focus_into(following, following.focusWidget())


def _as_page(widget: QWidget) -> Page:
    assert isinstance(widget, Page)
    return widget


def _parts(page: QWidget) -> list[QWidget]:
    """What of a page is stepped to by itself: the sides of a divided one that are in sight, else the page."""
    divided = (splitter for splitter in page.findChildren(QSplitter) if splitter.isVisibleTo(page))
    sides = (splitter.widget(at) for splitter in divided for at in range(splitter.count()))
    return [side for side in sides if side and side.isVisibleTo(page) and not isinstance(side, QSplitter)] or [page]


def _focus_into(widget: QWidget, last: QWidget | None) -> None:
    """Focus what had it ``last`` in there, else what the widget names as its proxy, else the first that takes Tab."""
    first = last or widget.focusProxy()
    if first is not None and first.isVisibleTo(widget):
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        return
    for child in widget.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled() and child.isVisibleTo(widget):
            child.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(child, QLineEdit):
                child.end(False)  # what is typed by accident adds to the text and replaces nothing
            return


def _sidebar_icon(name: str) -> QIcon:
    return icons.icon(name, QColor(LIGHT.sidebar_text))
