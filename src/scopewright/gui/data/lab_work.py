"""What the lab does for the datasets of the engagement: jobs on their way, and what they found in this sitting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal

from scopewright.gui.job_client import JobClient
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_, _
from scopewright.model.file_readings import reading_of
from scopewright.model.kept_analysis import shown
from scopewright.model.lab_results import OF_DELIVERIES, keep_audit, keep_run
from scopewright.model.readings.scenarios import asked_of, left_out
from scopewright.model.sections.datasets import Dataset
from scopewright.model.sections.runs import Run

if TYPE_CHECKING:
    from scopewright.gui.catalogue import Surroundings
    from scopewright.gui.editing import Editing

Kind = Literal["read", "guesses", "fingerprint", "audit", "rules", "rows", "baseline"]
End = Literal["running", "cancelled", "failed"]
_TITLES: dict[Kind, str] = {
    "read": N_("Reading"),
    "guesses": N_("How it is read"),
    "fingerprint": N_("Looking for changes"),
    "audit": N_("Audit"),
    "rules": N_("Rules"),
    "rows": N_("Single rows"),
    "baseline": N_("Baseline"),
}

_SHOWN, _LOOKED_AT = 200, 5_000
"""Of a preview, which must not keep the audit waiting: rows shown, and rows read."""

_QUIET = frozenset({"read", "guesses", "fingerprint", "rules", "rows"})
"""Too short, and too frequent, to be shown as running work."""

_HOLDS_OUT = ("target", "task", "seed", "group", "time", "test_fingerprint")
"""What of a run says which rows it held out."""


@dataclass(slots=True)
class Task:
    """A job that runs or waits; ``fraction`` is None until it says how far it is."""

    kind: Kind
    dataset: str
    path: str
    target: str = ""
    seed: int = 0
    decision: str | None = None
    fraction: float | None = None
    text: str = ""

    @property
    def title(self) -> str:
        """Which work on which file."""
        return f"{_(_TITLES[self.kind])}, {Path(self.path).name}"


@dataclass(frozen=True, slots=True)
class Unkept:
    """A baseline that is not stored: running, cancelled, or failed for a ``reason``; ``card`` is the finished part."""

    end: End
    card: Mapping[str, Any]
    target: str
    seed: int
    reason: str = ""


@dataclass(slots=True)
class Known:
    """What this sitting knows of a dataset's file besides its record."""

    preview: Mapping[str, Any] | None = None
    audit: Mapping[str, Any] | None = None
    first: Mapping[str, Any] | None = None
    """What the first rows told while the audit went on."""
    guesses: Mapping[str, Any] | None = None
    guessed_before: Mapping[str, Any] | None = None
    """What was guessed before the user's last word on how to read the file."""
    trouble: str = ""
    unkept: Unkept | None = None
    trial: Mapping[str, Any] | None = None
    """What the rules typed for the file would answer."""
    errors: tuple[str, Mapping[str, Any]] | None = None
    """The spoken id of the newest run, and the error analysis of it with the cells' values."""
    cells: Mapping[str, Any] = field(default_factory=dict)
    """The cells of the rows under review."""
    read_path: str = field(default="", repr=False)
    state: Mapping[str, Any] = field(default_factory=dict)
    """Size, time and fingerprint of the file when last looked at."""

    def changed_since(self, fingerprint: str) -> bool:
        """Whether the file is, as far as is known, another one than that of the fingerprint."""
        return bool(fingerprint and self.state and self.state["fingerprint"] != fingerprint)


