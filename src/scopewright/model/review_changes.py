"""What changed for one reader since a signature: was, now and why, and the decisions that wait for the reader (row M7).

States are compared, not events: a value that was put back is no change, a record in another place of its list was not
removed and added, and renaming a person is one change however many records name the person.

Which changes concern a reader: those in the sections of ``review.sections_of``; those of any record that names the
reader, then or now; and the new name of a person whom such a record names. Who has no section and is named nowhere
reads everything. Who has no section and is named somewhere, but signed more than that, is told how many other changes
there are, and where.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scopewright.language import _, show_day
from scopewright.model.change import Change
from scopewright.model.diff import Difference, diff
from scopewright.model.engagement import Engagement
from scopewright.model.fingerprint import UNSIGNED
from scopewright.model.record import Record
from scopewright.model.refusal import SaidToUser
from scopewright.model.review import names, sections_of, signed_by, signoffs
from scopewright.model.sections.decisions import DONE, Decision
from scopewright.model.sections.notes import Note
from scopewright.model.sections.questions import OPEN, Question
from scopewright.model.sections.signoffs import Signoff
from scopewright.model.snapshot import Snapshot, snapshots

SIGNOFF = "signoff"
"""The word for: since the last signature."""
_IDENTITY = ("name", "role")
_NOT_READ = ("note", "internal")


@dataclass(frozen=True)
class Base:
    """What a reader's changes are counted from: a snapshot, the signature that took it, and older ones by section."""

    snapshot: Snapshot
    signoff: Signoff | None = None
    by_section: Mapping[str, Snapshot] = field(default_factory=dict)

    def states(self, sections: Iterable[str], opened: Callable[[Snapshot], Engagement]) -> dict[str, Engagement]:
        """What was, by section; each snapshot is opened once."""
        held: dict[str, Engagement] = {}
        found = {}
        for key in sections:
            chosen = self.by_section.get(key, self.snapshot)
            if chosen.key not in held:
                held[chosen.key] = opened(chosen)
            found[key] = held[chosen.key]
        return found


@dataclass(frozen=True)
class Changed:
    """One change, and why it was made as far as the engagement says."""

    difference: Difference
    why: str


@dataclass(frozen=True)
class Changes:
    """What a reader has to read: the weighty changes first, the ids of what merely moved, the decisions to take.

    ``elsewhere`` says how many changes stand in other sections that the reader signed without a ring, by section.
    """

    changed: tuple[Changed, ...]
    moved: tuple[str, ...]
    decisions: tuple[Decision, ...]
    elsewhere: Mapping[str, int] = field(default_factory=dict)


def base(engagement: Engagement, person: str, since: str = SIGNOFF) -> Base:
    """What changes are counted from.

    ``since`` is ``signoff`` (of the person, each section from its own last signature; else of anybody), the key or
    name of a snapshot, the id of a sign-off, or a day: then the last snapshot of that day or before.

    Raises:
        SaidToUser: there is no such state; the message is for the user.
    """
    held = {each.key: each for each in snapshots(engagement)}
    if since == SIGNOFF:
        return _signed(engagement, person, held)
    named = [each for each in held.values() if since in (each.key, each.name)]
    named += [
        held[s.snapshot] for s in signoffs(engagement) if s.id.casefold() == since.casefold() and s.snapshot in held
    ]
    if named:
        return _with_signoff(engagement, named[-1])
    try:
        day = dt.date.fromisoformat(since).isoformat()
    except ValueError as error:
        text = _("“{since}” is no snapshot, no sign-off and no day such as 2026-11-21.")
        raise SaidToUser(text.format(since=since)) from error
    before = [each for each in held.values() if each.when[:10] <= day]
    if not before:
        text = _("Nothing was kept on {day} or before: a snapshot is taken at every sign-off.")
        raise SaidToUser(text.format(day=day))
    return _with_signoff(engagement, before[-1])


def _signed(engagement: Engagement, person: str, held: Mapping[str, Snapshot]) -> Base:
    found = [each for each in signoffs(engagement) if each.snapshot in held]
    mine = [each for each in found if each.person == person]
    if mine:
        last = {row["section"]: held[each.snapshot] for each in mine for row in each.prints}
        return Base(held[mine[-1].snapshot], mine[-1], last)
    if found:
        return Base(held[found[-1].snapshot], found[-1])
    raise SaidToUser(_("Nobody has signed yet, so there is nothing to compare with. Name a snapshot or a day."))


def _with_signoff(engagement: Engagement, chosen: Snapshot) -> Base:
    return Base(chosen, next((each for each in signoffs(engagement) if each.snapshot == chosen.key), None))


