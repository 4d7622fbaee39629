"""The data dictionary: what each column of a dataset means, where it comes from and who answers for it (row T12)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, flag, person, prose, ref, text
from scopewright.model.record import Record, section

ROLES = (
    ("feature", N_("Feature")),
    ("target", N_("Target")),
    ("id", N_("Identifier")),
    ("group", N_("Group")),
    ("time", N_("Time")),
    ("left_out", N_("Left out")),
)
ATTRIBUTES = (
    ("age", N_("Age")),
    ("gender", N_("Gender")),
    ("origin", N_("Race or origin")),
    ("culture", N_("Culture or language")),
    ("geography", N_("Geography")),
    ("disability", N_("Health or disability")),
    ("income", N_("Income or status")),
)
DELIVERED = (
    ("present", N_("In the file")),
    ("new", N_("New in the last delivery")),
    ("gone", N_("Gone from the last delivery")),
)


@section(
    "features",
    N_("Data dictionary"),
    one=N_("column"),
    many=N_("columns"),
    prefix="FT",
    place=12,
    phase="data",
    icon="book-open",
    document="design",
    hint=N_("Open Data and seed the dictionary from a file's header; then say what each column means."),
    begun_at=("data", N_("Data and baselines")),
    without=("note",),
)
class Feature(Record):
    """One column of a dataset; what people write here outlives every delivery of the file."""

    title: str = text(N_("Column"), required=True, help=N_("Its name in the file's header."))
    dataset: str | None = ref(N_("Dataset"), "datasets", required=True)
    definition: str = prose(N_("Definition"), column=True, help=N_("What one value says, and about which moment."))
    unit: str = text(N_("Unit"))
    role: str | None = choice(N_("Role"), ROLES)
    personal: bool = flag(N_("Personal data"), help=N_("Its values are never kept in this file nor shown in a brief."))
    attribute: str | None = choice(
        N_("Describes people by"), ATTRIBUTES, column=False, help=N_("Errors are then counted by its levels.")
    )
    source: str = text(N_("Source"), help=N_("The system or person it comes from."))
    upstream: str = text(N_("Depends on"), column=False, help=N_("What must run or be filled in before it is there."))
    refresh: str = text(N_("Refreshed"))
    delivered: str | None = choice(N_("Last delivery"), DELIVERED)
    type: str = text(N_("Type"), help=N_("As the audit read it."))
    sla: str = text(
        N_("Service level"), column=False, help=N_("How late or incomplete it may be, and who promised so.")
    )
    defined_by: str | None = person(N_("Defined by"), column=False)
