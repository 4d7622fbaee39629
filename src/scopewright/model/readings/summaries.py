"""What a section's records come to, in a few figures: one table from section to reading.

Each figure is computed from records and never typed. A section that is not in the table has no summary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scopewright.language import _, show_money, show_number
from scopewright.model.engagement import Engagement
from scopewright.model.readings.effort import labelling
from scopewright.model.readings.feasibility import feasibility
from scopewright.model.readings.fees import totals
from scopewright.model.readings.ml_test_score import points, score
from scopewright.model.readings.readiness import owed_days
from scopewright.model.readings.team import missing_roles, overallocated
from scopewright.model.sections import requirements, risks
from scopewright.model.sections.allocations import ROLES, Allocation
from scopewright.model.sections.data_gaps import OPEN as WANTED
from scopewright.model.sections.data_gaps import DataGap
from scopewright.model.sections.debts import Debt
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.feasibility import Feasibility
from scopewright.model.sections.fees import Fee
from scopewright.model.sections.labelling import Labelling
from scopewright.model.sections.ml_tests import GROUPS, RubricItem
from scopewright.model.sections.payments import Payment
from scopewright.model.sections.requirements import Requirement
from scopewright.model.sections.risks import Risk
from scopewright.model.sections.success import LEVELS, Criterion


@dataclass(frozen=True)
class Figure:
    """One figure of a summary: what it is, in the user's language, how it reads, and whether it asks for attention."""

    title: str
    text: str
    attention: bool = False


Summary = Callable[[Engagement, str], list[Figure]]
_FULL_SHARE = 100


def ml_test_score(engagement: Engagement, tag: str) -> list[Figure]:
    """Points of each group and the final score, the lowest of them; ticked items without evidence (row J18)."""
    items = engagement.all(RubricItem)
    found = score(items)
    bare = sum(item.state in ("manual", "automated") and not points(item) for item in items)
    groups = [Figure(_(title), _plain(found.groups[key], tag)) for key, title in GROUPS]
    final = Figure(_("Final score"), f"{_plain(found.final, tag)} · {_(found.readiness)}")
    return [final, *groups, _asking(_("Without evidence, counted as 0"), bare)]


def risk_scores(engagement: Engagement, _tag: str) -> list[Figure]:
    """The highest score of the open risks, before and after the response, and what is not scored."""
    there = [risk for risk in engagement.all(Risk) if risk.state in risks.OPEN]
    inherent = [(risk.score, risk.id) for risk in there if risk.score]
    residual = [
        (risk.residual_likelihood * risk.residual_impact, risk.id)
        for risk in there
        if risk.residual_likelihood and risk.residual_impact
    ]
    return [
        Figure(_("Open"), str(len(there))),
        Figure(_("Highest score"), _highest(inherent)),
        Figure(_("Highest after response"), _highest(residual)),
        _asking(_("Not scored"), len(there) - len(inherent)),
        _asking(_("Not scored after response"), len(there) - len(residual)),
    ]


def data_requests(engagement: Engagement, _tag: str) -> list[Figure]:
    """What is still to be asked of the client, and which requests name nobody or no day (row T3)."""
    gaps = engagement.all(DataGap)
    wanted = [gap for gap in gaps if gap.state in WANTED and not gap.received]
    return [
        Figure(_("To be asked for"), str(len(wanted))),
        _asking(_("Nobody to ask"), sum(gap.ask is None for gap in wanted)),
        _asking(_("No date"), sum(gap.due is None for gap in wanted)),
        Figure(_("Received"), str(sum(bool(gap.received) or gap.state == "received" for gap in gaps))),
    ]


def agreement(engagement: Engagement, _tag: str) -> list[Figure]:
    """Criteria by level, how many both sides signed, and guaranteed business figures without a waiver (row P10)."""
    criteria = engagement.all(Criterion)
    levels = Counter(criterion.level for criterion in criteria)
    signed = sum(all((c.technical, c.technical_on, c.business, c.business_on)) for c in criteria)
    bare = sum(c.level == "business" and c.wording == "guaranteed" and not c.waiver for c in criteria)
    return [
        *(Figure(_(title).partition(":")[0], str(levels[key]), not levels[key]) for key, title in LEVELS),
        Figure(_("Agreed by both sides"), _of(signed, len(criteria)), signed < len(criteria)),
        _asking(_("Guaranteed without a waiver"), bare),
    ]


def fee_totals(engagement: Engagement, tag: str) -> list[Figure]:
    """The sum of the fee lines in each currency, optional lines apart (row T2)."""
    fees = engagement.all(Fee)
    return [
        Figure(_("Total"), _money(totals(fees), tag)),
        Figure(_("Optional, not in the total"), _money(totals(fees, optional=True), tag)),
    ]


def payment_shares(engagement: Engagement, tag: str) -> list[Figure]:
    """What the shares of the payments come to; they must come to the whole."""
    whole = sum(payment.share or 0 for payment in engagement.all(Payment))
    return [Figure(_("Shares together"), f"{_plain(whole, tag)} %", whole != _FULL_SHARE)]


