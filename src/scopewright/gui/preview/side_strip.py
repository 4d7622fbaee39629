"""Beside the pages: is what is shown the present state, what would the client trip over, what will they not see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from scopewright.briefs.view import left_out
from scopewright.gui.preview.rendering import State
from scopewright.gui.widgets.buttons import quiet
from scopewright.gui.widgets.label import Label, tooltip
from scopewright.gui.widgets.status_badge import State as Shape
from scopewright.gui.widgets.status_badge import StatusBadge
from scopewright.language import N_, _, ngettext
from scopewright.lint import Finding
from scopewright.model.engagement import Engagement
from scopewright.model.severity import SEVERITIES, Severity, counted

WIDTH = 236
_STATES: Mapping[State, tuple[Shape, str]] = {
    "updating": ("active", N_("Updating…")),
    "fresh": ("good", N_("Up to date")),
    "failed": ("bad", N_("Not updated")),
}
_SHAPES: Mapping[Severity, Shape] = {"error": "bad", "warning": "warning", "hint": "good"}
_MOST_LINES, _LINE, _FRAME = 8, 27, 6
_RECORD = Qt.ItemDataRole.UserRole


class SideStrip(QFrame):
    """``go_to`` opens a section at a record and field."""

    def __init__(self, go_to: Callable[[str, str, str], object]) -> None:
        super().__init__()
        self.setObjectName("brief.strip")
        self.setProperty("look", "card")
        self.setFixedWidth(WIDTH)
        self._go_to = go_to
        self._state = StatusBadge("brief.state", "active", _("Updating…"))
        self._size = Label(role="small", muted=True, wrap=True)
        self._size.setObjectName("brief.size")
        self._look = Label(role="small", wrap=True)
        self._look.setObjectName("brief.look")
        self._check = StatusBadge("brief.check", "open", "")
        self._lesser = Label(role="small", muted=True, wrap=True)
        self._lesser.setObjectName("brief.check-lesser")
        self.left_out = self._list("brief.left-out", _("What is internal, not in the brief"))
        self._unknown = Label(_("Known when the pages are there."), muted=True, wrap=True)
        self._none = Label(_("Nothing is internal: they see every record."), muted=True, wrap=True)
        self._glyphs_title = Label(_("Characters no font has"), "strong")
        self.glyphs = self._list("brief.glyphs", _("Fields with characters that cannot be printed"))
        self._arrange()

    def show_state(self, state: State) -> None:
        """Show whether the pages are the present state."""
        shape, word = _STATES[state]
        self._state.show_state(shape, _(word))

    def show_report(self, engagement: Engagement, report: Mapping[str, Any], size: int) -> None:
        """Show what the worker said of a brief of so many bytes."""
        pages = ngettext("{count} page", "{count} pages", report["pages"]).format(count=report["pages"])
        self._size.setText(_("{pages}, {size} KB").format(pages=pages, size=max(1, round(size / 1024))))
        hidden = left_out(engagement)
        self._fill(self.left_out, [(record.id, "", what) for record, what in hidden])
        self._unknown.hide()
        self._none.setVisible(not hidden)
        self.left_out.setVisible(bool(hidden))
        lacking = [(each["id"], each["field"], _code_points(each["characters"])) for each in report["glyphs"]]
        self._fill(self.glyphs, lacking)
        for part in (self.glyphs, self._glyphs_title):
            part.setVisible(bool(lacking))

    def show_look(self, plain: str, font: str) -> None:
        """Say why the look is plain, and which typeface of a house style is not on this computer; empty for none."""
        said = [plain] if plain else []
        if font:
            said.append(_("The typeface {name} is not on this computer: another stands in.").format(name=font))
        self._look.setText("\n".join(said))
        self._look.setVisible(bool(said))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show how many findings of the linter there are: the gravest beside their sign, the others under it."""
        severities = [finding.severity for finding in findings]
        gravest: Severity = next((each for each in SEVERITIES if each in severities), "hint")
        of_it = [each for each in severities if each == gravest]
        self._check.show_state(_SHAPES[gravest], counted(of_it) or _("Nothing to mend"))
        lesser = counted(each for each in severities if each != gravest)
        self._lesser.setText(lesser)
        self._lesser.setVisible(bool(lesser))

    def _arrange(self) -> None:
        inside, area = QWidget(), QScrollArea()
        area.setObjectName("brief.strip-scroll")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        for ground in (inside, area.viewport()):
            ground.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(13, 11, 13, 11)
        column.setSpacing(6)
        column.addWidget(self._state)
        column.addWidget(self._size)
        column.addWidget(self._look)
        column.addSpacing(10)
        column.addWidget(Label(_("Before it goes out"), "strong"))
        column.addWidget(self._check)
        column.addWidget(self._lesser)
        opening = quiet("brief.open-check", _("Open Check"), lambda: self._go_to("check", "", ""), "clipboard-check")
        column.addWidget(opening, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(10)
        column.addWidget(Label(_("The client will not see"), "strong"))
        column.addWidget(self._unknown)
        column.addWidget(self._none)
        column.addWidget(self.left_out)
        column.addSpacing(10)
        column.addWidget(self._glyphs_title)
        column.addWidget(self.glyphs)
        column.addStretch(1)
        for part in (self._none, self.left_out, self.glyphs, self._glyphs_title):
            part.hide()

    def _list(self, name: str, accessible: str) -> QListWidget:
        box = QListWidget()
        box.setObjectName(name)
        box.setAccessibleName(accessible)
        box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box.setTextElideMode(Qt.TextElideMode.ElideRight)
        box.itemActivated.connect(self._open)
        return box

    def _fill(self, box: QListWidget, lines: Sequence[tuple[str, str, str]]) -> None:
        box.clear()
        for record, field, text in lines:
            said = f"{record}  {text}" if not field else f"{record}, {field}:  {text}"
            item = QListWidgetItem(said.replace("\n", " "), box)
            item.setData(_RECORD, (record, field))
            item.setToolTip(tooltip(said))
            item.setSizeHint(QSize(0, _LINE))
        box.setFixedHeight(_LINE * max(1, min(_MOST_LINES, len(lines))) + _FRAME)

    def _open(self, item: QListWidgetItem) -> None:
        record, field = item.data(_RECORD)
        self._go_to("", record, field)


def _code_points(characters: str) -> str:
    return ", ".join(f"{character} (U+{ord(character):04X})" for character in characters[:5])
