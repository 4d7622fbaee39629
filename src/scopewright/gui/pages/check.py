"""Everything missing or contradictory in the scope, grouped, each one Enter away from the field that mends it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from scopewright.gui.actions import Action
from scopewright.gui.editing import Editing
from scopewright.gui.findings import MARKS, Findings, sentence
from scopewright.gui.pages.check_rule import RuleCard
from scopewright.gui.tables.rows import Group, Head, RowModel, row_table
from scopewright.gui.theme import icons
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.low_room import SparedWhenLow
from scopewright.gui.widgets.search_box import SearchBox
from scopewright.language import N_, _, ngettext, show_count
from scopewright.lint import RULES, Finding
from scopewright.model.severity import SEVERITIES, TITLES, counted

_GROUPS: dict[str, str] = {"severity": N_("By severity"), "section": N_("By section"), "rule": N_("By rule")}
_ALL = ""
_Roles = dict[int, Callable[[Finding], object]]


class CheckPage(QWidget):
    """A table of findings over a card of the rule one is on; ``go_to`` opens a section at a record and field."""

    def __init__(self, editing: Editing, findings: Findings, go_to: Callable[[str, str, str], None]) -> None:
        super().__init__()
        self.setObjectName("check")
        self._engagement = editing.engagement
        self._findings = findings
        self._go_to = go_to
        self._model: RowModel[Finding] = RowModel(self._heads(), self)
        self.table = row_table(
            "check.findings", _("Findings"), self._model, (110, 180, 300, 90), 2, lambda _row: self._open_current()
        )
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_rule())
        self.card = RuleCard(editing)
        self.search = SearchBox("check.search", _("Find in findings"))
        self.search.searched.connect(lambda _text: self._fill())
        self.severity = self._box("check.severity", _("Severity"))
        self.rule = self._box("check.rule", _("Rule"))
        self.grouping = self._box("check.grouping", _("Grouped by"))
        for name, title in _GROUPS.items():
            self.grouping.addItem(_(title), name)
        self._count = Label(muted=True, elide=True)
        self._arrange()
        self.setFocusProxy(self.table)
        findings.renewed.connect(self._renew)
        self._renew()

    # The page, as the window asks it

    def title(self) -> str:
        """The heading over the page."""
        return _("Check")

    def page_actions(self) -> Sequence[Action]:
        """Going to the field, filters, and switching the rule off."""
        group = N_("Check")

        def act(name: str, title: str, run: Callable[[], object], keys: str, icon: str) -> Action:
            return Action(f"check.{name}", title, run, keys, icon, group, page="check")

        return [
            act("mend", N_("Go to the field"), self._open_current, "", "arrow-right"),
            act("find", N_("Find in findings"), self.search.setFocus, "Ctrl+F", "search"),
            act("errors", N_("Show only errors"), lambda: self._choose(self.severity, "error"), "", "octagon-alert"),
            act("this-rule", N_("Show only this rule"), self._only_this_rule, "", "clipboard-check"),
            act("all", N_("Show all findings"), self._show_all, "", "eye"),
            act("off", N_("Switch this rule off"), self.card.begin, "Ctrl+D", "circle-slash"),
        ]

    def refresh(self, _changes: Sequence[object]) -> None:
        """Check again, and stay at the row one was on."""
        self._findings.renew_soon()

    def reveal(self, record: str) -> bool:
        """Choose the first finding about a record."""
        row = next((row for row, found in self._rows() if found.id == record), None)
        if row is not None:
            self._select(row)
        return row is not None

    # Inside

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        self.search.setMinimumWidth(110)
        self.rule.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.rule.setMinimumContentsLength(12)
        self.rule.setMaximumWidth(320)
        self.search.setMaximumWidth(280)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.search, self.severity, self.rule, self.grouping):
            bar.addWidget(widget)
        bar.setStretchFactor(self.rule, 1)
        bar.addStretch(1)
        bar.addWidget(self._count)
        clean = _("No finding. Read it once more with the client's eyes.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState("check.empty", "circle-check", _("Nothing to mend"), clean))
        self._stack.addWidget(EmptyState("check.none", "search", _("No finding passes"), _("Show all findings again.")))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 16)
        column.setSpacing(10)
        column.addLayout(bar)
        column.addWidget(self._stack, stretch=1)
        column.addWidget(self.card)
        SparedWhenLow(self, self.card.examples)

    def _box(self, name: str, accessible: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(accessible)
        box.setToolTip(accessible)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(lambda _place: self._fill())
        return box

    def _heads(self) -> list[Head[Finding]]:
        why: _Roles = {Qt.ItemDataRole.AccessibleDescriptionRole: lambda found: _(RULES[found.rule].why)}
        mark: _Roles = {Qt.ItemDataRole.DecorationRole: lambda found: icons.icon(MARKS[found.severity], _ink(found))}
        muted: _Roles = {Qt.ItemDataRole.ForegroundRole: lambda _found: QColor(current().muted)}
        return [
            Head(N_("Severity"), lambda found: _(TITLES[found.severity]), roles={**mark, **why}),
            Head(N_("Record"), self._record, roles=why),
            Head(N_("Finding"), self._sentence, roles=why),
            Head(N_("Rule"), lambda found: found.rule, roles={**muted, **why}),
        ]

    def _record(self, found: Finding) -> str:
        record = self._engagement.get(found.key)
        return f"{found.id}  {record.headline}".strip() if record is not None else ""

    def _sentence(self, found: Finding) -> str:
        return sentence(found, self._engagement.sections)

    def _renew(self) -> None:
        """Show the new findings, where one was before."""
        self._offer()
        self._fill()
        self.card.show_off()

    def _offer(self) -> None:
        """Fill the filters with what there is, keeping the choice."""
        found = self._findings.all
        codes = sorted({finding.rule for finding in found})
        rules = [(f"{code} {_(RULES[code].title)}", code) for code in codes]
        severities = [(_(TITLES[name]), str(name)) for name in SEVERITIES]
        for box, everything, offers in (
            (self.severity, _("Every severity"), severities),
            (self.rule, _("Every rule"), rules),
        ):
            chosen = box.currentData()
            box.clear()
            box.addItem(everything, _ALL)
            for title, name in offers:
                box.addItem(title, name)
            self._choose(box, chosen, tell=False)

    def _choose(self, box: QComboBox, name: object, *, tell: bool = True) -> None:
        box.setCurrentIndex(max(0, box.findData(name)))
        if tell:
            self._fill()

    def _fill(self) -> None:
        row, chosen = self.table.currentIndex().row(), self._current()
        shown = self._passing()
        self._model.show(self._grouped(shown))
        same = next((at for at, found in self._rows() if chosen and _place(found) == _place(chosen)), None)
        self._select(row if same is None else same)
        total = len(self._findings.all)
        nothing = 2 if total else 1 if self._findings.checked else 0
        self._stack.setCurrentIndex(0 if shown else nothing)
        words = ngettext("{shown} of {count} finding", "{shown} of {count} findings", total)
        said = words.format(shown=show_count(len(shown)), count=show_count(total))
        self._count.setText(said if self._findings.checked else _("Checking…"))
        if total:
            self._count.setText(f"{self._count.text()} ({counted(each.severity for each in self._findings.all)})")
        self._show_rule()

    def _passing(self) -> list[Finding]:
        severity, rule = self.severity.currentData(), self.rule.currentData()
        wanted = self.search.text().strip().casefold()
        return [
            found
            for found in self._findings.all
            if (not severity or found.severity == severity)
            and (not rule or found.rule == rule)
            and (not wanted or wanted in f"{self._record(found)} {self._sentence(found)} {found.rule}".casefold())
        ]

    def _grouped(self, findings: Sequence[Finding]) -> list[Finding | Group]:
        kind = self.grouping.currentData()
        order = {key: place for place, key in enumerate(self._engagement.sections)}
        places = {"severity": lambda f: SEVERITIES.index(f.severity), "section": lambda f: order[f.section]}
        place = places.get(kind, lambda f: f.rule)
        rows: list[Finding | Group] = []
        for _at, members in groupby(sorted(findings, key=place), key=place):
            found = list(members)
            rows += [Group(f"{self._heading(kind, found[0])}  {show_count(len(found))}"), *found]
        return rows

    def _heading(self, kind: str, found: Finding) -> str:
        if kind == "section":
            return _(self._engagement.sections[found.section].title)
        return _(TITLES[found.severity]) if kind == "severity" else f"{found.rule} {_(RULES[found.rule].title)}"

    def _rows(self) -> list[tuple[int, Finding]]:
        return [(row, found) for row in range(self._model.rowCount()) if (found := self._model.item(row))]

    def _current(self) -> Finding | None:
        return self._model.item(self.table.currentIndex().row())

    def _select(self, row: int) -> None:
        """Choose a row; a heading or a row that is gone gives way to the next one that can be chosen."""
        rows = [at for at, _found in self._rows()]
        wanted = next((at for at in rows if at >= row), rows[-1] if rows else -1)
        self.table.clearSpans()
        for at, item in enumerate(self._model.rows):
            if isinstance(item, Group):
                self.table.setSpan(at, 0, 1, self._model.columnCount())
        if wanted >= 0:
            # selectRow forgets the row where the page is not in sight
            self.table.setCurrentIndex(self._model.index(wanted, 0))

    def _show_rule(self) -> None:
        found = self._current()
        self.card.show_rule(RULES[found.rule] if found else None)

    def _only_this_rule(self) -> None:
        found = self._current()
        if found is not None:
            self._choose(self.rule, found.rule)

    def _show_all(self) -> None:
        self.search.clear()
        for box in (self.severity, self.rule):
            self._choose(box, _ALL)

    def _open_current(self) -> None:
        found = self._current()
        if found is not None:
            self._go_to(found.section, found.id, found.field)


def _place(found: Finding) -> tuple[str, str, str, str]:
    return found.rule, found.section, found.key, found.field


def _ink(found: Finding) -> QColor:
    theme = current()
    return QColor({"error": theme.danger, "warning": theme.warning}.get(found.severity, theme.muted))