class LabWork(QObject):
    """Starts the jobs of a lab worker, keeps their results in the engagement, and tells who looks."""

    moved = Signal(str)
    """The hidden key of a dataset whose running work went on."""
    ended = Signal(str)
    """The hidden key of a dataset of which something else is known now: a job is over, or has told first findings."""

    def __init__(self, editing: Editing, client: JobClient, window: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._editing, self._client, self._window = editing, client, window
        self._tasks: dict[str, Task] = {}
        self._known: dict[str, Known] = {}
        client.progressed.connect(self._progressed)
        client.partial.connect(self._partial)
        client.finished.connect(self._finished)
        client.failed.connect(self._failed)
        client.stopped.connect(self._stopped)

    def known(self, dataset: str) -> Known:
        """What is known of a dataset's file."""
        return self._known.setdefault(dataset, Known())

    def task(self, dataset: str, *kinds: Kind) -> Task | None:
        """The job of one of these kinds that runs or waits for a dataset."""
        return next((task for task in self._tasks.values() if task.dataset == dataset and task.kind in kinds), None)

    def audits(self, dataset: Dataset) -> bool:
        """Whether a dataset's file is being audited."""
        return self.task(dataset.key, "audit") is not None

    def read(self, dataset: Dataset) -> None:
        """Read the first rows, unless they are known already."""
        known = self.known(dataset.key)
        if known.read_path != dataset.path:
            known.read_path = dataset.path
            self._start(Task("read", dataset.key, dataset.path), {"limit": _SHOWN, "most": _LOOKED_AT})

    def say(self, dataset: str, said: Iterable[Mapping[str, str]]) -> None:
        """Keep what the user says about how the file of a dataset is read; what was guessed of it is looked at anew."""
        self._editing.set_stored(dataset, "reading", [{**row, "id": f"h{place}"} for place, row in enumerate(said, 1)])
        known = self.known(dataset)
        known.guesses, known.guessed_before = None, known.guesses or known.guessed_before

    def guess(self, dataset: Dataset) -> None:
        """Look at how the file is written and what its columns hold, unless that is known already."""
        known = self.known(dataset.key)
        if known.guesses is None and self.task(dataset.key, "guesses") is None:
            self._start(Task("guesses", dataset.key, dataset.path), {})

    def audit(self, dataset: Dataset, target: str = "", **more: object) -> None:
        """Look the whole file over, again if need be, with what a target column calls for.

        ``more`` goes to the job ``audit`` as it is, such as ``against``, the path of an earlier delivery.
        """
        if self.task(dataset.key, "read") is None:
            self.known(dataset.key).read_path = ""
            self.read(dataset)
        self.known(dataset.key).first = None
        payload = {"target": target or None, "today": dt.date.today().isoformat(), "evidence": True}
        self._start(Task("audit", dataset.key, dataset.path, target), {**payload, **more})

    def look(self, dataset: Dataset) -> None:
        """Look whether the file is still the one that was audited."""
        if self.task(dataset.key, "fingerprint") is None:
            self._start(Task("fingerprint", dataset.key, dataset.path), {"known": dict(self.known(dataset.key).state)})

    def try_rules(self, dataset: Dataset, target: str, rules: str, asked: Mapping[str, Any]) -> None:
        """Look what rules would answer; ``asked`` are the options of the baseline they are meant for."""
        self.known(dataset.key).trial = None
        if rules.strip() and target:
            told = {name: asked.get(name) for name in ("task", "positive")}
            self._start(Task("rules", dataset.key, dataset.path), {"target": target, "rules": rules, **told})
        else:
            self.cancel(dataset.key, "rules")

    def fetch(self, dataset: Dataset, run: Run, rows: Iterable[int]) -> None:
        """Read the cells of some rows outside the test of a run, unless that is being done."""
        if self.task(dataset.key, "rows") is None:
            self.known(dataset.key).cells = {}
            asked = {name: getattr(run, name) or None for name in _HOLDS_OUT}
            self._start(Task("rows", dataset.key, dataset.path), {"rows": list(rows), "run": asked})

    def baseline(
        self, dataset: Dataset, target: str, seed: int, asked: Mapping[str, Any], decision: str | None = None
    ) -> None:
        """Fit the baselines as ``asked``; a target the file was not audited for is audited behind them.

        ``decision`` is the hidden key of the decision to be judged on other test rows than the run before.
        """
        known = self.known(dataset.key)
        known.unkept = Unkept("running", {}, target, seed)
        task = Task("baseline", dataset.key, dataset.path, target, seed, decision)
        scenarios = asked_of(self._editing.engagement, dataset)
        wanted = {"scenarios": scenarios} if scenarios else {}
        if lacking := left_out(self._editing.engagement, dataset):
            self._window.notify(Notice("lab-scenarios", "warning", lacking))
        self._start(task, {"target": target, "seed": seed, **wanted, **asked})
        if target != (known.audit or {}).get("for_target", dataset.target):
            self.audit(dataset, target)

    def cancel(self, dataset: str, *kinds: Kind) -> None:
        """Stop the jobs of these kinds; what is finished of them stays on the page."""
        wanted = [job for job, task in self._tasks.items() if task.dataset == dataset and task.kind in kinds]
        for job in wanted:
            self._client.cancel(job)

    def _start(self, task: Task, payload: Mapping[str, Any]) -> None:
        self._drop(task)
        dataset = self._editing.engagement.get(task.dataset)
        said = reading_of(dataset) if isinstance(dataset, Dataset) else {}
        how = {"reading": said} if said else {}
        job = self._client.start(task.kind, {"path": task.path, **payload, **how})
        self._tasks[job] = task
        self._show(job, task)

    def _drop(self, again: Task) -> None:
        """Forget the same work on the same dataset: what it says from now on is not listened to."""
        for job, task in list(self._tasks.items()):
            if (task.dataset, task.kind) == (again.dataset, again.kind):
                self._over(job)
                self._client.cancel(job)

    def _show(self, job: str, task: Task) -> None:
        if task.kind not in _QUIET:
            self._window.show_job(job, task.title, task.fraction, lambda: self._client.cancel(job), task.text)
        self.moved.emit(task.dataset)

    def _progressed(self, job: str, fraction: float, text: str) -> None:
        task = self._tasks.get(job)
        if task is not None:
            task.fraction, task.text = fraction, text
            self._show(job, task)

    def _partial(self, job: str, card: Mapping[str, Any]) -> None:
        task = self._tasks.get(job)
        if task is not None and task.kind == "baseline":
            self.known(task.dataset).unkept = Unkept("running", card, task.target, task.seed)
            self.moved.emit(task.dataset)
        elif task is not None and task.kind == "audit":
            self.known(task.dataset).first = card
            self.ended.emit(task.dataset)

    def _finished(self, job: str, result: Mapping[str, Any]) -> None:
        task = self._over(job)
        if task is None:
            return
        known = self.known(task.dataset)
        known.trouble = ""
        if task.kind == "read":
            known.preview = result
        elif task.kind == "guesses":
            known.guesses = result
        elif task.kind == "fingerprint":
            known.state = result
        elif task.kind == "rules":
            known.trial = result
        elif task.kind == "rows":
            known.cells = result
        elif task.kind == "audit":
            known.audit, known.first = {**_held_against(known.audit, result), "for_target": task.target}, None
            known.preview = _counted(known.preview, result)
            known.state = {"fingerprint": result["fingerprint"]}
            keep_audit(self._editing.engagement, result, self._editing.who, dt.date.today(), task.dataset)
        else:
            known.unkept = None
            known.state = {"fingerprint": result["fingerprint"]}
            self._keep(task, result)
        self.ended.emit(task.dataset)

    def _keep(self, task: Task, result: Mapping[str, Any]) -> None:
        """Store a finished baseline, with its error analysis, and keep the latter's values for this sitting."""
        engagement, who, now = self._editing.engagement, self._editing.who, dt.datetime.now().astimezone()
        run = keep_run(engagement, result, who, now, task.dataset, decision=task.decision)
        self.known(task.dataset).errors = (run.id, shown(result["analysis"])) if result.get("analysis") else None

    def _failed(self, job: str, sentence: str) -> None:
        task = self._over(job)
        if task is None:
            return
        known = self.known(task.dataset)
        if task.kind == "baseline":
            self._part(known, "failed", sentence)
        elif task.kind == "rules":
            known.trial = {"problem": sentence}
        elif task.kind == "rows":
            known.cells = {"problem": sentence}
        elif task.kind != "fingerprint":
            known.trouble = sentence
        if task.kind not in _QUIET:
            kept = _("What was stored before is as it was.")
            self._window.notify(Notice(f"lab-{task.kind}", "error", sentence, kept))
        self.ended.emit(task.dataset)

    def _stopped(self, job: str) -> None:
        task = self._over(job)
        if task is None:
            return
        known = self.known(task.dataset)
        if task.kind == "baseline":
            self._part(known, "cancelled")
        self.ended.emit(task.dataset)

    def _part(self, known: Known, end: End, reason: str = "") -> None:
        if known.unkept is not None:
            known.unkept = replace(known.unkept, end=end, reason=reason)

    def _over(self, job: str) -> Task | None:
        task = self._tasks.pop(job, None)
        if task is not None:
            self._window.end_job(job)
        return task


def _held_against(before: Mapping[str, Any] | None, report: Mapping[str, Any]) -> Mapping[str, Any]:
    """The report with what one before it found of the same bytes against another delivery, if it did not look."""
    if before is None or "against" in report or before["fingerprint"] != report["fingerprint"]:
        return report
    found = [one for one in before["findings"] if one["rule"].startswith(OF_DELIVERIES)]
    beside = {"against": before["against"]} if "against" in before else {}
    return {**report, **beside, "findings": [*report["findings"], *found]}


def _counted(preview: Mapping[str, Any] | None, report: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The preview with what the audit counted on all rows."""
    if preview is None or preview.get("whole", True):
        return preview
    bad = {**preview["bad_rows"], "count": report["bad_rows"]}
    return {**preview, "records": report["rows"], "bad_rows": bad, "whole": True}
