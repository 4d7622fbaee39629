"""Undo and redo as readings of the list of changes.

Only groups that a user made are undone; undoing appends the inverse changes, so the list never shrinks and the file
never empties. A group whose inverse no longer fits (a job changed the same field since) is refused with a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scopewright.model.change import Change
from scopewright.model.engagement import Engagement
from scopewright.model.step import Step


@dataclass
class _Group:
    id: str
    name: str
    changes: list[Change] = field(default_factory=list)


class Undo:
    """The steps of this sitting that can be taken back or made again.

    Undo never passes the state in which the file was opened.
    """

    def __init__(self, engagement: Engagement) -> None:
        self._engagement = engagement
        self._done: list[_Group] = []
        self._undone: list[_Group] = []
        engagement.subscribe(self._note)

    @property
    def undo_name(self) -> str:
        """The name of the step that ``undo`` takes back; empty if there is none."""
        return self._done[-1].name if self._done else ""

    @property
    def redo_name(self) -> str:
        """The name of the step that ``redo`` makes again; empty if there is none."""
        return self._undone[-1].name if self._undone else ""

    def undo(self, who: str = "") -> str:
        """Take back the last step and return its name; nothing to undo is the empty name.

        Raises:
            Conflict: something else changed the same place since; nothing was undone.
        """
        if not self._done:
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
            self._undone.append(self._done.pop())
        elif first.redoes:
            self._done.append(self._undone.pop())
        elif first.source == "user":
            self._undone.clear()
            if not self._done or self._done[-1].id != first.group:
                self._done.append(_Group(first.group, first.name))
            self._done[-1].changes.extend(changes)
