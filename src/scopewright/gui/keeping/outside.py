"""Another program changed the file while it was open here: who, what, when, and what becomes of both versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.keeping.moments import moment
from scopewright.gui.widgets.label import Label
from scopewright.language import _, ngettext
from scopewright.model.change import Change
from scopewright.model.engagement import KEPT, Engagement
from scopewright.model.merge import known
from scopewright.store.conflict_copies import ConflictCopy, conflict_copies
from scopewright.store.failures import Locked, StoreError
from scopewright.store.opened import read_engagement
from scopewright.store.sealing import Secret


@dataclass(frozen=True)
class News:
    """What another version knows that ours does not; ``unread`` says why that cannot be told."""

    count: int = 0
    who: str = ""
    when: str = ""
    unread: str = ""

    @property
    def nothing(self) -> bool:
        """Whether it has nothing that we have not."""
        return not self.count and not self.unread


def news_of(path: Path, secret: Secret, ours: Mapping[str, int]) -> News:
    """What the version at ``path`` knows beyond the highest counters of ``ours``.

    Raises:
        Locked: it is sealed under something else.
    """
    try:
        theirs = read_engagement(path, secret)
    except Locked:
        raise
    except StoreError as error:
        return News(unread=str(error))
    return _news(theirs, ours)


def _news(theirs: Engagement, ours: Mapping[str, int]) -> News:
    new: list[Change] = [
        change
        for change in theirs.changes
        if change.counter > ours.get(change.replica, 0) and change.section not in KEPT
    ]
    who = dict.fromkeys(change.who for change in new if change.who)
    return News(len(new), ", ".join(who), max((change.when for change in new), default=""))


def copies_with_news(path: Path, still: Engagement, secret: Secret) -> list[tuple[ConflictCopy, News]]:
    """The conflict copies beside a file that know something it does not, or that cannot be read with this secret.

    Raises:
        OSError: the folder cannot be listed.
    """
    ours, found = known(still), []
    for copy in conflict_copies(path, still.key, secret):
        try:
            news = news_of(copy.path, secret, ours)
        except Locked as error:
            news = News(unread=str(error))
        if not news.nothing:
            found.append((copy, news))
    return found


class OutsideDialog(Dialog):
    """Merge, keep both, or look at theirs; whatever is chosen, both versions are kept. Esc decides nothing yet."""

    def __init__(
        self,
        parent: QWidget,
        sentence: str,
        news: News,
        merge: Callable[[], object],
        keep: Callable[[], object],
        view: Callable[[], object],
    ) -> None:
        super().__init__(
            parent, "outside", "git-compare", _("Another program changed the file"), sentence, ink="warning", width=560
        )
        self.body.addWidget(Label(said_of(news), "strong", wrap=True))
        self.offer_cancel(_("Later"))
        self.offer_and_close("view", _("Open theirs read-only"), view, "eye")
        self.offer_and_close("keep", _("Keep both"), keep, "copy", main=bool(news.unread))
        if not news.unread:
            self.offer_and_close("merge", _("Merge…"), merge, "git-compare", main=True)


def said_of(news: News) -> str:
    """Who changed how much, when, as a sentence."""
    if news.unread:
        return news.unread
    if not news.count:
        return _("The other version holds no change that is not here.")
    if not news.who:
        text = ngettext("{count} change, the last of {when}.", "{count} changes, the last of {when}.", news.count)
    else:
        text = ngettext("{count} change by {who}, {when}.", "{count} changes by {who}, the last of {when}.", news.count)
    return text.format(count=news.count, who=news.who, when=moment(news.when))
