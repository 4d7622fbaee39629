"""The card of a rule under the findings: why it is there, an example each way, and the way to switch it off."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.forms.flow import FlowBox
from scopewright.gui.widgets.buttons import quiet, secondary
from scopewright.gui.widgets.label import Label, tooltip
from scopewright.language import _
from scopewright.lint import RULES, Rule, switched_off
from scopewright.lint.example import Example, in_words


class RuleCard(QWidget):
    """Shows one rule; a rule is switched off by a record with its reason, so undo takes that back like any edit."""

    def __init__(self, editing: Editing) -> None:
        super().__init__()
        self.setObjectName("check.card")
        self._editing = editing
        self._rule: Rule | None = None
        self._title = Label(role="strong", wrap=True)
        self._why = Label(wrap=True)
        self._bad = Label(role="small", muted=True, wrap=True)
        self._good = Label(role="small", muted=True, wrap=True)
        self.examples = QWidget()
        self.reason = QLineEdit()
        self.reason.setObjectName("check.reason")
        self.reason.setAccessibleName(_("Why the rule does not apply"))
        self.reason.setPlaceholderText(_("Why does this rule not apply here?"))
        self.reason.returnPressed.connect(self._switch_off)
        self._button = secondary("check.switch-off", _("Switch this rule off"), self._switch_off, "circle-slash")
        self._button.setEnabled(False)
        self.reason.textChanged.connect(lambda text: self._button.setEnabled(bool(text.strip())))
        self._off_title = Label(_("Switched off in this engagement"), "small", muted=True)
        self._off = FlowBox()
        self._arrange()
        self.show_rule(None)
        self.show_off()

    def show_rule(self, rule: Rule | None) -> None:
        """Show another rule, or none."""
        self._rule = rule
        for widget in (self._title, self._why, self._bad, self._good, self.reason, self._button):
            widget.setVisible(rule is not None)
        if rule is None:
            return
        self._title.setText(f"{rule.code}  {_(rule.title)}")
        self._why.setText(_(rule.why))
        self._bad.setText(_("Bad: {example}").format(example=_line(rule.bad)))
        self._good.setText(_("Good: {example}").format(example=_line(rule.good)))

    def show_off(self) -> None:
        """Show which rules are off, each with a button that switches it on again."""
        off = switched_off(self._editing.engagement)
        buttons: list[QWidget] = []
        for code, record in off.items():
            button = quiet(f"check.on-{code}", code, partial(self._editing.remove, [record.key]), "x")
            title = _(RULES[code].title) if code in RULES else ""
            button.setToolTip(
                tooltip(_("Switch on again: {title}. {reason}").format(title=title, reason=record.reason))
            )
            button.setAccessibleName(_("Switch {code} on again").format(code=code))
            buttons.append(button)
        self._off.show_widgets(buttons)
        self._off.setVisible(bool(off))
        self._off_title.setVisible(bool(off))

    def begin(self) -> None:
        """Put the keyboard where the reason is typed."""
        self.reason.setFocus()

    def _switch_off(self) -> None:
        reason = self.reason.text().strip()
        if self._rule is None or not reason:
            return
        name = _("Switch off rule {code}").format(code=self._rule.code)
        with self._editing.step(name) as step:
            step.add("rules_off", {"rule": self._rule.code, "reason": reason})
        self.reason.clear()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.reason, stretch=1)
        row.addWidget(self._button)
        off = QHBoxLayout()
        off.addWidget(self._off_title)
        off.addWidget(self._off, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        examples = QVBoxLayout(self.examples)
        examples.setContentsMargins(0, 0, 0, 0)
        examples.setSpacing(4)
        for example in (self._bad, self._good):
            examples.addWidget(example)
        for widget in (self._title, self._why, self.examples):
            column.addWidget(widget)
        column.addLayout(row)
        column.addLayout(off)


def _line(example: Example) -> str:
    return "  |  ".join(in_words(example))
