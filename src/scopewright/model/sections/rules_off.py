"""Rules of the scope linter that this engagement has switched off, each with its reason."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import prose, text
from scopewright.model.record import Record, section


@section(
    "rules_off",
    N_("Rules switched off"),
    one=N_("rule switched off"),
    prefix="OFF",
    place=70,
    phase="frame",
    icon="circle-slash",
    hint=N_("Every rule of the check applies. Switch one off on the page Check, and say why."),
    begun_at=("check", N_("Check")),
    headline="rule",
    without=("release", "note", "internal"),
)
class RuleOff(Record):
    """A rule that does not apply to this engagement; the check names it, so that nobody takes silence for praise."""

    rule: str = text(
        N_("Rule"), required=True, internal=True, longest=12, help=N_("The code of the rule, such as DAC02.")
    )
    reason: str = prose(
        N_("Because"), column=True, required=True, internal=True, help=N_("Why it does not apply here.")
    )
