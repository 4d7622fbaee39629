"""One field of a form: its title, the editor, guidance, and what is wrong with the value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.forms.editor import Surroundings, is_clipped
from scopewright.gui.forms.editors import make_editor
from scopewright.gui.forms.found import SAID_BY_THE_FIELD, Found, Problem
from scopewright.gui.forms.read_only import show_read_only
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.lint import Finding
from scopewright.model.fields import Spec
from scopewright.model.kinds import Locale, Text
from scopewright.model.record import Record


class Field(QWidget):
    """Edits one field of the record it was shown last.

    A half-typed value is no error: problems show when the keyboard leaves the field, and go as soon as they are mended.
    """

    def __init__(self, spec: Spec, editing: Editing, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._editing = editing
        self._key = ""
        self.editor = make_editor(spec, around)
        self.editor.typed.connect(lambda text: self._editing.set_text(self._key, spec.name, text))
        self.editor.picked.connect(lambda stored: self._editing.set_stored(self._key, spec.name, stored))
        self.editor.complained.connect(self._complain)
        self.editor.left.connect(self._left)
        title = _(spec.title).replace("&", "&&")
        label = Label(_("{title} (needed)").format(title=title) if spec.required else title, "strong")
        label.setBuddy(self.editor.control)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(label)
        column.addWidget(self.editor)
        if spec.help and not isinstance(spec.kind, Text):
            column.addWidget(Label(_(spec.help), "small", muted=True, wrap=True))
        column.addStretch()
        self._column = column
        self._problem: Problem | None = None
        self._change: Label | None = None
        self._found: Found | None = None
        self._findings: Sequence[Finding] = ()

    @property
    def problem(self) -> str:
        """The sentence that is shown beneath, empty for none."""
        return self._problem.text if self._problem else ""

    @property
    def found(self) -> str:
        """What the linter is told to say of it, empty for nothing."""
        return self._found.text if self._found else ""

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the linter says of the field, but nothing new while one is typing in it."""
        self._findings = [each for each in findings if each.rule not in SAID_BY_THE_FIELD]
        if self.found or not self.editor.control.hasFocus():
            self._say_findings()

    def show_change(self, words: str) -> None:
        """Say what the field was and why it changed; nothing with empty words."""
        if self._change is None and words:
            self._change = Label(role="small", muted=True, wrap=True)
            self._change.setObjectName(f"field-{self.spec.name}.change")
            self._column.insertWidget(self._column.count() - 1, self._change)
        if self._change is not None:
            self._change.setText(f"* {words}" if words else "")
            self._change.setVisible(bool(words))

    def show_record(self, record: Record) -> None:
        """Show the field of a record; what was being typed into another one is handed in first."""
        if record.key != self._key:
            self.editor.flush()
            self._key = record.key
        stored = record.stored(self.spec.name)
        self.editor.show_value(stored, record.shown(self.spec.name, self._editing.locale))
        self._say_problems(loud=not self.editor.control.hasFocus())
        if self._editing.read_only:
            show_read_only(self.editor)

    def _left(self) -> None:
        self._say_problems(loud=True)
        self._say_findings()

    def _say_findings(self) -> None:
        if self._found is None and self._findings:
            self._found = Found(f"field-{self.spec.name}.found")
            self._column.insertWidget(self._column.count() - 1, self._found)
        if self._found is not None:
            self._found.say(self._findings)

    def _say_problems(self, *, loud: bool) -> None:
        if self._key not in self._editing.engagement:
            return
        found = problems(self._editing.engagement[self._key], self.spec, self._editing.locale)
        if not found or loud or self.problem:
            self._complain(" ".join(found))

    def _complain(self, sentence: str) -> None:
        if self._problem is None and sentence:
            self._problem = Problem(f"field-{self.spec.name}.problem")
            self._column.insertWidget(
                self._column.indexOf(self._found) if self._found else self._column.count() - 1, self._problem
            )
        if self._problem is not None:
            self._problem.say(sentence)
        self.editor.show_invalid(bool(sentence))


def problems(record: Record, spec: Spec, locale: Locale) -> list[str]:
    """What is wrong with a field of a record by itself, in sentences."""
    if spec.name in record.unread:
        return [_why_unread(record.unread[spec.name], spec, locale)]
    value = getattr(record, spec.name)
    found = spec.kind.problems(value)
    if is_clipped(record.shown(spec.name, locale)):
        found.append(_("Only its beginning is shown, and it cannot be edited here."))
    return found


def _why_unread(text: str, spec: Spec, locale: Locale) -> str:
    try:
        spec.kind.read(text, locale)
    except ValueError as error:
        return _("{reason} Kept as typed.").format(reason=error)
    return _("Kept as typed; type it again to have it understood.")
