"""What a section's records come to, in a few figures: one table from section to reading.

Each figure is computed from records and never typed. A section that is not in the table has no summary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.question_lists import settled
from scopewright.model.readings import options
from scopewright.model.readings.effort import labelling
from scopewright.model.readings.feasibility import feasibility
from scopewright.model.readings.fees import charged, essentials, optional, totals
from scopewright.model.readings.figure import Figure, asking, listed, money, of, plain
from scopewright.model.readings.ml_test_score import points, score
from scopewright.model.readings.readiness import (
    checkpoint_held,
    may_transfer,
    open_questions,
    owed_days,
    untested_systems,
)
from scopewright.model.readings.requests import wanted
from scopewright.model.readings.scenarios import outcome
from scopewright.model.readings.team import missing_roles, overallocated
from scopewright.model.sections import requirements, risks
from scopewright.model.sections.allocations import ROLES, Allocation
from scopewright.model.sections.checklist import ListQuestion
from scopewright.model.sections.checkpoints import Checkpoint
from scopewright.model.sections.data_gaps import DataGap
from scopewright.model.sections.debts import Debt
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.feasibility import Feasibility
from scopewright.model.sections.fees import Fee
from scopewright.model.sections.labelling import Labelling
from scopewright.model.sections.ml_tests import GROUPS, RubricItem
from scopewright.model.sections.modules import Module
from scopewright.model.sections.payments import Payment
from scopewright.model.sections.releases import Release
from scopewright.model.sections.requirements import Requirement
from scopewright.model.sections.risks import Risk
from scopewright.model.sections.solutions import Solution
from scopewright.model.sections.success import LEVELS, Criterion
from scopewright.model.sections.tests import SYSTEMS, PlannedTest

Summary = Callable[[Engagement, str], list[Figure]]
_FULL_SHARE = 100


def ml_test_score(engagement: Engagement, tag: str) -> list[Figure]:
    """Points of each group and the final score, the lowest of them; ticked items without evidence (row J18)."""
    items = engagement.all(RubricItem)
    found = score(items)
    bare = sum(item.state in ("manual", "automated") and not points(item) for item in items)
    groups = [Figure(_(title), plain(found.groups[key], tag)) for key, title in GROUPS]
    final = Figure(_("Final score"), f"{plain(found.final, tag)} · {_(found.readiness)}")
    return [final, *groups, asking(_("Without evidence, counted as 0"), bare)]


def risk_scores(engagement: Engagement, _tag: str) -> list[Figure]:
    """The highest score of the open risks, before and after the response, and what is not scored."""
    there = [risk for risk in engagement.all(Risk) if risk.state in risks.OPEN]
    on = engagement.scoring
    inherent = [(score, risk.id) for risk in there if (score := risk.score_on(on))]
    residual = [(score, risk.id) for risk in there if (score := risk.residual_on(on))]
    return [
        Figure(_("Open"), str(len(there))),
        Figure(_("Highest score"), _highest(inherent)),
        Figure(_("Highest after response"), _highest(residual)),
        asking(_("Not scored"), len(there) - len(inherent)),
        asking(_("Not scored after response"), len(there) - len(residual)),
    ]


def data_requests(engagement: Engagement, _tag: str) -> list[Figure]:
    """What is still to be asked of the client, and which requests name nobody or no day (row T3)."""
    gaps = engagement.all(DataGap)
    owed = wanted(engagement)
    return [
        Figure(_("To be asked for"), str(len(owed))),
        asking(_("Nobody to ask"), sum(gap.ask is None for gap in owed)),
        asking(_("No date"), sum(gap.due is None for gap in owed)),
        Figure(_("Received"), str(sum(bool(gap.received) or gap.state == "received" for gap in gaps))),
    ]


def agreement(engagement: Engagement, _tag: str) -> list[Figure]:
    """Criteria by level, how many both sides signed, and guaranteed business figures without a waiver (row P10)."""
    criteria = engagement.all(Criterion)
    levels = Counter(criterion.level for criterion in criteria)
    signed = sum(criterion.is_signed for criterion in criteria)
    bare = sum(c.level == "business" and c.wording == "guaranteed" and not c.waiver for c in criteria)
    return [
        *(Figure(_(title).partition(":")[0], str(levels[key]), not levels[key]) for key, title in LEVELS),
        Figure(_("Agreed by both sides"), of(signed, len(criteria)), signed < len(criteria)),
        asking(_("Guaranteed without a waiver"), bare),
    ]


def fee_totals(engagement: Engagement, tag: str) -> list[Figure]:
    """The sum of the fee lines in each currency, optional lines apart (row T2)."""
    return [
        Figure(_("Total"), money(totals(charged(engagement).values()), tag)),
        Figure(_("Optional, not in the total"), money(totals(optional(engagement).values()), tag)),
        _statement_of_work(engagement),
    ]


def _statement_of_work(engagement: Engagement) -> Figure:
    """Whether a contract drawn from these records would be whole, or a draft for want of something."""
    found = essentials(engagement)
    wanted = (
        (found.problem, _("problem statement")),
        (found.time, _("a date")),
        (found.money, _("every line's amount")),
    )
    missing = [name for there, name in wanted if not there]
    title = _("Statement of work")
    return (
        Figure(title, _("draft; missing: {missing}").format(missing=", ".join(missing)), True)
        if missing
        else Figure(title, _("has problem, time and money"))
    )


def payment_shares(engagement: Engagement, tag: str) -> list[Figure]:
    """What the shares of the payments come to; they must come to the whole."""
    whole = sum(Decimal(repr(payment.share or 0)) for payment in engagement.all(Payment))
    return [Figure(_("Shares together"), f"{plain(float(whole), tag)} %", whole != _FULL_SHARE)]


def team(engagement: Engagement, tag: str) -> list[Figure]:
    """Who is planned with more than a week, and the essential roles that nobody has (row M26)."""
    over = overallocated(engagement)
    said = ", ".join(f"{engagement.label(key)} {plain(share, tag)} %" for key, share in over.items())
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
        if not found.asked:
            continue
        name = engagement.label(module) if module else _("Engagement")
        text = "–" if found.score is None else plain(found.score, tag)
        figures.append(Figure(name, f"{text} · " + _("{part} scored").format(part=of(found.scored, found.asked))))
    return figures


def debt(engagement: Engagement, tag: str) -> list[Figure]:
    """Working days to repay what is owed, and what it costs every month."""
    repay, monthly = owed_days(engagement)
    return [
        Figure(_("To repay"), _("{days} days").format(days=plain(repay, tag))),
        Figure(_("Costs a month"), _("{days} days").format(days=plain(monthly, tag))),
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
        Figure(_("Labels"), plain(labels, tag)),
        Figure(_("Cost"), money(sums, tag)),
        asking(_("Cost not known"), sum(effort.cost is None for effort in efforts)),
    ]


def requirement_states(engagement: Engagement, _tag: str) -> list[Figure]:
    """How many of each priority, and how many of them are complete (row M15)."""
    there = engagement.all(Requirement)
    figures = []
    for key, title in requirements.PRIORITIES:
        mine = [each for each in there if each.priority == key]
        done = sum(each.status in requirements.DONE for each in mine)
        figures.append(Figure(_(title), _("{count}, {done} complete").format(count=len(mine), done=done)))
    return [*figures, asking(_("No priority"), sum(each.priority is None for each in there))]


def deliverable_states(engagement: Engagement, _tag: str) -> list[Figure]:
    """What is delivered for nothing, has no criterion, or waits for itself (row M27)."""
    there = engagement.all(Deliverable)
    asked = {each.requirement for each in there}
    return [
        Figure(_("Complete"), of(sum(each.status in requirements.DONE for each in there), len(there))),
        asking(_("Without requirement"), sum(each.requirement is None for each in there)),
        asking(_("Without criterion"), sum(not each.acceptance for each in there)),
        asking(_("Requirements without any"), sum(each.key not in asked for each in engagement.all(Requirement))),
    ]


def module_shares(engagement: Engagement, tag: str) -> list[Figure]:
    """The smallest set of modules that brings most of the value, and whether the shares are whole (row T4)."""
    cut = options.pareto(engagement.all(Module))
    chosen = [module.id for module in cut.modules[: cut.chosen]]
    whole = f"{plain(cut.total, tag)} %"
    return [
        Figure(_("Bring {share} of the value").format(share=f"{plain(options.PARETO, tag)} %"), listed(chosen, "–")),
        Figure(_("Shares together"), whole, cut.total != _FULL_SHARE),
    ]


def options_again(engagement: Engagement, _tag: str) -> list[Figure]:
    """The rejected options that nothing excludes any longer (row M11)."""
    again = [solution.id for solution in options.proposed_again(engagement)]
    return [Figure(_("Proposed again"), listed(again, _("none")), bool(again))]


def hand_over(engagement: Engagement, _tag: str) -> list[Figure]:
    """Whether the work may be handed over, and what each list still asks (row J21)."""
    lists = dict.fromkeys(question.list for question in engagement.all(ListQuestion) if question.list)
    owed = [(name, len(open_questions(engagement, name))) for name in lists]
    ready = may_transfer(engagement)
    transfer = Figure(_("Transfer"), _("allowed") if ready else _("blocked: the hand-over list is not done"), not ready)
    return [transfer, Figure(_("Open"), listed([f"{name} {count}" for name, count in owed if count], _("none")))]


def tested_systems(engagement: Engagement, _tag: str) -> list[Figure]:
    """The systems without a planned test, and the tests whose scenarios came out wrong (row J17)."""
    titles = dict(SYSTEMS)
    bare = [_(titles[system]) for system in untested_systems(engagement)]
    wrong = [test.id for test in engagement.all(PlannedTest) if (found := outcome(engagement, test)) and found.wrong]
    return [
        Figure(_("Systems without a test"), listed(bare, _("none")), bool(bare)),
        Figure(_("Scenarios wrong in the newest run"), listed(wrong, _("none")), bool(wrong)),
    ]


def checkpoints_held(engagement: Engagement, _tag: str) -> list[Figure]:
    """The releases whose checkpoint card is not complete (row T20)."""
    bare = [each.headline for each in engagement.all(Release) if not checkpoint_held(engagement, each.key)]
    return [Figure(_("Releases without a complete card"), listed(bare, _("none")), bool(bare))]


SUMMARIES: Mapping[str, Summary] = {
    Module.section.key: module_shares,
    Solution.section.key: options_again,
    ListQuestion.section.key: hand_over,
    PlannedTest.section.key: tested_systems,
    Checkpoint.section.key: checkpoints_held,
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


def summary_of(engagement: Engagement, section: str, tag: str) -> list[Figure]:
    """What a section comes to, in the language of ``tag``; nothing while it has no record, or no summary."""
    records, read = engagement.records(section), SUMMARIES.get(section)
    figures = read(engagement, tag) if read and records else []
    if records and "not_applicable" in engagement.sections[section]:
        figures.append(asking(_("Not answered"), sum(not settled(record) for record in records)))
    return figures


def _highest(scores: list[tuple[int, str]]) -> str:
    if not scores:
        return "–"
    best = max(scores, key=lambda each: each[0])
    return f"{best[0]} ({best[1]})"
