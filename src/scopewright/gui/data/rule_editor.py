"""Rules by hand, a line each, and below them what is wrong with them or what they would answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from scopewright.gui.data.words import count, figure
from scopewright.gui.widgets.label import Label
from scopewright.language import _, ngettext, show_row

_HEIGHT = 62


class RuleEditor(QWidget):
    """The text and its note; the grammar is the lab's, which also tries the rules."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setObjectName("data.rules")
        self.text.setAccessibleName(_("Rules by hand, one a line"))
        self.text.setPlaceholderText(_("score < 400 -> bad\nscore is missing -> bad\nelse -> good"))
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)
        self.text.setFixedHeight(_HEIGHT)
        self.note = Label(role="small", wrap=True)
        self.note.setObjectName("data.rules-note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.text)
        column.addWidget(self.note)
        self.show_trial(None)

    def show_trial(self, trial: Mapping[str, Any] | None) -> None:
        """Show what the job ``rules`` said; None while there is nothing to say."""
        said = _said(trial) if trial is not None and self.text.toPlainText().strip() else ""
        self.note.setText(said)
        self.note.setVisible(bool(said))
        self.text.setAccessibleDescription(said)


def _said(trial: Mapping[str, Any]) -> str:
    if trial["problem"]:
        return f"\N{WARNING SIGN} {trial['problem']}"
    parts = [_answer(each) for each in trial["answers"]]
    if trial["silent"]:
        silent = ngettext("{count} row without an answer", "{count} rows without an answer", trial["silent"])
        parts.append(silent.format(count=count(trial["silent"])))
    return "; ".join(parts)


def _answer(each: Mapping[str, Any]) -> str:
    answer = each["answer"] if isinstance(each["answer"], str) else figure(each["answer"])
    said = ngettext("“{answer}” for {count} row: {rows}", "“{answer}” for {count} rows: {rows}", each["rows"])
    rows = ", ".join(map(show_row, each["first"]))
    return said.format(answer=answer, count=count(each["rows"]), rows=rows + (" …" if each["rows"] > 5 else ""))
