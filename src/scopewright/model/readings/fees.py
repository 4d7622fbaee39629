"""What the work costs and when it is paid: totals out of the fee lines, never typed (row T2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from scopewright.model.engagement import Engagement
from scopewright.model.gates import planned
from scopewright.model.kinds import Amount, to_the_cent
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.fees import Fee
from scopewright.model.sections.overview import Overview
from scopewright.model.sections.payments import Payment
from scopewright.model.sections.releases import Release


def standing(engagement: Engagement) -> list[Fee]:
    """The fee lines that count: one that pays for deliverables only that a failed gate voided is not charged."""

    def is_void(key: str) -> bool:
        paid_for = engagement.get(key)
        return isinstance(paid_for, Deliverable) and paid_for.voided_by is not None

    return [each for each in engagement.all(Fee) if not each.deliverables or not all(map(is_void, each.deliverables))]


def charged(engagement: Engagement) -> dict[str, Amount]:
    """What is paid for what, by hidden key: the fee lines that are not optional, else the fees of the deliverables."""
    if engagement.all(Fee):
        return {each.key: amount for each in standing(engagement) if not each.optional and (amount := each.amount)}
    return {each.key: each.fee for each in engagement.all(Deliverable) if each.fee and each.voided_by is None}


def optional(engagement: Engagement) -> dict[str, Amount]:
    """What may be ordered besides, by hidden key of its fee line; it is in no total."""
    return {each.key: amount for each in standing(engagement) if each.optional and (amount := each.amount)}


def totals(amounts: Iterable[Amount]) -> dict[str, Decimal]:
    """The sum in each currency, in the order in which the currencies come up."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for each in amounts:
        sums[each.currency] += each.amount
    return dict(sums)


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
    delivered = [each for each in engagement.all(Deliverable) if each.voided_by is None]
    dues = [each.due for each in engagement.all(Release)] + [each.due for each in planned(engagement)]
    dated = any(dues) or any(each.due for each in delivered)
    priced = bool(charged(engagement)) and all(each.amount is not None for each in standing(engagement))
    return Essentials(bool(engagement.one(Overview).problem), dated, priced)
