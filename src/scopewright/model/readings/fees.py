"""What the work costs and when it is paid: totals out of the fee lines, never typed (row T2)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Amount
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.fees import Fee
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.overview import Overview
from scopewright.model.sections.payments import Payment

_CENT = Decimal("0.01")


def line_total(fee: Fee) -> Amount | None:
    """Days times rate, or the fixed price; nothing while a figure is missing."""
    if fee.sort == "days" or (fee.sort is None and fee.price is None):
        if fee.days is None or fee.rate is None:
            return None
        return Amount(_rounded(Decimal(repr(fee.days)) * fee.rate.amount), fee.rate.currency)
    return fee.price


def totals(fees: list[Fee], *, optional: bool = False) -> dict[str, Decimal]:
    """The sum of the lines by currency; optional lines are summed only when asked for, and then alone."""
    sums: dict[str, Decimal] = {}
    for fee in fees:
        amount = line_total(fee)
        if amount is not None and fee.optional == optional:
            sums[amount.currency] = sums.get(amount.currency, Decimal(0)) + amount.amount
    return sums


def instalments(total: Amount, payments: list[Payment]) -> list[Decimal]:
    """What each payment comes to; where the shares are 100 % the last one takes the cents that rounding left."""
    parts = [_rounded(total.amount * Decimal(repr(payment.share or 0)) / 100) for payment in payments]
    if parts and sum(Decimal(repr(payment.share or 0)) for payment in payments) == 100:
        parts[-1] += total.amount - sum(parts)
    return parts


@dataclass(frozen=True)
class Essentials:
    """Whether a statement of work has its three essentials: what problem, until when, for how much."""

    problem: bool
    time: bool
    money: bool

    @property
    def complete(self) -> bool:
        """Without one of them it is a draft."""
        return self.problem and self.time and self.money


def essentials(engagement: Engagement) -> Essentials:
    """What a statement of work drawn from these records would have."""
    dated = any(m.due for m in engagement.all(Milestone)) or any(d.due for d in engagement.all(Deliverable))
    fees = engagement.all(Fee)
    priced = bool(totals(fees)) and all(line_total(fee) is not None for fee in fees)
    return Essentials(bool(engagement.one(Overview).problem), dated, priced)


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
