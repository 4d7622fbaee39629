"""Choosing since when changes are marked."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from scopewright.gui.actions import Action
from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.since import Since
from scopewright.gui.widgets.day_box import DayBox
from scopewright.language import N_, _
from scopewright.model.review_changes import SIGNOFF
from scopewright.model.since import VISIT

_DAY = "day"


class SinceDialog(Dialog):
    """The last sign-off, my last visit, a day, or nothing."""

    def __init__(self, parent: QWidget, since: Since) -> None:
        text = _("New, changed and moved records get a sign in front; a changed field says what it was and why.")
        super().__init__(parent, "since", "git-compare", _("Mark what changed"), text)
        self._since = since
        self._group = QButtonGroup(self)
        self._words = (SIGNOFF, VISIT, _DAY, "")
        titles = (
            _("Since the last &sign-off"),
            _("Since my last &visit"),
            _("Since a &day that something was signed or frozen before"),
            _("Mark &nothing"),
        )
        chosen = (since.wanted or SIGNOFF) if since.wanted in self._words else _DAY
        for number, (word, title) in enumerate(zip(self._words, titles, strict=True)):
            button = QRadioButton(title)
            button.setObjectName(f"since.{word or 'nothing'}")
            button.setAccessibleName(title.replace("&", ""))
            button.setChecked(word == chosen)
            self._group.addButton(button, number)
            self.body.addWidget(button)
        self.day = DayBox("since.date", _("Day"))
        self.day.dateChanged.connect(lambda _date: self._group.button(self._words.index(_DAY)).setChecked(True))
        self.body.insertWidget(self._words.index(_DAY) + 1, self.day)
        self.offer_cancel()
        self.offer_and_close("mark", _("Mark"), self._choose, main=True)

    def _choose(self) -> None:
        word = self._words[max(0, self._group.checkedId())]
        self._since.want(self.day.chosen().isoformat() if word == _DAY else word)


def mark_actions(since: Since) -> list[Action]:
    """From anywhere: marking since the usual moments, and marking nothing."""
    group = N_("Edit")
    return [
        Action("since.signoff", N_("Mark what changed since the last sign-off"), partial(since.want, SIGNOFF), "",
               "git-compare", group),
        Action("since.visit", N_("Mark what changed since my last visit"), partial(since.want, VISIT), "",
               "git-compare", group),
        Action("since.nothing", N_("Mark no changes any more"), partial(since.want, ""), "", "x", group,
               lambda: bool(since.wanted), lacks=N_("no changes are marked")),
    ]  # fmt: skip
