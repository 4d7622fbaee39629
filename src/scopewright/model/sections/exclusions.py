"""What this work will not do: not never, only not now (row M16)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import prose, ref, text
from scopewright.model.record import Record, section


@section(
    "exclusions",
    N_("Out of scope"),
    one=N_("exclusion"),
    many=N_("exclusions"),
    prefix="X",
    place=50,
    phase="scope",
    icon="circle-slash",
    document="requirements",
    hint=N_("Add what somebody might expect and will not get in this release."),
)
class Exclusion(Record):
    """Something left out, why, and in which release it will be looked at again."""

    title: str = text(N_("Left out"), required=True)
    reason: str = prose(N_("Because"), column=True)
    revisit: str | None = ref(N_("Revisit in"), "releases")
