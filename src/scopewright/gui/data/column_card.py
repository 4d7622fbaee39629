"""One column of a file as a card: its type and why, how its values are spread, its findings, its meaning, its fix."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from scopewright.gui.data.column_picture import ColumnPicture
from scopewright.gui.data.words import SEVERITIES, column_type, count, date_format
from scopewright.gui.widgets.buttons import quiet, secondary
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.status_badge import StatusBadge
from scopewright.language import N_, _, current, show_day, show_figure, show_number

_FIGURES = {
    "least": N_("Lowest"), "q1": N_("A quarter is below"), "median": N_("Half is below"),
    "q3": N_("Three quarters are below"), "most": N_("Highest"), "mean": N_("Mean"),
}  # fmt: skip
_MOST_LEVELS, _MOST_FINDINGS = 10, 12


@dataclass(frozen=True)
class ColumnFacts:
    """What is known of a column: as stored, as the latest audit tells it, guessed, found, and defined."""

    name: str
    type: str
    missing: int
    distinct: int | None
    records: int
    told: Mapping[str, Any] = field(default_factory=dict)
    guess: Mapping[str, Any] = field(default_factory=dict)
    findings: Sequence[Mapping[str, Any]] = ()
    definition: str = ""
    target: bool = False


class ColumnCard(QFrame):
    """``accept`` takes the proposal for the column, ``accept_all`` every proposal, ``define`` goes to its meaning."""

    def __init__(
        self, accept: Callable[[], object], accept_all: Callable[[], object], define: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setObjectName("data.column.card")
        self.setProperty("look", "card")
        self._shown: ColumnFacts | None = None
        self._name = Label(role="heading", wrap=True)
        self._type, self._because = Label(role="strong"), Label(muted=True, wrap=True)
        self._picture = ColumnPicture()
        self._figures, self._findings = QGridLayout(), QVBoxLayout()
        self._definition = Label(wrap=True)
        self._proposal = Label(wrap=True)
        self._accept = secondary("data.column.accept", _("Read it so"), accept, "check")
        self._accept_all = quiet("data.column.accept-all", _("Accept all proposals"), accept_all, "list-checks")
        self._define = quiet("data.column.define", _("Open its definition"), define, "book-open")
        self._made: list[QWidget] = []
        self._arrange()

    def show_column(self, facts: ColumnFacts) -> None:
        """Show another column, or what is new of this one."""
        if facts == self._shown:
            return
        self._shown = facts
        self._name.setText(facts.name)
        self._type.setText(column_type(facts.type) + (f" · {_('target')}" if facts.target else ""))
        self._because.setText("\n".join(_evidence(facts)))
        self._because.setVisible(bool(self._because.text()))
        low, high = (_value(end) for end in facts.told.get("axis") or ("", ""))
        self._picture.show_bars(facts.told.get("spread") or (), low, high, _told_of_bars(facts))
        self._clear()
        self._tell(_table(facts))
        self._show_findings(facts)
        self._definition.setText(facts.definition or _("Nobody has said yet what this column means."))
        proposed = str(facts.guess.get("proposed") or "")
        text = _("Proposed: read it as “{type}”.").format(type=column_type(proposed)) if proposed else ""
        for widget in (self._proposal, self._accept, self._accept_all):
            widget.setVisible(bool(proposed))
        self._proposal.setText(text)
        self.setAccessibleName(facts.name)
        self.setAccessibleDescription(". ".join(f"{name}: {value}" for name, value in _table(facts)))

    def _arrange(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        self._figures.setHorizontalSpacing(12)
        self._figures.setVerticalSpacing(3)
        self._figures.setColumnStretch(0, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._accept)
        buttons.addWidget(self._accept_all)
        buttons.addStretch(1)
        for widget in (self._name, self._type, self._because, self._proposal):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(self._picture)
        column.addLayout(self._figures)
        column.addSpacing(6)
        column.addLayout(self._findings)
        column.addSpacing(6)
        column.addWidget(Label(_("What it means"), "strong"))
        column.addWidget(self._definition)
        column.addWidget(self._define, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("data.column.scroll")
        area.setAccessibleName(_("The chosen column"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        for ground in (inside, area.viewport()):
            ground.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(area)

    def _clear(self) -> None:
        for widget in self._made:
            widget.hide()
            widget.deleteLater()
        self._made = []

    def _tell(self, rows: Sequence[tuple[str, str]]) -> None:
        for place, (name, value) in enumerate(rows):
            pair = Label(name, muted=True, elide=True), Label(value)
            pair[1].setAlignment(Qt.AlignmentFlag.AlignRight)
            for side, label in enumerate(pair):
                self._figures.addWidget(label, place, side)
            self._made += pair

    def _show_findings(self, facts: ColumnFacts) -> None:
        for finding in facts.findings[:_MOST_FINDINGS]:
            state, word = SEVERITIES[str(finding["severity"])]
            badge = StatusBadge("data.column.finding", state, _(word))
            message = Label(str(finding["message"]), wrap=True)
            for widget in (badge, message):
                self._findings.addWidget(widget)
            self._made += [badge, message]


def _told_of_bars(facts: ColumnFacts) -> str:
    if facts.told.get("axis"):
        text = _("How the values of {name} are spread, from the 1st to the 99th percentile")
    else:
        text = _("How often the levels of {name} occur, the commonest first")
    return text.format(name=facts.name)


def _evidence(facts: ColumnFacts) -> Iterator[str]:
    """Why the column is read so, and some of its values once an audit has said that they are not personal."""
    if because := str(facts.guess.get("because") or ""):
        yield because
    rows = (facts.guess.get("rows") or ()) if facts.told and not facts.told.get("personal") else ()
    if rows:
        yield _("Such as {values}").format(values=" · ".join(map(str, rows[:3])))
    forms = [date_format(str(form)) for form in facts.told.get("formats") or ()]
    if forms:
        yield _("Written as {forms}.").format(forms=", ".join(forms))
    if facts.told.get("decimal") == ",":
        yield _("Written with a decimal comma.")
    if not facts.told:
        yield _("A picture of its values comes with the next audit (F5); values are not kept in the engagement.")
    if facts.told.get("personal"):
        yield _("It looks personal: its values are not shown.")


def _table(facts: ColumnFacts) -> list[tuple[str, str]]:
    """What the picture shows and more, in figures."""
    share = f" ({show_number(100 * facts.missing / facts.records, current(), 1)} %)" if facts.records else ""
    rows = [
        (_("Missing"), (count(facts.missing) + share) if facts.missing else _("none")),
        (_("Different values"), count(facts.distinct)),
    ]
    figures = facts.told.get("figures") or {}
    rows += [(_(title), _value(figures[name])) for name, title in _FIGURES.items() if name in figures]
    levels = facts.told.get("levels") or ()
    rows += [(str(level["name"]), count(level["count"])) for level in levels[:_MOST_LEVELS]]
    if len(levels) > _MOST_LEVELS:
        rows.append((_("others"), count(sum(level["count"] for level in levels[_MOST_LEVELS:]))))
    return rows


def _value(value: Any) -> str:
    """A figure as people of the language write it; days are ISO texts."""
    if isinstance(value, int | float):
        return show_figure(value, current())
    day, _blank, time = str(value).partition(" ")
    return f"{show_day(dt.date.fromisoformat(day), current())} {time}".rstrip() if day else ""
