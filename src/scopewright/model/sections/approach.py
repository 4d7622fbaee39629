"""The ladder of approaches, from work by hand to heavy machine learning (row M21)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, flag, prose, ref, text
from scopewright.model.record import Record, section

SORTS = (
    ("manual", N_("By hand")),
    ("rules", N_("Rules")),
    ("simple", N_("Simple machine learning")),
    ("heavy", N_("Heavy machine learning")),
)
LEARNT = frozenset({"simple", "heavy"})
"""The sorts of rung on which something is learnt from data."""


@section(
    "approach",
    N_("Approach ladder"),
    one=N_("rung"),
    many=N_("rungs"),
    prefix="RG",
    place=40,
    phase="solution",
    icon="footprints",
    document="design",
    hint=N_("Begin with what a person or a rule could do; add a rung only where the one below is not enough."),
)
class Rung(Record):
    """One step of the method; it adds complexity only with a justification."""

    title: str = text(N_("Approach"), required=True)
    sort: str | None = choice(N_("Type"), SORTS)
    justification: str = prose(
        N_("Why this rung"), column=True, help=N_("What the rung below cannot do; needed where a rung adds learning.")
    )
    end_to_end: bool = flag(N_("Useful end to end"), help=N_("Somebody can work with it the day it is there."))
    simple: bool = flag(N_("Nothing simpler would do"), column=False)
    by_hand_first: bool = flag(N_("Done by hand before"), column=False)
    role: str | None = choice(
        N_("People"), (("augment", N_("Augments people")), ("automate", N_("Automates"))), column=False
    )
    reach: str | None = choice(
        N_("Reach"), (("internal", N_("Internal users first")), ("external", N_("External users"))), column=False
    )
    thorough: bool = flag(N_("Tried thoroughly"), column=False, help=N_("Given up only after an honest attempt."))
    run: str | None = ref(N_("Run"), "runs", help=N_("The run that shows what this rung reaches."))