def changes_for(
    before: Mapping[str, Engagement], after: Engagement, history: Sequence[Change], person: str, language: str = "en"
) -> Changes:
    """What concerns a person of the difference between what was, by section, and what is.

    ``history`` tells who changed what; both states are what the reader may see of them.
    """
    concern = _Concern(before, after, person)
    said = [
        each
        for state in {id(each): each for each in before.values()}.values()
        for each in diff(state, after, language)
        if before.get(each.section) is state and _is_said(state, after, each)
    ]
    found = sorted((each for each in said if concern.includes(each)), key=lambda each: -each.weight)
    signed = frozenset() if sections_of(after, person) else signed_by(after, person)
    beside = Counter(
        each.section for each in said if each.made != "moved" and each.section in signed and not concern.includes(each)
    )
    reasons = _Reasons(after, history, language)
    return Changes(
        tuple(Changed(each, reasons.of(each)) for each in found if each.made != "moved"),
        tuple(each.id for each in found if each.made == "moved"),
        tuple(decisions_of(after, person)),
        {key: beside[key] for key in after.sections if key in beside},
    )


def decisions_of(engagement: Engagement, person: str) -> Iterator[Decision]:
    """The decisions that wait for this approver, the most urgent first."""
    waiting = [each for each in engagement.all(Decision) if person in each.approver and each.state not in DONE]
    yield from sorted(waiting, key=lambda each: each.due or dt.date.max)


def _is_said(before: Engagement, after: Engagement, each: Difference) -> bool:
    """Whether a difference is one of content, as a fingerprint counts it; empty records and provenance are none."""
    if each.section in UNSIGNED or each.field in _NOT_READ:
        return False
    if each.made not in ("added", "removed"):
        return True
    record = (after if each.made == "added" else before)[each.record]
    return any(record.said())


class _Concern:
    """What concerns one person."""

    def __init__(self, before: Mapping[str, Engagement], after: Engagement, person: str) -> None:
        self._states = [after, *{id(each): each for each in before.values()}.values()]
        self._person = person
        self._sections = sections_of(after, person)
        content = (r for state in self._states for r in state.records() if r.section.key not in UNSIGNED)
        self._named = {record.key for record in content if names(record, person)}
        self._everything = not self._sections and not self._named
        mine = [r for r in after.records() if r.section.key not in UNSIGNED and self._is_mine(r.section.key, r.key)]
        self._people = {target for record in mine for _name, target in record.links()} | {person}

    def includes(self, each: Difference) -> bool:
        if self._is_mine(each.section, each.record):
            return True
        return each.section == "people" and each.field in _IDENTITY and each.record in self._people

    def _is_mine(self, section: str, record: str) -> bool:
        return self._everything or section in self._sections or record in self._named


class _Reasons:
    """Why something changed: the decision taken, the question answered, the session it was said in; else who did it."""

    def __init__(self, engagement: Engagement, history: Sequence[Change], language: str) -> None:
        self._engagement, self._history, self._language = engagement, history, language
        self._decided = [each for each in engagement.all(Decision) if each.state in DONE]
        self._answered = [each for each in engagement.all(Question) if each.state not in OPEN and each.answer]

    def of(self, each: Difference) -> str:
        record = self._engagement.get(each.record)
        decision = self._decision(each, record)
        if decision is not None:
            return f"{decision.id}: {decision.outcome or decision.headline}"
        question = next((q for q in self._answered if _mentions(q.about, each.id) and q.key != each.record), None)
        if question is not None:
            return f"{question.id}: {question.answer}"
        note = self._engagement.get(record.note) if record is not None and each.made == "added" else None
        if isinstance(note, Note) and note.session:
            return _("Said in the session “{session}”").format(session=self._engagement.label(note.session))
        return self._author(each)

    def _decision(self, each: Difference, record: Record | None) -> Decision | None:
        linked = {target for _name, target in record.links()} if record is not None else set()
        for decision in reversed(self._decided):
            said = f"{decision.headline} {decision.outcome}"
            if decision.key != each.record and (decision.key in linked or _mentions(said, each.id)):
                return decision
        return None

    def _author(self, each: Difference) -> str:
        made = [c for c in self._history if c.record == each.record and c.field in (each.field, "")]
        if not made:
            return ""
        day = show_day(dt.date.fromisoformat(made[-1].when[:10]), self._language)
        return _("{who}, {day}").format(who=made[-1].who, day=day) if made[-1].who else day


def _mentions(text: str, spoken: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(spoken)}(?![\w-])", text, re.IGNORECASE) is not None
