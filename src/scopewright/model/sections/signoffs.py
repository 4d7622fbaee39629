"""Who signed what, when, and exactly which content (row M6)."""

from __future__ import annotations

import datetime as dt

from scopewright.language import N_
from scopewright.model.fields import day, number, person, ref, rows, text
from scopewright.model.kinds import Column, Row, Text
from scopewright.model.record import Record, section, section_titles


@section(
    "signoffs",
    N_("Sign-offs"),
    one=N_("sign-off"),
    prefix="SG",
    place=20,
    phase="review",
    icon="file-check",
    hint=N_("Nobody has signed yet: sign off on the page Reviews."),
    begun_at=("reviews", N_("Reviews")),
    headline="name",
    without=("owner", "release", "note", "tags"),
)
class Signoff(Record):
    """A signature: it binds the fingerprints of the sections it covers, under a recipe, and keeps a snapshot of all.

    ``name`` is the name as it was signed, whatever the person is called later. ``prints`` has one row a section;
    ``fingerprint`` is that of all of them together. ``pdf`` is the SHA-256 of the signed file, ``scan`` the name of
    the attachment that shows the signed page.
    """

    name: str = text(N_("Signed by"), required=True)
    person: str | None = person(N_("Person"), column=False)
    role: str = text(N_("Role"))
    signed: dt.date | None = day(N_("Signed on"))
    ring: str | None = ref(N_("Review ring"), "review_rings")
    covers: str = text(
        N_("Sections signed"), longest=2000, titles=section_titles, several=True, help=N_("Empty: every section.")
    )
    fingerprint: str = text(N_("Fingerprint"), longest=64, column=False)
    pdf: str = text(N_("SHA-256 of the signed PDF"), longest=64, column=False)
    scan: str = text(N_("Scan of the signed page"), internal=True, column=False)
    recipe: int | None = number(N_("Fingerprint recipe"), low=1, internal=True, column=False)
    snapshot: str = text(N_("Snapshot"), internal=True, column=False)
    prints: tuple[Row, ...] = rows(
        N_("Fingerprints by section"),
        [
            Column("section", N_("Section"), Text(titles=section_titles)),
            Column("fingerprint", N_("Fingerprint"), Text()),
        ],
        internal=True,
    )
