"""What one record comes to: what follows from its own fields, and from the records it hangs together with.

The panel beside a table and ``show`` on the command line read this one table. A section that is not in it shows only
what is declared as computed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Any

from scopewright.language import _, ngettext, show_money, show_number
from scopewright.model.candidates import candidates
from scopewright.model.column_names import folded
from scopewright.model.deployment_pattern import current_steps, resting_steps
from scopewright.model.engagement import Engagement
from scopewright.model.gates import dependants
from scopewright.model.kinds import Amount, Locale, Row
from scopewright.model.readings import effort, fees, options
from scopewright.model.readings.concerns import owed
from scopewright.model.readings.feasibility import feasibility
from scopewright.model.readings.figure import Figure, asking, listed, of, plain
from scopewright.model.readings.readiness import checkpoint_held, missing_versions
from scopewright.model.readings.release_difference import difference
from scopewright.model.readings.sample_size import size
from scopewright.model.readings.scenarios import scenario_figures
from scopewright.model.readings.ship_words import of_rule
from scopewright.model.readings.team import FULL, allocated, missing_roles
from scopewright.model.readings.trend import trend_of_card
from scopewright.model.record import Record
from scopewright.model.refusal import SaidToUser
from scopewright.model.schedule import as_of, elapsed, left
from scopewright.model.sections.ab_tests import ABTest
from scopewright.model.sections.allocations import ROLES
from scopewright.model.sections.analyses import ErrorAnalysis
from scopewright.model.sections.bias import BiasCheck
from scopewright.model.sections.checkpoints import Checkpoint
from scopewright.model.sections.deployments import Deployment
from scopewright.model.sections.document import Document
from scopewright.model.sections.gates import Gate
from scopewright.model.sections.labelling import Labelling
from scopewright.model.sections.manifests import PART_TITLES
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.modules import Module
from scopewright.model.sections.payments import Payment
from scopewright.model.sections.people import Person
from scopewright.model.sections.releases import Release
from scopewright.model.sections.requirements import DONE
from scopewright.model.sections.risk_scale import RiskScale
from scopewright.model.sections.risks import Risk
from scopewright.model.sections.runs import Run
from scopewright.model.sections.services import Service
from scopewright.model.sections.ship_rules import ShipRule
from scopewright.model.sections.solutions import Solution
from scopewright.model.sections.tests import PlannedTest

Reading = Callable[[Engagement, Any, str], list[Figure]]


def figures_of(engagement: Engagement, record: Record, tag: str) -> list[Figure]:
    """What a record comes to, in the language of ``tag``."""
    return follows(record, engagement.locale(tag)) + beyond(engagement, record, tag)


def follows(record: Record, locale: Locale, without: Collection[str] = ()) -> list[Figure]:
    """What is declared as computed from its own fields, but for the names in ``without``."""
    return [
        Figure(_(spec.title), record.shown(spec.name, locale))
        for spec in record.section.computed
        if spec.name not in without and not record.is_empty(spec.name)
    ]


def beyond(engagement: Engagement, record: Record, tag: str) -> list[Figure]:
    """What follows from more than that: what the readings below say of it."""
    read = RECORD_FIGURES.get(record.section.key)
    return read(engagement, record, tag) if read else []


def _days(count: int) -> str:
    return ngettext("{n} working day", "{n} working days", count).format(n=count)


def time_box(engagement: Engagement, milestone: Milestone, _tag: str) -> list[Figure]:
    """Working days since it began and until it ends, on the status date (row T5); none once it is complete."""
    if milestone.status in DONE:
        return []
    today = as_of(engagement.one(Document).status_date, dt.date.today())
    begun, rest = elapsed(milestone, today), left(milestone, today)
    figures = [Figure(_("Elapsed"), _days(begun))] if begun else []
    if rest is not None:
        figures.append(Figure(_("Left") if rest >= 0 else _("Overrun by"), _days(abs(rest)), rest < 0))
    return figures


def instalment(engagement: Engagement, payment: Payment, tag: str) -> list[Figure]:
    """What a payment comes to in each currency of the fees (row T2)."""
    payments = engagement.all(Payment)
    place = [each.key for each in payments].index(payment.key)
    totals = fees.totals(fees.charged(engagement).values())
    amounts = {currency: fees.instalments(Amount(total, currency), payments) for currency, total in totals.items()}
    shown = [show_money(parts[place], currency, tag) for currency, parts in amounts.items()]
    return [Figure(_("Comes to"), listed(shown, "–"))] if payment.share is not None else []


def labelling_effort(_engagement: Engagement, plan: Labelling, tag: str) -> list[Figure]:
    """Labels, cost, and the hours of each labeller (row P2)."""
    found = effort.labelling(plan)
    figures = [] if found.labels is None else [Figure(_("Labels"), plain(found.labels, tag))]
    if found.cost:
        figures.append(Figure(_("Cost"), show_money(found.cost.amount, found.cost.currency, tag)))
    if plan.rate:
        figures.append(Figure(_("Labels an hour"), plain(effort.labels_an_hour(plan.rate), tag)))
    if found.hours is not None:
        figures.append(Figure(_("Hours of each labeller"), plain(found.hours, tag)))
    return figures


def workers(_engagement: Engagement, service: Service, _tag: str) -> list[Figure]:
    """How many workers carry the load (row P5)."""
    needed = effort.workers_needed(service)
    return [] if needed is None else [Figure(_("Workers needed"), str(needed), effort.overloaded(service))]


def test_size(_engagement: Engagement, plan: ABTest, tag: str) -> list[Figure]:
    """Users and days that a comparison needs, or why that cannot be computed (row T21)."""
    try:
        found = size(plan)
    except SaidToUser as said:
        return [Figure(_("Size"), str(said), attention=True)]
    figures = [Figure(_("Users in each variant"), show_number(found.per_variant, tag)),
               Figure(_("Users in all"), show_number(found.total, tag))]  # fmt: skip
    if found.days is not None:
        figures.append(Figure(_("Takes"), ngettext("{n} day", "{n} days", found.days).format(n=found.days)))
    return figures


def module_place(engagement: Engagement, module: Module, tag: str) -> list[Figure]:
    """The quadrant of a module, and what the answers about it say of its feasibility (rows J2, J3)."""
    quadrant = options.quadrant(engagement, module)
    figures = [Figure(_("Quadrant"), _(options.QUADRANTS[quadrant]))] if quadrant else []
    found = feasibility(engagement, module.key)
    if found.asked:
        score = "–" if found.score is None else plain(found.score, tag)
        part = _("{part} scored").format(part=of(found.scored, found.asked))
        figures.append(Figure(_("Feasibility by its questions"), f"{score} · {part}"))
    return figures


def option_standing(engagement: Engagement, solution: Solution, _tag: str) -> list[Figure]:
    """That an option is proposed again, once nothing excludes it (row M11)."""
    again = options.standing(engagement, solution) != solution.standing
    return [Figure(_("Nothing excludes it any longer"), _("proposed again"), attention=True)] if again else []


def shipped_by(engagement: Engagement, rule: ShipRule, _tag: str) -> list[Figure]:
    """What the rule says of the newest run, with the numbers (row J5); nothing while there is none."""
    runs = engagement.all(Run)
    today = as_of(engagement.one(Document).status_date, dt.date.today())
    return [Figure(runs[-1].id, of_rule(engagement, rule, runs[-1], today))] if runs else []


def deployment_steps(engagement: Engagement, deployment: Deployment, _tag: str) -> list[Figure]:
    """How many steps of the present type and pattern are done, and how many rest (rows P7, P8)."""
    steps, resting = current_steps(engagement, deployment), resting_steps(engagement, deployment)
    done = sum(step.state == "done" for step in steps)
    figures = [Figure(_("Steps done"), of(done, len(steps)))] if steps else []
    return [*figures, Figure(_("Resting, of another type or pattern"), str(len(resting)))] if resting else figures


def gate_dependants(engagement: Engagement, gate: Gate, _tag: str) -> list[Figure]:
    """The purpose to return to, and what falls if the gate fails, or fell when it did (rows M22, M23)."""
    release = engagement.get(gate.release)
    purpose = release.purpose if isinstance(release, Release) else ""
    said = [Figure(_("Purpose"), purpose or _("nobody has said it"), not purpose)] if release else []
    return said + _hanging_on(engagement, gate)


def _hanging_on(engagement: Engagement, gate: Gate) -> list[Figure]:
    if gate.outcome == "failed":
        void = [record.id for record, field in engagement.pointing_to(gate.key) if field == "voided_by"]
        return [Figure(_("Void since"), listed(void, _("nothing")))]
    falling = [record.id for record in dependants(engagement, gate)]
    return [Figure(_("Falls if it fails"), listed(falling, _("nothing")))]


def release_state(engagement: Engagement, release: Release, _tag: str) -> list[Figure]:
    """What a release still owes, and how it differs from the one before (rows M1, M2, M26, J19, T20)."""
    roles, there = dict(ROLES), engagement.all(Release)
    concerns = [concern.id for concern in owed(engagement, release)]
    missing = [_(roles[role]) for role in missing_roles(engagement, release.key)]
    versions = [_(PART_TITLES[part]) for part in missing_versions(engagement, release.key)]
    blocked = _("blocked, no version of: {parts}").format(parts=listed(versions, ""))
    held = checkpoint_held(engagement, release.key)
    figures = [
        Figure(_("Unanswered concerns"), listed(concerns, _("none")), bool(concerns)),
        Figure(_("Roles nobody has"), listed(missing, _("none")), bool(missing)),
        Figure(_("Deployment"), blocked if versions else _("allowed"), bool(versions)),
        Figure(_("Checkpoint"), _("held") if held else _("not held"), not held),
        asking(_("Candidates to take"), len(candidates(engagement, release))),
    ]
    place = [each.key for each in there].index(release.key)
    return figures + (_since(engagement, there[place - 1], release) if place else [])


def _since(engagement: Engagement, before: Release, release: Release) -> list[Figure]:
    found = difference(engagement, before, release)
    changed = sum(bool(each.fields) for each in found.carried)
    text = _("{new} new, {carried} carried forward ({changed} changed), {left} left").format(
        new=len(found.added), carried=len(found.carried), changed=changed, left=len(found.left)
    )
    return [Figure(_("Against {name}").format(name=before.headline), text)]


def week(engagement: Engagement, person: Person, tag: str) -> list[Figure]:
    """How much of a person's week is planned, over all projects in the file (row M26)."""
    share = allocated(engagement).get(person.key)
    return [] if share is None else [Figure(_("Planned of a week"), f"{plain(share, tag)} %", share > FULL)]


