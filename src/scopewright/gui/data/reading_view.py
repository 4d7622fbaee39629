"""How the file is read: each guess with what it rests on, and the user's word against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from scopewright.gui.data.cells_table import Cell, CellsTable
from scopewright.gui.data.words import column_type
from scopewright.gui.widgets.buttons import quiet, secondary
from scopewright.gui.widgets.label import Label
from scopewright.language import _
from scopewright.model.file_readings import TYPES, spoken
from scopewright.model.sections.datasets import READINGS, Dataset

Said = Sequence[Mapping[str, str]]
_TITLES = dict(READINGS)
_CLOSED = frozenset({"type", "decimal", "day_first", "sheet"})
"""Guesses of which the answers are known, so that none of them is typed."""
_SEPARATOR = " | "
_DELIMITED = re.compile(r"([,;|\t])(?=\S)")


class ReadingView(QWidget):
    """``say`` stores the rows of a dataset's reading, after which the file is read again."""

    def __init__(self, say: Callable[[Said], object]) -> None:
        super().__init__()
        self.setObjectName("data.reading-view")
        self._say = say
        self._dataset: Dataset | None = None
        self._guesses: Sequence[Mapping[str, Any]] = ()
        self.table = CellsTable("data.guesses", _("How the file is read"), stretch=4, chosen=True)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self._note = Label(muted=True, wrap=True)
        self._evidence = Label(wrap=True)
        self._evidence.setObjectName("data.guess.evidence")
        self.answer = QComboBox()
        self.answer.setObjectName("data.guess.answer")
        self.answer.setAccessibleName(_("Read it as"))
        self.answer.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.answer.setMinimumWidth(160)
        self._buttons = (
            secondary("data.guess.use", _("Read it so"), self.overrule, "check"),
            quiet("data.guess.back", _("Back to the guess"), self.forget, "undo-2"),
            secondary("data.guess.all", _("Accept all proposals"), self.accept_all, "list-checks"),
        )
        self._arrange()

    def show_guesses(
        self, dataset: Dataset, found: Mapping[str, Any] | None, trouble: str, before: Mapping[str, Any] | None = None
    ) -> None:
        """Show what is guessed of a dataset's file and what was said against it.

        ``before`` was guessed ahead of the last word against it. It stands until there is more, or else what was said
        stands alone, so that a word with which the file cannot be read can be taken back.
        """
        self._dataset, self._guesses = dataset, (found or before or {}).get("guesses", ())
        if trouble and not self._guesses:
            self._guesses = [_unproved(row) for row in self._said()]
        heads = (_("What"), _("Guess"), _("You say"), _("Proposed"), _("Because"))
        self.table.show_rows(heads, [self._row(guess) for guess in self._guesses])
        self._note.setText(trouble if found is None else "")
        self._note.setVisible(bool(self._note.text()))
        self._show_chosen()

    @property
    def proposals(self) -> list[Mapping[str, Any]]:
        """The guesses with something better to choose."""
        return [guess for guess in self._guesses if guess["proposed"]]

    def overrule(self) -> None:
        """Take what stands in the field for the chosen guess."""
        guess, text = self._chosen(), self.answer.currentText().strip()
        if guess is None:
            return
        words = text.split(_SEPARATOR) if guess["what"] == "missing" else [_stored(guess, text)]
        self._store(guess, [{**_place(guess), "value": word} for word in words if word])

    def forget(self) -> None:
        """Let the guess stand again."""
        guess = self._chosen()
        if guess is not None:
            self._store(guess, [])

    def accept_all(self, column: str = "") -> None:
        """Take every proposal at once, or those for one column."""
        taken = [guess for guess in self.proposals if not column or guess["column"] == column]
        places = [_place(guess) for guess in taken]
        kept = [row for row in self._said() if {"what": row["what"], "column": row.get("column", "")} not in places]
        if taken:
            self._say(kept + [{**_place(guess), "value": str(guess["proposed"])} for guess in taken])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return takes a chosen answer as it takes a typed one."""
        pressed = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if pressed and self.answer.hasFocus() and not self.answer.isEditable():
            self.overrule()
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        detail = QFrame()
        detail.setProperty("look", "card")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.answer)
        for button in self._buttons[:2]:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._buttons[2])
        inner = QVBoxLayout(detail)
        inner.setContentsMargins(14, 10, 10, 12)
        inner.setSpacing(8)
        self._evidence.setAlignment(Qt.AlignmentFlag.AlignTop)
        inner.addWidget(self._evidence)
        inner.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._note)
        column.addWidget(self.table, stretch=1)
        column.addWidget(detail)

    def _row(self, guess: Mapping[str, Any]) -> tuple[Cell | str, ...]:
        said = self._answer_to(guess)
        name = guess["column"] or _(_TITLES[guess["what"]])
        proposed = column_type(str(guess["proposed"])) if guess["proposed"] else "–"
        return (
            Cell(name, strong=True),
            _shown(guess, guess["value"]),
            Cell(said or "–", muted=not said),
            Cell(proposed, muted=proposed == "–"),
            Cell(guess["because"], muted=True),
        )

    def _answer_to(self, guess: Mapping[str, Any]) -> str:
        return _SEPARATOR.join(_shown(guess, row["value"]) for row in self._said() if _place(row) == _place(guess))

    def _chosen(self) -> Mapping[str, Any] | None:
        return self._guesses[self.table.row] if 0 <= self.table.row < len(self._guesses) else None

    def _show_chosen(self) -> None:
        guess = self._chosen()
        for widget in (self.answer, *self._buttons[:2]):
            widget.setEnabled(guess is not None)
        self._buttons[2].setEnabled(bool(self.proposals))
        self.answer.clear()
        if guess is None:
            self._evidence.setText(_("The guesses come with the first look at the file."))
            return
        self._let_type(guess["what"] not in _CLOSED)
        choices = list(TYPES) if guess["what"] == "type" else guess["choices"]
        self.answer.addItems([_shown(guess, choice) for choice in choices])
        self.answer.setCurrentIndex(-1)
        self.answer.setCurrentText(self._answer_to(guess) or _shown(guess, guess["proposed"] or guess["value"]))
        self._evidence.setText("\n".join([*filter(None, [guess["because"]]), *map(_breakable, guess["rows"])]))

    def _let_type(self, freely: bool) -> None:
        if self.answer.isEditable() == freely:
            return
        self.answer.setEditable(freely)
        line = self.answer.lineEdit()
        if line is not None:
            line.returnPressed.connect(self.overrule)

    def _said(self) -> list[dict[str, str]]:
        if self._dataset is None:
            return []
        names = ("what", "column", "value")
        return [{name: str(row[name]) for name in names if row[name]} for row in self._dataset.reading]

    def _store(self, guess: Mapping[str, Any], rows: list[dict[str, str]]) -> None:
        self._say([row for row in self._said() if _place(row) != _place(guess)] + rows)


def _breakable(record: str) -> str:
    """A record of a file as a label may wrap it, behind its delimiters."""
    return _DELIMITED.sub("\\1\N{ZERO WIDTH SPACE}", record)


def _unproved(said: Mapping[str, str]) -> Mapping[str, Any]:
    """What was said, as a guess of which nothing is known."""
    return {**_place(said), "value": "", "because": "", "rows": (), "choices": (), "proposed": None}


def _place(row: Mapping[str, Any]) -> dict[str, str]:
    return {"what": row["what"], "column": row.get("column", "")}


def _shown(guess: Mapping[str, Any], value: str) -> str:
    if guess["what"] == "type":
        return column_type(value)
    return spoken(value) if guess["what"] in {"delimiter", "quote"} else value


def _stored(guess: Mapping[str, Any], text: str) -> str:
    if guess["what"] == "type":
        return next((kind for kind in TYPES if column_type(kind) == text), text)
    return text
