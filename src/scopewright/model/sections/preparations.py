"""What was done to the data by hand while prototyping (row P1)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import day, flag, prose, ref, text
from scopewright.model.record import Record, section


@section(
    "preparations",
    N_("Data preparation"),
    one=N_("preparation step"),
    many=N_("preparation steps"),
    prefix="PR",
    place=50,
    phase="data",
    icon="pencil-ruler",
    document="design",
    hint=N_("Note every step done by hand: by hand is fine in a prototype, forgotten is not."),
)
class Preparation(Record):
    """A manual step of preprocessing, to be automated or dropped before deployment."""

    title: str = text(N_("Step"), required=True)
    dataset: str | None = ref(N_("Dataset"), "datasets")
    done_on: dt.date | None = day(N_("Done on"))
    by_hand: bool = flag(N_("By hand"))
    automated: bool = flag(N_("Automated by now"))
    details: str = prose(N_("Details"))
