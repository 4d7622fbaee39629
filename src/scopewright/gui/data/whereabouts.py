"""Where the file of a dataset is: asked beside the window, and said above the dataset when it is not there."""

from __future__ import annotations

from collections.abc import Callable

from scopewright.gui.presence import Presence
from scopewright.gui.widgets.notice import Notice, NoticeStack
from scopewright.language import _


class Whereabouts(NoticeStack):
    """A notice that offers ``find`` while the file of the shown dataset is missing; empty otherwise."""

    def __init__(self, find: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("data.missing")
        self.presence = Presence(self)
        self._find = find
        self._missed = ""

    def words(self, path: str) -> str:
        """Why a file cannot be read, in a few words; empty if, as far as is known, it can."""
        if self.presence.unasked(path):
            return _("On another computer")
        return _("File not found") if self.presence.there(path) is False else ""

    def tell(self, path: str) -> bool:
        """Whether the file is, as far as is known, where it was; if not, show the notice."""
        there = not self.words(path)
        if there:
            self._missed = ""
            self.close_notice("missing")
        elif self._missed != path:
            self._missed = path
            gone = _("The file of this dataset is no longer where it was: {path}.")
            if self.presence.unasked(path):
                gone = _(
                    "The file of this dataset is on another computer, which is not asked until you say so: {path}."
                )
            kept = _("Its findings and runs are kept.")
            self.show_notice(
                Notice("missing", "warning", gone.format(path=path), kept, action=(_("Find it…"), self._find))
            )
        return there
