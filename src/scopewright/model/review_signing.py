"""Signing off: who, in which role, on which day, over exactly which content (rows M5 and M6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import product

from scopewright.language import N_, _, current, ngettext, show_day
from scopewright.model import fingerprint, snapshot
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.refusal import SaidToUser
from scopewright.model.review import Gate, Reading, named_sections, seen_by, signable, split
from scopewright.model.sections.review_rings import ReviewRing
from scopewright.model.sections.signoffs import Signoff
from scopewright.model.step import Step

AGREED = {"start": "agreed_start", "due": "agreed"}
"""Of releases and milestones, the planned day and the signed-off one."""
_IN_WORDS = 3
"""Questions that a refusal repeats in full."""


@dataclass(frozen=True)
class Signing:
    """A signature to record.

    ``person`` is a hidden key and ``ring`` a hidden key or empty. ``covers`` names sections; empty means what the ring
    sees, else everything. ``pdf`` is the SHA-256 of the signed file and ``scan`` the name of an attachment, if any.
    """

    person: str
    role: str
    signed: dt.date
    ring: str = ""
    covers: str = ""
    pdf: str = ""
    scan: str = ""


def sign(engagement: Engagement, signing: Signing, who: str) -> Signoff:
    """Record a sign-off and the snapshot that it is compared with from now on; undo takes neither back.

    Raises:
        SaidToUser: the ring may not be asked yet, the person is not one of its reviewers, or a section is not there.
    """
    check(engagement, signing)
    ring, person = _ring(engagement, signing.ring), engagement[signing.person]
    covers = signing.covers or (ring.covers if ring else "")
    covered = named_sections(engagement, covers)
    _agree_on_dates(engagement, covered, who)
    taken = snapshot.take(engagement, _name(person, signing.signed), who)
    values = {
        "name": person.headline or person.id,
        "person": person.key,
        "role": signing.role,
        "signed": signing.signed.isoformat(),
        "ring": signing.ring or None,
        "covers": " ".join(covered) if covers else "",
        "fingerprint": of_sections(engagement, covered),
        "pdf": signing.pdf,
        "scan": signing.scan,
        "recipe": fingerprint.RECIPE,
        "snapshot": taken.key,
        "prints": [
            {"id": key, "section": key, "fingerprint": fingerprint.of_section(engagement, key)} for key in covered
        ],
    }
    with Step(engagement, N_("Sign off"), who=who, source="job") as step:
        key = step.add("signoffs", {name: value for name, value in values.items() if value not in (None, "")})
    return next(each for each in engagement.all(Signoff) if each.key == key)


def _agree_on_dates(engagement: Engagement, covered: tuple[str, ...], who: str) -> None:
    """The dates of a plan that is signed for the first time are the signed-off ones, which slip is counted from.

    A date that was signed off before stays, so that a signature under a plan that slipped does not hide the slip.
    """
    records = [record for section in covered for record in engagement.records(section)]
    with Step(engagement, N_("Sign off"), who=who, source="job") as step:
        for record, (planned, agreed) in product(records, AGREED.items()):
            if agreed in record.section and record.is_empty(agreed) and (day := getattr(record, planned)):
                step.set(record.key, agreed, day.isoformat())


def check(engagement: Engagement, signing: Signing) -> None:
    """Whether the signature may be given.

    Raises:
        SaidToUser: as ``sign``.
    """
    ring = _ring(engagement, signing.ring)
    if ring is not None:
        _check_ring(engagement, ring, engagement[signing.person], signing.covers)
    _check_sections(engagement, signing.covers)


def attach_scan(engagement: Engagement, signoff: Signoff, scan: str, who: str) -> None:
    """Keep the name of the attachment that shows the signed page."""
    with Step(engagement, N_("Keep the scan of the signed page"), who=who, source="job") as step:
        step.set(signoff.key, "scan", scan)


def of_sections(engagement: Engagement, sections: tuple[str, ...]) -> str:
    """The fingerprint of several sections together, as a sign-off over them binds it."""
    return fingerprint.of_records(engagement, (r for key in sections for r in engagement.records(key)))


def refusal(ring: ReviewRing, gate: Gate) -> str:
    """Why a ring may not be asked yet, the first questions in their words, the others by id; empty if it may."""
    if gate.is_open:
        return ""
    count = len(gate.questions)
    text = ngettext(
        "{ring} is not asked yet: {count} question on what it sees is open. {named}",
        "{ring} is not asked yet: {count} questions on what it sees are open. {named}",
        count,
    )
    named = " ".join(f"{each.id}: {each.headline}" for each in gate.questions[:_IN_WORDS])
    said = text.format(ring=ring.headline or ring.id, count=count, named=named)
    others = ", ".join(each.id for each in gate.questions[_IN_WORDS:])
    return said + (" " + _("Further: {ids}.").format(ids=others) if others else "")


def _ring(engagement: Engagement, key: str) -> ReviewRing | None:
    return next((each for each in engagement.all(ReviewRing) if each.key == key), None)


def _check_ring(engagement: Engagement, ring: ReviewRing, person: Record, covers: str) -> None:
    said = refusal(ring, Reading(engagement).gate(ring))
    if said:
        raise SaidToUser(said + " " + _("Nothing was signed."))
    if ring.reviewers and person.key not in ring.reviewers:
        text = _("{person} is not a reviewer in {ring}; name the person there first. Nothing was signed.")
        raise SaidToUser(text.format(person=person.headline or person.id, ring=ring.headline or ring.id))
    beyond = [key for key in split(covers) if key in engagement.sections and key not in seen_by(engagement, ring)]
    if beyond:
        text = _("{ring} does not see {sections}. Nothing was signed.")
        titles = ", ".join(_(engagement.sections[key].title) for key in beyond)
        raise SaidToUser(text.format(ring=ring.headline or ring.id, sections=titles))


def _check_sections(engagement: Engagement, covers: str) -> None:
    wrong = [key for key in split(covers) if key not in signable(engagement)]
    if wrong:
        text = _("“{section}” is no section that can be signed; there are {keys}. Nothing was signed.")
        raise SaidToUser(text.format(section=wrong[0], keys=", ".join(signable(engagement))))


def _name(person: Record, signed: dt.date) -> str:
    return _("Signed by {name} on {day}").format(name=person.headline or person.id, day=show_day(signed, current()))
