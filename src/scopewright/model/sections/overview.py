"""What the engagement is about, for somebody new to it (rows M1, M8)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import person, prose, rows, text
from scopewright.model.kinds import Column, Prose, Row, Text
from scopewright.model.record import Record, section


@section(
    "overview",
    N_("Overview"),
    one=N_("overview"),
    prefix="OV",
    place=10,
    phase="frame",
    icon="book-open",
    hint=N_("Say in a few sentences what the client wants to change and why now."),
    single=True,
    without=("release", "note", "internal", "tags"),
)
class Overview(Record):
    """Company, vision, problem, motivation and background of the engagement."""

    title: str = text(N_("Engagement"), required=True, help=N_("The name both sides use for this piece of work."))
    client: str = text(N_("Client"), required=True)
    promise: str = text(N_("Promise"), help=N_("One sentence: what will be different when this is done."))
    sponsor: str | None = person(N_("Sponsor"), help=N_("Who pays, and signs."))
    problem: str = prose(N_("Problem"), required=True, help=N_("What happens today, to whom, how often, at what cost?"))
    motivation: str = prose(
        N_("Motivation"),
        required=True,
        help=N_("Why this problem and not another, and why now? Give at least one number."),
    )
    background: str = prose(
        N_("Background"),
        help=N_("What was tried before, what do competitors do, which internal studies exist, what stood in the way?"),
    )
    company: str = prose(N_("Company"), help=N_("Values, goals and users, as far as they bear on this work."))
    vision: str = prose(N_("Product vision"), help=N_("Where the product should be in two years."))
    ideas: tuple[Row, ...] = rows(
        N_("Ideas for releases"),
        [
            Column("idea", N_("Idea"), Text()),
            Column("area", N_("Area"), Text()),
        ],
        help=N_("Data, proof of concept, rules, machine learning, interface, personalisation: one idea a row."),
    )
    answers: tuple[Row, ...] = rows(
        N_("Questions and answers"),
        [Column("question", N_("Question"), Text()), Column("answer", N_("Answer"), Prose())],
        help=N_("What somebody new to the project asks first."),
    )
