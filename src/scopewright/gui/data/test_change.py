"""Asked before a baseline that would be judged on other rows than the run before: the decision that says why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.frozen_test import asks_for_other_rows, frozen_by
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.decisions import Decision
from scopewright.model.sections.runs import Run

if TYPE_CHECKING:
    from scopewright.gui.editing import Editing

NEW = "new"


class TestChange(QDialog):
    """Choose a decision of the engagement, or have one made (``NEW``); to reject it keeps the test set."""

    __test__ = False

    def __init__(self, engagement: Engagement, run: Run, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("data.test-change")
        self.setWindowTitle(_("Another test set"))
        said = _(
            "{id} froze the test rows of this file for “{target}”. With these options other rows are held out, and "
            "scores on different rows must not be compared. Which decision changes the test set?"
        )
        self._said = Label(said.format(id=run.id, target=run.target), wrap=True)
        self.choice = QComboBox()
        self.choice.setObjectName("data.test-change.decision")
        self.choice.setAccessibleName(_("The decision that changes the test set"))
        self.choice.addItem(_("Record a new decision"), NEW)
        for decision in engagement.all(Decision):
            self.choice.addItem(f"{decision.id} {decision.headline}", decision.key)
        buttons = QDialogButtonBox()
        change = buttons.addButton(_("Change the test set"), QDialogButtonBox.ButtonRole.AcceptRole)
        keep = buttons.addButton(_("Keep the test set"), QDialogButtonBox.ButtonRole.RejectRole)
        for button, name in ((change, "change"), (keep, "keep")):
            button.setObjectName(f"data.test-change.{name}")
            button.setAccessibleName(button.text())
        keep.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        for part in (self._said, self.choice, buttons):
            column.addWidget(part)
        self.setMinimumWidth(440)


def agree(
    editing: Editing, dataset: Dataset, target: str, asked: Mapping[str, Any], parent: QWidget
) -> tuple[bool, str | None]:
    """Whether a baseline is to start, and the hidden key of the decision if it changes the frozen test set.

    Asks only if ``asked`` (a payload of the job) holds out other rows of the file than the run before.
    """
    run = frozen_by(editing.engagement, dataset.fingerprint, target)
    if run is None or not asks_for_other_rows(run, asked):
        return True, None
    dialog = TestChange(editing.engagement, run, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = str(dialog.choice.currentData())
    dialog.deleteLater()
    if not accepted:
        return False, None
    return True, _new_decision(editing, run) if chosen == NEW else chosen


def _new_decision(editing: Editing, run: Run) -> str:
    title = _("Which rows are held out to judge models of “{target}”?").format(target=run.target)
    said = _("Other rows than those frozen by {id}; scores from before and after are not compared.")
    return editing.add("decisions", {"title": title, "state": "proposed", "outcome": said.format(id=run.id)})
