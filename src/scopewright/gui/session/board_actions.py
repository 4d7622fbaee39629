"""What the pages of a session offer about the files of its whiteboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from scopewright.gui.actions import Action
from scopewright.gui.editing import Editing
from scopewright.gui.job_client import JobClient
from scopewright.gui.photo.flow import Photographing
from scopewright.gui.session.board_files import BoardFiles
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_, _
from scopewright.model.sections.sessions import Session
from scopewright.store.attachments import Attachments

_GROUP = N_("Whiteboard")


class Notified(Protocol):
    """Who shows what became of a file; the window."""

    def notify(self, notice: Notice) -> None:
        """Show a notice over the page."""


class OfSession(Protocol):
    """A page on which one session is chosen."""

    @property
    def session(self) -> Session | None:
        """The session that is shown."""

    def begin(self) -> None:
        """Make a session, and show it."""


def board_actions(
    name: str,
    page: OfSession,
    over: QWidget,
    editing: Editing,
    attachments: Callable[[], Attachments],
    brief: JobClient,
    lab: JobClient,
    window: Notified,
) -> Sequence[Action]:
    """Export and import of the board, and photographs; a session is begun for what is brought if there is none.

    ``name`` is the page's id, ``over`` the widget that dialogs stand over.
    """

    def told(sentence: str, well: bool = False) -> None:
        window.notify(Notice("board", "success" if well else "warning", sentence))

    files = BoardFiles(editing, attachments, brief, told, over)
    photographs = Photographing(editing, attachments, lab, told, over)
    photographs.kept.connect(lambda: told(_("The photograph is on the whiteboard."), True))

    def bring() -> None:
        files.ask_which(_session(page))

    def photograph() -> None:
        _session(page)
        photographs.ask(page.session)

    def act(verb: str, words: str, run: Callable[[], object], keys: str, icon: str) -> Action:
        return Action(f"{name}.{verb}", words, run, keys, icon, _GROUP, page=name)

    photo = N_("Photograph of a whiteboard: straighten, crop, clean up…")
    return [
        act(
            "board-export", N_("Export the board…"), lambda: files.ask_where(page.session), "Ctrl+Shift+E", "file-down"
        ),
        act("board-import", N_("Import a board or a list…"), bring, "Ctrl+Shift+I", "upload"),
        act("board-photo", photo, photograph, "Ctrl+Shift+O", "image"),
    ]


def _session(page: OfSession) -> str:
    if page.session is None:
        page.begin()
    return page.session.key if page.session else ""
