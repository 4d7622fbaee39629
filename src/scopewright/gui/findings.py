"""What the scope linter says of the open engagement, renewed a moment after a change, beside the window's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from scopewright.gui.background import Background
from scopewright.gui.editing import Editing
from scopewright.language import _
from scopewright.lint import Checker, Finding
from scopewright.model.record import Section
from scopewright.model.severity import SEVERITIES, TITLES, Severity

_PAUSE_MS = 250
MARKS: dict[Severity, str] = {"error": "octagon-alert", "warning": "triangle-alert", "hint": "info"}
"""The icon of each severity; its word stands beside it or in its accessible text."""


class Findings(QObject):
    """All findings, and those of a section, a record or a field; ``renewed`` follows every check.

    ``checked`` is whether there was a check at all.
    """

    renewed = Signal()

    def __init__(self, editing: Editing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engagement = editing.engagement
        self._checker = Checker()
        self._background = Background(self)
        self.all: Sequence[Finding] = ()
        self.checked = False
        self._of_record: dict[str, list[Finding]] = {}
        self._of_section: dict[str, list[Finding]] = {}
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE_MS)
        self._wait.timeout.connect(self._ask)
        editing.changed.connect(lambda _changes: self._wait.start())
        self._wait.start()

    def of_record(self, key: str) -> Sequence[Finding]:
        """What was found about one record, the severest first."""
        return self._of_record.get(key, ())

    def of_field(self, key: str, field: str) -> Sequence[Finding]:
        """What was found about one field of a record."""
        return [finding for finding in self.of_record(key) if finding.field == field]

    def of_section(self, section: str) -> Sequence[Finding]:
        """What was found in a section, its records included."""
        return self._of_section.get(section, ())

    def renew(self) -> None:
        """Check now, and wait for it: where no event loop runs."""
        self._wait.stop()
        self._take(self._checker.findings(self._engagement))

    def renew_soon(self) -> None:
        """Check without the pause that follows an edit, beside the window's thread: for a page that is opened."""
        if self._wait.isActive() or not self.checked:
            self._wait.stop()
            self._ask()

    def _ask(self) -> None:
        copy = self._engagement.copied()
        self._background.ask(lambda: self._checker.findings(copy), self._take)

    def _take(self, findings: Sequence[Finding]) -> None:
        self.all, self.checked = findings, True
        self._of_record, self._of_section = {}, {}
        for finding in findings:
            self._of_section.setdefault(finding.section, []).append(finding)
            if finding.key:
                self._of_record.setdefault(finding.key, []).append(finding)
        self.renewed.emit()


def worst(findings: Sequence[Finding]) -> Severity | None:
    """The severest of some findings."""
    return min((finding.severity for finding in findings), key=SEVERITIES.index, default=None)


def sentence(found: Finding, sections: Mapping[str, Section]) -> str:
    """What was found, behind the title of its field; behind that of its section where no record is meant."""
    section = sections[found.section]
    where = _(section.title) if not found.id else ""
    title = _(section.spec(found.field).title) if found.field in section else ""
    return ": ".join(part for part in (where or title, found.message) if part)


def in_words(findings: Sequence[Finding], sections: Mapping[str, Section] | None = None) -> str:
    """One line for each finding: its severity, its message, its rule; with ``sections`` its field, too."""
    said = (sentence(each, sections) if sections is not None else each.message for each in findings)
    return "\n".join(
        f"{_(TITLES[each.severity])}: {text} ({each.rule})" for each, text in zip(findings, said, strict=True)
    )
