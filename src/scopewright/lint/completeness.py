"""Rules about what is missing: an owner, a number, an answer."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, at, rule
from scopewright.model.engagement import Engagement
from scopewright.model.sections import questions, risks
from scopewright.model.sections.concerns import Concern
from scopewright.model.sections.decisions import Decision
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.exclusions import Exclusion
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.objectives import Objective
from scopewright.model.sections.ownership import Ownership
from scopewright.model.sections.questions import Question
from scopewright.model.sections.requirements import Requirement
from scopewright.model.sections.risks import Risk

OWNED = ("objectives", "requirements", "risks", "deliverables", "milestones")
"""Sections in which a record without an owner is nobody's work."""


@rule(
    "OWN01",
    "hint",
    N_("A section has no owner"),
    why=N_("Reviews go round in circles when nobody answers for the section."),
    bad=N_("Risks: nobody"),
    good=N_("Risks: Ana Ruiz"),
)
def section_has_owner(engagement: Engagement) -> Iterator[Found]:
    """Every section with records has a directly responsible person."""
    owned = {o.covers for o in engagement.all(Ownership) if o.owner}
    for key, section in engagement.sections.items():
        expected = "owner" in section and not section.single and key != "ownership"
        if expected and key not in owned and engagement.records(key):
            yield Found(key, None, "", _("Nobody answers for {section}.").format(section=_(section.title)))


@rule(
    "OWN02",
    "hint",
    N_("A record has no owner"),
    why=N_("What belongs to nobody is done by nobody."),
    bad=N_("R-7 without owner"),
    good=N_("R-7, owner Li Wei"),
)
def record_has_owner(engagement: Engagement) -> Iterator[Found]:
    """Objectives, requirements, risks, deliverables and milestones have an owner."""
    for key in OWNED:
        for record in engagement.records(key):
            if record.is_empty("owner"):
                yield at(record, "owner", _("{id} has no owner.").format(id=record.id))


@rule(
    "CNC01",
    "warning",
    N_("A concern is neither answered nor deferred"),
    why=N_("Somebody in the room was uneasy; silence will not calm them."),
    bad=N_("“Are customer names needed?” without an answer"),
    good=N_("“Are customer names needed?” No: the key is hashed before export."),
)
def concern_is_answered(engagement: Engagement) -> Iterator[Found]:
    """Every concern has an answer or a release it is deferred to."""
    for concern in engagement.all(Concern):
        if not concern.answer and concern.deferred_to is None:
            yield at(concern, "answer", _("Answer it, or say which release it is deferred to."))


@rule(
    "OBJ01",
    "warning",
    N_("An objective has no target figure"),
    why=N_("Without a number nobody can say afterwards whether it was reached."),
    bad=N_("We want better search"),
    good=N_("We want 20 % fewer search tickets a week by June"),
)
def objective_has_target(engagement: Engagement) -> Iterator[Found]:
    """Every objective names a figure to reach."""
    for objective in engagement.all(Objective):
        if objective.is_empty("target"):
            yield at(objective, "target", _("There is no figure to reach."))


@rule(
    "OBJ02",
    "warning",
    N_("An objective is not accepted by the client"),
    why=N_("A figure that the client did not agree to is the consultant's wish."),
    bad=N_("Accepted by: nobody"),
    good=N_("Accepted by Helena Marsh on 3 November"),
)
def objective_is_accepted(engagement: Engagement) -> Iterator[Found]:
    """Every objective was accepted by somebody."""
    for objective in engagement.all(Objective):
        if objective.accepted_by is None:
            yield at(objective, "accepted_by", _("Nobody at the client has accepted it."))


@rule(
    "MET02",
    "warning",
    N_("An objective is measured by no metric"),
    why=N_("The model could meet every metric and miss the objective."),
    bad=N_("Fewer tickets, measured by nothing"),
    good=N_("Fewer tickets, measured by M-1 Recall"),
)
def objective_has_metric(engagement: Engagement) -> Iterator[Found]:
    """Every objective is measured by a metric, said on either side."""
    served = {key for metric in engagement.all(Metric) for key in metric.objectives}
    for objective in engagement.all(Objective):
        if not objective.measured_by and objective.key not in served:
            yield at(objective, "measured_by", _("No metric measures it."))


@rule(
    "MET03",
    "hint",
    N_("A metric stands for no objective"),
    why=N_("It costs attention and serves nobody's aim."),
    bad=N_("M-4 Log loss, standing for nothing"),
    good=N_("M-4 Log loss, standing for O-2"),
)
def metric_has_objective(engagement: Engagement) -> Iterator[Found]:
    """Every metric stands for an objective, said on either side; pure thresholds on cost may stand alone."""
    served = {key for objective in engagement.all(Objective) for key in objective.measured_by}
    for metric in engagement.all(Metric):
        alone = metric.measure in ("latency_ms", "size_mb")
        if not metric.objectives and metric.key not in served and not alone:
            yield at(metric, "objectives", _("It stands for no objective."))


@rule(
    "MET04",
    "warning",
    N_("A metric has no target"),
    why=N_("A score without a target is neither good nor bad."),
    bad=N_("Recall, no target"),
    good=N_("Recall ≥ 70 %"),
)
def metric_has_target(engagement: Engagement) -> Iterator[Found]:
    """Every metric that is optimised or a threshold has a target."""
    for metric in engagement.all(Metric):
        if metric.role != "watched" and metric.is_empty("target"):
            yield at(metric, "target", _("There is no figure to reach."))


