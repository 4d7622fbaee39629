"""Rules about decisions and who has which part in them."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, alone, at, each, whole
from scopewright.lint.scope import Scope
from scopewright.model.sections.decisions import DONE, ROLES, Decision
from scopewright.model.sections.people import Person

_ASK = "Who may see the tags?"
_BOTH = [{"option": "Everybody", "benefit": "Simple"}, {"option": "Editors only", "benefit": "Private"}]


@alone(
    Decision,
    "DAC01",
    "error",
    N_("A decision has several approvers"),
    field="approver",
    why=N_("Where two approve, nobody decides."),
    bad={"decisions": [{"title": _ASK, "approver": ["Chief data officer", "Head of search"]}]},
    good={
        "decisions": [{"title": _ASK, "approver": ["Head of search"], "contributors": ["Chief data officer"]}],
    },
)
def one_approver(decision: Decision) -> str:
    """No decision has more than one approver."""
    count = len(decision.approver)
    message = _("{count} approvers; name one, and make the others contributors.")
    return message.format(count=count) if count > 1 else ""


@whole(
    "DAC02",
    "warning",
    N_("The approver is also a contributor"),
    why=N_("Who is heard before the decision should not be the one who makes it."),
    bad={
        "decisions": [{"title": _ASK, "approver": ["Product lead"], "contributors": ["Product lead", "Data scientist"]}]
    },
    good={"decisions": [{"title": _ASK, "approver": ["Product lead"], "contributors": ["Data scientist"]}]},
)
def approver_does_not_contribute(scope: Scope) -> Iterator[Found]:
    """No approver stands among the contributors."""
    for decision in scope.all(Decision):
        for key in set(decision.approver) & set(decision.contributors):
            yield at(decision, "contributors", _("{name} approves and contributes.").format(name=scope.name(key)))


@whole(
    "DAC03",
    "warning",
    N_("A whole team drives a decision"),
    why=N_("A team has no calendar; one person must see to it."),
    bad={
        "decisions": [{"title": _ASK, "driver": ["Security team"]}],
        "people": [{"name": "Security team", "sort": "team"}],
    },
    good={"decisions": [{"title": _ASK, "driver": ["Ana Ruiz"]}]},
)
def driver_is_a_person(scope: Scope) -> Iterator[Found]:
    """Every driver is one person; a name that ends with "team" counts as a team until somebody says otherwise."""
    for decision in scope.all(Decision):
        for key in decision.driver:
            driver = scope.get(key, Person)
            if driver is not None and (driver.sort == "team" or (driver.sort is None and _sounds_like_team(driver))):
                yield at(decision, "driver", _("{name} is a team; name one person.").format(name=driver.name))
        if len(decision.driver) > 1:
            yield at(decision, "driver", _("{count} drivers; name one.").format(count=len(decision.driver)))


def _sounds_like_team(person: Person) -> bool:
    words = person.name.casefold().split()
    return bool(words) and (words[-1] in ("team", "department", "abteilung", "group") or words[0] == "équipe")


@whole(
    "DAC04",
    "warning",
    N_("A decision has no approver or no driver"),
    why=N_("Nobody knows who decides, or who brings it about."),
    bad={"decisions": [{"title": _ASK, "driver": ["Ana Ruiz"]}]},
    good={"decisions": [{"title": _ASK, "driver": ["Ana Ruiz"], "approver": ["Tom Weber"]}]},
)
def decision_has_roles(scope: Scope) -> Iterator[Found]:
    """Every decision names its driver and its approver."""
    for decision in scope.all(Decision):
        for field, message in (("approver", _("Nobody approves it.")), ("driver", _("Nobody drives it."))):
            if not getattr(decision, field):
                yield at(decision, field, message)


@alone(
    Decision,
    "DAC05",
    "warning",
    N_("A decision is taken without its outcome"),
    field="outcome",
    why=N_("In three months nobody remembers what was decided."),
    bad={"decisions": [{"title": _ASK, "state": "decided"}]},
    good={"decisions": [{"title": _ASK, "state": "decided", "outcome": "Editors only"}]},
)
def decided_has_outcome(decision: Decision) -> str:
    """A decision in the state decided says what was decided."""
    return _("It is decided, but not what.") if decision.state == "decided" and not decision.outcome else ""


@alone(
    Decision,
    "DAC06",
    "hint",
    N_("A decision is taken without its day"),
    field="decided_on",
    why=N_("What came later cannot be told from what was known."),
    bad={"decisions": [{"title": _ASK, "state": "decided", "outcome": "Editors only"}]},
    good={
        "decisions": [{"title": _ASK, "state": "decided", "outcome": "Editors only", "decided_on": "2027-03-02"}],
    },
)
def decided_has_a_day(decision: Decision) -> str:
    """A decision in the state decided says when it was."""
    return _("It does not say when.") if decision.state == "decided" and decision.is_empty("decided_on") else ""


@each(
    Decision,
    "DAC07",
    "warning",
    N_("A decision is overdue"),
    field="due",
    why=N_("The work that waits for it is late by as much."),
    bad={"decisions": [{"title": _ASK, "due": "2027-02-26"}], "document": [{"status_date": "2027-03-02"}]},
    good={"decisions": [{"title": _ASK, "due": "2027-03-05"}], "document": [{"status_date": "2027-03-02"}]},
)
def decision_is_not_overdue(decision: Decision, scope: Scope) -> str:
    """No open decision was due before the status date."""
    late = decision.state not in DONE and scope.late(decision.due)
    return _("It was due before the status date.") if late else ""


@alone(
    Decision,
    "DAC08",
    "hint",
    N_("A decision is asked for without a choice"),
    field="options",
    why=N_("Who may only say yes is not deciding, and will send it back."),
    bad={"decisions": [{"title": _ASK, "state": "open", "options": _BOTH[:1]}]},
    good={"decisions": [{"title": _ASK, "state": "open", "options": _BOTH}]},
)
def open_decision_has_options(decision: Decision) -> str:
    """A decision that is open has two options at least."""
    few = decision.state not in DONE and len(decision.options) < 2
    return _("Name two options at least; doing nothing is one.") if few else ""


@whole(
    "DAC09",
    "hint",
    N_("Somebody is informed who takes part anyway"),
    why=N_("A longer list of names is read by fewer of them."),
    bad={"decisions": [{"title": _ASK, "driver": ["Ana Ruiz"], "informed": ["Ana Ruiz", "Board"]}]},
    good={"decisions": [{"title": _ASK, "driver": ["Ana Ruiz"], "informed": ["Board"]}]},
)
def informed_are_the_others(scope: Scope) -> Iterator[Found]:
    """Nobody is both informed and in another role."""
    others = [role for role in ROLES if role != "informed"]
    for decision in scope.all(Decision):
        part = {key for role in others for key in getattr(decision, role)}
        for key in part & set(decision.informed):
            yield at(decision, "informed", _("{name} has another part in it.").format(name=scope.name(key)))


@alone(
    Decision,
    "DAC10",
    "warning",
    N_("Several options are recommended"),
    field="options",
    why=N_("The approver asks which one it is, and the meeting is over."),
    bad={"decisions": [{"title": _ASK, "options": [{**option, "recommended": True} for option in _BOTH]}]},
    good={"decisions": [{"title": _ASK, "options": [_BOTH[0], {**_BOTH[1], "recommended": True}]}]},
)
def one_option_is_recommended(decision: Decision) -> str:
    """At most one option of a decision is recommended."""
    count = sum(bool(option["recommended"]) for option in decision.options)
    return _("{count} options are recommended; keep one.").format(count=count) if count > 1 else ""


@alone(
    Decision,
    "DAC11",
    "hint",
    N_("The driver approves their own decision"),
    field="approver",
    why=N_("Nobody else has to be convinced, which is what the approver is for."),
    bad={"decisions": [{"title": _ASK, "driver": ["Ana Ruiz"], "approver": ["Ana Ruiz"]}]},
    good={"decisions": [{"title": _ASK, "driver": ["Ana Ruiz"], "approver": ["Tom Weber"]}]},
)
def driver_does_not_approve(decision: Decision) -> str:
    """The driver is not the approver."""
    both = set(decision.driver) & set(decision.approver)
    return _("One person drives and approves it.") if both else ""
