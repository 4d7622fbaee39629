"""Every ability of the window as data: palette, header buttons and keys are readings of one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from scopewright.gui.theme import icons
from scopewright.language import N_, _

Place = Literal["palette", "header", "primary"]
READ_ONLY = N_("this window is read-only")
NO_RECORD = N_("no record is chosen")


class DuplicateAction(ValueError):
    """Two actions have one id, or could both be meant by one shortcut."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that the user can do.

    Attributes:
        id: the object name of its QAction, such as ``risks.new``.
        title: English text marked with ``N_``; shown through ``_``.
        run: called without arguments; for a checkable action it flips the state that ``checked`` reads.
        shortcut: in Qt's portable form, such as ``Ctrl+Shift+N``; of several, parted by ``; ``, the first is shown.
        icon: a file of ``resources/icons`` without ``.svg``.
        group: English heading in the palette, marked with ``N_``.
        enabled: whether it can be done now; always when absent.
        checked: reads the state of a checkable action; absent for any other.
        page: the id of the page it belongs to, empty for the whole window. Elsewhere its shortcut is dead, and running
            it opens the page first; two pages may use the same shortcut.
        place: where it shows besides the palette: a header button, the header's primary button.
        lacks: why it cannot be done where ``enabled`` says so, such as "nothing to undo": English, marked with ``N_``,
            or a function that says it in the user's language.
        about: what it would be done to at this moment, such as the step that would be undone; in the user's language.
        yields: whether its keys are another action's on the pages that have one with the same keys.
    """

    id: str
    title: str
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    group: str = ""
    enabled: Callable[[], bool] | None = None
    checked: Callable[[], bool] | None = None
    page: str = ""
    place: Place = "palette"
    about: Callable[[], str] | None = None
    lacks: str | Callable[[], str] = ""
    yields: bool = False

    def said(self) -> str:
        """The title in the user's language, with what it would be done to now."""
        about = self.about() if self.about is not None else ""
        return f"{_(self.title)}: {about}" if about else _(self.title)

    def can_run(self) -> bool:
        """Whether it can be done now."""
        return self.enabled is None or self.enabled()

    def hindrance(self) -> str:
        """Why it cannot be done now, in the user's language; empty where it can."""
        if self.can_run():
            return ""
        return (_(self.lacks) if isinstance(self.lacks, str) else self.lacks()) or _("not possible now")


