"""Points at which the work goes on or stops (rows M22, M23)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, prose, ref, refs, text
from scopewright.model.record import Record, section

OUTCOMES = (("open", N_("Not held yet")), ("passed", N_("Passed")), ("failed", N_("Failed")))


@section(
    "gates",
    N_("Gates"),
    one=N_("gate"),
    prefix="G",
    place=30,
    phase="decide",
    icon="door-open",
    document="planning",
    hint=N_("Add the gate after the proof of concept: what must be shown, and what falls away if it is not."),
)
class Gate(Record):
    """A gate; when it fails, the deliverables that depend on it become void, and undo brings them back."""

    title: str = text(N_("Gate"), required=True)
    outcome: str | None = choice(N_("Outcome"), OUTCOMES)
    criterion: str = prose(N_("Passed when"), column=True, required=True)
    metric: str | None = ref(N_("Metric"), "metrics")
    due: dt.date | None = day(N_("Due"))
    held: dt.date | None = day(N_("Held on"), column=False)
    deliverables: tuple[str, ...] = refs(
        N_("Depend on it"), "deliverables", help=N_("What is not planned any longer if the gate fails.")
    )
    run: str | None = ref(N_("Run"), "runs", column=False, help=N_("The run that settled it."))
    tried: str = prose(N_("What was tried"))
    learnt: str = prose(N_("What was learnt"), help=N_("What the next proposal should know."))
