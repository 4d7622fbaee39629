"""The fees of the deliverables and what they add up to, in each currency on its own."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from scopewright.briefs.blocks import Block, Cell, Column, Heading, Strong, Table
from scopewright.briefs.view import View
from scopewright.language import _, show_money
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Amount
from scopewright.model.sections.deliverables import Deliverable


def fees(engagement: Engagement) -> dict[str, Amount]:
    """The fee of each deliverable that has one, by the deliverable's hidden key."""
    return {each.key: each.fee for each in engagement.all(Deliverable) if each.fee}


def totals(engagement: Engagement) -> dict[str, Decimal]:
    """The sum of all fees by currency, in the order in which the currencies come up."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for fee in fees(engagement).values():
        found[fee.currency] += fee.amount
    return dict(found)


def fee_schedule(view: View) -> tuple[Block, ...]:
    """Each fee and the totals; nothing if no deliverable has a fee."""
    found = fees(view.engagement)
    if not found:
        return ()
    columns = Column(_("ID"), tight=True), Column(_("Deliverable")), Column(_("Fee"), "right", tight=True)
    rows: list[tuple[Cell, ...]] = []
    for key, fee in found.items():
        record = view.engagement[key]
        rows.append((Strong(record.id), view.headline(record), money(view, fee.amount, fee.currency)))
    for currency, total in totals(view.engagement).items():
        rows.append(("", Strong(_("Total")), Strong(money(view, total, currency))))
    ids = tuple(view.engagement[key].id for key in found)
    return Heading(text=_("Fees")), Table(columns=columns, rows=tuple(rows), records=ids)


def money(view: View, amount: Decimal, currency: str) -> str:
    """An amount as the language of the brief writes it."""
    return show_money(amount, currency, view.locale.language)
