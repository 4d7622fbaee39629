"""Rules that follow from the declared fields alone."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import RULES, Found, at, every, whole
from scopewright.lint.scope import Scope
from scopewright.model.record import Record
from scopewright.model.sections.rules_off import RuleOff


@every(
    "DEC01",
    "warning",
    N_("A field that is needed is empty"),
    why=N_("A record without it cannot be signed, and a reader will ask."),
    bad={"deliverables": [{"title": "Nightly export"}]},
    good={
        "overview": [{"problem": "One search in three ends without a click.", "motivation": "40 tickets a week."}],
        "deliverables": [{"title": "Nightly export", "acceptance": "The file is there before 05:00 on 20 nights"}],
    },
)
def required_is_filled(record: Record) -> Iterator[Found]:
    """Every required field of every record holds something."""
    for spec in record.section.specs:
        if spec.required and record.is_empty(spec.name):
            yield at(record, spec.name, _("Needed, and still empty."))


@every(
    "DEC02",
    "warning",
    N_("What was typed is not understood"),
    why=N_("“by XX” is kept and printed as typed, but nothing can be computed from it."),
    bad={"milestones": [{"title": "Staging", "due": "by XX"}]},
    good={"milestones": [{"title": "Staging", "due": "2027-03-12"}]},
)
def text_is_understood(record: Record) -> Iterator[Found]:
    """No field holds words that its kind cannot read."""
    for name, text in record.unread.items():
        yield at(record, name, _("“{text}” is not understood.").format(text=text))


@every(
    "DEC03",
    "warning",
    N_("A value is outside its limits"),
    why=N_("It is stored as typed, but a reader will stumble over it."),
    bad={"milestones": [{"title": "Staging", "due": "2027-03-12", "done": 140}]},
    good={"milestones": [{"title": "Staging", "due": "2027-03-12", "done": 40}]},
)
def value_is_within_limits(record: Record) -> Iterator[Found]:
    """Every value satisfies its own kind."""
    for spec in record.section.specs:
        for problem in spec.kind.problems(getattr(record, spec.name)):
            yield at(record, spec.name, problem)


@whole(
    "DEC04",
    "error",
    N_("A link points to nothing"),
    why=N_("The record it named was removed; the brief prints “(removed)”."),
    bad={"objectives": [{"statement": "We want fewer tickets", "measured_by": ["(removed)"]}]},
    good={"objectives": [{"statement": "We want fewer tickets", "measured_by": ["Recall"]}]},
)
def link_has_a_target(scope: Scope) -> Iterator[Found]:
    """Every link leads to a record."""
    for record, name, key in scope.links:
        if key not in scope.engagement:
            yield at(record, name, _("It names a record that was removed."))


@whole(
    "DEC05",
    "warning",
    N_("A record that is printed links to an internal one"),
    why=N_("The client reads “(not named)” and asks what is hidden."),
    bad={
        "risks": [{"title": "The vendor leaves", "decision": "Do we drop the vendor?"}],
        "decisions": [{"title": "Do we drop the vendor?", "internal": True}],
    },
    good={
        "risks": [{"title": "The vendor leaves", "decision": "Do we drop the vendor?"}],
        "decisions": [{"title": "Do we drop the vendor?"}],
    },
)
def printed_does_not_lead_to_internal(scope: Scope) -> Iterator[Found]:
    """No record that briefs print links to one that they leave out; a note it came from does not count."""
    for record, name, key in scope.links:
        target = scope.engagement.get(key)
        printed = not record.internal and name != "note" and not record.section.spec(name).internal
        if target is not None and target.internal and printed:
            yield at(record, name, _("{id} is internal, so no brief names it.").format(id=target.id))


@every(
    "DEC06",
    "hint",
    N_("A switched-off rule does not exist"),
    why=N_("A slip in the code leaves the rule switched on, and nobody notices."),
    bad={"rules_off": [{"rule": "DAC99", "reason": "Agreed with the sponsor"}]},
    good={"rules_off": [{"rule": "DAC02", "reason": "The team has three people"}]},
)
def switched_off_rule_exists(record: Record) -> Iterator[Found]:
    """Every rule that is switched off is one of the rules."""
    if isinstance(record, RuleOff) and record.rule and record.rule.strip().upper() not in RULES:
        yield at(record, "rule", _("There is no rule {code}.").format(code=record.rule))
