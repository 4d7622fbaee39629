"""What a brief says about itself: who issues it, in which version, under which classification."""

from __future__ import annotations

import datetime as dt

from scopewright.language import LANGUAGE_TITLES, N_
from scopewright.model.fields import choice, day, person, rows, text
from scopewright.model.kinds import Choice, Column, Day, Row, Text
from scopewright.model.record import Record, section

STATES = (
    ("draft", N_("Draft")),
    ("review", N_("In review")),
    ("issued", N_("Issued for sign-off")),
    ("signed", N_("Signed")),
)
LANGUAGES = tuple(LANGUAGE_TITLES.items())
CLASSES = (
    ("public", N_("Public")),
    ("internal", N_("Internal")),
    ("confidential", N_("Confidential")),
    ("strict", N_("Strictly confidential")),
)


@section(
    "document",
    N_("Document control"),
    one=N_("document control"),
    prefix="DOC",
    place=20,
    phase="frame",
    icon="file-text",
    hint=N_("Say who issues the brief and in which version."),
    headline="reference",
    single=True,
    without=("release", "note", "internal", "tags"),
)
class Document(Record):
    """Title-block data of the briefs (after ISO 7200) and their version history."""

    reference: str = text(N_("Reference"), help=N_("The number under which the brief is filed."))
    firm: str = text(N_("Firm"), help=N_("The name of the consultancy as it stands on the cover."))
    author: str | None = person(N_("Prepared by"))
    version: str = text(N_("Version"))
    state: str | None = choice(N_("State"), STATES)
    issued: dt.date | None = day(N_("Issued on"))
    status_date: dt.date | None = day(N_("Status date"), help=N_("The day the timeline is read on."))
    classification: str | None = choice(N_("Classification"), CLASSES)
    language: str | None = choice(N_("Language of briefs"), LANGUAGES)
    style: str = text(
        N_("House style"),
        internal=True,
        help=N_("The style that the briefs of this engagement wear, by its name; empty: the plain one."),
    )
    history: tuple[Row, ...] = rows(
        N_("Version history"),
        [
            Column("version", N_("Version"), Text()),
            Column("date", N_("Date"), Day()),
            Column("author", N_("Author"), Text()),
            Column("change", N_("What changed"), Text()),
            Column("state", N_("State"), Choice(STATES)),
        ],
    )
