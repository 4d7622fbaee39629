"""A new model for a few first, with the way back (row J20)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import day, number, prose, ref, rows, text
from scopewright.model.kinds import Column, Day, Number, Row, Text
from scopewright.model.record import Record, section


@section(
    "canaries",
    N_("Canary plans"),
    one=N_("canary plan"),
    prefix="CA",
    place=70,
    phase="deploy",
    icon="bird",
    document="planning",
    hint=N_("Say what share sees the new model first, what is watched and when it is taken back."),
)
class Canary(Record):
    """A share of the traffic on the new model, what is compared, and the tested way back."""

    title: str = text(N_("Canary"), required=True)
    deployment: str | None = ref(N_("Deployment"), "deployments")
    share: float | None = number(N_("Share of the traffic"), low=0, high=100, unit="%")
    start: dt.date | None = day(N_("Start"))
    end: dt.date | None = day(N_("End"))
    metric: str | None = ref(N_("Watched"), "metrics")
    delta: float | None = number(
        N_("Largest change"), low=0, high=100, unit="%", help=N_("Of predictions on the same rows, new to current.")
    )
    comparisons: tuple[Row, ...] = rows(
        N_("Comparisons"),
        [
            Column("on", N_("On"), Day()),
            Column("rows", N_("Common rows"), Number(0)),
            Column("changed", N_("Changed"), Number(0)),
            Column("only_current", N_("Only in the current file"), Number(0)),
            Column("only_new", N_("Only in the new file"), Number(0)),
            Column("current", N_("Fingerprint of the current file"), Text()),
            Column("new", N_("Fingerprint of the new file"), Text()),
        ],
        help=N_("Of two files of predictions; counts and fingerprints only."),
    )
    rollback: str = prose(N_("Taken back when"), column=True)
    rollback_tested: dt.date | None = day(N_("Way back tested on"))

    @property
    def newest_share(self) -> float | None:
        """Percent of the common rows that changed in the newest comparison; nothing while there is none."""
        last = self.comparisons[-1] if self.comparisons else None
        return 100 * last["changed"] / last["rows"] if last and last["rows"] and last["changed"] is not None else None
