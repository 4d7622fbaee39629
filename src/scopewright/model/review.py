"""Where each section stands with its reviewers, and which ring may be asked (rows M5 and M6).

States compare content, not events: a section is approved while its fingerprint, under the recipe of the sign-off, is
the one that was signed. Taking an edit back restores the approval.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scopewright.language import N_
from scopewright.model import fingerprint
from scopewright.model.engagement import Engagement
from scopewright.model.readings.carried import carried_forward
from scopewright.model.record import Record
from scopewright.model.sections.ownership import Ownership
from scopewright.model.sections.questions import OPEN, Question
from scopewright.model.sections.review_rings import GATED, ReviewRing
from scopewright.model.sections.signoffs import Signoff

State = Literal["unreviewed", "changed", "approved"]
STATES: Mapping[State, str] = {
    "unreviewed": N_("Not reviewed"),
    "changed": N_("Changed since sign-off"),
    "approved": N_("Approved"),
}
"""The states of a section, untranslated, the one that asks for most first."""
_ORDER = tuple(STATES)


@dataclass(frozen=True)
class Standing:
    """How a section stands: the state, the sign-offs it is read from, and the hidden keys of who is still to sign."""

    state: State
    signoffs: tuple[Signoff, ...] = ()
    waiting: tuple[str, ...] = ()

    def age(self, today: dt.date) -> int | None:
        """Days since the oldest of the sign-offs; none if nobody signed or no day is known."""
        days = [each.signed for each in self.signoffs if each.signed]
        return (today - min(days)).days if days else None


@dataclass(frozen=True)
class Gate:
    """What keeps a ring from being asked (``questions``), and what others before it have not approved (``ahead``).

    Only open questions close a gate; that an earlier ring is not through yet is told and does not refuse.
    """

    questions: tuple[Question, ...] = ()
    ahead: tuple[tuple[ReviewRing, str], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the ring may be asked and may sign."""
        return not self.questions


def signable(engagement: Engagement) -> tuple[str, ...]:
    """The keys of the sections that a signature can bind."""
    return tuple(key for key in engagement.sections if key not in fingerprint.UNSIGNED)


def named_sections(engagement: Engagement, words: str) -> tuple[str, ...]:
    """The sections named in a text, in their order; all if none is named."""
    wanted = set(split(words))
    found = tuple(key for key in signable(engagement) if key in wanted)
    return found if wanted else signable(engagement)


def split(words: str) -> list[str]:
    """The words of a text in which keys or ids are parted by blanks or commas."""
    return words.replace(",", " ").split()


def with_content(engagement: Engagement) -> tuple[str, ...]:
    """The sections in which something was said that can be signed, or that somebody has signed with content."""
    empty = fingerprint.of_records(engagement, ())
    signed = {row["section"] for each in engagement.all(Signoff) for row in each.prints if row["fingerprint"] != empty}
    return tuple(
        key
        for key in signable(engagement)
        if key in signed or any(not r.internal and any(r.said()) for r in engagement.records(key))
    )


def signoffs(engagement: Engagement) -> list[Signoff]:
    """All sign-offs in the order in which they were signed."""
    return sorted(engagement.all(Signoff), key=lambda each: each.signed or dt.date.min)


def bound(signoff: Signoff) -> dict[str, str]:
    """The fingerprints that a sign-off binds, by section."""
    return {row["section"]: row["fingerprint"] for row in signoff.prints}


