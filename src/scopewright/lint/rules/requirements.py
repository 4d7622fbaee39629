"""Rules about requirements, constraints and what is left out."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, Verdict, alone, at, each, whole
from scopewright.lint.reading import lexicon, read
from scopewright.lint.scope import Scope
from scopewright.model.record import Record
from scopewright.model.sections.constraints import Constraint
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.exclusions import Exclusion
from scopewright.model.sections.requirements import DONE, Requirement

_SCORE = "Score every customer each Monday"
_MANY = 8
"""From so many requirements on it says something if nearly all are a must."""


@each(
    Requirement,
    "REQ01",
    "warning",
    N_("A must has no deliverable"),
    field="priority",
    why=N_("What is promised as a must has to be handed over as something."),
    bad={"requirements": [{"title": _SCORE, "priority": "must"}]},
    good={
        "requirements": [{"title": _SCORE, "priority": "must"}],
        "deliverables": [{"title": "Scoring job", "requirement": _SCORE}],
    },
)
def must_has_deliverable(requirement: Requirement, scope: Scope) -> str:
    """Every requirement of priority must has a deliverable."""
    bare = requirement.priority == "must" and not scope.pointing(requirement.key, Deliverable, "requirement")
    return _("It is a must and nothing is delivered for it.") if bare else ""


@whole(
    "REQ11",
    "hint",
    N_("A requirement has no deliverable"),
    why=N_("The plan is cut into deliverables; what is in none of them is done by nobody."),
    bad={
        "requirements": [{"title": _SCORE, "priority": "must"}, {"title": "Sort by region", "priority": "should"}],
        "deliverables": [{"title": "Scoring job", "requirement": _SCORE}],
    },
    good={
        "requirements": [{"title": _SCORE, "priority": "must"}, {"title": "Sort by region", "priority": "should"}],
        "deliverables": [
            {"title": "Scoring job", "requirement": _SCORE},
            {"title": "Sorted list", "requirement": "Sort by region"},
        ],
    },
)
def requirement_has_a_deliverable(scope: Scope) -> Iterator[Found]:
    """Where deliverables are planned for a release, each of its requirements has one; of a must, REQ01 speaks."""
    planned = {deliverable.release for deliverable in scope.all(Deliverable)}
    for requirement in scope.all(Requirement):
        spoken_of = requirement.priority == "must" or scope.is_carried_forward(requirement)
        if requirement.release not in planned or spoken_of:
            continue
        if not scope.pointing(requirement.key, Deliverable, "requirement"):
            yield at(requirement, "title", _("Nothing is delivered for it."))


@alone(
    Requirement,
    "REQ02",
    "warning",
    N_("A must does not say when it is accepted"),
    field="acceptance",
    why=N_("Done is what the client says on the last day, unless it was written on the first."),
    bad={"requirements": [{"title": _SCORE, "priority": "must"}]},
    good={
        "requirements": [{"title": _SCORE, "priority": "must", "acceptance": "List by 07:30 on 4 Mondays in a row"}],
    },
)
def must_has_acceptance(requirement: Requirement) -> str:
    """Every requirement of priority must has acceptance criteria."""
    bare = requirement.priority == "must" and not requirement.acceptance
    return _("It does not say when it counts as done.") if bare else ""


@alone(
    Requirement,
    "REQ03",
    "hint",
    N_("A must serves no objective"),
    field="objectives",
    why=N_("If nothing the client wants depends on it, it is not a must."),
    bad={"requirements": [{"title": _SCORE, "priority": "must"}]},
    good={"requirements": [{"title": _SCORE, "priority": "must", "objectives": ["We want to keep more customers"]}]},
)
def must_serves_an_objective(requirement: Requirement) -> str:
    """Every requirement of priority must serves an objective."""
    bare = requirement.priority == "must" and not requirement.objectives
    return _("It serves no objective.") if bare else ""


@whole(
    "REQ04",
    "hint",
    N_("Nearly every requirement is a must"),
    why=N_("If all is a must, nothing is, and the budget decides instead."),
    bad={"requirements": [{"title": f"Field {n}", "priority": "must"} for n in range(_MANY)]},
    good={"requirements": [{"title": f"Field {n}", "priority": "must" if n < 4 else "should"} for n in range(_MANY)]},
)
def not_everything_is_a_must(scope: Scope) -> Iterator[Found]:
    """Of eight requirements or more, no more than four in five are a must."""
    requirements = scope.all(Requirement)
    musts = sum(requirement.priority == "must" for requirement in requirements)
    if len(requirements) >= _MANY and musts > 0.8 * len(requirements):
        message = _("{musts} of {all} are a must.")
        yield Found("requirements", None, "priority", message.format(musts=musts, all=len(requirements)))


@whole(
    "REQ05",
    "warning",
    N_("Two requirements say the same"),
    why=N_("They get two prices, two owners and, later, two meanings."),
    bad={"requirements": [{"title": "Export the tags as CSV"}, {"title": "Export tags as a CSV"}]},
    good={"requirements": [{"title": "Export the tags as CSV"}, {"title": "Import the tags from CSV"}]},
)
def requirements_are_different(scope: Scope) -> Iterator[Found]:
    """No two requirements of one release have the same words, small words left out."""
    seen: dict[tuple[str | None, frozenset[str]], str] = {}
    for requirement in scope.all(Requirement):
        words = _content(requirement.title)
        first = seen.setdefault((requirement.release, words), requirement.id)
        if len(words) > 1 and first != requirement.id:
            yield at(requirement, "title", _("{id} says the same.").format(id=first))


def _content(text: str) -> frozenset[str]:
    reading = read(text)
    return frozenset(word for word in reading.folded if word[0].isalnum()) - lexicon(reading.language).common


@each(
    Requirement,
    "REQ06",
    "warning",
    N_("A requirement counts as complete before its deliverables"),
    field="status",
    why=N_("One of the two lists is not kept up, and the client reads the other."),
    bad={
        "requirements": [{"title": _SCORE, "status": "complete"}],
        "deliverables": [{"title": "Scoring job", "requirement": _SCORE, "status": "at_risk"}],
    },
    good={
        "requirements": [{"title": _SCORE, "status": "complete"}],
        "deliverables": [{"title": "Scoring job", "requirement": _SCORE, "status": "complete"}],
    },
)
def complete_means_delivered(requirement: Requirement, scope: Scope) -> str:
    """A complete requirement has no deliverable that is not."""
    if requirement.status not in DONE:
        return ""
    pending = [d.id for d in scope.pointing(requirement.key, Deliverable, "requirement") if d.status not in DONE]
    return _("{ids} is not complete.").format(ids=", ".join(pending)) if pending else ""


@alone(
    Requirement,
    "REQ07",
    "hint",
    N_("A requirement has no priority"),
    field="priority",
    why=N_("When time runs short somebody will choose without asking."),
    bad={"requirements": [{"title": _SCORE}]},
    good={"requirements": [{"title": _SCORE, "priority": "should"}]},
)
def requirement_has_priority(requirement: Requirement) -> str:
    """Every requirement is a must, a should or nice to have."""
    return _("Must, should, or nice to have?") if requirement.is_empty("priority") else ""


@whole(
    "REQ09",
    "error",
    N_("The words contradict the priority"),
    why=N_("A must in one table and “Medium” in the other: the client holds you to the must."),
    bad={
        "requirements": [{"title": "Predict explicit and implicit tags", "priority": "must"}],
        "deliverables": [{"title": "Tag model (medium priority)", "requirement": "Predict explicit and implicit tags"}],
    },
    good={
        "requirements": [{"title": "Predict explicit and implicit tags", "priority": "must"}],
        "deliverables": [{"title": "Tag model", "requirement": "Predict explicit and implicit tags"}],
    },
)
def priority_is_said_once(scope: Scope) -> Iterator[Found]:
    """Words of a requirement, or of a deliverable under it, say no other priority than it has; nor does its double."""
    for requirement in scope.all(Requirement):
        under: list[Record] = [requirement, *scope.pointing(requirement.key, Deliverable, "requirement")]
        for record in under if requirement.priority else ():
            said = _said_priority(record.headline)
            if said and said != requirement.priority:
                message = _("The words say “{said}”, {id} says “{priority}”.")
                priority = requirement.shown("priority", scope.engagement.locale("en"))
                found = read(record.headline).all(f"says_{said}")[0].words
                yield at(record, "title", message.format(said=found, id=requirement.id, priority=priority))
    yield from _two_priorities(scope)


def _two_priorities(scope: Scope) -> Iterator[Found]:
    """Requirements of one release in the same words, of which one has another priority, understood or not."""
    locale = scope.engagement.locale("en")
    first: dict[tuple[str | None, frozenset[str]], Requirement] = {}
    for requirement in scope.all(Requirement):
        words, said = _content(requirement.title), requirement.shown("priority", locale)
        if not said or len(words) < 2:
            continue
        other = first.setdefault((requirement.release, words), requirement)
        if (priority := other.shown("priority", locale)) != said:
            message = _("It says “{said}”; {id}, in the same words, says “{priority}”.")
            yield at(requirement, "priority", message.format(said=said, id=other.id, priority=priority))


def _said_priority(text: str) -> str:
    """The priority that is written in brackets or after a dash, or in words that say nothing else."""
    reading = read(text)
    return next((name for name in ("must", "should", "nice") if reading.has(f"says_{name}")), "")


@whole(
    "EXC03",
    "error",
    N_("Something is required and left out at once"),
    why=N_("Both lists are signed; the dispute is about which one counts."),
    bad={"requirements": [{"title": "Read support texts"}], "exclusions": [{"title": "Read the support texts"}]},
    good={"requirements": [{"title": "Read support texts"}], "exclusions": [{"title": "Business customers"}]},
)
def nothing_is_in_and_out(scope: Scope) -> Iterator[Found]:
    """No exclusion has the words of a requirement of the same release."""
    wanted = {_content(requirement.title): requirement for requirement in scope.all(Requirement)}
    for exclusion in scope.all(Exclusion):
        requirement = wanted.get(_content(exclusion.title))
        if requirement and exclusion.title and exclusion.release == requirement.release:
            yield at(exclusion, "title", _("{id} requires it.").format(id=requirement.id))


@alone(
    Exclusion,
    "EXC01",
    "hint",
    N_("An exclusion has no release to come back in"),
    field="revisit",
    why=N_("Out of scope means not now; say when it will be looked at again, or that it never will."),
    bad={"exclusions": [{"title": "Full-text search"}]},
    good={"exclusions": [{"title": "Full-text search", "revisit": "v2"}]},
)
def exclusion_comes_back(exclusion: Exclusion) -> str:
    """Every exclusion names the release it is revisited in."""
    return _("It names no release to look at it again.") if exclusion.revisit is None else ""


@alone(
    Exclusion,
    "EXC02",
    "hint",
    N_("An exclusion has no reason"),
    field="reason",
    why=N_("Without one it reads as forgotten, and is asked for again."),
    bad={"exclusions": [{"title": "Full-text search", "revisit": "v2"}]},
    good={"exclusions": [{"title": "Full-text search", "revisit": "v2", "reason": "The archive is not digitised"}]},
)
def exclusion_has_reason(exclusion: Exclusion) -> str:
    """Every exclusion says why."""
    return "" if exclusion.reason else _("It does not say why.")


@alone(
    Constraint,
    "CON03",
    "warning",
    N_("A threshold has no unit or no side"),
    field="unit",
    why=N_("“Latency 300” can be kept and broken by the same system."),
    bad={"constraints": [{"statement": "Answers come in time", "threshold": 300}]},
    good={"constraints": [{"statement": "Answers come in time", "comparator": "<", "threshold": 300, "unit": "ms"}]},
)
def threshold_is_whole(constraint: Constraint) -> Verdict:
    """A threshold has a comparator and a unit."""
    if constraint.threshold is None or (constraint.comparator and constraint.unit):
        return ""
    return _("It has no unit.") if constraint.comparator else ("comparator", _("Say whether at least or at most."))


@alone(
    Constraint,
    "CON04",
    "hint",
    N_("A constraint has no reason"),
    field="reason",
    why=N_("A limit without a reason cannot be questioned, nor lifted when the reason goes away."),
    bad={"constraints": [{"statement": "We can't move data outside the EU"}]},
    good={"constraints": [{"statement": "We can't move data outside the EU", "reason": "Group agreement, clause 7"}]},
)
def constraint_has_reason(constraint: Constraint) -> str:
    """Every constraint says because of what, in its field or in its sentence."""
    said = constraint.reason or read(constraint.statement).has("because")
    return "" if said else _("It does not say because of what.")


@whole(
    "CON05",
    "error",
    N_("Two constraints cannot be kept together"),
    why=N_("The system that meets both does not exist; find out now which one is meant."),
    bad={
        "constraints": [
            {"statement": "Batch a", "category": "latency", "comparator": ">", "threshold": 500, "unit": "ms"},
            {"statement": "Batch b", "category": "latency", "comparator": "<", "threshold": 300, "unit": "ms"},
        ]
    },
    good={
        "constraints": [
            {"statement": "Batch a", "category": "latency", "comparator": ">", "threshold": 100, "unit": "ms"},
            {"statement": "Batch b", "category": "latency", "comparator": "<", "threshold": 300, "unit": "ms"},
        ]
    },
)
def constraints_fit_together(scope: Scope) -> Iterator[Found]:
    """No lower limit is above an upper limit of the same category, unit and release."""
    lowest: dict[tuple[str, str, str | None], Constraint] = {}
    for lower in scope.all(Constraint):
        if lower.category and lower.comparator in (">", ">="):
            held = lowest.setdefault((lower.category, lower.unit, lower.release), lower)
            if (lower.threshold or 0) > (held.threshold or 0):
                lowest[lower.category, lower.unit, lower.release] = lower
    for upper in scope.all(Constraint):
        other = lowest.get((upper.category or "", upper.unit, upper.release))
        if other is None or upper.comparator not in ("<", "<=") or None in (upper.threshold, other.threshold):
            continue
        if (other.threshold or 0) > (upper.threshold or 0):
            yield at(upper, "threshold", _("{id} asks for more than that.").format(id=other.id))
