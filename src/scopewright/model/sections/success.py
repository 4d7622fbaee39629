"""What both sides agree to call a success, on three levels (row P10)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import choice, day, person, prose, ref, text
from scopewright.model.record import Record, section

LEVELS = (
    ("ml", N_("Machine learning: the model on held-out data")),
    ("software", N_("Software: the service in use")),
    ("business", N_("Business: what it changes for the client")),
)
WORDINGS = (
    ("guaranteed", N_("Guaranteed")),
    ("best_effort", N_("Best effort")),
    ("observed", N_("Observed, not promised")),
)


@section(
    "success",
    N_("Success criteria"),
    one=N_("success criterion"),
    prefix="SC",
    place=40,
    phase="agree",
    icon="handshake",
    document="requirements",
    hint=N_("Add one criterion per level; the nearer to the business, the less of it can be promised."),
)
class Criterion(Record):
    """A criterion that a technical and a business person sign; a guaranteed business figure needs a waiver."""

    title: str = text(N_("Criterion"), required=True)
    level: str | None = choice(N_("Level"), LEVELS)
    metric: str | None = ref(N_("Metric"), "metrics")
    objective: str | None = ref(N_("Objective"), "objectives", column=False)
    wording: str | None = choice(N_("Promise"), WORDINGS)
    wording_text: str = prose(N_("Wording"), column=True, help=N_("The sentence that stands in the contract."))
    waiver: str = prose(N_("Waiver"), help=N_("Why a business figure may be guaranteed here, and what limits it."))
    technical: str | None = person(N_("Agreed by (technical)"))
    technical_on: dt.date | None = day(N_("Agreed on (technical)"), column=False)
    business: str | None = person(N_("Agreed by (business)"))
    business_on: dt.date | None = day(N_("Agreed on (business)"), column=False)

    @property
    def is_signed(self) -> bool:
        """Whether a technical and a business person agreed to it, each on a day."""
        return all((self.technical, self.technical_on, self.business, self.business_on))
