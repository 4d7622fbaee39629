"""Rules about how records fit together: one approver, one optimising metric, no circle."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, at, rule
from scopewright.model.engagement import Engagement
from scopewright.model.sections.decisions import Decision
from scopewright.model.sections.deliverables import Deliverable
from scopewright.model.sections.metrics import Metric
from scopewright.model.sections.milestones import Milestone
from scopewright.model.sections.people import Person


@rule(
    "DAC01",
    "error",
    N_("A decision has several approvers"),
    why=N_("Where two approve, nobody decides."),
    bad=N_("Approver: Chief data officer; Head of search"),
    good=N_("Approver: Head of search; contributor: Chief data officer"),
)
def one_approver(engagement: Engagement) -> Iterator[Found]:
    """No decision has more than one approver."""
    for decision in engagement.all(Decision):
        if len(decision.approver) > 1:
            message = _("{count} approvers; name one, and make the others contributors.")
            yield at(decision, "approver", message.format(count=len(decision.approver)))


@rule(
    "DAC02",
    "warning",
    N_("The approver is also a contributor"),
    why=N_("Who is heard before the decision should not be the one who makes it."),
    bad=N_("Approver: Product lead; contributors: Product lead, Data scientist"),
    good=N_("Approver: Product lead; contributor: Data scientist"),
)
def approver_does_not_contribute(engagement: Engagement) -> Iterator[Found]:
    """No approver stands among the contributors."""
    for decision in engagement.all(Decision):
        for key in set(decision.approver) & set(decision.contributors):
            message = _("{name} approves and contributes.")
            yield at(decision, "contributors", message.format(name=engagement.label(key)))


@rule(
    "DAC03",
    "warning",
    N_("A whole team drives a decision"),
    why=N_("A team has no calendar; one person must see to it."),
    bad=N_("Driver: Security team"),
    good=N_("Driver: Ana Ruiz"),
)
def driver_is_a_person(engagement: Engagement) -> Iterator[Found]:
    """Every driver is one person."""
    for decision in engagement.all(Decision):
        for key in decision.driver:
            driver = engagement.get(key)
            if isinstance(driver, Person) and driver.sort == "team":
                yield at(decision, "driver", _("{name} is a team; name one person.").format(name=driver.name))
        if len(decision.driver) > 1:
            yield at(decision, "driver", _("{count} drivers; name one.").format(count=len(decision.driver)))


@rule(
    "MET01",
    "error",
    N_("More than one metric is optimised"),
    why=N_("With two, no run is best; keep one and make the others thresholds."),
    bad=N_("Recall: optimising; precision: optimising"),
    good=N_("Recall: optimising; precision: satisficing, ≥ 60 %"),
)
def one_optimising_metric(engagement: Engagement) -> Iterator[Found]:
    """At most one metric has the role optimising."""
    found = [metric for metric in engagement.all(Metric) if metric.role == "optimising"]
    for metric in found[1:]:
        yield at(metric, "role", _("{id} is optimised already.").format(id=found[0].id))


@rule(
    "DEL01",
    "error",
    N_("Deliverables depend on each other in a circle"),
    why=N_("None of them can ever start."),
    bad=N_("DEL-1 depends on DEL-2, which depends on DEL-1"),
    good=N_("DEL-2 depends on DEL-1"),
)
def no_circle_of_deliverables(engagement: Engagement) -> Iterator[Found]:
    """Following "depends on" never leads back."""
    needs = {d.key: d.depends_on for d in engagement.all(Deliverable)}
    for deliverable in engagement.all(Deliverable):
        seen: set[str] = set()
        ahead = list(deliverable.depends_on)
        while ahead:
            key = ahead.pop()
            if key not in seen:
                seen.add(key)
                ahead.extend(needs.get(key, ()))
        if deliverable.key in seen:
            yield at(deliverable, "depends_on", _("{id} waits for itself.").format(id=deliverable.id))


@rule(
    "TIM01",
    "error",
    N_("Work starts after it is due"),
    why=N_("One of the two dates is a slip of the pen."),
    bad=N_("Start 12 March, due 2 March"),
    good=N_("Start 2 March, due 12 March"),
)
def start_is_before_due(engagement: Engagement) -> Iterator[Found]:
    """No milestone starts after it is due."""
    for milestone in engagement.all(Milestone):
        if milestone.start and milestone.due and milestone.start > milestone.due:
            yield at(milestone, "start", _("It starts after it is due."))
