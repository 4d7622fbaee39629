"""Error analyses: which part of the error binds, where the errors lie, what may help (rows J12, J13, I5, P4)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, number, prose, ref, rows, text
from scopewright.model.kinds import Choice, Column, Flag, Number, Row, Text
from scopewright.model.record import Record, section

PARTS = (
    ("irreducible", N_("Irreducible error (people)")),
    ("bias", N_("Avoidable bias")),
    ("variance", N_("Variance")),
    ("shift", N_("Distribution shift")),
    ("dev_overfit", N_("Overfitting to the development rows")),
)


def _numbers(*named: tuple[str, str]) -> list[Column]:
    return [Column(name, title, Number()) for name, title in named]


_ENDS = (("low", N_("Low")), ("high", N_("High")))
_ROWS = ("rows", N_("Rows"))
_ROW = Column("row", N_("Row"), Number(of_row=True))
_CLASS = Text()


@section(
    "analyses",
    N_("Error analyses"),
    one=N_("error analysis"),
    prefix="EA",
    place=25,
    phase="data",
    icon="stethoscope",
    document="design",
    hint=N_("Open Data and start a baseline that looks at the errors of its best model."),
    begun_at=("data", N_("Data and baselines")),
    without=("note", "tags"),
)
class ErrorAnalysis(Record):
    """What one job found in the errors of a run's best model; rows are named by number, no cell's value is kept.

    Errors stand on a scale on which 0 is best: 1 minus the measure where more is better.
    """

    title: str = text(N_("Error analysis"), required=True)
    run: str | None = ref(N_("Run"), "runs")
    model: str = text(N_("Model"))
    bottleneck: str | None = choice(N_("Bottleneck"), PARTS)
    total: float | None = number(N_("Error in all"))
    human: float | None = number(N_("People's error"), column=False)
    train: float | None = number(N_("Training error"), column=False)
    train_dev: float | None = number(
        N_("Error on rows like the training rows"),
        column=False,
        help=N_("Unseen rows of the same groups and time as the training rows, where the development rows are others."),
    )
    dev: float | None = number(N_("Development error"), column=False)
    test: float | None = number(N_("Test error"), column=False)
    parts: tuple[Row, ...] = rows(
        N_("Parts of the error"), [Column("part", N_("Part"), Choice(PARTS)), Column("value", N_("Value"), Number())]
    )
    remedies: str = prose(N_("What may help, in order"))
    remarks: str = prose(N_("Remarks"))
    measured_by: str = text(N_("Slices are compared by"), column=False)
    looked_at: int | None = number(N_("Rows looked at"), low=0, column=False)
    wrong: int | None = number(N_("Wrong answers"), low=0, column=False)
    slices: tuple[Row, ...] = rows(
        N_("Slices"),
        [
            Column("column", N_("Column"), Text()),
            Column("label", N_("Slice"), Text()),
            *_numbers(_ROWS, ("error", N_("Error")), *_ENDS, ("others", N_("Other rows"))),
            *_numbers(("false_positives", N_("False alarms")), ("false_negatives", N_("Misses"))),
            Column("judged", N_("Judged"), Flag()),
        ],
    )
    fairness: tuple[Row, ...] = rows(
        N_("Differences between people"),
        [
            Column("column", N_("Column"), Text()),
            Column("label", N_("Level"), Text()),
            *_numbers(_ROWS, ("error", N_("Error")), ("gap", N_("Above the others")), *_ENDS),
            *_numbers(
                ("told", N_("Told positive")), ("recall", N_("Recall")), ("false_alarms", N_("False alarm rate"))
            ),
            Column("judged", N_("Judged"), Flag()),
        ],
    )
    classes: tuple[Row, ...] = rows(
        N_("Classes"),
        [
            Column("class", N_("Class"), _CLASS),
            *_numbers(_ROWS, ("recall", N_("Recall")), ("recall_low", N_("Low")), ("recall_high", N_("High"))),
            *_numbers(("precision", N_("Precision")), ("precision_low", N_("Low")), ("precision_high", N_("High"))),
            Column("rare", N_("Rare"), Flag()),
        ],
    )
    confusion: tuple[Row, ...] = rows(
        N_("Confusion matrix"),
        [Column("truth", N_("True class"), _CLASS), Column("told", N_("Taken for"), _CLASS), *_numbers(_ROWS)],
    )
    calibration: tuple[Row, ...] = rows(
        N_("Calibration"), _numbers(("told", N_("Told")), ("true", N_("Came true")), *_ENDS, _ROWS)
    )
    importance: tuple[Row, ...] = rows(
        N_("Worth of columns"),
        [Column("column", N_("Column"), Text()), *_numbers(("value", N_("Value")), ("spread", N_("Spread")))],
    )
    curve: tuple[Row, ...] = rows(N_("Learning curve"), _numbers(_ROWS, ("value", N_("Value")), *_ENDS))
    more_rows: int | None = number(N_("Twice the rows"), low=0, column=False)
    gain: float | None = number(N_("What they would add"), column=False)
    gain_low: float | None = number(N_("Low"), column=False)
    gain_high: float | None = number(N_("High"), column=False)
    most_wrong: tuple[Row, ...] = rows(N_("Most wrong rows"), [_ROW, *_numbers(("loss", N_("Loss")))], internal=True)
    review: tuple[Row, ...] = rows(
        N_("Wrong rows to review"),
        [_ROW],
        internal=True,
        help=N_("Development rows drawn at random; rows of the test are not among them."),
    )
    suspects: tuple[Row, ...] = rows(
        N_("Suspect labels"), [_ROW, *_numbers(("probability", N_("Probability")))], internal=True
    )
    suspect_count: int | None = number(N_("Suspect labels in all"), low=0, column=False)
    clusters: tuple[Row, ...] = rows(
        N_("Clusters of errors"),
        [
            *_numbers(_ROWS),
            Column("shared", N_("In common"), Text()),
            Column("first", N_("First rows"), Text(of_rows=True)),
        ],
        internal=True,
    )
    alone: int | None = number(N_("Errors that lie alone"), low=0, column=False)
    outliers: tuple[Row, ...] = rows(
        N_("Errors and outliers"),
        [Column("far", N_("Outlier"), Flag()), *_numbers(("right", N_("Right")), ("wrong", N_("Wrong")))],
    )
