"""A record as a form: a loop over the fields that its section declares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.findings import Findings
from scopewright.gui.forms.back_links import BackLinks
from scopewright.gui.forms.editor import Option, Surroundings
from scopewright.gui.forms.field import Field
from scopewright.gui.forms.figures import FigureList
from scopewright.gui.question_lists import offer
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.model.change import WHOLE, Change
from scopewright.model.question_lists import guidance
from scopewright.model.readings.record_figures import figures_of
from scopewright.model.record import Section
from scopewright.model.sections.risk_scale import RiskScale

TWO_COLUMNS_FROM, ROOMY_FROM = 640, 1240
"""Widths in logical pixels from which short fields stand side by side, and all fields."""
WIDEST, WIDEST_ROOMY = 920, 1720
"""How wide a form grows, in logical pixels: lines that are longer are hard to read."""


class RecordForm(QScrollArea):
    """Shows and edits one record of a section; ``open_record`` asks for another one by its hidden key."""

    open_record = Signal(str)
    shown = Signal(str)
    """Another record is shown, by hidden key; empty for none."""

    def __init__(
        self, editing: Editing, section: Section, findings: Findings | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"form-{section.key}")
        self.setAccessibleName(_("{title}: details").format(title=_(section.title)))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._editing = editing
        self._section = section
        self._findings = findings
        self._key = ""
        self._arranged = (0, False)
        self._guidance = Label("", "small", muted=True, wrap=True)
        self._guidance.setObjectName(f"guidance-{section.key}")
        self.figures = FigureList(f"figures-{section.key}")
        self._back_links = BackLinks(editing)
        self._back_links.open_record.connect(self.open_record)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(16)
        self._lay_out()
        editing.flushing.connect(self.flush)
        if findings is not None:
            findings.renewed.connect(self._show_findings)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields by name, made when first asked for: most sections of a young engagement have no record to show."""
        around = surroundings(self._editing)
        return {spec.name: Field(spec, self._editing, around) for spec in self._section.specs if not spec.layout}

    @property
    def key(self) -> str:
        """The hidden key of the record that is shown; empty when there is none."""
        return self._key

    def show_record(self, key: str) -> None:
        """Show a record by its hidden key; an empty or unknown key hides the fields."""
        known = key in self._editing.engagement
        self.flush()
        self._key = key if known else ""
        self._place_fields()
        self._page.setVisible(known)
        self.shown.emit(self._key)
        if not known:
            return
        record = self._editing.engagement[key]
        for field in self.fields.values():
            field.show_record(record)
        self._show_findings()
        said = guidance(offer().lists, record)
        self._guidance.setText(said)
        self._guidance.setVisible(bool(said))
        self._show_figures()
        self._back_links.show_record(key)

    def refresh(self, changes: Sequence[Change]) -> None:
        """Show what changes altered; none given means everything."""
        if not self._key:
            return
        if not changes or self._key not in self._editing.engagement:
            self.show_record(self._key)
            return
        record = self._editing.engagement[self._key]
        for name in self._touched(changes):
            self.fields[name].show_record(record)
        self._show_figures()
        self._back_links.refresh(changes)

    def flush(self) -> None:
        """Hand in whatever is still being typed."""
        if not self._key:
            return
        for field in self.fields.values():
            field.editor.flush()

    def focus_field(self, name: str) -> bool:
        """Put the keyboard on a field; False if there is none of that name."""
        if name not in self.fields:
            return False
        self.fields[name].editor.focus()
        self.ensureWidgetVisible(self.fields[name])
        return True

    def focus_headline(self) -> None:
        """Put the keyboard on the field that stands for the record."""
        self.focus_field(self._section.headline)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_fields()

    def _show_figures(self) -> None:
        engagement = self._editing.engagement
        self.figures.show_figures(figures_of(engagement, engagement[self._key], self._editing.locale.language))

    def _show_findings(self) -> None:
        if self._findings is None or not self._key:
            return
        for name, field in self.fields.items():
            field.show_findings(self._findings.of_field(self._key, name))

    def _touched(self, changes: Sequence[Change]) -> list[str]:
        """The fields of the shown record whose text may be another one now."""
        own = {change.field for change in changes if change.record == self._key}
        headlines = {section.headline for section in self._editing.engagement.sections.values()}
        renamed = any(change.field == WHOLE or change.field in headlines for change in changes)
        if WHOLE in own:
            return list(self.fields)
        scaled = any(change.section == RiskScale.section.key for change in changes)
        other = {"to"} if renamed else set()
        other |= {"scale"} if scaled else set()
        return [n for n, field in self.fields.items() if n in own or other & set(field.spec.kind.describe())]

    def _lay_out(self) -> None:
        self._page = page = QWidget()
        page.setObjectName(f"form-{self._section.key}.page")
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 4, 20, 20)
        column.setSpacing(14)
        column.addWidget(self._guidance)
        column.addWidget(self.figures)
        column.addLayout(self._grid)
        column.addWidget(self._back_links)
        column.addStretch(1)
        self.setWidget(page)
        page.hide()
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def _place_fields(self) -> None:
        if not self._key:
            return
        width = self.viewport().width()
        columns, roomy = 2 if width >= TWO_COLUMNS_FROM else 1, width >= ROOMY_FROM
        if (columns, roomy) == self._arranged:
            return
        self._arranged = columns, roomy
        self._page.setMaximumWidth(WIDEST_ROOMY if roomy else WIDEST)
        row, at = 0, 0
        for field in self.fields.values():
            whole = not roomy and (field.editor.wide or field.spec.name == self._section.headline)
            if whole and at:
                row, at = row + 1, 0
            self._grid.addWidget(field, row, at, 1, columns if whole else 1)
            at = 0 if whole or at == columns - 1 else at + 1
            row += 0 if at else 1
        for place in range(2):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)


def surroundings(editing: Editing) -> Surroundings:
    """What editors ask, answered from the engagement."""
    engagement = editing.engagement

    def options(section: str) -> list[Option]:
        return [_option(editing, record.key, record.id, record.headline) for record in engagement.records(section)]

    def one(section: str) -> str:
        return _(engagement.sections[section].one)

    def create(section: str, text: str, link: Callable[[str], None]) -> None:
        name = _("Add {one} “{name}”").format(one=one(section), name=text[:60])
        with editing.gesture(name):
            key = editing.add(section, {engagement.sections[section].headline: text})
            if key:
                link(key)

    def headline(key: str) -> str:
        record = engagement.get(key)
        return record.headline if record is not None else ""

    return Surroundings(editing.locale, options, create, one, headline)


def _option(editing: Editing, key: str, spoken: str, headline: str) -> Option:
    label = editing.locale.directory.label(key)
    return Option(key, label, headline if label == spoken else spoken)
