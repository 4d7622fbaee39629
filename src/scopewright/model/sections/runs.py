"""Baseline runs: scores beside the trivial one, with interval, split, seed and fingerprint (rows J10, T16)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, number, prose, ref, rows, text
from scopewright.model.kinds import Choice, Column, Flag, Number, Row, Text
from scopewright.model.lab_titles import SPLITS, OwnTitles
from scopewright.model.record import Record, section
from scopewright.model.sections.metrics import MEASURES
from scopewright.model.sections.objectives import DIRECTIONS

TASKS = (("binary", N_("Two classes")), ("multiclass", N_("Several classes")), ("regression", N_("A number")))

PARTS = (
    ("dev", N_("Development, not seen by the model that answered")),
    ("test", N_("Test")),
    ("absent", N_("No such row")),
    ("unanswered", N_("Without an answer")),
)
"""Where a scenario row of the test plan lies in the file of a run."""
VERDICTS = (("right", N_("Right")), ("wrong", N_("Wrong")))


@section(
    "runs",
    N_("Runs"),
    one=N_("run"),
    prefix="RUN",
    place=20,
    phase="data",
    icon="flask-conical",
    document="design",
    hint=N_("Open Data, choose a CSV and its target, and start a baseline."),
    begun_at=("data", N_("Data and baselines")),
    without=("note", "tags"),
)
class Run(Record):
    """What one baseline job measured; a finished run is never taken back by undo."""

    title: str = text(N_("Run"), required=True)
    dataset: str | None = ref(N_("Dataset"), "datasets")
    fingerprint: str = text(N_("Fingerprint"), column=False)
    audited_file: str = text(
        N_("Audited file"), column=False, help=N_("Fingerprint that the audit of the dataset had when this ran.")
    )
    target: str = text(N_("Target column"))
    task: str | None = choice(N_("Task"), TASKS)
    measure: str | None = choice(N_("Measured as"), MEASURES)
    direction: str | None = choice(N_("Direction"), DIRECTIONS, column=False)
    told_task: str | None = choice(
        N_("Task as told"), TASKS, column=False, help=N_("Empty: the task that the target seems to mean.")
    )
    dropped: tuple[Row, ...] = rows(N_("Columns left out"), [Column("name", N_("Column"), Text())])
    rules: str = prose(N_("Rules"), help=N_("What the model by hand answers, one rule a line."))
    budget: float | None = number(N_("Seconds allowed"), low=0, column=False)
    seeds: int | None = number(N_("Seeds tried"), low=1, column=False)
    human: float | None = number(N_("Human level"), column=False, help=N_("What people reach in the run's measure."))
    positive: str = text(
        N_("Positive class"), column=False, help=N_("Kept of two classes only, and not where they tell of persons.")
    )
    best: str = text(N_("Best model"), titles=OwnTitles)
    split: str = text(N_("Split"), column=False, titles=lambda: SPLITS)
    group: str = text(N_("Whole groups held out"), column=False)
    overlap: int | None = number(
        N_("Group overlap"), low=0, column=False, help=N_("Groups with rows both in the test and outside it.")
    )
    time: str = text(N_("Latest rows held out by"), column=False)
    seed: int | None = number(N_("Seed"), low=0, column=False)
    train: int | None = number(N_("Training rows"), low=0, column=False)
    dev: int | None = number(N_("Development rows"), low=0, column=False)
    test: int | None = number(N_("Test rows"), low=0, column=False)
    folds: int | None = number(N_("Folds"), low=2, column=False)
    test_fingerprint: str = text(
        N_("Test set"), column=False, help=N_("SHA-256 of the file's fingerprint, the target and the test rows.")
    )
    decision: str | None = ref(
        N_("Decided by"), "decisions", column=False, help=N_("Why these test rows replace the ones frozen before.")
    )
    look: int | None = number(
        N_("Look at this test set"), low=1, column=False, help=N_("1 is the first; each further look flatters.")
    )
    excluded: int | None = number(N_("Excluded rows"), low=0, column=False)
    models: tuple[Row, ...] = rows(
        N_("Models"),
        [
            Column("name", N_("Model"), Text(titles=OwnTitles)),
            Column("kind", N_("Kind"), Text()),
            Column("dev", N_("Dev"), Number()),
            Column("dev_low", N_("Dev low"), Number()),
            Column("dev_high", N_("Dev high"), Number()),
            Column("test", N_("Test"), Number()),
            Column("test_low", N_("Test low"), Number()),
            Column("test_high", N_("Test high"), Number()),
            Column("seconds", N_("Seconds"), Number()),
            Column("bytes", N_("Bytes"), Number()),
            Column("latency_ms", N_("Latency (ms a row)"), Number()),
            Column("seeds", N_("Seeds"), Number()),
            Column("spread_low", N_("Lowest of the seeds"), Number()),
            Column("spread_high", N_("Highest of the seeds"), Number()),
            Column("noise", N_("Lead is noise"), Flag()),
        ],
    )
    scores: tuple[Row, ...] = rows(
        N_("Other scores of the best model"),
        [
            Column("measure", N_("Measure"), Choice(MEASURES)),
            Column("value", N_("Value"), Number()),
            Column("low", N_("Low"), Number()),
            Column("high", N_("High"), Number()),
            Column("test", N_("Test"), Number()),
            Column("test_low", N_("Test low"), Number()),
            Column("test_high", N_("Test high"), Number()),
        ],
    )
    others: tuple[Row, ...] = rows(
        N_("Other scores of the other models"),
        [
            Column("model", N_("Model"), Text()),
            Column("measure", N_("Measure"), Choice(MEASURES)),
            Column("value", N_("Value"), Number()),
        ],
        internal=True,
    )
    thresholds: tuple[Row, ...] = rows(
        N_("Thresholds"),
        [
            Column("threshold", N_("Threshold"), Number()),
            Column("false_positives", N_("False alarms"), Number()),
            Column("false_negatives", N_("Misses"), Number()),
        ],
        internal=True,
    )
    positives: int | None = number(N_("Positive development rows"), low=0, column=False)
    scenarios: tuple[Row, ...] = rows(
        N_("Scenario rows"),
        [
            Column("row", N_("Row"), Number(of_row=True)),
            Column("within", N_("Right within"), Number()),
            Column("part", N_("Part"), Choice(PARTS)),
            Column("right", N_("Came out"), Choice(VERDICTS)),
        ],
        internal=True,
    )
    hardware: str = text(N_("Measured on"), column=False)
    first_after: float | None = number(
        N_("Seconds to the first number"), low=0, column=False, help=N_("Reading the file is counted in.")
    )
    finished: str = text(N_("Finished at"), column=False)
    versions: str = text(N_("Versions"), column=False, longest=1000)
    remarks: str = prose(N_("Remarks"))
    closing: str = prose(
        N_("What would close the distance"), help=N_("To the target: rows, columns, labels, or another target.")
    )
