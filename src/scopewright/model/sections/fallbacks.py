"""What happens when data or the model fail (row T18)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import prose, ref, text
from scopewright.model.record import Record, section


@section(
    "fallbacks",
    N_("Fallbacks"),
    one=N_("fallback"),
    prefix="FB",
    place=30,
    phase="deploy",
    icon="life-buoy",
    document="design",
    hint=N_("Add what the system does when an input is missing or a part does not answer."),
)
class Fallback(Record):
    """A failure and the behaviour agreed for it; every input that may be missing needs one."""

    title: str = text(N_("Failure"), required=True)
    input: str = text(N_("Input"), help=N_("The column that may be missing, as it stands in the header."))
    dataset: str | None = ref(N_("Dataset"), "datasets", column=False)
    behaviour: str = prose(N_("What the system does"), column=True, required=True)
    test: str = text(N_("Tested by"))
    penalty: str = prose(N_("In the objective"), help=N_("Whether the loss holds back a feature that often fails."))
