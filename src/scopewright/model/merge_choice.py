"""What a merge could not decide: the two values side by side, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scopewright.language import _
from scopewright.model.change import WHOLE
from scopewright.model.engagement import Engagement
from scopewright.model.shown import shown_value, title_of
from scopewright.model.step import Step


@dataclass(frozen=True)
class Side:
    """What one copy holds, stored, and who last changed it, when; null where the copy has nothing there."""

    value: Any
    who: str
    when: str


@dataclass(frozen=True)
class Clash:
    """One field that both copies changed, or one record (``field`` empty) that one changed and the other removed."""

    section: str
    record: str
    id: str
    field: str
    ours: Side
    theirs: Side


def describe(engagement: Engagement, clash: Clash, language: str) -> tuple[str, str, str]:
    """A clash for people: what it is about, our value, their value."""
    section, locale = engagement.sections[clash.section], engagement.locale(language)
    place = f"{clash.id} · {title_of(section, clash.field)}" if clash.field != WHOLE else clash.id
    values = [
        shown_value(section, clash.field, side.value, locale) or (_("removed") if clash.field == WHOLE else _("empty"))
        for side in (clash.ours, clash.theirs)
    ]
    return place, values[0], values[1]


def take_theirs(engagement: Engagement, clashes: Iterable[Clash], who: str) -> None:
    """Put the other copy's values where the user chose them: one step, which undo takes back."""
    with Step(engagement, _("Take over from the other copy"), who=who) as step:
        for clash in clashes:
            _settle(step, clash)


def keep_as_questions(engagement: Engagement, clashes: Iterable[Clash], who: str, language: str) -> list[str]:
    """Write every clash down as an open question for this side only, so that neither value is lost; their ids."""
    with Step(engagement, _("Write down what the copies disagree on"), who=who, source="merge") as step:
        keys = [step.add("questions", _question(engagement, clash, language)) for clash in clashes]
    return [engagement[key].id for key in keys]


def _question(engagement: Engagement, clash: Clash, language: str) -> dict[str, Any]:
    place, ours, theirs = describe(engagement, clash, language)
    text = _("Two copies disagree on {place}: which one holds?").format(place=place)
    said = _("Kept: {ours} ({our_who}, {our_when})\nOther copy: {theirs} ({their_who}, {their_when})").format(
        ours=ours, our_who=clash.ours.who, our_when=clash.ours.when,
        theirs=theirs, their_who=clash.theirs.who, their_when=clash.theirs.when,
    )  # fmt: skip
    return {"title": text, "answer": said, "state": "open", "internal": True}


def _settle(step: Step, clash: Clash) -> None:
    present = clash.record in step.engagement
    if clash.field != WHOLE:
        if present:
            step.set(clash.record, clash.field, clash.theirs.value)
    elif clash.theirs.value is None and present:
        step.remove(clash.record)
    elif clash.theirs.value is not None and not present:
        step.restore(clash.section, clash.theirs.value)