@rule(
    "MET05",
    "hint",
    N_("No metric is optimised"),
    why=N_("Runs cannot be ranked until one metric leads."),
    bad=N_("Recall: satisficing; precision: satisficing"),
    good=N_("Recall: optimising; precision: satisficing"),
)
def some_metric_is_optimised(engagement: Engagement) -> Iterator[Found]:
    """Where there are metrics, one is optimised."""
    metrics = engagement.all(Metric)
    if metrics and not any(metric.role == "optimising" for metric in metrics):
        yield Found("metrics", None, "role", _("Choose the one metric to optimise."))


@rule(
    "MET06",
    "hint",
    N_("A positive metric has no negative counterpart"),
    why=N_("What we want is easily reached at the price of what must not happen."),
    bad=N_("Recommended and bought ≥ 5 %"),
    good=N_("Recommended and bought ≥ 5 %; bought but not recommended < 20 %"),
)
def positive_has_negative(engagement: Engagement) -> Iterator[Found]:
    """Every metric marked positive names the negative metric that guards it."""
    guarded = {metric.counterpart for metric in engagement.all(Metric)}
    for metric in engagement.all(Metric):
        if metric.sign == "positive" and metric.counterpart is None and metric.key not in guarded:
            yield at(metric, "counterpart", _("Name the metric that must not suffer from it."))


@rule(
    "DAC04",
    "warning",
    N_("A decision has no approver or no driver"),
    why=N_("Nobody knows who decides, or who brings it about."),
    bad=N_("Approver: nobody"),
    good=N_("Driver: Ana Ruiz; approver: Tom Weber"),
)
def decision_has_roles(engagement: Engagement) -> Iterator[Found]:
    """Every decision names its driver and its approver."""
    for decision in engagement.all(Decision):
        for field, message in (("approver", _("Nobody approves it.")), ("driver", _("Nobody drives it."))):
            if not getattr(decision, field):
                yield at(decision, field, message)


@rule(
    "DAC05",
    "warning",
    N_("A decision is taken without its outcome"),
    why=N_("In three months nobody remembers what was decided."),
    bad=N_("State: decided; outcome: empty"),
    good=N_("State: decided; outcome: weekly batch, no streaming"),
)
def decided_has_outcome(engagement: Engagement) -> Iterator[Found]:
    """A decision in the state decided says what was decided."""
    for decision in engagement.all(Decision):
        if decision.state == "decided" and not decision.outcome:
            yield at(decision, "outcome", _("It is decided, but not what."))


@rule(
    "RSK01",
    "warning",
    N_("A high risk has no response"),
    why=N_("Knowing of it and doing nothing is a decision somebody should sign."),
    bad=N_("Likelihood 4, impact 4, response empty"),
    good=N_("Likelihood 4, impact 4, response: weekly check of the labels"),
)
def high_risk_has_response(engagement: Engagement) -> Iterator[Found]:
    """Every open risk that scores ten or more says what is done about it."""
    for risk in engagement.all(Risk):
        if (risk.score or 0) >= 10 and risk.state not in risks.DONE and not risk.response:
            yield at(risk, "response", _("It scores {score} and nothing is done about it.").format(score=risk.score))


@rule(
    "RSK02",
    "hint",
    N_("A risk is not scored"),
    why=N_("It cannot stand in the heat map."),
    bad=N_("Likelihood empty"),
    good=N_("Likelihood 3, impact 4"),
)
def risk_is_scored(engagement: Engagement) -> Iterator[Found]:
    """Every risk has a likelihood and an impact."""
    for risk in engagement.all(Risk):
        if risk.score is None:
            yield at(risk, "impact" if risk.likelihood else "likelihood", _("It is not scored yet."))


@rule(
    "REQ01",
    "warning",
    N_("A must has no deliverable"),
    why=N_("What is promised as a must has to be handed over as something."),
    bad=N_("REQ-3, must, without a deliverable"),
    good=N_("REQ-3, must, delivered by DEL-2"),
)
def must_has_deliverable(engagement: Engagement) -> Iterator[Found]:
    """Every requirement of priority must has a deliverable."""
    served = {deliverable.requirement for deliverable in engagement.all(Deliverable)}
    for requirement in engagement.all(Requirement):
        if requirement.priority == "must" and requirement.key not in served:
            yield at(requirement, "priority", _("It is a must and nothing is delivered for it."))


@rule(
    "EXC01",
    "hint",
    N_("An exclusion has no release to come back in"),
    why=N_("Out of scope means not now; say when it will be looked at again, or that it never will."),
    bad=N_("Full-text search, revisit: empty"),
    good=N_("Full-text search, revisit in v2"),
)
def exclusion_comes_back(engagement: Engagement) -> Iterator[Found]:
    """Every exclusion names the release it is revisited in."""
    for exclusion in engagement.all(Exclusion):
        if exclusion.revisit is None:
            yield at(exclusion, "revisit", _("It names no release to look at it again."))


@rule(
    "QUE01",
    "warning",
    N_("An open question is with nobody"),
    why=N_("It will still be open on the day of the signature."),
    bad=N_("Who owns the tag list? (nobody)"),
    good=N_("Who owns the tag list? Helena Marsh, by Friday"),
)
def question_is_with_somebody(engagement: Engagement) -> Iterator[Found]:
    """Every open question names who answers it."""
    for question in engagement.all(Question):
        if question.state in questions.OPEN and question.ask is None:
            yield at(question, "ask", _("Nobody was asked."))