class Reading:
    """States over one engagement as it stands; fingerprints are computed once for each section asked about."""

    def __init__(self, engagement: Engagement) -> None:
        self.engagement = engagement
        self._signoffs = signoffs(engagement)
        self._prints: dict[tuple[str, int], str | None] = {}

    def of_ring(self, ring: ReviewRing, section: str) -> Standing:
        """How a section stands in a ring: as the reviewer with whom it stands worst; each of them has to sign."""
        mine = [each for each in self._signoffs if each.ring == ring.key]
        if not ring.reviewers:
            return self._of(mine, section)
        found = {key: self._of([each for each in mine if each.person == key], section) for key in ring.reviewers}
        worst = min((each.state for each in found.values()), key=_ORDER.index)
        return Standing(
            worst,
            tuple(signoff for each in found.values() for signoff in each.signoffs),
            tuple(key for key, each in found.items() if each.state != "approved"),
        )

    def of_signoff(self, signoff: Signoff) -> dict[str, State]:
        """How the sections that a sign-off covers stand against it, whoever signed later."""
        return {section: self._against(signoff, section) for section in bound(signoff)}

    def _against(self, signoff: Signoff, section: str) -> State:
        same = self._print(section, signoff.recipe or 1) == bound(signoff)[section]
        return "approved" if same else "changed"

    def of_section(self, section: str) -> Standing:
        """How a section stands with everybody: the worst over the rings that see it; without any, the last sign-off."""
        rings = [ring for ring in self.engagement.all(ReviewRing) if section in seen_by(self.engagement, ring)]
        if not rings:
            return self.last(section)
        return min((self.of_ring(ring, section) for ring in rings), key=lambda each: _ORDER.index(each.state))

    def last(self, section: str) -> Standing:
        """How a section stands against the last sign-off that covers it, whoever signed."""
        return self._of(self._signoffs, section)

    def outside_rings(self, section: str) -> Standing:
        """How a section stands against the last signature for no ring that covers it."""
        return self._of([each for each in self._signoffs if not each.ring], section)

    def gate(self, ring: ReviewRing) -> Gate:
        """What stands before a ring."""
        seen = seen_by(self.engagement, ring)
        questions = tuple(open_questions(self.engagement, seen)) if ring.audience in GATED else ()
        return Gate(questions, tuple(self._ahead(ring, seen)))

    def _ahead(self, ring: ReviewRing, seen: Collection[str]) -> Iterator[tuple[ReviewRing, str]]:
        content = [key for key in with_content(self.engagement) if key in seen]
        for earlier in self.engagement.all(ReviewRing):
            if earlier.key == ring.key:
                return
            common = set(seen_by(self.engagement, earlier))
            yield from (
                (earlier, key) for key in content if key in common and self.of_ring(earlier, key).state != "approved"
            )

    def _of(self, candidates: Sequence[Signoff], section: str) -> Standing:
        last = next((each for each in reversed(candidates) if section in bound(each)), None)
        if last is None:
            return Standing("unreviewed")
        return Standing(self._against(last, section), (last,))

    def _print(self, section: str, recipe: int) -> str | None:
        """The fingerprint of a section now; none under a recipe of a newer version, which then counts as changed."""
        if (section, recipe) not in self._prints:
            try:
                now = fingerprint.of_section(self.engagement, section, recipe)
            except ValueError:
                now = None
            self._prints[section, recipe] = now
        return self._prints[section, recipe]


def seen_by(engagement: Engagement, ring: ReviewRing) -> tuple[str, ...]:
    """The sections that a ring sees."""
    return named_sections(engagement, ring.covers)


def open_questions(engagement: Engagement, seen: Collection[str]) -> list[Question]:
    """The open questions that stand in one of these sections, internal ones too; one about nothing concerns all.

    One that a later release took over is asked there.
    """
    handed_on = carried_forward(engagement, Question.section.key)
    there = (each for each in engagement.all(Question) if each.state in OPEN and each.key not in handed_on)
    return [each for each in there if _is_in(engagement, each, seen)]


def _is_in(engagement: Engagement, question: Question, seen: Collection[str]) -> bool:
    places = set(_places(engagement, question))
    return not places or bool(places & set(seen)) or "questions" in seen


def _places(engagement: Engagement, question: Question) -> Iterator[str]:
    """The sections that a question is about."""
    spoken = {record.id.casefold(): record.section.key for record in engagement.records()}
    for word in split(question.about):
        if word in engagement.sections:
            yield word
        elif word.casefold() in spoken:
            yield spoken[word.casefold()]
    if question.dataset:
        yield "datasets"


def sections_of(engagement: Engagement, person: str) -> frozenset[str]:
    """The sections that concern a person.

    What the rings that the person reviews in see, the sections that the person owns, and those that the person signed
    by name. A signature under everything says nothing of what concerns its signer.
    """
    found: set[str] = set()
    for ring in engagement.all(ReviewRing):
        if person in ring.reviewers:
            found.update(seen_by(engagement, ring))
    found.update(each.covers for each in engagement.all(Ownership) if each.owner == person)
    for signoff in engagement.all(Signoff):
        if signoff.person == person and signoff.covers:
            found.update(named_sections(engagement, signoff.covers))
    return frozenset(found & set(signable(engagement)))


def signed_by(engagement: Engagement, person: str) -> frozenset[str]:
    """The sections that a person has signed, by name or with everything."""
    mine = (each for each in engagement.all(Signoff) if each.person == person)
    return frozenset(key for each in mine for key in named_sections(engagement, each.covers))


def names(record: Record, person: str) -> bool:
    """Whether a record names a person: as owner, in a role of a decision, or in any other field."""
    return any(target == person for _name, target in record.links())
