"""Who answers for each section of the document (row M3)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import day, text
from scopewright.model.kinds import Locale
from scopewright.model.record import Record, section, section_titles


@section(
    "ownership",
    N_("Section owners"),
    one=N_("section owner"),
    prefix="SO",
    place=60,
    phase="frame",
    icon="user-check",
    hint=N_("Every section needs one person who answers for it: name them here."),
    headline="covers",
    without=("note", "internal", "tags"),
)
class Ownership(Record):
    """The directly responsible person of one section of the scope, for one release or for all."""

    covers: str = text(
        N_("Section"),
        required=True,
        titles=section_titles,
        help=N_("The title or the key of the section, such as risks."),
    )
    reviewed: dt.date | None = day(N_("Last reviewed"))

    @property
    def headline(self) -> str:
        """The title of the section; what was typed if there is no such section."""
        return self.shown("covers", Locale())
