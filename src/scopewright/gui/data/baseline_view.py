"""Baselines on one file: what to predict, the models as they are finished, how far it is to the target."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from scopewright.gui.data.board_rows import HEADS, SPAN_COLUMN, board_rows, lines_of
from scopewright.gui.data.cells_table import CellsTable
from scopewright.gui.data.distance_view import DistanceView
from scopewright.gui.data.facts_card import FactsCard
from scopewright.gui.data.lab_work import Task
from scopewright.gui.data.options_form import OptionsForm
from scopewright.gui.data.run_card import RunCard
from scopewright.gui.data.words import measure
from scopewright.gui.widgets.buttons import primary, secondary
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.status_badge import State, StatusBadge
from scopewright.language import _
from scopewright.model.asked import Asked, asked_by
from scopewright.model.readings.baseline_board import Board, Line
from scopewright.model.readings.baseline_words import ranked_by
from scopewright.model.sections.runs import Run

_NARROW = 860
"""Width in logical pixels under which the card of the run stands below the distances."""
_LARGEST_SEED = 2_147_483_647
_BOARD_ROWS = 14
TYPED = ("human", "system", "literature")
"""The ways whose level somebody types in."""


class BaselineView(QScrollArea):
    """``start`` and ``cancel`` are what the two buttons do; ``open_record`` shows a run or metric by its spoken id.

    ``try_rules`` is called a moment after the last key in the rules, ``add_level`` with the way on the board (see
    ``TYPED``) for which somebody wants to type in a level.
    """

    def __init__(
        self,
        start: Callable[[], object],
        cancel: Callable[[], object],
        open_record: Callable[[str], object],
        try_rules: Callable[[], object],
        add_level: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.setObjectName("data.baseline-view")
        self._open_record, self._add_level = open_record, add_level
        self._lines: tuple[Line, ...] = ()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.target = _chooser()
        self.seed = _seed_box()
        self.start_button = primary("data.start", _("Start baseline"), start, "play")
        self.cancel_button = secondary("data.cancel", _("Cancel"), cancel, "circle-stop")
        self.options = OptionsForm(try_rules)
        self.options_button = secondary("data.options-button", _("Options"), self.toggle_options, "list-checks")
        self._dataset = ""
        self._sitting: dict[str, Asked] = {}
        self.progress = QProgressBar()
        self.progress.setObjectName("data.progress")
        self.progress.setTextVisible(False)
        self._doing = Label(role="small", muted=True, elide=True)
        self._state = StatusBadge("data.run-state", "open", "")
        self._measure = Label(role="heading", elide=True)
        self.models = CellsTable("data.models", _("Baseline board"), stretch=SPAN_COLUMN, terse=True)
        self.models.activated.connect(lambda index: self._open_line(index.row()))
        self.level_button = secondary("data.add-level", _("Type in a level"), lambda: add_level("human"), "plus")
        self._ranked = Label(muted=True, wrap=True)
        self._ranked.setObjectName("data.ranked-by")
        self._money = Label(wrap=True)
        self._money.setObjectName("data.money")
        self._readouts = Label(muted=True, wrap=True)
        self._readouts.setObjectName("data.readouts")
        self.facts = FactsCard(open_record)
        self.distance = DistanceView(open_record)
        self._before = Label(muted=True, wrap=True)
        self._reason = Label(wrap=True)
        self._reason.setObjectName("data.reason")
        self._arrange()
        self.options.hide()
        self.target.activated.connect(lambda _place: self.options.positive.clear())

    def toggle_options(self) -> None:
        """Open the options and put the keyboard there, or fold them away."""
        self.options.setVisible(self.options.isHidden())
        (self.target if self.options.isHidden() else self.options.task).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_options(self, dataset: str, run: Run | None) -> None:
        """Show the options of a dataset (its hidden key): as left in this sitting, else those of its newest run."""
        if dataset == self._dataset:
            return
        if self._dataset:
            self._sitting[self._dataset] = self.options.asked()
        self._dataset = dataset
        stored = Asked() if run is None else asked_by(run)
        self.options.fill(self._sitting.get(dataset, stored))

    def offer_targets(self, columns: Sequence[str], proposed: str) -> None:
        """Offer the columns as targets; what was chosen stays chosen, and nothing is guessed."""
        self.options.offer_columns(columns)
        offered = [self.target.itemText(place) for place in range(1, self.target.count())]
        chosen = self.target.currentText() if self.target.currentIndex() > 0 else proposed
        if offered != list(columns):
            self.target.blockSignals(True)
            self.target.clear()
            self.target.addItems([_("Choose a column…"), *columns])
            self.target.blockSignals(False)
        self.target.setCurrentIndex(columns.index(chosen) + 1 if chosen in columns else 0)

    @property
    def chosen_target(self) -> str:
        """The column to be predicted, empty while none is chosen."""
        return self.target.currentText() if self.target.currentIndex() > 0 else ""

    def show_task(self, task: Task | None, possible: bool) -> None:
        """Show how far the running baseline is; ``possible`` says whether one could be started."""
        running = task is not None
        self.start_button.setVisible(not running)
        self.start_button.setEnabled(possible and bool(self.chosen_target))
        self.cancel_button.setVisible(running)
        for field in (self.target, self.seed, self.options):
            field.setEnabled(not running)
        self.progress.setVisible(running)
        self._doing.setVisible(running)
        if task is not None:
            self.progress.setRange(0, 0 if task.fraction is None else 1000)
            self.progress.setValue(round(1000 * (task.fraction or 0)))
            self.progress.setAccessibleName(task.title)
            self._doing.setText(task.text or _("Waiting for the lab…"))

    def show_card(self, card: RunCard | None) -> None:
        """Show a baseline, or with None what one would tell."""
        has_models = card is not None and bool(card.models)
        for part in (self.models, self.facts, self._ranked, self._readouts, self.level_button):
            part.setVisible(has_models)
        self._money.setVisible(card is not None and bool(card.money))
        self._measure.setVisible(card is not None)
        self._reason.setVisible(card is not None and bool(card.reason))
        self._state.setVisible(card is not None)
        self._before.setVisible(card is None)
        if card is None:
            return
        self._state.show_state(*_standing(card))
        self._reason.setText(card.reason)
        self._measure.setText(_("Baseline"))
        if has_models and card.board is not None:
            self._show_board(card, card.board)
            self.facts.show_facts(card)

    def _show_board(self, card: RunCard, board: Board) -> None:
        running = card.end == "running"
        self._lines = lines_of(board, running)
        better = _("lower is better") if board.lower else _("higher is better")
        self._measure.setText(f"{measure(board.measure)}, {better}")
        self.models.show_rows([_(head) for head in HEADS], board_rows(self._lines, running))
        height = self.models.height_of_rows(_BOARD_ROWS) + self.models.horizontalScrollBar().sizeHint().height()
        self.models.setFixedHeight(height)
        self._ranked.setText(ranked_by(board))
        self._money.setText(card.money)
        self._readouts.setText("\n".join(f"{each.title}: {each.text}" for each in card.readouts))

    def _open_line(self, row: int) -> None:
        """Open the record of a typed-in level, or begin one where nobody has typed any."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        if line is not None and line.record:
            self._open_record(line.record)
        elif line is not None and line.slot in TYPED and not line.done:
            self._add_level(line.slot)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.viewport().width() >= _NARROW
        self.models.setColumnHidden(SPAN_COLUMN, not wide)
        self._two.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _arrange(self) -> None:
        self._before.setText(
            _(
                "A baseline tells how well this file predicts the target: a fifth of the rows is held out, simple "
                "models are compared on the rest, and the trivial one stands beside them as the floor to beat."
            )
        )
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._measure, stretch=1)
        head.addWidget(self._state)
        self._two = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._two.setSpacing(16)
        self._two.addWidget(self.distance, stretch=3, alignment=Qt.AlignmentFlag.AlignTop)
        self._two.addWidget(self.facts, stretch=2, alignment=Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 12, 4, 0)
        column.setSpacing(12)
        column.addLayout(self._form())
        column.addWidget(self.options)
        column.addLayout(self._progress_row())
        column.addLayout(head)
        column.addWidget(self._reason)
        column.addWidget(self._before)
        column.addWidget(self._ranked)
        column.addWidget(self.models)
        column.addWidget(self._money)
        column.addWidget(self._readouts)
        column.addWidget(self.level_button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._two)
        column.addStretch(1)
        self.setWidget(inner)

    def _form(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, field in ((_("&Target"), self.target), (_("S&eed"), self.seed)):
            label = Label(text)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
            row.addSpacing(8)
        row.addWidget(self.options_button)
        row.addWidget(self.start_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        return row

    def _progress_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.progress, stretch=1)
        row.addWidget(self._doing, stretch=2)
        return row


def _standing(card: RunCard) -> tuple[State, str]:
    if card.end == "running":
        return "active", _("Running")
    if card.end == "cancelled":
        return "warning", _("Cancelled: partial, not stored")
    if card.end == "failed":
        return "bad", _("Failed: partial, not stored") if card.models else _("Failed: nothing was measured")
    if card.data == "unaudited":
        return "warning", _("Stored as {id}; the audit is of another file").format(id=card.record)
    if card.stale:
        return "warning", _("Stale: the file has changed since this run")
    return "good", _("Stored as {id}").format(id=card.record)


def _chooser() -> QComboBox:
    box = QComboBox()
    box.setObjectName("data.target")
    box.setAccessibleName(_("Target column"))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(20)
    box.setMaxVisibleItems(20)
    return box


def _seed_box() -> QSpinBox:
    box = QSpinBox()
    box.setObjectName("data.seed")
    box.setAccessibleName(_("Seed of split and models"))
    box.setToolTip(_("The same seed on the same file gives the same held-out rows and the same numbers."))
    box.setRange(0, _LARGEST_SEED)
    box.setFixedWidth(96)
    box.lineEdit().setAcceptDrops(False)
    return box
