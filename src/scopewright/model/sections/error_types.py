"""Kinds of errors that somebody told by hand, looking at wrong answers one by one (row I6)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import number, prose, ref, rows, scale, text
from scopewright.model.kinds import Column, Number, Row
from scopewright.model.record import Record, section

EASE = (N_("Nobody knows how"), N_("Hard"), N_("Manageable"), N_("Easy"), N_("At once"))


@section(
    "error_types",
    N_("Error types"),
    one=N_("error type"),
    prefix="ET",
    place=26,
    phase="data",
    icon="tags",
    document="design",
    hint=N_("Open Data, Errors, and review wrong answers: the keys 1 to 9 count what is wrong with each."),
    begun_at=("data", N_("Data and baselines")),
)
class ErrorType(Record):
    """A kind of error of one run's best model; ``tally`` holds the development rows it was seen in, by number."""

    title: str = text(N_("Error type"), required=True)
    run: str | None = ref(N_("Run"), "runs", required=True)
    digit: int | None = number(N_("Key"), low=1, high=9, help=N_("The digit that counts a row."))
    fixability: int | None = scale(N_("How easily fixed"), 1, 5, EASE)
    idea: str = prose(N_("Idea"), column=True, help=N_("What would remove such errors: data, labels, features, model."))
    cluster: str = text(
        N_("Named after"), column=False, help=N_("What the rows of the cluster have in common that it was made of.")
    )
    tally: tuple[Row, ...] = rows(
        N_("Rows"), [Column("row", N_("Row"), Number(of_row=True))], internal=True, help=N_("Development rows.")
    )
