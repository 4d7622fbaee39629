"""Rules about risks."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, alone, at, each, figure, whole
from scopewright.lint.scope import Scope
from scopewright.model.sections.risk_scale import BEGINS, RiskScale
from scopewright.model.sections.risks import DONE, Risk

_SCORED = ("likelihood", "impact", "residual_likelihood", "residual_impact")
_LATE = "Labels arrive late"
_CHECK = "Weekly check of the labels with the warehouse"


def _is_high(risk: Risk, scope: Scope) -> bool:
    return scope.scoring.is_high(risk.score_on(scope.scoring)) and risk.state not in DONE


@each(
    Risk,
    "RSK01",
    "warning",
    N_("A high risk has no response"),
    field="response",
    why=N_("Knowing of it and doing nothing is a decision somebody should sign."),
    bad={"risks": [{"title": _LATE, "likelihood": 4, "impact": 4}]},
    good={"risks": [{"title": _LATE, "likelihood": 4, "impact": 4, "response": _CHECK}]},
)
def high_risk_has_response(risk: Risk, scope: Scope) -> str:
    """Every open risk whose band is high or critical says what is done about it."""
    message = _("It scores {score} and nothing is done about it.")
    return message.format(score=risk.score_on(scope.scoring)) if _is_high(risk, scope) and not risk.response else ""


@alone(
    Risk,
    "RSK02",
    "hint",
    N_("A risk is not scored"),
    field="likelihood",
    why=N_("It cannot stand in the heat map."),
    bad={"risks": [{"title": _LATE, "impact": 4}]},
    good={"risks": [{"title": _LATE, "likelihood": 3, "impact": 4}]},
)
def risk_is_scored(risk: Risk) -> str:
    """Every risk has a likelihood and an impact."""
    return _("It is not scored yet.") if None in (risk.likelihood, risk.impact) else ""


@each(
    Risk,
    "RSK03",
    "error",
    N_("A risk is higher after the response than before"),
    field="residual_likelihood",
    why=N_("Either the scores are mixed up or the response makes things worse."),
    bad={"risks": [{"title": _LATE, "likelihood": 2, "impact": 3, "residual_likelihood": 4, "residual_impact": 3}]},
    good={"risks": [{"title": _LATE, "likelihood": 4, "impact": 3, "residual_likelihood": 2, "residual_impact": 3}]},
)
def response_does_not_harm(risk: Risk, scope: Scope) -> str:
    """The residual score is not above the score."""
    before, after = risk.score_on(scope.scoring), risk.residual_on(scope.scoring)
    if after is None or before is None or after <= before:
        return ""
    return _("It scores {before} before and {after} after the response.").format(before=before, after=after)


@each(
    Risk,
    "RSK04",
    "hint",
    N_("A high risk has no sign to see it coming"),
    field="trigger",
    why=N_("Without a trigger the response starts when it is too late."),
    bad={"risks": [{"title": _LATE, "likelihood": 4, "impact": 4, "response": _CHECK}]},
    good={
        "risks": [
            {"title": _LATE, "likelihood": 4, "impact": 4, "response": _CHECK, "trigger": "Two deliveries missed"}
        ]
    },
)
def high_risk_has_a_trigger(risk: Risk, scope: Scope) -> str:
    """Every open risk whose band is high or critical names its trigger."""
    return _("Say by which sign anybody sees it coming.") if _is_high(risk, scope) and not risk.trigger else ""


@each(
    Risk,
    "RSK05",
    "warning",
    N_("A high risk is accepted without a decision"),
    field="decision",
    why=N_("Accepting it is the client's right, and needs the client's name."),
    bad={"risks": [{"title": _LATE, "likelihood": 5, "impact": 3, "strategy": "accept"}]},
    good={
        "risks": [
            {"title": _LATE, "likelihood": 5, "impact": 3, "strategy": "accept", "decision": "Do we wait for labels?"}
        ]
    },
)
def accepted_risk_is_decided(risk: Risk, scope: Scope) -> str:
    """A high risk whose strategy is to accept it points to the decision."""
    bare = _is_high(risk, scope) and risk.strategy == "accept" and risk.decision is None
    return _("Name the decision by which it was accepted.") if bare else ""


@each(
    Risk,
    "RSK06",
    "warning",
    N_("A risk stays high after the response"),
    field="residual_likelihood",
    why=N_("What is done is not enough; somebody must decide on living with the rest."),
    bad={"risks": [{"title": _LATE, "likelihood": 5, "impact": 4, "residual_likelihood": 4, "residual_impact": 4}]},
    good={"risks": [{"title": _LATE, "likelihood": 5, "impact": 4, "residual_likelihood": 2, "residual_impact": 4}]},
)
def rest_is_small_or_decided(risk: Risk, scope: Scope) -> str:
    """A residual score that is high or critical points to a decision."""
    after = risk.residual_on(scope.scoring)
    high = scope.scoring.is_high(after) and risk.state not in DONE and risk.decision is None
    return _("It still scores {score}; name the decision to live with it.").format(score=after) if high else ""


@each(
    Risk,
    "RSK07",
    "warning",
    N_("The review of a risk is overdue"),
    field="due",
    why=N_("A register that nobody goes through protects nobody."),
    bad={"risks": [{"title": _LATE, "due": "2027-02-26"}], "document": [{"status_date": "2027-03-02"}]},
    good={"risks": [{"title": _LATE, "due": "2027-03-05"}], "document": [{"status_date": "2027-03-02"}]},
)
def risk_is_reviewed(risk: Risk, scope: Scope) -> str:
    """No open risk was to be reviewed before the status date."""
    late = risk.state not in DONE and scope.late(risk.due)
    return _("It was due for review before the status date.") if late else ""


@whole(
    "RSK09",
    "error",
    N_("A risk is scored off the scale"),
    why=N_("It has no place on the heat map and no band; somebody must score it anew."),
    bad={"risks": [{"title": _LATE, "likelihood": 6, "impact": 3}]},
    good={"risks": [{"title": _LATE, "likelihood": 5, "impact": 3}]},
)
def score_is_on_the_scale(scope: Scope) -> Iterator[Found]:
    """Likelihood and impact, before and after the response, are steps that the risk scale has."""
    said = _("{step} is no step of the risk scale, which goes to {steps}.")
    for risk in scope.all(Risk):
        for field in _SCORED:
            step = getattr(risk, field)
            if step is not None and not scope.scoring.has(step):
                yield at(risk, field, said.format(step=step, steps=scope.scoring.steps))


@whole(
    "RSK10",
    "error",
    N_("The risk scale contradicts itself"),
    why=N_("Risks are scored as usual until it is mended, which is not what was agreed."),
    bad={"risk_scale": [{"high_from": 12, "critical_from": 8}]},
    good={"risk_scale": [{"high_from": 8, "critical_from": 12}]},
)
def scale_makes_sense(scope: Scope) -> Iterator[Found]:
    """A scale has three to six steps, and its bands begin at whole scores that rise and can be reached."""
    for scale in scope.all(RiskScale):
        if scale.steps and not scale.has_fitting_rows:
            said = _("{n} steps; a scale has three to six. The usual five count until then.")
            yield at(scale, "steps", said.format(n=len(scale.steps)))
        if not scale.has_fitting_begins:
            begins = "; ".join(map(figure, scale.wanted_begins))
            said = _("The bands begin at {begins}: whole scores must rise from 2 to at most {highest}.")
            yield at(scale, _first_amiss(scale), said.format(begins=begins, highest=scale.count**2))


def _first_amiss(scale: RiskScale) -> str:
    """The field to begin mending in: the last that was filled."""
    return next((name for name in reversed(BEGINS) if not scale.is_empty(name)), BEGINS[-1])
