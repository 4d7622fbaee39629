"""What the audit found: a list to walk, the chosen finding in full, and the way from it into the scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from scopewright.gui.data.cells_table import Cell, CellsTable
from scopewright.gui.data.into_scope import SECTIONS, made_of
from scopewright.gui.data.lab_work import Known
from scopewright.gui.data.words import SEVERITIES, count
from scopewright.gui.widgets.buttons import secondary
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.label import Label, tooltip
from scopewright.gui.widgets.status_badge import StatusBadge
from scopewright.language import _, show_row
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Row
from scopewright.model.lab_results import finding_rows
from scopewright.model.record import Record
from scopewright.model.sections.datasets import Dataset

_FIRST_ROWS = 8
_EVIDENCE_ROWS, _FEW_EVIDENCE_ROWS, _ROOMY_PIXELS = 5, 2, 480
_BAR_PIXELS = 14
_WIDE_PIXELS = 680
"""From here on there is room for whole sentences on the buttons."""


class FindingsView(QWidget):
    """``make`` turns the chosen finding into a record of a section; ``begin`` starts an audit."""

    def __init__(self, make: Callable[[str], object], begin: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("data.findings-view")
        self._dataset: Dataset | None = None
        self._report: Mapping[str, Any] = {}
        self._findings: Sequence[Row] = ()
        self._so_far = Label(muted=True, wrap=True)
        self._so_far.setObjectName("data.findings.so-far")
        self._engagement: Engagement | None = None
        self.table = CellsTable("data.findings", _("Findings of the audit"), stretch=3, chosen=True)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self._badge = StatusBadge("data.finding.severity", "open", "")
        self._place = Label(role="small", muted=True, elide=True)
        self._message = Label(wrap=True)
        self._message.setObjectName("data.finding.message")
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._buttons = {
            section: secondary(f"data.finding.{way.name}", _(way.title), partial(make, section), way.icon)
            for section, way in SECTIONS.items()
        }
        for section, way in SECTIONS.items():
            said = _("{action} ({key})").format(action=_(way.title), key=way.key)
            self._buttons[section].setToolTip(tooltip(said))
        self.table.on_keys({way.key: partial(make, section) for section, way in SECTIONS.items()})
        self._evidence = CellsTable("data.evidence", _("First rows of the finding"))
        self._evidence.setVisible(False)
        self._clean = EmptyState("data.clean", "circle-check", _("No finding"), "")
        self._running = EmptyState("data.being-audited", "list-checks", _("Being audited"), "")
        audit = (_("Audit this file"), begin)
        todo = _("The audit looks for what would spoil a model: missing values, leaks, personal data, stale dates.")
        self._todo = EmptyState("data.unaudited", "list-checks", _("Not audited yet"), todo, action=audit)
        self._arrange()

    def show_findings(
        self, engagement: Engagement, dataset: Dataset, known: Known | None = None, *, auditing: bool = False
    ) -> None:
        """Show the stored findings of a dataset; what is ``known`` adds the row numbers, which are not stored.

        Until it is audited, show what the first rows told, if they did; ``auditing`` says that it is going on.
        """
        first, report = (known.first, known.audit) if known is not None else (None, None)
        if self._dataset is None or self._dataset.key != dataset.key:
            self.table.show_rows((), ())
        so_far = first if dataset.audited is None else None
        self._engagement, self._dataset, self._report = engagement, dataset, so_far or report or {}
        self._findings = _unstored(so_far) if so_far else dataset.findings
        self._so_far.setText(_so_far(so_far) if so_far else "")
        self._so_far.setVisible(bool(so_far))
        for section, button in self._buttons.items():
            button.setVisible(section in engagement.sections)
        heads = (_("Severity"), _("Column"), _("Rows"), _("Finding"), _("In the scope"))
        self.table.show_rows(heads, [self._row(finding) for finding in self._findings])
        self._running.say(_so_far(so_far) if so_far else _("What the first rows tell comes first."))
        self._clean.say(_nothing(report))
        before = self._running if auditing else self._todo
        empty = before if dataset.audited is None else self._clean
        self._pages.setCurrentWidget(self._full if self._findings else empty)
        self._show_chosen()

    @property
    def chosen(self) -> Row | None:
        """The finding that the keyboard stands on."""
        place = self.table.row
        return self._findings[place] if 0 <= place < len(self._findings) else None

    @property
    def count(self) -> int:
        """How many findings are shown."""
        return len(self._findings)

    def _arrange(self) -> None:
        detail = QFrame()
        detail.setProperty("look", "card")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._badge)
        head.addWidget(self._place, stretch=1)
        for button in self._buttons.values():
            head.addWidget(button)
        column = QVBoxLayout(detail)
        column.setContentsMargins(14, 10, 10, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._message)
        column.addWidget(self._evidence)
        self._full = QWidget()
        rows = QVBoxLayout(self._full)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(self._so_far)
        rows.addWidget(self.table, stretch=1)
        rows.addWidget(detail)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 10, 0, 0)
        for page in (self._full, self._clean, self._todo, self._running):
            self._pages.addWidget(page)

    def _row(self, finding: Row) -> Sequence[Cell | str]:
        state, word = SEVERITIES.get(str(finding["severity"]), ("open", ""))
        made = ", ".join(record.id for record in self._made_of(finding))
        return (
            Cell(_(word), state=state),
            Cell(finding["column"] or _("The file"), muted=not finding["column"]),
            Cell(count(finding["count"]) if finding["count"] else "–", right=True, muted=not finding["count"]),
            str(finding["message"]),
            Cell(made or "–", muted=not made),
        )

    def _made_of(self, finding: Row) -> Iterator[Record]:
        if self._engagement is not None and self._dataset is not None:
            yield from made_of(self._engagement, self._dataset, finding)

    def _show_chosen(self) -> None:
        finding = self.chosen
        if finding is None:
            return
        state, word = SEVERITIES.get(str(finding["severity"]), ("open", ""))
        self._badge.show_state(state, _(word))
        self._place.setText(" · ".join(part for part in self._where(finding) if part))
        told = self._live(finding)
        self._message.setText(str(told["message"] if told else finding["message"]))
        self._show_evidence((told or {}).get("evidence") or {})

    def _show_evidence(self, found: Mapping[str, Any]) -> None:
        """The cells of the first rows, as this sitting's audit saw them."""
        rows = found.get("rows") or []
        self._evidence.show_rows((_("Row"), *found["header"]) if rows else (), rows)
        self._evidence.setVisible(bool(rows))
        if rows:
            most = _EVIDENCE_ROWS if self.height() > _ROOMY_PIXELS else _FEW_EVIDENCE_ROWS
            self._evidence.setFixedHeight(self._evidence.height_of_rows(most) + _BAR_PIXELS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for section, button in self._buttons.items():
            way = SECTIONS[section]
            button.setText(f" {_(way.title) if self.width() > _WIDE_PIXELS else _(way.short)}")
        self._show_chosen()

    def _where(self, finding: Row) -> Iterator[str]:
        yield _("Audit rule {code}").format(code=finding["rule"])
        yield str(finding["column"] or "")
        told = self._live(finding)
        if told is not None and told["rows"]["first"]:
            first = ", ".join(map(show_row, told["rows"]["first"][:_FIRST_ROWS]))
            more = "…" if told["rows"]["count"] > _FIRST_ROWS else ""
            yield _("rows {numbers} below the headings").format(numbers=first + more)

    def _live(self, finding: Row) -> Mapping[str, Any] | None:
        """The finding as the audit of this sitting tells it, with the cells it quotes; they are not stored."""
        wanted = finding["message"], finding["column"] or None
        found: Iterable[Mapping[str, Any]] = self._report.get("findings", ())
        return next((told for told in found if (told["kept"], told["column"]) == wanted), None)


def _unstored(report: Mapping[str, Any]) -> Sequence[Row]:
    found: Sequence[Row] = Dataset.section.spec("findings").kind.from_json(finding_rows(report))
    return found


def _nothing(report: Mapping[str, Any] | None) -> str:
    """What an audit without a finding has looked at, as far as this sitting knows."""
    seen = (report or {}).get("looked_at")
    if report is None or seen is None or seen == report["rows"]:
        return _("The audit found nothing to mend.")
    text = _(
        "All {total} rows were counted: types, gaps, constants. What needs the cells themselves, such as copies, "
        "leaks and personal data, was looked for in the first {count} rows. Nothing was found."
    )
    return text.format(count=count(seen), total=count(report["rows"]))


def _so_far(report: Mapping[str, Any]) -> str:
    text = _("First findings, from the first {count} of about {total} rows. They are kept once the audit is done.")
    return text.format(count=count(report["looked_at"]), total=count(report["rows"]))
