"""Who labels what, by which guide, at which price (rows J7, P2)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, money, number, prose, ref, rows, text
from scopewright.model.kinds import Amount, Column, Row, Text
from scopewright.model.record import Record, section

STRATEGIES = (
    ("in_house", N_("In-house")),
    ("outsourced", N_("Outsourced")),
    ("crowdsourced", N_("Crowdsourced")),
    ("derived", N_("Derived from what was recorded")),
)


@section(
    "labelling",
    N_("Labelling plans"),
    one=N_("labelling plan"),
    prefix="LB",
    place=30,
    phase="data",
    icon="tags",
    document="design",
    hint=N_("Add what has to be labelled, by whom, and how many a person manages in an hour."),
)
class Labelling(Record):
    """A labelling task; cost is items times labels an item times price, time is by the rate of each person."""

    title: str = text(N_("What is labelled"), required=True)
    dataset: str | None = ref(N_("Dataset"), "datasets")
    strategy: str | None = choice(N_("Strategy"), STRATEGIES)
    items: int | None = number(N_("Items"), low=0)
    labels: int | None = number(N_("Labels an item"), low=1, help=N_("Two or more show where people disagree."))
    price: Amount | None = money(N_("Price a label"))
    rate: float | None = number(N_("Labels a minute"), low=0, help=N_("What one person manages; measure it on twenty."))
    labellers: int | None = number(N_("Labellers"), low=1)
    metadata: str = prose(N_("Recorded with each label"), help=N_("Who labelled, when, by which guide."))
    quality: str = prose(N_("How quality is checked"))
    guide: tuple[Row, ...] = rows(
        N_("Label guide"),
        [
            Column("class", N_("Class"), Text()),
            Column("means", N_("Is what"), Text()),
            Column("example", N_("Example"), Text()),
            Column("edge", N_("Edge case, and how it is labelled"), Text()),
        ],
    )
    guide_version: int | None = number(
        N_("Version of the guide"), low=1, column=False, help=N_("One more whenever a class is defined otherwise.")
    )
    labelled_by: int | None = number(
        N_("Labels follow version"), low=1, column=False, help=N_("The guide by which the labels at hand were set.")
    )
    tell_back: str = prose(
        N_("What labels itself"), help=N_("Does the model's answer become a label later? Then it confirms itself.")
    )

    @property
    def outdated(self) -> bool:
        """Whether the labels at hand were set by an older guide than the present one."""
        return bool(self.guide_version and self.labelled_by and self.labelled_by < self.guide_version)
