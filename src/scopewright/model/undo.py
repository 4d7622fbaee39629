"""Undo and redo as readings of the list of changes.

Only groups that a user made are undone; undoing appends the inverse changes, so the list never shrinks and the file
never empties. A group whose inverse no longer fits (a job changed the same field since) is refused with a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from scopewright.model.change import Change
from scopewright.model.engagement import Engagement
from scopewright.model.history import KEPT_STEPS
from scopewright.model.step import Step


@dataclass
class _Group:
    id: str
    name: str
    earlier: bool = False
    changes: list[Change] = field(default_factory=list)


class Undo:
    """The steps that can be taken back or made again.

    What was done before this object was made belongs to earlier sittings: the last 200 of those steps are kept, but
    undo stops before them until ``allow_earlier`` is called, once a sitting, after the user was asked.
    """

    def __init__(self, engagement: Engagement) -> None:
        self._engagement = engagement
        self._done: list[_Group] = []
        self._undone: list[_Group] = []
        self._allowed = False
        for _group, changes in groupby(engagement.changes, key=lambda change: change.group):
            self._note(list(changes))
        self._done = self._done[-KEPT_STEPS:]
        self._undone = self._undone[-KEPT_STEPS:]
        for group in self._done:
            group.earlier = True
        engagement.subscribe(self._note)

    @property
    def undo_name(self) -> str:
        """The name of the step that ``undo`` takes back now; empty if there is none, or if asking comes first."""
        return self._done[-1].name if self._done and not self.undo_reaches_back else ""

    @property
    def undo_reaches_back(self) -> bool:
        """Whether the next step to take back is one of an earlier sitting and nobody has allowed that yet."""
        return bool(self._done) and self._done[-1].earlier and not self._allowed

    @property
    def earlier_name(self) -> str:
        """The name of the step of an earlier sitting that the user is to be asked about; empty if there is none."""
        return self._done[-1].name if self.undo_reaches_back else ""

    @property
    def redo_name(self) -> str:
        """The name of the step that ``redo`` makes again; empty if there is none."""
        return self._undone[-1].name if self._undone else ""

    def allow_earlier(self) -> None:
        """The user agreed, once for this sitting, that undo goes on into earlier ones."""
        self._allowed = True

    def undo(self, who: str = "") -> str:
        """Take back the last step and return its name; nothing to undo is the empty name.

        Raises:
            Conflict: something else changed the same place since; nothing was undone.
        """
        if not self._done or self.undo_reaches_back:
            return ""
        group = self._done[-1]
        with Step(self._engagement, group.name, who=who) as step:
            for change in reversed(group.changes):
                step.take(change.inverse(), undoes=group.id)
        return group.name

    def redo(self, who: str = "") -> str:
        """Make the last undone step again and return its name.

        Raises:
            Conflict: something else changed the same place since; nothing was redone.
        """
        if not self._undone:
            return ""
        group = self._undone[-1]
        with Step(self._engagement, group.name, who=who) as step:
            for change in group.changes:
                step.take(change, redoes=group.id)
        return group.name

    def _note(self, changes: Sequence[Change]) -> None:
        first = changes[0]
        if first.undoes:
            _shift(first.undoes, self._done, self._undone)
        elif first.redoes:
            _shift(first.redoes, self._undone, self._done)
        elif first.source == "user":
            self._undone.clear()
            if not self._done or self._done[-1].id != first.group:
                self._done.append(_Group(first.group, first.name))
            self._done[-1].changes.extend(changes)


def _shift(wanted: str, source: list[_Group], target: list[_Group]) -> None:
    """Move a group to the other list; one so old that it is not kept is in neither."""
    place = next((n for n in range(len(source) - 1, -1, -1) if source[n].id == wanted), None)
    if place is not None:
        group = source.pop(place)
        group.earlier = False
        target.append(group)
