"""What differs between two releases, record by record and field by field (row M2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from scopewright.gui.editing import Editing
from scopewright.gui.forms.choice_editors import NOTHING
from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.tables.rows import Group, Head, RowModel, row_table
from scopewright.gui.widgets.label import Label
from scopewright.language import N_, _
from scopewright.model.readings.release_difference import MADE, Line, difference, lines
from scopewright.model.sections.releases import Release

_HEADS: Sequence[Head[Line]] = (
    Head(N_("Record"), lambda line: f"{line.record.id}  {line.record.headline}"),
    Head(N_("Field"), lambda line: line.title),
    Head(N_("Was"), lambda line: line.was if line.field else ""),
    Head(N_("Now"), lambda line: line.now if line.field else ""),
)


class ReleaseComparison(Dialog):
    """A release against another one, the one before it unless another is chosen; Enter on a line opens the record."""

    def __init__(
        self, parent: QWidget, editing: Editing, release: Release, open_record: Callable[[Line], object]
    ) -> None:
        title = _("{name} against another release").format(name=release.headline)
        super().__init__(parent, "comparison", "git-compare", title, width=860)
        self._editing, self._release, self._open = editing, release, open_record
        there = editing.engagement.all(Release)
        self._others = [each for each in there if each.key != release.key]
        self.other = QComboBox()
        self.other.setObjectName("comparison.other")
        self.other.setAccessibleName(_("Compare with"))
        self.other.addItems([f"{each.id} {each.headline}" for each in self._others])
        place = [each.key for each in there].index(release.key)
        self.other.setCurrentIndex(max(0, place - 1))
        self.other.currentIndexChanged.connect(lambda _place: self._show())
        self.said = Label("", "strong", wrap=True)
        self.said.setObjectName("comparison.said")
        self.rows: RowModel[Line] = RowModel(_HEADS, self)
        self.table = row_table("comparison.lines", _("Differences"), self.rows, (290, 130, 190), 3, self._activate)
        self.table.setMinimumHeight(320)
        self.whole = Label("", wrap=True)
        self.whole.setObjectName("comparison.whole")
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._say_whole(now.row()))
        for widget in (self.other, self.said, self.table, self.whole):
            self.body.addWidget(widget)
        self.offer_cancel(_("Close"))
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        engagement, other = self._editing.engagement, self._others[self.other.currentIndex()]
        found = difference(engagement, other, self._release)
        known = lines(engagement, found, self._editing.locale.language)
        text = _("Against {name}: {new} new, {carried} carried forward, {changed} of them changed, {left} left behind.")
        self.said.setText(
            text.format(
                name=other.headline, new=len(found.added), carried=len(found.carried),
                changed=sum(bool(each.fields) for each in found.carried), left=len(found.left),
            )
        )  # fmt: skip
        self.rows.show(list(_grouped(known)))
        self.table.setVisible(bool(known))

    def _say_whole(self, row: int) -> None:
        """Say the line one is on in full, however long its texts are."""
        line = self.rows.item(row)
        said = f"{line.title}: {line.was or NOTHING} → {line.now or NOTHING}" if line and line.field else ""
        self.whole.setText("\n".join(filter(None, (line.record.headline if line else "", said))))

    def _activate(self, row: int) -> None:
        line = self.rows.item(row)
        if line is not None:
            self.accept()
            self._open(line)


def _grouped(known: Sequence[Line]) -> Iterator[Line | Group]:
    for made, title in MADE.items():
        inside = [line for line in known if line.made == made]
        if inside:
            yield Group(f"{_(title)} ({len(inside)})")
            yield from inside
