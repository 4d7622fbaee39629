"""Rules that follow from the declared fields alone."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, at, rule
from scopewright.model.engagement import Engagement


@rule(
    "DEC01",
    "warning",
    N_("A field that is needed is empty"),
    why=N_("A record without it cannot be signed, and a reader will ask."),
    bad=N_("A deliverable without “Accepted when”"),
    good=N_("Accepted when the nightly file arrives before 05:00 on 20 days in a row"),
)
def required_is_filled(engagement: Engagement) -> Iterator[Found]:
    """Every required field of every record holds something."""
    for record in engagement.records():
        for spec in record.section.specs:
            if spec.required and record.is_empty(spec.name):
                yield at(record, spec.name, _("“{title}” is empty.").format(title=_(spec.title)))


@rule(
    "DEC02",
    "warning",
    N_("What was typed is not understood"),
    why=N_("“by XX” is kept and printed as typed, but nothing can be computed from it."),
    bad=N_("Due: by XX"),
    good=N_("Due: 12 March 2027"),
)
def text_is_understood(engagement: Engagement) -> Iterator[Found]:
    """No field holds words that its kind cannot read."""
    for record in engagement.records():
        for name, text in record.unread.items():
            title = _(record.section.spec(name).title)
            yield at(record, name, _("“{text}” is not understood in “{title}”.").format(text=text, title=title))


@rule(
    "DEC03",
    "warning",
    N_("A value is outside its limits"),
    why=N_("It is stored as typed, but a reader will stumble over it."),
    bad=N_("Allocation: 140 %"),
    good=N_("Allocation: 40 %"),
)
def value_is_within_limits(engagement: Engagement) -> Iterator[Found]:
    """Every value satisfies its own kind."""
    for record in engagement.records():
        for spec in record.section.specs:
            for problem in spec.kind.problems(getattr(record, spec.name)):
                yield at(record, spec.name, f"{_(spec.title)}: {problem}")


@rule(
    "DEC04",
    "error",
    N_("A link points to nothing"),
    why=N_("The record it named was removed; the brief prints “(removed)”."),
    bad=N_("Measured by: (removed)"),
    good=N_("Measured by: M-2"),
)
def link_has_a_target(engagement: Engagement) -> Iterator[Found]:
    """Every link leads to a record."""
    for record in engagement.records():
        for name, key in record.links():
            if key not in engagement:
                title = _(record.section.spec(name).title)
                yield at(record, name, _("“{title}” names a record that was removed.").format(title=title))
