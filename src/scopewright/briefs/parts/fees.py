"""What the work costs, what that adds up to in each currency on its own, and when it is paid (row T2)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scopewright.briefs.blocks import EMPTY, Block, Cell, Column, Heading, Strong, Table
from scopewright.briefs.view import View
from scopewright.language import _, show_money
from scopewright.model.kinds import Amount
from scopewright.model.readings.fees import charged, instalments, optional, totals
from scopewright.model.record import Record
from scopewright.model.sections.fees import Fee
from scopewright.model.sections.payments import Payment


def fee_schedule(view: View) -> tuple[Block, ...]:
    """Each fee and the totals, what may be ordered besides, and when it is paid; nothing if nothing has a fee."""
    found = charged(view.engagement)
    return (Heading(text=_("Fees")), *_schedule(view, found)) if found else ()


def _schedule(view: View, found: dict[str, Amount]) -> Iterator[Block]:
    yield _table(view, found, totals(found.values()))
    if extra := optional(view.engagement):
        yield Heading(text=_("Optional, not in the total"), level=2)
        yield _table(view, extra, {})
    payments = view.engagement.all(Payment)
    if payments:
        yield Heading(text=_("Payments"), level=2)
        yield _payments(view, payments)


def _table(view: View, found: dict[str, Amount], sums: dict[str, Decimal]) -> Table:
    """Amounts line by line, with how a line of days comes about."""
    records = [view.engagement[key] for key in found]
    counted = any(isinstance(each, Fee) and each.days is not None for each in records)
    basis = (Column(_("Days"), "right", tight=True), Column(_("Rate a day"), "right", tight=True)) if counted else ()
    columns = Column(_("ID"), tight=True), Column(_("For")), *basis, Column(_("Fee"), "right", tight=True)
    rows: list[tuple[Cell, ...]] = []
    for record, fee in zip(records, found.values(), strict=True):
        made = _basis(view, record) if counted else ()
        rows.append((Strong(record.id), view.headline(record), *made, money(view, fee.amount, fee.currency)))
    for currency, total in sums.items():
        rows.append(("", Strong(_("Total")), *("" for _each in basis), Strong(money(view, total, currency))))
    return Table(columns=columns, rows=tuple(rows), records=tuple(each.id for each in records))


def _basis(view: View, record: Record) -> tuple[str, str]:
    if not isinstance(record, Fee) or record.days is None or record.rate is None:
        return EMPTY, EMPTY
    return view.number(record.days), money(view, record.rate.amount, record.rate.currency)


def _payments(view: View, payments: list[Payment]) -> Table:
    """Which share falls due when, and what that comes to while there is one currency."""
    columns = (
        Column(_("ID"), tight=True),
        Column(_("Payment")),
        Column(_("Due"), tight=True),
        Column(_("Share"), "right", tight=True),
        Column(_("Amount"), "right", tight=True),
    )
    sums = totals(charged(view.engagement).values())
    one = next(iter(sums.items())) if len(sums) == 1 else None
    parts = instalments(Amount(one[1], one[0]), payments) if one else []
    shown = [money(view, part, one[0]) if one else EMPTY for part in parts] or [EMPTY] * len(payments)
    rows = tuple(
        (Strong(each.id), _promised(view, each), _due(view, each), view.said(each, "share"), amount)
        for each, amount in zip(payments, shown, strict=True)
    )
    return Table(columns=columns, rows=rows, records=tuple(each.id for each in payments))


def _promised(view: View, payment: Payment) -> Cell:
    return (view.headline(payment), f"\n{payment.terms}") if payment.terms else view.headline(payment)


def _due(view: View, payment: Payment) -> str:
    """The day of a payment, else the milestone it waits for with its day."""
    if payment.due:
        return view.day(payment.due)
    milestone = view.engagement.get(payment.milestone)
    day = getattr(milestone, "due", None)
    return ", ".join(part for part in (view.name(payment.milestone), view.day(day) if day else "") if part)


def money(view: View, amount: Decimal, currency: str) -> str:
    """An amount as the language of the brief writes it."""
    return show_money(amount, currency, view.locale.language)
