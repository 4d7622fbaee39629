"""Deliverables under the requirements that ask for them, in the order in which they can be made (row M27)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from scopewright import language
from scopewright.gui.actions import Action
from scopewright.gui.tables.rows import Group, Head, RowModel, row_table
from scopewright.gui.theme import icons
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.label import Label
from scopewright.language import N_, _, ngettext
from scopewright.model.engagement import Engagement
from scopewright.model.readings.deliveries import Delivery, Nest, nested
from scopewright.model.sections.requirements import Requirement


@dataclass(frozen=True)
class _Line:
    """A deliverable, or that a requirement has none."""

    requirement: Requirement | None
    delivery: Delivery | None


class DeliveryPage(QWidget):
    """Enter opens the record, at the field to mend where something is missing; ``go_to`` takes one there."""

    def __init__(self, engagement: Engagement, go_to: Callable[[str, str, str], None]) -> None:
        super().__init__()
        self.setObjectName("delivery")
        self._engagement, self._go_to = engagement, go_to
        self._locale = engagement.locale(language.current())
        self.model: RowModel[_Line] = RowModel(self._heads(), self)
        widths = (90, 200, 110, 100, 200, 110, 120)
        name = _("Deliverables by requirement")
        self.table = row_table("delivery.table", name, self.model, widths, 4, lambda _row: self._open())
        self._count = Label(muted=True)
        self._stack = QStackedWidget()
        nothing = _("Add requirements, and for each what the client receives; they show here in the order of the work.")
        go = _("Go to Requirements"), lambda: go_to("requirements", "", "")
        title = _("Nothing to deliver yet")
        self._stack.addWidget(EmptyState("delivery.empty", "folder-tree", title, nothing, action=go))
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._count)
        column.addWidget(self._stack, stretch=1)
        self.refresh(())

    def title(self) -> str:
        """The heading over the page."""
        return _("Deliverables by requirement")

    def page_actions(self) -> Sequence[Action]:
        """Opening what one is on."""
        title = N_("Open the deliverable, or mend what is missing")
        group = N_("Deliverables")
        return [Action("delivery.open", title, self._open, "", "folder-tree", group, page="delivery")]

    def refresh(self, _changes: Sequence[object]) -> None:
        """Read the links again, and stay on the line one was on."""
        at = max(self.table.currentIndex().row(), 0)
        nests = nested(self._engagement)
        rows: list[_Line | Group] = []
        for nest in nests:
            rows.append(Group(self._heading(nest)))
            rows += [_Line(nest.requirement, each) for each in nest.deliveries] or [_Line(nest.requirement, None)]
        self.model.show(rows)
        self.table.clearSpans()
        for row, item in enumerate(rows):
            if isinstance(item, Group):
                self.table.setSpan(row, 0, 1, self.model.columnCount())
        self._stack.setCurrentIndex(1 if rows else 0)
        place = next((n for n in (*range(at, len(rows)), *range(at)) if self.model.item(n)), -1)
        self.table.setCurrentIndex(self.model.index(place, 1))
        self._count.setText(_counted(nests))
        self._count.setVisible(bool(rows))

    def reveal(self, record: str) -> bool:
        """Put the keyboard on a deliverable, or on the first line of a requirement."""
        for row in range(self.model.rowCount()):
            line = self.model.item(row)
            each = line.delivery if line else None
            named = {line.requirement.id} if line and line.requirement else set()
            if line and record in (named | ({each.deliverable.id} if each else set())):
                self.table.setCurrentIndex(self.model.index(row, 1))
                return True
        return False

    def _heading(self, nest: Nest) -> str:
        if nest.requirement is None:
            return _("For no requirement")
        said = (nest.requirement.shown(name, self._locale) for name in ("priority", "status"))
        return "  ·  ".join([nest.requirement.id, nest.requirement.title, *filter(None, said)])

    def _heads(self) -> list[Head[_Line]]:
        def shown(field: str) -> Callable[[_Line], str]:
            return lambda line: line.delivery.deliverable.shown(field, self._locale) if line.delivery else ""

        def accepted(line: _Line) -> str:
            return (shown("acceptance")(line) or _("No criterion")) if line.delivery else ""

        def title(line: _Line) -> str:
            return shown("title")(line) if line.delivery else _("No deliverable")

        return [
            Head(N_("ID"), lambda line: line.delivery.deliverable.id if line.delivery else ""),
            Head(N_("Deliverable"), title, roles=_marked(lambda line: line.delivery is None)),
            Head(N_("Turn"), _turn, right=True, roles=_marked(_has_no_turn)),
            Head(N_("Depends on"), shown("depends_on")),
            Head(N_("Accepted when"), accepted, roles=_marked(_is_bare)),
            Head(N_("Status"), shown("status")),
            Head(N_("Due"), shown("due")),
        ]

    def _open(self) -> None:
        line = self.model.item(self.table.currentIndex().row())
        if line is None:
            return
        if line.delivery is None:
            self._go_to("requirements", line.requirement.id if line.requirement else "", "")
            return
        field = "depends_on" if line.delivery.circular else "acceptance" if _is_bare(line) else ""
        self._go_to("deliverables", line.delivery.deliverable.id, field)


def _is_bare(line: _Line) -> bool:
    return line.delivery is not None and not line.delivery.deliverable.acceptance


def _has_no_turn(line: _Line) -> bool:
    return line.delivery is not None and line.delivery.turn is None


def _turn(line: _Line) -> str:
    if line.delivery is None:
        return ""
    if line.delivery.circular:
        return _("Circle")
    return _("Behind a circle") if line.delivery.turn is None else str(line.delivery.turn)


def _marked(wrong: Callable[[_Line], bool]) -> dict[int, Callable[[_Line], object]]:
    """A mark beside a cell in which something is missing or cannot be."""

    def mark(line: _Line) -> QIcon | None:
        return icons.icon("triangle-alert", QColor(current().warning)) if wrong(line) else None

    return {Qt.ItemDataRole.DecorationRole: mark}


def _counted(nests: Sequence[Nest]) -> str:
    lines = [each for nest in nests for each in nest.deliveries]
    bare = sum(not each.deliverable.acceptance for each in lines)
    none = sum(not nest.deliveries for nest in nests)
    circular = sum(each.circular for each in lines)
    count = ngettext("{count} deliverable", "{count} deliverables", len(lines)).format(count=len(lines))
    rest = (
        ngettext("{count} without criterion", "{count} without criterion", bare).format(count=bare) if bare else "",
        ngettext("{count} in a circle", "{count} in a circle", circular).format(count=circular) if circular else "",
        ngettext("{count} requirement without any", "{count} requirements without any", none).format(count=none)
        if none
        else "",
    )
    return ", ".join([count, *filter(None, rest)])


def main() -> None:
    """Open the page alone: ``python -m scopewright.gui.pages.delivery``."""
    from scopewright.gui.pages.alone import show_alone

    show_alone(DeliveryPage)


if __name__ == "__main__":
    main()
