"""The client's data: where it comes from, what a look into it showed (rows M19, J8)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, number, prose, rows, text
from scopewright.model.kinds import Choice, Column, Day, Number, Prose, Row, Text
from scopewright.model.lab_titles import COLUMN_TYPES
from scopewright.model.record import Record, section
from scopewright.model.severity import TITLES

SORTS = (
    ("static", N_("Static: a file or extract")),
    ("dynamic", N_("Dynamic: a feed that goes on")),
    ("wished", N_("Wished for")),
)

READINGS = (
    ("delimiter", N_("Delimiter")),
    ("quote", N_("Quote")),
    ("encoding", N_("Encoding")),
    ("header_rows", N_("Rows of headings")),
    ("skip_rows", N_("Rows above the headings")),
    ("decimal", N_("Decimal mark")),
    ("day_first", N_("Day or month first")),
    ("missing", N_("Means no value")),
    ("sheet", N_("Sheet")),
    ("type", N_("Type of a column")),
)


@section(
    "datasets",
    N_("Datasets"),
    one=N_("dataset"),
    prefix="DS",
    place=10,
    phase="data",
    icon="database",
    document="design",
    hint=N_("Drop a CSV file here, or add a source you still have to ask for."),
)
class Dataset(Record):
    """A data source; the file stays where it is, the engagement keeps path, fingerprint and findings."""

    title: str = text(N_("Dataset"), required=True)
    sort: str | None = choice(N_("Type"), SORTS)
    path: str = text(N_("File"), longest=4096, column=False, internal=True, help=N_("Where it lies on this laptop."))
    fingerprint: str = text(N_("Fingerprint"), column=False, help=N_("SHA-256 of the file's bytes."))
    reading: tuple[Row, ...] = rows(
        N_("How the file is read"),
        [
            Column("what", N_("What"), Choice(READINGS)),
            Column("column", N_("Column"), Text()),
            Column("value", N_("As"), Text()),
        ],
        help=N_("What you said where the guess was wrong; it holds for the next delivery, too."),
    )
    records: int | None = number(N_("Rows"), low=0)
    target: str = text(N_("Target column"))
    audited: dt.date | None = day(N_("Audited on"))
    refresh: str = text(N_("Refreshed"), help=N_("How often new rows come, and by whom."))
    origin_answer: str = prose(N_("Where do the features come from?"))
    labels_answer: str = prose(N_("How were the labels settled?"))
    validation_answer: str = prose(N_("How were the labels checked?"))
    space_answer: str = prose(N_("What goes in, and which answers can come out?"))
    sampling_answer: str = prose(N_("How were the rows chosen?"))
    leaks_answer: str = prose(N_("What is known only after the event?"))
    privacy_answer: str = prose(N_("Which columns are personal, and may they be used?"))
    columns: tuple[Row, ...] = rows(
        N_("Columns"),
        [
            Column("name", N_("Column"), Text()),
            Column("type", N_("Type"), Text(titles=lambda: COLUMN_TYPES)),
            Column("missing", N_("Missing"), Number()),
            Column("distinct", N_("Distinct"), Number()),
            Column("meaning", N_("Meaning"), Text()),
            Column("fingerprint", N_("Fingerprint"), Text()),
        ],
    )
    deliveries: tuple[Row, ...] = rows(
        N_("Deliveries"),
        [
            Column("audited", N_("Audited on"), Day()),
            Column("file", N_("File"), Text(4096)),
            Column("fingerprint", N_("Fingerprint"), Text()),
            Column("records", N_("Rows"), Number()),
            Column("columns", N_("Columns"), Number()),
            Column("changed", N_("Columns that changed"), Prose()),
        ],
    )
    findings: tuple[Row, ...] = rows(
        N_("Findings"),
        [
            Column("rule", N_("Rule"), Text()),
            Column("severity", N_("Severity"), Choice(tuple(TITLES.items()))),
            Column("column", N_("Column"), Text()),
            Column("count", N_("Rows"), Number()),
            Column("message", N_("Finding"), Prose()),
        ],
    )