def team(engagement: Engagement, tag: str) -> list[Figure]:
    """Who is planned with more than a week, and the essential roles that nobody has (row M26)."""
    over = overallocated(engagement)
    said = ", ".join(f"{engagement.label(key)} {_plain(share, tag)} %" for key, share in over.items())
    roles = dict(ROLES)
    missing = ", ".join(_(roles[role]) for role in missing_roles(engagement, None))
    return [
        Figure(_("Over a whole week"), said or _("nobody"), bool(over)),
        Figure(_("Roles nobody has"), missing or _("none"), bool(missing)),
    ]


def questions_of_feasibility(engagement: Engagement, tag: str) -> list[Figure]:
    """The mean score of the answers about the whole engagement or each module, with how much was answered (row J3)."""
    modules = dict.fromkeys(question.module for question in engagement.all(Feasibility))
    figures = []
    for module in modules:
        found = feasibility(engagement, module)
        name = engagement.label(module) if module else _("Engagement")
        text = "–" if found.score is None else _plain(found.score, tag)
        figures.append(Figure(name, f"{text} · " + _("{part} scored").format(part=_of(found.scored, found.asked))))
    return figures


def debt(engagement: Engagement, tag: str) -> list[Figure]:
    """Working days to repay what is owed, and what it costs every month."""
    repay, monthly = owed_days(engagement)
    return [
        Figure(_("To repay"), _("{days} days").format(days=_plain(repay, tag))),
        Figure(_("Costs a month"), _("{days} days").format(days=_plain(monthly, tag))),
    ]


def labelling_cost(engagement: Engagement, tag: str) -> list[Figure]:
    """What all labelling costs, and the hours of one labeller (row P2)."""
    efforts = [labelling(plan) for plan in engagement.all(Labelling)]
    sums: dict[str, Decimal] = {}
    for effort in efforts:
        if effort.cost:
            sums[effort.cost.currency] = sums.get(effort.cost.currency, Decimal(0)) + effort.cost.amount
    labels = sum(effort.labels or 0 for effort in efforts)
    return [
        Figure(_("Labels"), _plain(labels, tag)),
        Figure(_("Cost"), _money(sums, tag)),
        _asking(_("Cost not known"), sum(effort.cost is None for effort in efforts)),
    ]


def requirement_states(engagement: Engagement, _tag: str) -> list[Figure]:
    """How many of each priority, and how many of them are complete (row M15)."""
    there = engagement.all(Requirement)
    figures = []
    for key, title in requirements.PRIORITIES:
        mine = [each for each in there if each.priority == key]
        done = sum(each.status in requirements.DONE for each in mine)
        figures.append(Figure(_(title), _("{count}, {done} complete").format(count=len(mine), done=done)))
    return [*figures, _asking(_("No priority"), sum(each.priority is None for each in there))]


def deliverable_states(engagement: Engagement, _tag: str) -> list[Figure]:
    """What is delivered for nothing, has no criterion, or waits for itself (row M27)."""
    there = engagement.all(Deliverable)
    asked = {each.requirement for each in there}
    return [
        Figure(_("Complete"), _of(sum(each.status in requirements.DONE for each in there), len(there))),
        _asking(_("Without requirement"), sum(each.requirement is None for each in there)),
        _asking(_("Without criterion"), sum(not each.acceptance for each in there)),
        _asking(_("Requirements without any"), sum(each.key not in asked for each in engagement.all(Requirement))),
    ]


SUMMARIES: Mapping[str, Summary] = {
    RubricItem.section.key: ml_test_score,
    Risk.section.key: risk_scores,
    DataGap.section.key: data_requests,
    Criterion.section.key: agreement,
    Fee.section.key: fee_totals,
    Payment.section.key: payment_shares,
    Allocation.section.key: team,
    Feasibility.section.key: questions_of_feasibility,
    Debt.section.key: debt,
    Labelling.section.key: labelling_cost,
    Requirement.section.key: requirement_states,
    Deliverable.section.key: deliverable_states,
}
"""The summary of each section that has one."""


def _asking(title: str, count: int) -> Figure:
    return Figure(title, str(count), count > 0)


def _plain(number: float, tag: str) -> str:
    """Points, days and shares: two decimals say enough."""
    return show_number(Decimal(str(round(number, 2))).normalize() + 0, tag)


def _of(part: int, whole: int) -> str:
    return _("{part} of {whole}").format(part=part, whole=whole)


def _highest(scores: list[tuple[int, str]]) -> str:
    if not scores:
        return "–"
    best = max(scores, key=lambda each: each[0])
    return f"{best[0]} ({best[1]})"


def _money(sums: Mapping[str, Decimal], tag: str) -> str:
    return " + ".join(show_money(amount, currency, tag) for currency, amount in sums.items()) or "–"
