"""The options of a baseline: what is predicted how, how the rows are split, which columns stay out, rules by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from scopewright.gui.data.rule_editor import RuleEditor
from scopewright.gui.widgets.label import Label
from scopewright.language import _, current, read_number, show_number
from scopewright.model.asked import BUDGET, Asked
from scopewright.model.sections.runs import TASKS

_LISTED = 4
_LONGEST_BUDGET = 3_600
_MOST_SEEDS = 20
_PAUSE_MS = 400


class OptionsForm(QFrame):
    """``try_rules`` is called with what was typed a moment after the last key."""

    def __init__(self, try_rules: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("data.options")
        self.setProperty("look", "card")
        self.task = _combo("data.task", _("Task"))
        self.positive = _line("data.positive", _("Positive class"), _("the rarer one"))
        self.human = _line("data.human", _("What people reach in the metric"), _("not known"))
        self.budget = _whole("data.budget", _("Seconds that all models may take together"), _LONGEST_BUDGET, BUDGET)
        self.seeds = _whole("data.seeds", _("With how many seeds the models are tried"), _MOST_SEEDS, 1)
        self.seeds.setToolTip(_("From two on, a gain that another seed undoes is called noise."))
        self.group = _combo("data.group", _("Column whose groups are held out whole"))
        self.time = _combo("data.time", _("Column by which the latest rows are held out"))
        self.drop = QListWidget()
        self.drop.setObjectName("data.drop")
        self.drop.setAccessibleName(_("Columns left out; the space bar ticks one"))
        self.rules = RuleEditor()
        self.analysis = QCheckBox(_("Look at the errors of the &best model"))
        self.analysis.setObjectName("data.analysis")
        self.analysis.setChecked(True)
        self._columns: tuple[str, ...] = ()
        self._filled: Asked | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(try_rules)
        self.rules.text.textChanged.connect(self._pause.start)
        self.human.textChanged.connect(lambda _text: self._mark_human())
        self.task.addItem(_("As the target seems to mean"), "")
        for word, title in TASKS:
            self.task.addItem(_(title), word)
        self._arrange()

    def offer_columns(self, columns: Sequence[str]) -> None:
        """Offer the columns of the file; what was chosen of them stays chosen."""
        if tuple(columns) == self._columns:
            return
        before = self._filled or self.asked()
        self._columns = tuple(columns)
        for box in (self.group, self.time):
            box.clear()
            box.addItem(_("None"), "")
            for name in columns:
                box.addItem(name, name)
        self.drop.clear()
        for name in columns:
            item = QListWidgetItem(name, self.drop)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.fill(before)
        self._filled = None

    def fill(self, asked: Asked) -> None:
        """Show other options; those that name columns wait until these are offered."""
        self._filled = asked
        for box, word in ((self.task, asked.task), (self.group, asked.group), (self.time, asked.time)):
            box.setCurrentIndex(max(0, box.findData(word)))
        self.positive.setText(asked.positive)
        self.human.setText("" if asked.human is None else show_number(asked.human, current()))
        self.budget.setValue(max(1, round(asked.budget)))
        self.seeds.setValue(asked.seeds)
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if item.text() in asked.drop else Qt.CheckState.Unchecked)
        if self.rules.text.toPlainText() != asked.rules:
            self.rules.text.setPlainText(asked.rules)
        self.analysis.setChecked(asked.analysis)

    def asked(self) -> Asked:
        """What is filled in; a human level that is no number counts as not known."""
        return Asked(
            task=self.task.currentData() or "",
            positive=self.positive.text().strip(),
            group=self.group.currentData() or "",
            time=self.time.currentData() or "",
            drop=tuple(item.text() for item in self._items() if item.checkState() == Qt.CheckState.Checked),
            rules=self.rules.text.toPlainText(),
            budget=self.budget.value(),
            human=_number(self.human.text()),
            analysis=self.analysis.isChecked(),
            seeds=self.seeds.value(),
        )

    def _mark_human(self) -> None:
        text = self.human.text().strip()
        wrong = bool(text) and _number(text) is None
        self._human_note.setText(_("“{text}” is no number; it is left out.").format(text=text[:20]) if wrong else "")
        self._human_note.setVisible(wrong)

    def _items(self) -> list[QListWidgetItem]:
        return [self.drop.item(place) for place in range(self.drop.count())]

    def _arrange(self) -> None:
        self._human_note = Label(role="small", wrap=True)
        self._human_note.setObjectName("data.human-note")
        self._human_note.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        places: tuple[tuple[str, QWidget], ...] = (
            (_("Tas&k"), self.task), (_("&Positive class"), self.positive), (_("&Whole groups of"), self.group),
            (_("&Latest rows by"), self.time), (_("Human le&vel"), self.human), (_("&Seconds allowed"), self.budget),
            (_("Seeds trie&d"), self.seeds),
        )  # fmt: skip
        for place, (text, field) in enumerate(places):
            grid.addWidget(_named(text, field), place // 2, place % 2 * 2)
            grid.addWidget(field, place // 2, place % 2 * 2 + 1)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._human_note, 4, 0, 1, 4)
        lists = QGridLayout()
        lists.setHorizontalSpacing(16)
        lists.addWidget(_named(_("Le&ft out"), self.drop), 0, 0)
        lists.addWidget(_named(_("&Rules by hand"), self.rules.text), 0, 1)
        lists.addWidget(self.drop, 1, 0)
        lists.addWidget(self.rules, 1, 1)
        lists.setColumnStretch(0, 1)
        lists.setColumnStretch(1, 2)
        self.drop.setFixedHeight(24 * _LISTED + 4)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(14, 10, 14, 10)
        inner.setSpacing(8)
        inner.addLayout(grid)
        inner.addLayout(lists)
        inner.addWidget(self.analysis)


def _named(text: str, field: QWidget) -> Label:
    label = Label(text)
    label.setBuddy(field)
    return label


def _combo(name: str, accessible: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(accessible)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box


def _line(name: str, accessible: str, empty: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(accessible)
    line.setPlaceholderText(empty)
    line.setAcceptDrops(False)
    return line


def _whole(name: str, accessible: str, most: int, usual: int) -> QSpinBox:
    box = QSpinBox()
    box.setObjectName(name)
    box.setAccessibleName(accessible)
    box.setRange(1, most)
    box.setValue(usual)
    box.lineEdit().setAcceptDrops(False)
    return box


def _number(text: str) -> float | None:
    try:
        return float(read_number(text, current())) if text.strip() else None
    except ValueError:
        return None
