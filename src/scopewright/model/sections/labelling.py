"""Who labels what, at which price (row P2)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, money, number, prose, ref, text
from scopewright.model.kinds import Amount
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
