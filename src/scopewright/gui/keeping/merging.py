"""Merging another copy of the engagement into the open one: tried off the window's thread, decided by the user."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.keeping.moments import moment
from scopewright.gui.tables.rows import TextRows, row_table
from scopewright.gui.widgets.buttons import secondary
from scopewright.gui.widgets.label import Label
from scopewright.language import N_, _, current, ngettext
from scopewright.model.change import Change
from scopewright.model.engagement import KEPT, Engagement
from scopewright.model.merge import merge
from scopewright.model.merge_choice import Clash, Side, describe, keep_as_questions, take_theirs
from scopewright.model.step import Step
from scopewright.store.attachments import Attachments
from scopewright.store.opened import read_with_attachments
from scopewright.store.sealing import Secret

Choice = Literal["here", "there", "later"]
_TITLES: dict[Choice, str] = {"here": N_("Here"), "there": N_("There"), "later": N_("Decide later")}
_KEYS: dict[Choice, str] = {"here": "Alt+1", "there": "Alt+2", "later": "Alt+3"}
_HEADS = (N_("What"), N_("Here"), N_("There"), N_("Take"))


@dataclass(frozen=True)
class Prospect:
    """What merging a copy would do: ``taken`` counts its changes that contradict nothing; ``places`` tells clashes.

    ``tried`` is ours with theirs taken in by the changes ``made``, from the state after ``since`` changes of ours.
    ``attached`` are the attachments of the copy.
    """

    name: str
    theirs: Engagement
    attached: Attachments
    tried: Engagement
    since: int
    made: list[Change]
    clashes: list[Clash]
    places: list[tuple[str, str, str]]

    @property
    def taken(self) -> int:
        """How many changes contradict nothing here."""
        return sum(change.section not in KEPT for change in self.made)


def prospect(ours: Engagement, path: Path, secret: Secret, who: str) -> Prospect:
    """Try the merge on ``ours``, a copy made for it.

    Raises:
        Locked, NotOpened: the other copy cannot be read.
        SaidToUser: it is another engagement.
    """
    theirs, attached = read_with_attachments(path, secret)
    return _tried(path.name, theirs, attached, ours, who)


def tried_again(found: Prospect, ours: Engagement, who: str) -> Prospect:
    """The same on a later state of ours, in a copy made for it: what the user did while the choice was open."""
    return _tried(found.name, found.theirs, found.attached, ours, who)


def _tried(name: str, theirs: Engagement, attached: Attachments, ours: Engagement, who: str) -> Prospect:
    since, made = len(ours.changes), list[Change]()
    ours.subscribe(made.extend)
    clashes = merge(ours, theirs, who).conflicts
    places = [describe(ours, clash, current()) for clash in clashes]
    return Prospect(name, theirs, attached, ours, since, made, clashes, places)


def merge_as_chosen(ours: Engagement, found: Prospect, chosen: Mapping[tuple[str, str], Choice], who: str) -> list[str]:
    """Merge for good: what the user chose by record and field; the answer is the ids of the questions about the rest.

    ``found`` must have been tried on ours as it is now (``since``); what was tried is done again.

    Raises:
        SaidToUser, Conflict: it does not fit; nothing was merged.
    """
    with Step(ours, _("Merge another copy"), who=who, source="merge") as step:
        for change in found.made:
            step.bring(change)
    ours.numbers.update(found.tried.numbers)
    theirs = [clash for clash in found.clashes if chosen.get((clash.record, clash.field)) == "there"]
    later = [clash for clash in found.clashes if chosen.get((clash.record, clash.field), "later") == "later"]
    if theirs:
        take_theirs(ours, theirs, who)
    return keep_as_questions(ours, later, who, current()) if later else []


class MergeDialog(Dialog):
    """What the two copies disagree on, side by side; each row is decided by one key. ``merged`` gets the choices."""

    def __init__(
        self, parent: QWidget, found: Prospect, merged: Callable[[dict[tuple[str, str], Choice]], object]
    ) -> None:
        title = _("Merge “{name}”").format(name=found.name)
        super().__init__(parent, "merge", "git-compare", title, _about(found), width=860 if found.clashes else 480)
        self._found, self._merged = found, merged
        self.choices: list[Choice] = ["later" for _clash in found.clashes]
        if found.clashes:
            self._compare()
        self.offer_cancel()
        self.offer("merge", _("Merge"), self._merge, "git-compare", main=True)

    def _compare(self) -> None:
        self._model = TextRows(_HEADS)
        widths = (150, 260, 260, 110)
        self.table = row_table("merge.table", _("What the copies disagree on"), self._model, widths, 1)
        self.table.setMinimumHeight(150)
        self._here, self._there = _reader("merge.here", _("Here")), _reader("merge.there", _("There"))
        self._who = Label(role="small", muted=True), Label(role="small", muted=True)
        self.body.addWidget(self.table, stretch=1)
        self.body.addLayout(self._sides())
        self.body.addLayout(self._chooser())
        self._model.show([self._row(row) for row in range(len(self.choices))])
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._read(now.row()))
        self.table.selectRow(0)
        self.table.setFocus()

    def _sides(self) -> QHBoxLayout:
        sides = QHBoxLayout()
        sides.setSpacing(12)
        for text, who in zip((self._here, self._there), self._who, strict=True):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(who)
            column.addWidget(text)
            sides.addLayout(column)
        return sides

    def _chooser(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(_("This row:"), muted=True))
        for choice, title in _TITLES.items():
            take = partial(self._choose, choice)
            button = secondary(f"merge.{choice}", _(title), take)
            button.setToolTip(_KEYS[choice])
            row.addWidget(button)
            QShortcut(QKeySequence(_KEYS[choice]), self, take)
        row.addStretch(1)
        row.addWidget(secondary("merge.all-here", _("All: here"), partial(self._choose_all, "here")))
        row.addWidget(secondary("merge.all-there", _("All: there"), partial(self._choose_all, "there")))
        return row

    def _row(self, row: int) -> tuple[str, str, str, str]:
        return (*self._found.places[row], _(_TITLES[self.choices[row]]))

    def _read(self, row: int) -> None:
        clash, (_place, ours, theirs) = self._found.clashes[row], self._found.places[row]
        self._here.setPlainText(ours)
        self._there.setPlainText(theirs)
        for label, title, side in zip(self._who, (_("Here"), _("There")), (clash.ours, clash.theirs), strict=True):
            label.setText(_by(title, side))

    def _choose(self, choice: Choice) -> None:
        row = self.table.currentIndex().row()
        self.choices[row] = choice
        self._model.put(row, self._row(row))
        self.table.selectRow(min(row + 1, len(self.choices) - 1))
        self.table.setFocus()

    def _choose_all(self, choice: Choice) -> None:
        for row in range(len(self.choices)):
            self.choices[row] = choice
            self._model.put(row, self._row(row))

    def _merge(self) -> None:
        places = [(clash.record, clash.field) for clash in self._found.clashes]
        self.accept()
        self._merged(dict(zip(places, self.choices, strict=True)))


def _reader(name: str, accessible: str) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setObjectName(name)
    text.setAccessibleName(accessible)
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setFixedHeight(96)
    return text


def _by(title: str, side: Side) -> str:
    return " · ".join(part for part in (title, side.who, moment(side.when) if side.when else "") if part)


def _about(found: Prospect) -> str:
    text = ngettext(
        "{count} change of the other copy contradicts nothing here and is taken over.",
        "{count} changes of the other copy contradict nothing here and are taken over.",
        found.taken,
    )
    said = [text.format(count=found.taken) if found.taken else _("The other copy has nothing that is missing here.")]
    if found.clashes:
        text = ngettext(
            "On {count} value the copies disagree: choose which one holds. What is left for later keeps the value from "
            "here and becomes an open question.",
            "On {count} values the copies disagree: choose which one holds. What is left for later keeps the value "
            "from here and becomes an open question.",
            len(found.clashes),
        )
        said.append(text.format(count=len(found.clashes)))
    return " ".join(said)


def result_of(found: Prospect, chosen: Mapping[tuple[str, str], Choice], questions: Sequence[str]) -> str:
    """What was merged, as sentences."""
    said = [_("“{name}” is merged; the other file was left as it is.").format(name=found.name)]
    theirs = sum(choice == "there" for choice in chosen.values())
    if theirs:
        text = ngettext("{count} value is from there.", "{count} values are from there.", theirs)
        said.append(text.format(count=theirs))
    if questions:
        said.append(_("Left for later: {ids}.").format(ids=", ".join(questions)))
    return " ".join(said)
