"""Rules about risks."""

from __future__ import annotations

from scopewright.language import N_, _
from scopewright.lint.finding import alone, each
from scopewright.lint.scope import Scope
from scopewright.model.sections.risks import DONE, Risk

HIGH = 10
"""From this score on a risk needs a response and a sign to see it by."""
_LATE = "Labels arrive late"
_CHECK = "Weekly check of the labels with the warehouse"


def _is_high(risk: Risk) -> bool:
    return (risk.score or 0) >= HIGH and risk.state not in DONE


@alone(
    Risk,
    "RSK01",
    "warning",
    N_("A high risk has no response"),
    field="response",
    why=N_("Knowing of it and doing nothing is a decision somebody should sign."),
    bad={"risks": [{"title": _LATE, "likelihood": 4, "impact": 4}]},
    good={"risks": [{"title": _LATE, "likelihood": 4, "impact": 4, "response": _CHECK}]},
)
def high_risk_has_response(risk: Risk) -> str:
    """Every open risk that scores ten or more says what is done about it."""
    message = _("It scores {score} and nothing is done about it.")
    return message.format(score=risk.score) if _is_high(risk) and not risk.response else ""


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
    return _("It is not scored yet.") if risk.score is None else ""


@alone(
    Risk,
    "RSK03",
    "error",
    N_("A risk is higher after the response than before"),
    field="residual_likelihood",
    why=N_("Either the scores are mixed up or the response makes things worse."),
    bad={"risks": [{"title": _LATE, "likelihood": 2, "impact": 3, "residual_likelihood": 4, "residual_impact": 3}]},
    good={"risks": [{"title": _LATE, "likelihood": 4, "impact": 3, "residual_likelihood": 2, "residual_impact": 3}]},
)
def response_does_not_harm(risk: Risk) -> str:
    """The residual score is not above the score."""
    after = risk.residual_score
    if after is None or risk.score is None or after <= risk.score:
        return ""
    return _("It scores {before} before and {after} after the response.").format(before=risk.score, after=after)


@alone(
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
def high_risk_has_a_trigger(risk: Risk) -> str:
    """Every open risk that scores ten or more names its trigger."""
    return _("Say by which sign anybody sees it coming.") if _is_high(risk) and not risk.trigger else ""


@alone(
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
def accepted_risk_is_decided(risk: Risk) -> str:
    """A high risk whose strategy is to accept it points to the decision."""
    bare = _is_high(risk) and risk.strategy == "accept" and risk.decision is None
    return _("Name the decision by which it was accepted.") if bare else ""


@alone(
    Risk,
    "RSK06",
    "warning",
    N_("A risk stays high after the response"),
    field="residual_likelihood",
    why=N_("What is done is not enough; somebody must decide on living with the rest."),
    bad={"risks": [{"title": _LATE, "likelihood": 5, "impact": 4, "residual_likelihood": 4, "residual_impact": 4}]},
    good={"risks": [{"title": _LATE, "likelihood": 5, "impact": 4, "residual_likelihood": 2, "residual_impact": 4}]},
)
def rest_is_small_or_decided(risk: Risk) -> str:
    """A residual score of ten or more points to a decision."""
    after = risk.residual_score
    high = after is not None and after >= HIGH and risk.state not in DONE and risk.decision is None
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
