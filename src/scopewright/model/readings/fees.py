"""What the work costs and when it is paid: totals out of the fee lines, never typed (row T2)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Amount, to_the_cent
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.fees import Fee
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.overview import Overview
from scopewright.model.sections.payments import Payment


def totals(fees: list[Fee], *, optional: bool = False) -> dict[str, Decimal]:
    """The sum of the lines by currency; optional lines are summed only when asked for, and then alone."""
    sums: dict[str, Decimal] = {}
    for fee in fees:
        if fee.amount is not None and fee.optional == optional:
            sums[fee.amount.currency] = sums.get(fee.amount.currency, Decimal(0)) + fee.amount.amount
    return sums


def instalments(total: Amount, payments: list[Payment]) -> list[Decimal]:
    """What each payment comes to; where the shares are 100 % the last one takes the cents that rounding left."""
    parts = [to_the_cent(total.amount * Decimal(repr(payment.share or 0)) / 100) for payment in payments]
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
    priced = bool(totals(fees)) and all(fee.amount is not None for fee in fees)
    return Essentials(bool(engagement.one(Overview).problem), dated, priced)
