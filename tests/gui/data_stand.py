"""The data page alone on an empty engagement, with a worker that answers what a test has it answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scopewright.gui.editing import Editing
from scopewright.gui.job_client import JobClient
from scopewright.gui.pages.data import DataPage
from scopewright.gui.widgets.status_badge import StatusBadge
from scopewright.model.engagement import Engagement
from scopewright.model.sections.datasets import Dataset
from scopewright.model.tables import new_engagement
from tests.gui.conftest import child
from tests.gui.lab_stand_ins import ToldClient, WindowOfNotes

READ = {
    "header": ["age", "left"],
    "dialect": {
        "delimiter": ";", "quote": '"', "escape": None, "encoding": "cp1252", "header_rows": 1, "skip_rows": 2,
    },
    "rows": [["4", "no"], ["5", "<b>yes</b>"]],
    "records": 200,
    "first_line": 4,
    "bad_rows": {"count": 1, "first": [{"record": 7, "line": 9, "reason": "short"}]},
}  # fmt: skip
AUDIT: dict[str, Any] = {
    "file": "c.csv",
    "fingerprint": "sha256:aa11",
    "dialect": READ["dialect"],
    "rows": 200,
    "columns": [
        {"name": "age", "type": "integer", "missing": 3, "distinct": 40},
        {"name": "left", "type": "boolean", "missing": 0, "distinct": 2, "levels": [{"name": "no", "count": 150}]},
    ],
    "bad_rows": 1,
    "findings": [
        {
            "rule": "LEA01",
            "severity": "error",
            "column": "left",
            "rows": {"count": 2, "first": [3, 8]},
            "message": "Leaks.",
            "kept": "Leaks.",
        },
        {
            "rule": "MIS01",
            "severity": "hint",
            "column": "age",
            "rows": {"count": 3, "first": [1]},
            "message": "Gaps such as “Huber”.",
            "kept": "Gaps.",
        },
    ],
}


def card(*names: str) -> dict[str, Any]:
    """A baseline of the first of two models, or of both."""
    values = {"most frequent class": ("trivial", 0.5), "decision tree": ("tree", 0.8)}
    models: list[dict[str, Any]] = [
        {
            "name": name, "kind": values[name][0], "dev": {"value": values[name][1], "low": 0.4, "high": 0.9},
            "test": None, "seconds": 0.1, "bytes": 10, "other": {"dev": {}, "test": None},
        }
        for name in names
    ]  # fmt: skip
    return {
        "file": "c.csv", "fingerprint": "sha256:aa11", "task": "binary", "target": "left", "positive": "yes",
        "metric": {"name": "average_precision", "direction": "higher"},
        "split": {"kind": "stratified", "seed": 7, "train": 160, "dev": 160, "test": 40, "folds": 5},
        "models": models, "best": names[-1], "excluded_rows": {"count": 0, "first": [], "reason": None},
        "notes": ["Fewer than 10 % of the rows are “yes”."], "kept_notes": ["Fewer than 10 % are positive."],
        "versions": {"scopewright": "0.1.0"},
    }  # fmt: skip


class Stand:
    """A page on an empty engagement, and everything it was handed."""

    def __init__(self, client: JobClient | None = None) -> None:
        self.engagement: Engagement = new_engagement()
        self.editing = Editing(self.engagement, who="Ana")
        self.told = ToldClient()
        self.window = WindowOfNotes()
        self.page = DataPage(self.editing, client or self.told, self.window)
        self.editing.changed.connect(self.page.refresh)

    @property
    def dataset(self) -> Dataset:
        return self.engagement.all(Dataset)[0]

    def audited(self, path: Path) -> None:
        """Take a file and answer its reading and its audit."""
        self.page.take(path)
        self.told.finished.emit(self.told.last("read")[0], READ)
        self.told.finished.emit(self.told.last("audit")[0], AUDIT)

    def started(self) -> str:
        """Start a baseline on the second column; the id of its job."""
        self.page.baseline.target.setCurrentText("left")
        self.page.baseline.seed.setValue(7)
        self.page.start()
        return self.told.last("baseline")[0]

    def state(self) -> str:
        return child(self.page, StatusBadge, "data.run-state").accessibleName()
