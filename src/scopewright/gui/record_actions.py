"""What can be done to a record, in the window: each asks first, saying what would follow."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from scopewright.gui.actions import NO_RECORD, READ_ONLY, Action, Place
from scopewright.gui.editing import Editing
from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.question_lists import offer
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.line_list import LineList
from scopewright.language import _
from scopewright.model.record import Record
from scopewright.model.record_actions import Choice, Doing, RecordAction, do, record_actions_of

_KEYS = {("objectives", "constraint"): "Ctrl+Shift+M", ("constraints", "objective"): "Ctrl+Shift+M"}
"""The key of what is done often, by section and name: a sentence moves to where its wording belongs (row M10)."""
_SHOWN = 12
"""Lines of what follows that a dialog shows; the rest is counted."""


class RecordActions:
    """Those of one page: ``current`` gives the hidden key of the record one is on, ``go_to`` shows another one."""

    def __init__(self, page: QWidget, editing: Editing, current: Callable[[], str], go_to: Callable[[str], object]):
        self._page, self._editing, self._current, self._go_to = page, editing, current, go_to

    def _doing(self) -> Doing | None:
        record = self._editing.engagement.get(self._current())
        return Doing(self._editing.engagement, record, offer().lists, self._editing.who) if record else None

    def possible(self, action: RecordAction) -> bool:
        """Whether there is anything to do for the record one is on."""
        doing = self._doing()
        return doing is not None and not self._editing.read_only and bool(action.offer(doing))

    def hindrance(self, action: RecordAction) -> str:
        """Why there is nothing to do for the record one is on, in the user's language."""
        if self._editing.read_only:
            return _(READ_ONLY)
        return _(action.lacks) if self._doing() is not None else _(NO_RECORD)

    def ask(self, action: RecordAction) -> None:
        """Say what would follow, and do it if that is wanted; at once where there is one way and it asks nothing."""
        self._editing.flush()
        doing = self._doing()
        choices = action.offer(doing) if doing else []
        if doing and len(choices) == 1 and not choices[0].asks:
            self._do(action, doing, choices[0].key)
        elif doing and choices:
            RecordActionDialog(
                self._page.window(), action, doing.record, choices, partial(self._do, action, doing)
            ).open()

    def _do(self, action: RecordAction, doing: Doing, choice: str) -> None:
        try:
            found = do(action, doing, choice)
        except ValueError as error:
            self._editing.refused.emit(_("{reason} Nothing was changed.").format(reason=error))
            return
        if found is not None:
            self._go_to(found.key)


def offered_actions(section: str, group: str, of_page: Callable[[], RecordActions], made: bool) -> list[Action]:
    """What the window registers for each action on the records of a section; the first shows in the head of its page.

    ``of_page`` gives those of the page, ``made`` says whether there is one yet: what is possible is known only then.
    """

    def offered(action: RecordAction, place: Place) -> Action:
        return Action(
            f"{section}.do-{action.name}",
            action.title,
            lambda: of_page().ask(action),
            _KEYS.get((section, action.name), ""),
            icon=action.icon,
            group=group,
            enabled=(lambda: of_page().possible(action)) if made else None,
            lacks=(lambda: of_page().hindrance(action)) if made else "",
            page=section,
            place="palette" if action.quiet else place,
        )

    found = record_actions_of(section)
    return [offered(action, "palette" if number else "header") for number, action in enumerate(found)]


class RecordActionDialog(Dialog):
    """Says what would follow; where there are several ways, they are a list that Enter answers."""

    def __init__(
        self, parent: QWidget, action: RecordAction, record: Record, choices: list[Choice], run: Callable[[str], object]
    ) -> None:
        title = _(action.title).rstrip("…")
        super().__init__(parent, f"do-{action.name}", action.icon, f"{title}: {record.id} {record.headline}".strip())
        self._choices = choices
        self._follows = Label("", wrap=True)
        self._follows.setObjectName(f"do-{action.name}.follows")
        self.ways = LineList(f"do-{action.name}.ways", title)
        for choice in choices:
            self.ways.add(choice.title)
        self.ways.setFixedHeight(min(8, len(choices)) * (self.fontMetrics().lineSpacing() + 12) + 8)
        self.ways.currentRowChanged.connect(self._show)
        self.ways.setVisible(len(choices) > 1)
        self.body.addWidget(self.ways)
        self.body.addWidget(self._follows)
        self.offer_cancel()
        words = title if len(choices) > 1 else choices[0].title
        taken = self.offer_and_close(
            "run", words, lambda: run(choices[self.ways.currentRow()].key), action.icon, main=True
        )
        self.ways.setCurrentRow(0)
        (self.ways if len(choices) > 1 else taken).setFocus()

    def _show(self, row: int) -> None:
        lines = self._choices[row].follows.split("\n")
        more = _("and {n} more").format(n=len(lines) - _SHOWN) if len(lines) > _SHOWN else ""
        self._follows.setText("\n".join([*lines[:_SHOWN], *([more] if more else [])]))
        self.adjustSize()