def slices_of(engagement: Engagement, check: BiasCheck, tag: str) -> list[Figure]:
    """The slices of the newest error analysis by the column of a bias check (row T9).

    A column that describes people is compared even where no model uses it, and is no slice of the features then.
    """
    runs = {run.key for run in engagement.all(Run) if check.dataset in (None, run.dataset)}
    newest = next((each for each in reversed(engagement.all(ErrorAnalysis)) if each.run in runs), None)
    if newest is None or not check.column.strip():
        return []
    levels = [_level(row, tag) for row in newest.fairness if _names(row, check.column)]
    return levels or [_slice(row, tag) for row in newest.slices if _names(row, check.column)]


def _names(row: Row, column: str) -> bool:
    return folded(str(row["column"])) == folded(column)


def scale_in_use(engagement: Engagement, scale: RiskScale, _tag: str) -> list[Figure]:
    """The steps in their words and the scores of each band, as they are in use now (row M18)."""
    scoring = scale.scoring
    off = sum(not scoring.has(step) for risk in engagement.all(Risk) for step in risk.steps_given())
    return [
        Figure(_("Likelihood"), _numbered(scoring.likelihoods)),
        Figure(_("Impact"), _numbered(scoring.impacts)),
        *(Figure(each.word, each.range) for each in scoring.bands),
        asking(_("Scores off the scale"), off),
    ]


