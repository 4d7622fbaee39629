"""A client's CSV: dropped, read, audited, and asked how well it predicts; everything computed beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from scopewright.gui.actions import Action
from scopewright.gui.data.baseline_view import BaselineView
from scopewright.gui.data.beside_audit import BesideAudit, Reference
from scopewright.gui.data.compare_view import CompareView
from scopewright.gui.data.dataset_list import DatasetList
from scopewright.gui.data.dataset_note import note_of
from scopewright.gui.data.dataset_parts import TABS, DatasetParts
from scopewright.gui.data.drop_target import DropTarget
from scopewright.gui.data.error_review import ErrorReview
from scopewright.gui.data.errors_view import ErrorsView
from scopewright.gui.data.files import CSV_FILTER, refusal
from scopewright.gui.data.findings_view import FindingsView
from scopewright.gui.data.into_scope import IntoScope
from scopewright.gui.data.lab_work import LabWork
from scopewright.gui.data.levels import begin_level
from scopewright.gui.data.newest_run import card_of, caution_of, newest_run
from scopewright.gui.data.page_actions import data_actions
from scopewright.gui.data.reading_view import ReadingView, Said
from scopewright.gui.data.run_card import RunCard
from scopewright.gui.data.summary import Summary
from scopewright.gui.data.test_change import agree
from scopewright.gui.data.whereabouts import Whereabouts
from scopewright.gui.job_client import JobClient
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.file_dialogs import ask_open
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.notice import Notice
from scopewright.language import _
from scopewright.model.asked import asked_by
from scopewright.model.readings.people_columns import attributes_of
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run

if TYPE_CHECKING:
    from scopewright.gui.catalogue import Surroundings
    from scopewright.gui.editing import Editing


class DataPage(DropTarget):
    """The datasets that have a file at the left; at the right what is known of the chosen one."""

    def __init__(self, editing: Editing, client: JobClient, window: Surroundings) -> None:
        super().__init__()
        self.setObjectName("data")
        self._editing, self._engagement, self._window = editing, editing.engagement, window
        self._chosen = ""
        self._missing = Whereabouts(self.find_file)
        self._presence = self._missing.presence
        self._presence.changed.connect(self._show_list)
        self._presence.changed.connect(self._show_dataset)
        self.lab = LabWork(editing, client, window, self)
        self.list = DatasetList(self.choose_file)
        self.summary = Summary(self)
        self.findings = FindingsView(self.make, self.audit)
        self.baseline = BaselineView(self.start, self.cancel, self._open_record, self._try_rules, self.add_level)
        self.reading = ReadingView(self._reread)
        self.compare = CompareView(self.choose_earlier, self.choose_referred)
        self.errors = ErrorsView(self._open_record, ErrorReview(editing, self._fetch, self._open_record))
        self._scope = IntoScope(editing, window)
        self._tabs = DatasetParts(
            self.findings, self.baseline, self.compare, self.reading, self.errors, self.export_unread, self._scope
        )
        self.columns, self.rows = self._tabs.columns, self._tabs.rows
        self._beside = BesideAudit(client, window, self)
        self._name = Label(role="heading", elide=True)
        self._path = Label(role="small", muted=True, elide=True)
        self._arrange()
        self.list.chosen.connect(self._choose)
        self.lab.moved.connect(self._moved)
        self.lab.ended.connect(self._ended)
        self.baseline.target.currentIndexChanged.connect(lambda _place: self._show_baseline())
        self.refresh(())

    # What the window asks

    def title(self) -> str:
        """The heading over the page."""
        return _("Data and baselines")

    def page_actions(self) -> Sequence[Action]:
        """Files, audit, baseline, and making records of findings."""
        return data_actions(
            self, self._engagement, [(title, partial(self.show_tab, place)) for place, title in enumerate(TABS)]
        )

    def has_dataset(self) -> bool:
        """Whether a dataset is chosen."""
        return self._dataset() is not None

    def refresh(self, _changes: Sequence[object]) -> None:
        """Show the datasets anew; the chosen one stays chosen."""
        datasets = self._datasets()
        if self._chosen not in {dataset.key for dataset in datasets}:
            self._chosen = datasets[0].key if datasets else ""
        self._pages.setCurrentWidget(self._full if datasets else self._empty)
        self._presence.look(dataset.path for dataset in datasets)
        self._show_list()
        self._show_dataset()

    def reveal(self, record: str) -> bool:
        """Choose a dataset by its spoken id."""
        for dataset in self._datasets():
            if dataset.id == record:
                self._choose(dataset.key)
                self.list.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    # What the user does

    def choose_file(self) -> None:
        """Ask for a CSV."""
        path = ask_open(self, "data", _("Choose a CSV"), _(CSV_FILTER), self._folder())
        if path:
            self.take(path)

    def find_file(self) -> None:
        """Ask where the file of the dataset has gone."""
        dataset = self._dataset()
        if dataset is None:
            return
        path = ask_open(self, "data", _("Find the file"), _(CSV_FILTER), self._folder())
        if path:
            self._presence.note(str(path))
            self._editing.set_stored(dataset.key, "path", str(path))
            self.audit()

    def take(self, path: Path) -> None:
        """Make a CSV a dataset, unless it is one, choose it and audit it; anything else is refused with a sentence."""
        sentence = refusal(path)
        if sentence:
            self._window.notify(Notice("not-csv", "warning", sentence))
            return
        key = next((dataset.key for dataset in self._datasets() if dataset.path == str(path)), "")
        if not key:
            key = self._editing.add("datasets", {"title": path.stem, "sort": "static", "path": str(path)})
        self._presence.note(str(path))
        self._chosen = key
        self.refresh(())
        self.audit()
        self.show_tab(0)

    def audit(self) -> None:
        """Read and audit the chosen dataset."""
        dataset = self._dataset()
        if dataset is not None and self._missing.tell(dataset.path):
            self._audit(dataset)

    def choose_earlier(self) -> None:
        """Ask for an earlier delivery of the chosen file and audit the file against it."""
        dataset = self._dataset()
        if dataset is None or not self._missing.tell(dataset.path):
            return
        path = ask_open(self, "data", _("Choose an earlier file"), _(CSV_FILTER), self._folder())
        if path:
            self.show_tab(4)
            self._audit(dataset, against=str(path))

    def choose_referred(self) -> None:
        """Ask for a file whose rows a column of this one names, and look for keys without a partner."""
        dataset = self._dataset()
        if dataset is not None and self._missing.tell(dataset.path):
            names = [str(row["name"]) for row in dataset.columns]
            self._beside.ask_reference(names, self._folder(), partial(self._check_reference, dataset))

    def export_unread(self) -> None:
        """Write the rows of the chosen file that its table does not hold to a file of their own."""
        dataset = self._dataset()
        if dataset is not None and self._missing.tell(dataset.path):
            self._beside.export_unread(dataset, self._folder())

    def accept_types(self) -> None:
        """Take every proposal of how the chosen file is read."""
        self.show_tab(5)
        self.reading.accept_all()

    def seed_dictionary(self) -> None:
        """Begin the data dictionary of the chosen dataset, or bring it up to date."""
        dataset = self._dataset()
        if dataset is not None:
            self._scope.dictionary(dataset, self.lab.known(dataset.key).audit)

    def start(self) -> None:
        """Start the baselines on the chosen target; without one, ask for it."""
        dataset = self._dataset()
        self.show_tab(1)
        if dataset is not None and not self.baseline.chosen_target:
            sentence = _("Choose the column that is to be predicted; Scopewright does not guess it.")
            self._window.notify(Notice("no-target", "info", sentence))
        elif dataset is not None and not self.lab.task(self._chosen, "baseline") and self._missing.tell(dataset.path):
            target, seed = self.baseline.chosen_target, self.baseline.seed.value()
            asked = self.baseline.options.asked().payload() | attributes_of(self._engagement, dataset)
            agreed, decision = agree(self._editing, dataset, target, {**asked, "seed": seed}, self)
            if agreed:
                self.lab.baseline(dataset, target, seed, asked, decision)
            self._show_dataset()

    def add_level(self, way: str = "human") -> None:
        """Begin a record of what people, today's system or the literature reach, and show it."""
        dataset = self._dataset()
        if dataset is not None:
            section, record = begin_level(self._editing, dataset, way, self._card(dataset))
            self._window.go_to(section, record)

    def review_errors(self) -> None:
        """Put the keyboard on the wrong answer to be looked at."""
        self.show_tab(6)
        self.errors.show_review()

    def show_options(self) -> None:
        """Open the options of the baseline, or fold them away."""
        self.show_tab(1)
        self.baseline.toggle_options()

    def cancel(self) -> None:
        """Stop the work on the chosen dataset; finished parts stay in sight."""
        self.lab.cancel(self._chosen, "baseline", "audit")

    def show_tab(self, place: int) -> None:
        """Show findings, baseline, columns or rows, and put the keyboard there."""
        self._tabs.setCurrentIndex(place)
        if self.isVisible():
            self._tabs.take_keyboard()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._presence.look(dataset.path for dataset in self._datasets())
        self._show_dataset()
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._busy():
            self.cancel()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        first = _(
            "Drop a CSV here or choose one. It is read, typed and audited on this computer, and stays where it is."
        )
        action = (_("Choose a CSV…"), self.choose_file)
        self._empty = EmptyState("data.empty", "file-spreadsheet", _("No data yet"), first, action=action)
        self._tabs.currentChanged.connect(lambda _place: self._look_at_reading())
        names = QHBoxLayout()
        names.setSpacing(10)
        names.addWidget(self._name)
        names.addWidget(self._path, stretch=1, alignment=Qt.AlignmentFlag.AlignBottom)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addLayout(names)
        right.addWidget(self._missing)
        right.addWidget(self.summary)
        right.addWidget(self._tabs, stretch=1)
        self._full = QWidget()
        row = QHBoxLayout(self._full)
        row.setContentsMargins(20, 4, 20, 12)
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addLayout(right, stretch=1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._full)

    def _datasets(self) -> list[Dataset]:
        return [dataset for dataset in self._engagement.all(Dataset) if dataset.path]

    def _dataset(self) -> Dataset | None:
        found = self._engagement.get(self._chosen)
        return found if isinstance(found, Dataset) and found.path else None

    def _folder(self) -> str:
        near = [dataset.path for dataset in self._datasets() if not self._presence.unasked(dataset.path)]
        return str(Path(near[-1]).parent) if near else str(Path.home())

    def _choose(self, key: str) -> None:
        self._chosen = key
        self.baseline.target.setCurrentIndex(0)
        self._show_list()
        self._show_dataset()
        self._look_at_reading()
        self._look()

    def _look(self) -> None:
        """Look whether the chosen file is still the one that was audited."""
        dataset = self._dataset()
        if dataset is not None and dataset.fingerprint and self._presence.there(dataset.path) and not self._busy():
            self.lab.look(dataset)

    def _moved(self, key: str) -> None:
        self._show_list()
        dataset = self._dataset()
        if dataset is not None and key == self._chosen:
            self._show_baseline()
            self.summary.show_dataset(dataset, self.lab.known(key).preview, self._card(dataset))

    def _ended(self, key: str) -> None:
        self._show_list()
        if key == self._chosen:
            self._show_dataset()

    def _show_list(self) -> None:
        notes = {each.key: note_of(each, self._engagement, self.lab, self._missing) for each in self._datasets()}
        self.list.show_datasets(self._datasets(), notes, self._chosen)

    def _show_dataset(self) -> None:
        dataset = self._dataset()
        if dataset is None:
            return
        known, card = self.lab.known(dataset.key), self._card(dataset)
        self._name.setText(dataset.headline)
        self._path.setText(dataset.path)
        if self._missing.tell(dataset.path) and self._presence.there(dataset.path) and self.isVisible():
            self.lab.read(dataset)
        self.summary.show_dataset(dataset, known.preview, card)
        self.findings.show_findings(self._engagement, dataset, known, auditing=self.lab.audits(dataset))
        names = known.preview["header"] if known.preview else [str(row["name"]) for row in dataset.columns]
        run = newest_run(self._engagement, dataset)
        self.baseline.show_options(dataset.key, run)
        self.baseline.offer_targets(names, known.unkept.target if known.unkept else dataset.target)
        self.baseline.distance.show_distances(self._engagement, dataset.key, run is not None, caution_of(run, card))
        self._show_baseline()
        self._tabs.setTabText(0, _("Findings ({count})").format(count=self.findings.count))
        self._tabs.show_dataset(self._engagement, dataset, known, run)

    def _fetch(self, run: Run, rows: Sequence[int]) -> None:
        dataset = self._dataset()
        if dataset is not None and self.isVisible() and not self._missing.words(dataset.path):
            self.lab.fetch(dataset, run, rows)

    def _show_baseline(self) -> None:
        dataset = self._dataset()
        if dataset is not None:
            self.baseline.show_card(self._card(dataset))
            self.baseline.options.rules.show_trial(self.lab.known(dataset.key).trial)
            self.baseline.show_task(self.lab.task(dataset.key, "baseline"), not self._missing.words(dataset.path))

    def _card(self, dataset: Dataset) -> RunCard | None:
        return card_of(self._engagement, dataset, self.lab.known(dataset.key))

    def _try_rules(self) -> None:
        dataset, asked = self._dataset(), self.baseline.options.asked()
        if dataset is not None and self._presence.there(dataset.path):
            self.lab.try_rules(dataset, self.baseline.chosen_target, asked.rules, asked.payload())
            self._show_baseline()

    def _audit(self, dataset: Dataset, **more: object) -> None:
        """Audit a dataset, and the test rows of its newest baseline against the others."""
        target, run = self.baseline.chosen_target or dataset.target, newest_run(self._engagement, dataset)
        if run is not None and run.target == target:
            more["split"] = {**asked_by(run).payload(), "seed": round(run.seed or 0)}
        self.lab.audit(dataset, target, **more)
        self._show_dataset()

    def _check_reference(self, dataset: Dataset, reference: Reference) -> None:
        self.show_tab(0)
        self._audit(dataset, refers_to=[dict(reference)])

    def _busy(self) -> bool:
        return self.lab.task(self._chosen, "baseline", "audit") is not None

    def _look_at_reading(self) -> None:
        dataset = self._dataset()
        if dataset is not None and self._tabs.shows_guesses and not self._missing.words(dataset.path):
            self.lab.guess(dataset)

    def _reread(self, said: Said) -> None:
        self.lab.say(self._chosen, said)
        self.audit()
        self._look_at_reading()

    def make(self, section: str) -> None:
        """Make a record of the chosen finding in a section."""
        dataset, finding = self._dataset(), self.findings.chosen
        if dataset is None or finding is None:
            return
        self._scope.make(dataset, finding, section)
        self.refresh(())

    def _open_record(self, record: str) -> None:
        if record:
            self._window.go_to(self._engagement.by_id(record).section.key, record)


if __name__ == "__main__":
    from scopewright.gui.pages.alone_with_jobs import show_with_jobs

    show_with_jobs(lambda _work, editing, jobs, window: DataPage(editing, jobs.lab, window), "data")
