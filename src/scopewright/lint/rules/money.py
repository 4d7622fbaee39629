"""Rules about fees and payments (row T2)."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, Verdict, alone, at, each, figure, whole
from scopewright.lint.scope import Scope
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.fees import Fee
from scopewright.model.sections.payments import Payment

_RATE = {"amount": 1200, "currency": "EUR"}


@alone(
    Fee,
    "FEE01",
    "error",
    N_("A fee line cannot be added up"),
    field="sort",
    why=N_("The total leaves it out, or counts nothing for it."),
    bad={"fees": [{"title": "Scoping", "sort": "days", "days": 10}]},
    good={"fees": [{"title": "Scoping", "sort": "days", "days": 10, "rate": _RATE}]},
)
def line_has_an_amount(fee: Fee) -> Verdict:
    """Days have a rate, anything else a price."""
    if fee.amount is not None:
        return ""
    if fee.sort != "days":
        return "price", _("A price is needed.")
    return "days" if fee.days is None else "rate", _("Days and a rate are needed.")


@whole(
    "FEE02",
    "error",
    N_("Fee lines are in several currencies"),
    why=N_("They cannot be added, and the total on the offer would be wrong."),
    bad={
        "fees": [
            {"title": "Scoping", "price": _RATE},
            {"title": "Travel", "price": {"amount": 300, "currency": "CHF"}},
        ]
    },
    good={"fees": [{"title": "Scoping", "price": _RATE}, {"title": "Travel", "price": {**_RATE, "amount": 300}}]},
)
def fees_in_one_currency(scope: Scope) -> Iterator[Found]:
    """All fee lines are in the currency of the first."""
    first = ""
    for fee in scope.all(Fee):
        for field, amount in (("rate", fee.rate), ("price", fee.price)):
            if amount is not None:
                first = first or amount.currency
                if amount.currency != first:
                    yield at(fee, field, _("The lines before it are in {currency}.").format(currency=first))


@alone(
    Fee,
    "FEE03",
    "warning",
    N_("A fee line has two prices"),
    field="price",
    why=N_("The client pays the smaller one."),
    bad={"fees": [{"title": "Scoping", "sort": "days", "days": 10, "rate": _RATE, "price": _RATE}]},
    good={"fees": [{"title": "Scoping", "sort": "days", "days": 10, "rate": _RATE}]},
)
def line_has_one_amount(fee: Fee) -> str:
    """Days at a rate have no fixed price beside them."""
    both = fee.sort == "days" and fee.price is not None
    return _("It has days and a fixed price.") if both else ""


@whole(
    "FEE04",
    "warning",
    N_("Something is delivered, and nothing is charged"),
    why=N_("A statement of work needs the problem, the time and the money; the third is missing."),
    bad={"deliverables": [{"title": "Scoring job"}]},
    good={"deliverables": [{"title": "Scoring job"}], "fees": [{"title": "Scoping", "price": _RATE}]},
)
def work_has_a_price(scope: Scope) -> Iterator[Found]:
    """Where there are deliverables, a fee line or a fee on one of them is there, too."""
    deliverables = scope.all(Deliverable)
    if deliverables and not scope.all(Fee) and not any(d.fee for d in deliverables):
        yield Found("fees", None, "", _("There is no fee line."))


@each(
    Deliverable,
    "FEE05",
    "error",
    N_("A deliverable has a fee beside the fee lines"),
    field="fee",
    why=N_("The total is the sum of the fee lines; the client adds the other figure up, too."),
    bad={
        "deliverables": [{"title": "Scoring job", "fee": _RATE}],
        "fees": [{"title": "Scoping", "price": _RATE}],
    },
    good={
        "deliverables": [{"title": "Scoring job"}],
        "fees": [{"title": "Scoping", "price": _RATE, "deliverables": ["Scoring job"]}],
    },
)
def fee_is_said_once(deliverable: Deliverable, scope: Scope) -> str:
    """Where there are fee lines, no deliverable has a fee of its own."""
    twice = deliverable.fee is not None and deliverable.voided_by is None and scope.all(Fee)
    return _("It is not in the total, which is that of the fee lines; make it one.") if twice else ""


@whole(
    "PAY01",
    "error",
    N_("The payments do not add up to the total"),
    why=N_("Money is left over or asked for twice; the client's lawyer finds it."),
    bad={"payments": [{"title": "Start", "share": 40}, {"title": "End", "share": 50}]},
    good={"payments": [{"title": "Start", "share": 40}, {"title": "End", "share": 60}]},
)
def payments_are_whole(scope: Scope) -> Iterator[Found]:
    """The shares of all payments are 100 %."""
    shares = [payment.share for payment in scope.all(Payment) if payment.share is not None]
    if shares and abs(sum(shares) - 100) > 0.005:
        yield Found("payments", None, "share", _("Together they are {sum} %.").format(sum=figure(sum(shares))))


@alone(
    Payment,
    "PAY02",
    "warning",
    N_("A payment falls due at nothing"),
    field="milestone",
    why=N_("An invoice without a day is paid last."),
    bad={"payments": [{"title": "Start", "share": 100}]},
    good={"payments": [{"title": "Start", "share": 100, "due": "2027-03-12"}]},
)
def payment_has_a_day(payment: Payment) -> str:
    """Every payment names a milestone or a day."""
    return _("Name a milestone or a day.") if payment.milestone is None and payment.is_empty("due") else ""