def _numbered(words: tuple[str, ...]) -> str:
    return " · ".join(f"{step} {word}" for step, word in enumerate(words, 1))


def _slice(row: Row, tag: str) -> Figure:
    others = row["others"] or 0
    return _compared(row, others, tag, worse=row["low"] is not None and row["low"] > others)


def _level(row: Row, tag: str) -> Figure:
    """A level of a column that describes people; it is worse where the interval of the gap is above 0."""
    return _compared(row, (row["error"] or 0) - (row["gap"] or 0), tag, worse=(row["low"] or 0) > 0)


def _compared(row: Row, others: float, tag: str, *, worse: bool) -> Figure:
    if not row["judged"]:
        return Figure(str(row["label"]), _("{rows} rows, too few to judge").format(rows=plain(row["rows"], tag)))
    text = _("error {error} on {rows} rows; on the others {others}").format(
        error=plain(row["error"], tag), rows=plain(row["rows"], tag), others=plain(others, tag)
    )
    return Figure(str(row["label"]), text, attention=worse)


RECORD_FIGURES: Mapping[str, Reading] = {
    Milestone.section.key: time_box,
    Payment.section.key: instalment,
    Labelling.section.key: labelling_effort,
    Service.section.key: workers,
    ABTest.section.key: test_size,
    Module.section.key: module_place,
    Solution.section.key: option_standing,
    ShipRule.section.key: shipped_by,
    Deployment.section.key: deployment_steps,
    Gate.section.key: gate_dependants,
    Release.section.key: release_state,
    Person.section.key: week,
    BiasCheck.section.key: slices_of,
    PlannedTest.section.key: scenario_figures,
    RiskScale.section.key: scale_in_use,
    Checkpoint.section.key: trend_of_card,
}
"""What a record of each section comes to, beyond what follows from its own fields."""