class Actions(QObject):
    """The actions of one window. Made by the composition place and handed to whoever registers or shows actions."""

    ran = Signal(str)
    """Emitted with the id after an action ran."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, Action] = {}
        self._of_page: dict[str, list[Action]] = {}
        self._of_key: dict[str, list[Action]] = {}
        self._declared: dict[str, Callable[[], Iterable[Action]]] = {}
        self._qactions: dict[str, QAction] = {}
        self._page = ""
        self._open_page: Callable[[str], object] = self.show_page

    def open_pages_with(self, open_page: Callable[[str], object]) -> None:
        """Say how a page is opened, for actions that run from another one."""
        self._open_page = open_page

    def register(self, actions: Iterable[Action]) -> None:
        """Take in actions and make their QActions.

        Raises:
            DuplicateAction: an id or a shortcut is taken; nothing of the call is registered then.
        """
        new = list(actions)
        ids, keys = set(self._actions), {key: list(wanting) for key, wanting in self._of_key.items()}
        for action in new:
            if action.id in ids:
                raise DuplicateAction(f"there are two actions {action.id!r}")
            ids.add(action.id)
            _take_keys(action, keys)
        self._of_key = keys
        for action in new:
            self._actions[action.id] = action
            self._of_page.setdefault(action.page, []).append(action)
            self._declared.pop(action.page, None)
            self._qactions[action.id] = self._make(action)
        self._renew(new)

    def declare(self, page: str, actions: Callable[[], Iterable[Action]]) -> None:
        """Say what a page will register when it is made, so that it is found before; asked when first needed.

        Running one of them opens the page, which then must have registered an action of that id.
        """
        if page not in self._of_page:
            self._declared[page] = cache(lambda: list(actions()))

    def all(self) -> list[Action]:
        """Every action in the order of registration, then those that are only declared."""
        return [*self._actions.values(), *(action for declared in self._declared.values() for action in declared())]

    def of_page(self, page: str) -> list[Action]:
        """The actions of one page."""
        return list(self._of_page.get(page, ()))

    def in_sight(self) -> list[Action]:
        """The actions of the page that is shown."""
        return self.of_page(self._page) if self._page else []

    def qaction(self, name: str) -> QAction:
        """The QAction of an id, for buttons and menus."""
        return self._qactions[name]

    def run(self, name: str) -> bool:
        """Run an action, on its own page; False when it cannot be done now."""
        action = self._actions.get(name)
        if action is None:
            self._open_page(self._declaring(name))
            action = self._actions[name]
        if action.page and action.page != self._page:
            self._open_page(action.page)
        if not action.can_run():
            self.refresh()
            return False
        action.run()
        self.refresh()
        self.ran.emit(name)
        return True

    def show_page(self, page: str) -> None:
        """Say which page is shown, so that only its shortcuts are live."""
        before, self._page = self._page, page
        if before != page:
            self._renew(self.of_page(before))
        self.refresh()

    def refresh(self) -> None:
        """Ask every live action whether it can be done and whether it is checked."""
        self._renew(self.of_page(""))
        if self._page:
            self._renew(self.of_page(self._page))

    def renew_at(self, keys: QKeySequence) -> str:
        """Ask the live action of some keys anew whether it can be done; why it cannot, empty where it can.

        What is chosen on a page changes without the window hearing of it: Qt drops the keys of an action that was dead
        when it was last asked, so it is asked before they are looked up.
        """
        live = [action for action in self._of_key.get(keys.toString(), ()) if self._is_live(action)]
        self._renew(live)
        return next((_told(action, action.hindrance()) for action in live if not action.can_run()), "")

    def _declaring(self, name: str) -> str:
        return next(page for page, made in self._declared.items() if any(action.id == name for action in made()))

    def _renew(self, actions: Iterable[Action]) -> None:
        for action in actions:
            qaction = self._qactions[action.id]
            hindrance = action.hindrance()
            qaction.setEnabled(self._is_live(action) and not hindrance)
            qaction.setToolTip(_told(action, hindrance))
            if action.checked is not None:
                qaction.setChecked(action.checked())

    def _is_live(self, action: Action) -> bool:
        """Whether the keys of an action are its own on the page that is shown."""
        if action.page or not action.yields:
            return action.page in ("", self._page)
        wanting = (other for key in _keys(action) for other in self._of_key.get(key.toString(), ()))
        return not any(other.page == self._page for other in wanting if other.page)

    def _make(self, action: Action) -> QAction:
        title = _(action.title)
        qaction = QAction(title.replace("&", "&&"), self)
        qaction.setObjectName(action.id)
        qaction.setCheckable(action.checked is not None)
        if action.icon:
            qaction.setIcon(icons.icon(action.icon))
        if action.shortcut:
            qaction.setShortcuts(_keys(action))
        qaction.triggered.connect(lambda: self.run(action.id))
        return qaction


def _told(action: Action, hindrance: str) -> str:
    """What the mouse is told over a button: title, keys, and why it is dead."""
    title = f"{_(action.title)} ({shortcut_text(action)})" if action.shortcut else _(action.title)
    return f"{title}: {hindrance}" if hindrance else title


def shortcut_text(action: Action) -> str:
    """The (first) keys as they are written on this system."""
    return _written(action.shortcut) if action.shortcut else ""


@cache
def _written(shortcut: str) -> str:
    return QKeySequence.listFromString(shortcut)[0].toString(QKeySequence.SequenceFormat.NativeText)


def _keys(action: Action) -> list[QKeySequence]:
    return QKeySequence.listFromString(action.shortcut) if action.shortcut else []


def _take_keys(action: Action, keys: dict[str, list[Action]]) -> None:
    """Note who wants which keys.

    Raises:
        DuplicateAction: another action that can be live at the same time wants one of them.
    """
    wanted = _keys(action)
    if action.shortcut and not all(key.toString() for key in wanted or [QKeySequence()]):
        raise ValueError(f"{action.id}: {action.shortcut!r} is not a shortcut")
    for key in wanted:
        wanting = keys.setdefault(key.toString(), [])
        for other in wanting:
            everywhere = not (action.page or action.yields) or not (other.page or other.yields)
            if everywhere or action.page == other.page:
                raise DuplicateAction(f"{action.id} and {other.id} both want {action.shortcut}")
        wanting.append(action)
