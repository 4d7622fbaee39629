"""The risk register beside the heat map: highest score first, score and band as a pill in the map's colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from scopewright.gui.scene_view import screen_palette
from scopewright.gui.tables.rows import Group, Head, RowModel, dress
from scopewright.gui.theme import fonts
from scopewright.gui.theme.apply import current
from scopewright.gui.widgets.label import elided, tooltip
from scopewright.language import N_, _
from scopewright.scenes.bands import band
from scopewright.scenes.heat_map import HeatRisk

_Index = QModelIndex | QPersistentModelIndex
_RISK = Qt.ItemDataRole.UserRole + 1
_PAD = 10


class HeatRegister(QTableView):
    """One row a risk. ``chosen`` is emitted with the spoken ids when the user selects, ``opened`` on Enter."""

    chosen = Signal(list)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(_("Risks, the highest score first"))
        self._rows = RowModel(_heads(), self)
        self.setModel(self._rows)
        self._score, self._risk = _ScoreCell(self), _RiskCell(self)
        self.setItemDelegateForColumn(0, self._score)
        self.setItemDelegateForColumn(1, self._risk)
        self._dress()
        self.activated.connect(lambda index: self.opened.emit(self.risks[index.row()].id))

    @property
    def risks(self) -> Sequence[HeatRisk]:
        """The risks in the order of the rows."""
        return self._rows.items()

    def show_risks(self, risks: Iterable[HeatRisk]) -> None:
        """Show these risks; what was selected stays selected."""
        chosen = self.selected()
        ordered: list[HeatRisk | Group] = [*sorted(risks, key=lambda risk: -(risk.score or 0))]
        self._rows.show(ordered)
        self.choose(chosen)

    def selected(self) -> list[str]:
        """The spoken ids of the selected rows."""
        return [self.risks[index.row()].id for index in self.selectionModel().selectedRows()]

    def choose(self, ids: Sequence[str]) -> None:
        """Select these risks without telling anyone, and bring the first into sight."""
        rows = [row for row, risk in enumerate(self.risks) if risk.id in set(ids)]
        picked = QItemSelection()
        for row in rows:
            picked.select(self._rows.index(row, 0), self._rows.index(row, 1))
        self.selectionModel().blockSignals(True)
        self.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            first = self._rows.index(rows[0], 1)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.selected())

    def _dress(self) -> None:
        dress(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setDefaultSectionSize(self._risk.sizeHint(QStyleOptionViewItem(), QModelIndex()).height())
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, self._score.sizeHint(QStyleOptionViewItem(), QModelIndex()).width())


def _words(risk: HeatRisk) -> str:
    """Likelihood and impact in the words of the scale; what is missing is said."""
    if risk.is_off:
        return _("Scored off the scale, which has {n} steps").format(n=risk.scoring.steps)
    if risk.placed is None:
        return _("Give it a likelihood and an impact")
    likelihood, impact = risk.placed
    return f"{risk.scoring.likelihoods[likelihood - 1]} × {risk.scoring.impacts[impact - 1]}"


def _heads() -> list[Head[HeatRisk]]:
    roles: dict[int, Callable[[HeatRisk], object]] = {
        Qt.ItemDataRole.ToolTipRole: lambda risk: tooltip(f"{risk.id} {risk.title}"),
        Qt.ItemDataRole.AccessibleTextRole: lambda risk: f"{score_text(risk)}, {risk.id} {risk.title}, {_words(risk)}",
        Qt.ItemDataRole.UserRole: _words,
        _RISK: lambda risk: risk,
    }
    return [
        Head(N_("Score"), score_text, roles=roles),
        Head(N_("Risk"), lambda risk: f"{risk.id}  {risk.title}", roles=roles),
    ]


def score_text(risk: HeatRisk) -> str:
    """The score and its band, such as ``16  Critical``."""
    return f"{risk.score}  {band(risk.score, risk.scoring).word}" if risk.score else _("Not scored")


class _Cell(QStyledItemDelegate):
    """A cell that paints its own content on the ground that the style gives it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.fill(painter, option.rect.adjusted(_PAD, 0, -_PAD, 0), text, index)
        painter.restore()

    def fill(self, painter: QPainter, area: QRect, text: str, index: _Index) -> None:
        """Paint the content."""
        raise NotImplementedError


class _ScoreCell(_Cell):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(QFontMetrics(fonts.of("strong")).horizontalAdvance("00  Moderate ") + 2 * _PAD + 20, 30)

    def fill(self, painter: QPainter, area: QRect, text: str, index: _Index) -> None:
        risk = index.data(_RISK)
        painter.setFont(fonts.of("strong"))
        if not isinstance(risk, HeatRisk) or not risk.score:
            painter.setPen(QColor(current().muted))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            return
        look, palette = band(risk.score, risk.scoring), screen_palette()
        height = painter.fontMetrics().height() + 6
        pill = QRectF(area.left(), area.center().y() - height / 2, area.width(), height)
        painter.setPen(QPen(QColor(palette[look.edge]), 1) if look.edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette[look.fill]))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(QColor(palette[look.ink]))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class _RiskCell(_Cell):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        lines = QFontMetrics(fonts.of("body")).height() + QFontMetrics(fonts.of("small")).height()
        return QSize(200, lines + 12)

    def fill(self, painter: QPainter, area: QRect, text: str, index: _Index) -> None:
        half = area.height() // 2
        for role, ink, line, shown in (
            ("body", current().text, area.adjusted(0, 4, 0, -half), text),
            ("small", current().muted, area.adjusted(0, half + 1, 0, -4), str(index.data(Qt.ItemDataRole.UserRole))),
        ):
            painter.setFont(fonts.of(role))  # type: ignore[arg-type] # mypy widens the two names to str
            painter.setPen(QColor(ink))
            fitting = elided(painter.fontMetrics(), shown, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, fitting)
