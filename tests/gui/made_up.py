"""A section that does not exist, with one field of every kind, and an engagement that has it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from scopewright.gui.editing import Editing
from scopewright.model.engagement import Engagement
from scopewright.model.fields import (
    choice,
    day,
    flag,
    money,
    number,
    people,
    person,
    prose,
    ref,
    refs,
    rows,
    scale,
    text,
)
from scopewright.model.kinds import Amount, Choice, Column, Day, Flag, Number, Row, Text
from scopewright.model.record import SECTIONS, Record, Section, section

MOODS = (("calm", "Calm"), ("busy", "Busy"))
EVERY: dict[str, Section] = {}


@section(
    "made",
    "Made up",
    one="made-up thing",
    prefix="MU",
    place=1,
    phase="frame",
    icon="flag",
    hint="Add one.",
    into=EVERY,
)
class MadeUp(Record):
    """One field of each kind."""

    title: str = text("Title", required=True, help="Say it in one line.")
    story: str = prose("Story", column=True)
    mood: str | None = choice("Mood", MOODS)
    ticked: bool = flag("Ticked")
    when: dt.date | None = day("When")
    share: float | None = number("Share", low=0, high=100, unit="%")
    step: int | None = scale("Step", 1, 5, ("Low", "Lowish", "Middle", "Highish", "High"))
    price: Amount | None = money("Price")
    lead: str | None = person("Lead")
    crew: tuple[str, ...] = people("Crew")
    risk: str | None = ref("Risk", "risks")
    metrics: tuple[str, ...] = refs("Metrics", "metrics")
    items: tuple[Row, ...] = rows(
        "Items",
        [
            Column("item", "Item", Text()),
            Column("count", "Count", Number()),
            Column("due", "Due", Day()),
            Column("mood", "Mood", Choice(MOODS)),
            Column("done", "Done", Flag()),
        ],
    )


def made_up() -> Editing:
    """An engagement with three people, a risk, a metric, and no made-up thing."""
    engagement = Engagement(sections={**SECTIONS, **EVERY})
    editing = Editing(engagement)
    for name in ("Ana", "Bo", "Chloé"):
        editing.add("people", {"name": name})
    editing.add("risks", {"title": "Labels drift"})
    editing.add("metrics", {"title": "Recall"})
    return editing


def bring_up(qtbot: QtBot, window: QWidget) -> None:
    """Show a window and wait until it has the keyboard."""
    window.show()

    def active() -> bool:
        # asked again: without a desktop Qt forgets who has the keyboard when a list goes that a test left open
        window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(active)


def key_of(editing: Editing, spoken: str) -> str:
    """The hidden key behind a spoken id."""
    return editing.engagement.by_id(spoken).key


def values(editing: Editing) -> dict[str, Any]:
    """A stored value for each field of the made-up section."""
    ana, bo = key_of(editing, "P-1"), key_of(editing, "P-2")
    return {
        "title": "One line",
        "story": "First\n\nSecond",
        "mood": "busy",
        "ticked": True,
        "when": "2027-03-12",
        "share": 12.5,
        "step": 4,
        "price": {"amount": 1200, "currency": "EUR"},
        "lead": ana,
        "crew": [bo, ana],
        "risk": key_of(editing, "R-1"),
        "metrics": [key_of(editing, "M-1")],
        "items": [{"id": "a1", "item": "Hat", "count": 2, "due": "2027-01-01", "mood": "calm", "done": True}],
    }
