"""Rules about the way to the goal: options, ladder, modules, gates, assumptions, criteria, trials."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _, ngettext
from scopewright.lint.finding import Found, alone, at, each, figure, whole
from scopewright.lint.scope import Scope
from scopewright.model.gates import dependants
from scopewright.model.readings.agreement import not_agreed
from scopewright.model.readings.feasibility import feasibility
from scopewright.model.readings.options import standing
from scopewright.model.readings.principles import too_early
from scopewright.model.readings.readiness import too_heavy
from scopewright.model.sections.approach import Rung
from scopewright.model.sections.assumptions import Assumption
from scopewright.model.sections.checklist import ListQuestion
from scopewright.model.sections.feasibility import Feasibility
from scopewright.model.sections.gates import Gate
from scopewright.model.sections.modules import Module
from scopewright.model.sections.revisits import Revisit
from scopewright.model.sections.ship_rules import ShipRule
from scopewright.model.sections.solutions import Solution
from scopewright.model.sections.success import Criterion
from scopewright.model.sections.trials import Trial


@whole(
    "APP01",
    "warning",
    N_("Something is learnt before anything simple was tried"),
    why=N_("A rule of two lines may do; without it nobody knows what the model is worth."),
    bad={"approach": [{"title": "Gradient boosting", "sort": "heavy"}]},
    good={"approach": [{"title": "Two rules", "sort": "rules"}, {"title": "Gradient boosting", "sort": "heavy"}]},
)
def rules_come_first(scope: Scope) -> Iterator[Found]:
    """No rung that learns stands before the first by hand or by rules, unless it says why."""
    for rung in too_early(scope.all(Rung)):
        if not rung.justification:
            yield at(rung, "justification", _("Nothing by hand or by rules stands before it: say why."))


@each(
    Rung,
    "APP02",
    "warning",
    N_("A heavy model before the infrastructure is decided"),
    field="sort",
    why=N_("Where it runs decides what may run; built first, it is built twice."),
    bad={
        "approach": [{"title": "Deep model", "sort": "heavy"}],
        "checklist": [{"title": "Who has access?", "list": "infrastructure"}],
    },
    good={
        "approach": [{"title": "Deep model", "sort": "heavy"}],
        "checklist": [{"title": "Who has access?", "list": "infrastructure", "answer": "The platform team"}],
    },
)
def infrastructure_is_decided(rung: Rung, scope: Scope) -> str:
    """With a heavy rung, the questions on infrastructure are answered."""
    early = rung.key in {heavy.key for heavy in too_heavy(scope.engagement)}
    return _("The questions on infrastructure are not all answered.") if early else ""


def _unanswered(question: ListQuestion) -> bool:
    return not question.answer and not question.not_applicable


@each(
    Solution,
    "SOL01",
    "warning",
    N_("An option is rejected without a reason that still holds"),
    field="excluded_by",
    why=N_("If what excluded it is gone, it may be the better one: propose it again."),
    bad={"solutions": [{"title": "Vendor score", "standing": "rejected", "excluded_by": ["(removed)"]}]},
    good={"solutions": [{"title": "Vendor score", "standing": "rejected", "excluded_by": ["No data leave the EU"]}]},
)
def rejection_still_holds(solution: Solution, scope: Scope) -> str:
    """A rejected option names a constraint that is there, or its rationale."""
    freed = solution.standing == "rejected" and standing(scope.engagement, solution) == "proposed"
    bare = solution.standing == "rejected" and not solution.excluded_by and not solution.rationale
    return _("Nothing excludes it any longer.") if freed or bare else ""


@whole(
    "SOL02",
    "hint",
    N_("No option is chosen"),
    why=N_("Requirements are written for a solution; say which."),
    bad={"solutions": [{"title": "Vendor score", "standing": "proposed"}]},
    good={"solutions": [{"title": "Own list", "standing": "chosen"}]},
)
def an_option_is_chosen(scope: Scope) -> Iterator[Found]:
    """Where options are proposed, one is chosen."""
    standings = {solution.standing for solution in scope.all(Solution)}
    if standings - {"current", "ideal", None} and "chosen" not in standings:
        yield Found("solutions", None, "standing", _("Choose the option for this release."))


@whole(
    "MOD01",
    "warning",
    N_("The shares of the modules are not 100 %"),
    why=N_("The Pareto line is drawn at 80 % of something else."),
    bad={"modules": [{"title": "Tagging", "share": 60}, {"title": "Search", "share": 30}]},
    good={"modules": [{"title": "Tagging", "share": 60}, {"title": "Search", "share": 40}]},
)
def shares_are_whole(scope: Scope) -> Iterator[Found]:
    """The shares of value of all modules are 100 %."""
    shares = [module.share for module in scope.all(Module) if module.share is not None]
    if shares and abs(sum(shares) - 100) > 0.005:
        yield Found("modules", None, "share", _("Together they are {sum} %.").format(sum=figure(sum(shares))))


@each(
    Gate,
    "GAT01",
    "error",
    N_("A gate failed, and what depends on it is still planned"),
    field="deliverables",
    why=N_("A failed proof of concept cancels the plan that was built on it."),
    bad={
        "gates": [{"title": "Proof", "outcome": "failed", "criterion": "60 % found", "deliverables": ["Scoring job"]}],
        "deliverables": [{"title": "Scoring job"}],
    },
    good={
        "gates": [{"title": "Proof", "outcome": "failed", "criterion": "60 % found", "deliverables": ["Scoring job"]}],
        "deliverables": [{"title": "Scoring job", "voided_by": "Proof"}],
    },
)
def failed_gate_voids(gate: Gate, scope: Scope) -> str:
    """The deliverables that depend on a failed gate are void."""
    planned = [record.id for record in dependants(scope.engagement, gate)] if gate.outcome == "failed" else []
    return _("Still planned: {ids}.").format(ids=", ".join(planned)) if planned else ""


@alone(
    Gate,
    "GAT02",
    "hint",
    N_("Nothing depends on a gate"),
    field="deliverables",
    why=N_("A gate that stops nothing is a meeting."),
    bad={"gates": [{"title": "Proof", "criterion": "60 % found"}]},
    good={"gates": [{"title": "Proof", "criterion": "60 % found", "deliverables": ["Scoring job"]}]},
)
def gate_stops_something(gate: Gate) -> str:
    """Every gate names what is not planned any longer if it fails."""
    return "" if gate.deliverables else _("Say what is not planned any longer if it fails.")


@alone(
    Gate,
    "GAT03",
    "warning",
    N_("A gate was held without a figure"),
    field="run",
    why=N_("What settled it has to be shown to whoever was not there."),
    bad={"gates": [{"title": "Proof", "criterion": "60 % found", "outcome": "passed"}]},
    good={"gates": [{"title": "Proof", "criterion": "60 % found", "outcome": "passed", "run": "Baseline"}]},
)
def gate_has_evidence(gate: Gate) -> str:
    """A gate that passed or failed names its run, or what was learnt."""
    held = gate.outcome in ("passed", "failed")
    return _("Name the run that settled it.") if held and gate.run is None and not gate.learnt else ""


@alone(
    Criterion,
    "SUC01",
    "warning",
    N_("A business figure is guaranteed without a waiver"),
    field="waiver",
    why=N_("The closer to the business, the harder to guarantee; without a waiver it is owed."),
    bad={"success": [{"title": "10 % more revenue", "level": "business", "wording": "guaranteed"}]},
    good={"success": [{"title": "10 % more revenue", "level": "business", "wording": "observed"}]},
)
def guarantee_has_a_waiver(criterion: Criterion) -> str:
    """A guaranteed criterion of the business level has a waiver."""
    owed = criterion.level == "business" and criterion.wording == "guaranteed" and not criterion.waiver
    return _("Say who accepts that it may not be reached, or promise less.") if owed else ""


@whole(
    "SUC02",
    "warning",
    N_("A success criterion is not agreed by both sides"),
    why=N_("One side will say at the end that they never saw it."),
    bad={"success": [{"title": "Recall 70 %", "level": "ml", "technical": "Li Wei"}]},
    good={
        "success": [
            {
                "title": "Recall 70 %", "level": "ml", "technical": "Li Wei", "technical_on": "2027-03-02",
                "business": "Helena Marsh", "business_on": "2027-03-02",
            }
        ]
    },
)  # fmt: skip
def criterion_is_agreed(scope: Scope) -> Iterator[Found]:
    """A technical and a business person agreed to every criterion, each on a day."""
    for criterion in scope.all(Criterion):
        yield from (at(criterion, field, said) for field, said in not_agreed(criterion)[:1])


@whole(
    "SUC03",
    "hint",
    N_("A level of success is left out"),
    why=N_("A good model in a slow service that changes nothing is no success."),
    bad={"success": [{"title": "Recall 70 %", "level": "ml"}]},
    good={
        "success": [
            {"title": "Recall 70 %", "level": "ml"},
            {"title": "Answers in 300 ms", "level": "software"},
            {"title": "Fewer tickets", "level": "business"},
        ]
    },
)
def success_has_three_levels(scope: Scope) -> Iterator[Found]:
    """Where there are criteria, each of the three levels has one."""
    levels = {criterion.level for criterion in scope.all(Criterion)}
    if levels:
        for level, title in (("ml", _("the model")), ("software", _("the service")), ("business", _("the business"))):
            if level not in levels:
                yield Found("success", None, "level", _("No criterion for {level}.").format(level=title))


@each(
    Assumption,
    "ASM01",
    "warning",
    N_("An assumption should have been checked by now"),
    field="check_by",
    why=N_("The offer stands on it; the later it breaks, the dearer."),
    bad={
        "assumptions": [{"title": "Labels exist", "check_by": "2027-02-26"}],
        "document": [{"status_date": "2027-03-02"}],
    },
    good={
        "assumptions": [{"title": "Labels exist", "check_by": "2027-02-26", "state": "holds"}],
        "document": [{"status_date": "2027-03-02"}],
    },
)
def assumption_is_checked(assumption: Assumption, scope: Scope) -> str:
    """No unchecked assumption was to be checked before the status date."""
    late = assumption.state in (None, "open") and scope.late(assumption.check_by)
    return _("It was to be checked before the status date.") if late else ""


@alone(
    Assumption,
    "ASM02",
    "hint",
    N_("An assumption has no consequence"),
    field="consequence",
    why=N_("When it breaks, each side has its own idea of who pays."),
    bad={"assumptions": [{"title": "Labels exist"}]},
    good={"assumptions": [{"title": "Labels exist", "consequence": "Labelling is a change of scope, 8 days"}]},
)
def assumption_has_a_consequence(assumption: Assumption) -> str:
    """Every assumption says what happens if it does not hold."""
    return "" if assumption.consequence else _("Say what happens if it does not hold.")


@alone(
    Assumption,
    "ASM03",
    "warning",
    N_("A broken assumption led to nothing"),
    field="risk",
    why=N_("It was a condition of the offer; say so while it can still be heard."),
    bad={"assumptions": [{"title": "Labels exist", "state": "broken"}]},
    good={"assumptions": [{"title": "Labels exist", "state": "broken", "risk": "Labelling delays v1"}]},
)
def broken_assumption_is_a_risk(assumption: Assumption) -> str:
    """An assumption that does not hold names its risk."""
    return _("Name the risk that it has become.") if assumption.state == "broken" and assumption.risk is None else ""


@alone(
    Trial,
    "TRI01",
    "warning",
    N_("A trial was held and nothing was found"),
    field="finding",
    why=N_("Whoever took part will not come a second time."),
    bad={"trials": [{"title": "Two agents, one week", "state": "held"}]},
    good={"trials": [{"title": "Two agents, one week", "state": "held", "finding": "Reasons are read first"}]},
)
def trial_has_a_finding(trial: Trial) -> str:
    """A trial that was held says what was found."""
    return _("Say what was found.") if trial.state == "held" and not trial.finding else ""


@alone(
    ShipRule,
    "SHP01",
    "error",
    N_("A first-ship rule says neither how good nor that it does not matter"),
    field="threshold",
    why=N_("Nobody can say on the day whether to ship."),
    bad={"ship_rules": [{"title": "First list"}]},
    good={"ship_rules": [{"title": "First list", "neutral": True}]},
)
def ship_rule_decides(rule: ShipRule) -> str:
    """A first-ship rule has a metric with a threshold, or is a neutral launch."""
    decides = rule.neutral or (rule.metric and rule.threshold is not None)
    return "" if decides else _("Give a metric with a threshold, or mark a neutral launch.")


@alone(
    Revisit,
    "REV01",
    "warning",
    N_("A revisit leads forward"),
    field="back_to",
    why=N_("Going back is recorded so that the plan shows it; this one shows progress."),
    bad={"revisits": [{"title": "Labels", "back_from": "data", "back_to": "testing"}]},
    good={"revisits": [{"title": "Labels", "back_from": "testing", "back_to": "data"}]},
)
def revisit_leads_back(revisit: Revisit) -> str:
    """A revisit goes from a later phase to an earlier one."""
    order = ("planning", "data", "exploration", "refinement", "testing", "deployment", "maintenance")
    both = revisit.back_from in order and revisit.back_to in order
    forward = both and order.index(str(revisit.back_to)) >= order.index(str(revisit.back_from))
    return _("It leads to a later phase, or to the same.") if forward else ""


@whole(
    "QST01",
    "hint",
    N_("Questions of a list are not answered"),
    why=N_("The list was inserted because somebody thought that it mattered."),
    bad={"checklist": [{"title": "Who has access?", "list": "infrastructure"}]},
    good={"checklist": [{"title": "Who has access?", "list": "infrastructure", "not_applicable": "No server needed"}]},
)
def lists_are_answered(scope: Scope) -> Iterator[Found]:
    """Every question of a list is answered or does not apply; one finding a list."""
    waiting: dict[str, list[ListQuestion]] = {}
    for question in scope.all(ListQuestion):
        if _unanswered(question):
            waiting.setdefault(question.list, []).append(question)
    for name, questions in waiting.items():
        message = ngettext("{name}: {count} question is open.", "{name}: {count} questions are open.", len(questions))
        yield at(questions[0], "answer", message.format(name=name, count=len(questions)))


@whole(
    "FEA01",
    "hint",
    N_("Feasibility is judged on open questions"),
    why=N_("An unanswered question lowers the confidence, not the score: say how much is a guess."),
    bad={"feasibility": [{"title": "What does a label cost?"}]},
    good={"feasibility": [{"title": "What does a label cost?", "score": 4, "answer": "0.20 EUR"}]},
)
def feasibility_is_answered(scope: Scope) -> Iterator[Found]:
    """Every feasibility question has a score or does not apply; one finding for all."""
    waiting = [q for q in scope.all(Feasibility) if q.score is None and not q.not_applicable]
    if waiting:
        message = ngettext("{count} question has no score.", "{count} questions have no score.", len(waiting))
        yield at(waiting[0], "score", message.format(count=len(waiting)))


@each(
    Module,
    "FEA02",
    "hint",
    N_("A module is judged otherwise than its questions say"),
    field="feasibility",
    why=N_("One of the two is a wish. The board shows the judgement, the questionnaire says why."),
    bad={
        "modules": [{"title": "Ranking", "impact": 5, "feasibility": 5}],
        "feasibility": [{"title": "What does a label cost?", "module": "Ranking", "score": 2}],
    },
    good={
        "modules": [{"title": "Ranking", "impact": 5, "feasibility": 3}],
        "feasibility": [{"title": "What does a label cost?", "module": "Ranking", "score": 2}],
    },
)
def judgement_follows_the_questions(module: Module, scope: Scope) -> str:
    """The feasibility of a module is within a level and a half of the mean score of its questions."""
    score = feasibility(scope.engagement, module.key).score
    if module.feasibility is None or score is None or abs(module.feasibility - score) <= 1.5:
        return ""
    return _("It is judged {judged}; its questions come to {score}.").format(
        judged=figure(module.feasibility), score=figure(round(score, 1))
    )
