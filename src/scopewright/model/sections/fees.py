"""What the work costs, line by line; totals are computed, never typed (row T2)."""

from __future__ import annotations

from decimal import Decimal

from scopewright.language import N_
from scopewright.model.fields import choice, computed, flag, money, number, refs, text
from scopewright.model.kinds import Amount, Money, to_the_cent
from scopewright.model.record import Record, section

SORTS = (("days", N_("Days at a rate")), ("fixed", N_("Fixed price")), ("expenses", N_("Expenses")))


@section(
    "fees",
    N_("Fees"),
    one=N_("fee line"),
    many=N_("fee lines"),
    prefix="FE",
    place=10,
    phase="agree",
    icon="receipt",
    document="planning",
    hint=N_("Add one line per role or package: days at a rate, or a fixed price."),
)
class Fee(Record):
    """One line of the fee table: days times rate, or a fixed price."""

    title: str = text(N_("Line"), required=True)
    sort: str | None = choice(N_("Type"), SORTS)
    days: float | None = number(N_("Days"), low=0)
    rate: Amount | None = money(N_("Rate a day"))
    price: Amount | None = money(N_("Fixed price"))
    deliverables: tuple[str, ...] = refs(N_("Pays for"), "deliverables", column=False)
    optional: bool = flag(N_("Optional"), help=N_("Not in the total until it is ordered."))

    @computed(N_("Amount"), Money(), after="price", help=N_("Days times rate, or the fixed price."))
    def amount(self) -> Amount | None:
        """Days times rate, or the fixed price; nothing while a figure is missing."""
        if self.sort == "days" or (self.sort is None and self.price is None):
            if self.days is None or self.rate is None:
                return None
            return Amount(to_the_cent(Decimal(repr(self.days)) * self.rate.amount), self.rate.currency)
        return self.price
