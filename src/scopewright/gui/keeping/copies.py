"""Other versions of the open engagement: what another program put in its place or beside it, and merging them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from scopewright.gui.keeping.errands import Errands
from scopewright.gui.keeping.passphrase import Unlocking
from scopewright.gui.keeping.sitting import Host, Sitting
from scopewright.gui.keeping.watching import Watching
from scopewright.gui.widgets.file_dialogs import ask_open
from scopewright.gui.widgets.notice import Notice
from scopewright.gui.window import Window
from scopewright.language import _
from scopewright.store.sealing import Secret

if TYPE_CHECKING:
    from scopewright.gui.keeping.merging import Choice, Prospect
    from scopewright.gui.keeping.outside import News
    from scopewright.model.engagement import Engagement
    from scopewright.store.conflict_copies import ConflictCopy


class Copies(QObject):
    """Watches the file of a sitting and brings other versions of it before the user."""

    def __init__(self, sitting: Sitting, window: Window, host: Host) -> None:
        super().__init__(window)
        self._sitting, self._window, self._host = sitting, window, host
        self._errands = Errands(self)
        self._unlocking = Unlocking(self._errands, lambda: window)
        self._told: set[Path] = set()
        self._asking = False
        if sitting.autosave is not None:
            sitting.autosave.changed_outside.connect(self.ask_about_theirs)
            watching = Watching(sitting.path, self)
            watching.stirred.connect(sitting.autosave.look_outside)
            watching.stirred.connect(self.look_beside)

    @property
    def idle(self) -> bool:
        """Whether nothing is being read."""
        return self._errands.idle

    # A version in the place of ours

    def ask_about_theirs(self, sentence: str) -> None:
        """Say who changed the file outside, and ask what becomes of both versions."""
        from scopewright.gui.keeping.outside import News, news_of
        from scopewright.model.merge import known

        if self._asking:
            return
        self._asking = True
        again = _("Decide…"), partial(self.ask_about_theirs, sentence)
        self._window.notify(Notice("outside", "warning", sentence, action=again))
        path, secret, ours = self._sitting.path, self._sitting.secret, known(self._sitting.engagement)
        ask = partial(self._ask, sentence)
        self._errands.run(lambda: news_of(path, secret, ours), ask, lambda error: ask(News(unread=str(error))))

    def _ask(self, sentence: str, news: News) -> None:
        from scopewright.gui.keeping.outside import OutsideDialog

        dialog = OutsideDialog(
            self._window,
            sentence,
            news,
            merge=lambda: self._keep_both(self.merge),
            keep=lambda: self._keep_both(self._tell_kept),
            view=lambda: self._keep_both(self._look_at),
        )
        dialog.finished.connect(lambda _result: setattr(self, "_asking", False))
        dialog.open()

    def _keep_both(self, then: Callable[[Path], object]) -> None:
        def done(kept: Path) -> None:
            self._told.add(kept)
            self._window.notices.close_notice("outside")
            then(kept)

        if self._sitting.autosave is not None:
            self._sitting.autosave.keep_both(done, self._say)

    def _tell_kept(self, kept: Path) -> None:
        text = _("Both are kept: yours is here and in the file, the other one is “{name}” beside it.")
        merge = _("Merge…"), partial(self.merge, kept)
        self._window.notify(Notice("kept-both", "success", text.format(name=kept.name), action=merge))

    def _look_at(self, kept: Path) -> None:
        self._tell_kept(kept)
        self._host.open_beside(kept, self._sitting.secret)

    # A version beside ours

    def look_beside(self) -> None:
        """Find conflict copies that know something which is not here, off the window's thread."""
        from scopewright.gui.keeping.outside import copies_with_news

        path, still, secret = self._sitting.path, self._sitting.engagement.copied(), self._sitting.secret
        if self._errands.idle:
            self._errands.run(lambda: copies_with_news(path, still, secret), self._tell_copies, self._say_failed)

    def _tell_copies(self, found: list[tuple[ConflictCopy, News]]) -> None:
        from scopewright.gui.keeping.outside import said_of

        for copy, news in found:
            if copy.path not in self._told:
                self._told.add(copy.path)
                text = _("“{name}” beside the file looks like another version of it.").format(name=copy.path.name)
                merge = _("Merge…"), partial(self.merge, copy.path)
                self._window.notify(Notice(f"copy-{len(self._told)}", "info", text, said_of(news), action=merge))
                return

    # Merging

    def choose_and_merge(self) -> None:
        """Let the user name another copy, and merge it."""
        kinds = _("Engagements (*.scope)")
        path = ask_open(self._window, "received", _("Merge another copy"), kinds, self._sitting.path.parent)
        if path:
            self.merge(path)

    def merge(self, path: Path) -> None:
        """Try the merge with another copy, then ask and do it."""
        from scopewright.gui.keeping.merging import prospect

        self._flush()
        still, who = self._sitting.engagement.copied(), self._sitting.who

        def work(secret: Secret) -> Prospect:
            # Tried again with a passphrase, it begins anew.
            return prospect(still.copied(), path, secret, who)

        self._unlocking.run(work, self._ask_merge, self._say_failed, self._sitting.secret)

    def _ask_merge(self, found: Prospect, _secret: Secret) -> None:
        from scopewright.gui.keeping.merging import MergeDialog

        MergeDialog(self._window, found, partial(self._merge, found)).open()

    def _merge(self, found: Prospect, chosen: dict[tuple[str, str], Choice]) -> None:
        from scopewright.gui.keeping.merging import merge_as_chosen, tried_again

        self._flush()
        who = self._sitting.who

        def make(engagement: Engagement) -> list[str]:
            now = found if len(engagement.changes) == found.since else tried_again(found, engagement.copied(), who)
            return merge_as_chosen(engagement, now, chosen, who)

        # what the user did while the choice was open is in the engagement that is handed over
        if self._window.editing is not None:
            self._window.editing.prepare(make, partial(self._tell_merged, found, chosen))

    def _tell_merged(self, found: Prospect, chosen: dict[tuple[str, str], Choice], questions: list[str]) -> None:
        from scopewright.gui.keeping.merging import result_of

        self._window.notices.close_notice("kept-both")
        self._window.notify(Notice("merged", "success", result_of(found, chosen, questions)))
        take = partial(self._sitting.work.attachments.take_from, found.attached)
        self._errands.run(take, lambda _nothing: None, self._say_failed)

    def _flush(self) -> None:
        if self._window.editing is not None:
            self._window.editing.flush()

    def _say_failed(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self._window.notify(Notice("copies", "error", sentence))
