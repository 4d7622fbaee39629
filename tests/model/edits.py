"""Random edits, as property tests make them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from scopewright.model.engagement import Engagement
from scopewright.model.step import Step
from scopewright.model.tables import from_tables, new_engagement, to_tables

Edit = tuple[str, int, Any]
FIELDS = ("title", "impact", "response", "due")

EDITS: st.SearchStrategy[list[Edit]] = st.lists(
    st.tuples(
        st.sampled_from(["add", "set", "remove", "move"]),
        st.integers(0, 9),
        st.one_of(st.text(max_size=6), st.integers(0, 6), st.dates().map(str)),
    ),
    max_size=15,
)


def make(engagement: Engagement, edits: list[Edit], who: str = "") -> None:
    """Make the edits on the risks, one step each."""
    for action, place, value in edits:
        keys = [risk.key for risk in engagement.records("risks")]
        with Step(engagement, action, who=who) as step:
            if action == "add" or not keys:
                step.add("risks", {"title": str(value), "likelihood": value})
            elif action == "set":
                step.set(keys[place % len(keys)], FIELDS[place % len(FIELDS)], value)
            elif action == "remove":
                step.remove(keys[place % len(keys)])
            else:
                step.move(keys[place % len(keys)], after=keys[0])


def some_risks(count: int = 3) -> Engagement:
    """An engagement with a few risks."""
    engagement = new_engagement("Search", "Acme")
    make(engagement, [("add", 0, n) for n in range(count)])
    return engagement


def copy(engagement: Engagement) -> Engagement:
    """What another computer reads from the same file."""
    return from_tables(engagement.key, to_tables(engagement))


def add(engagement: Engagement, section: str, **values: Any) -> str:
    """Add one record."""
    with Step(engagement, f"Add to {section}") as step:
        return step.add(section, values)


def hold_checkpoint(engagement: Engagement, release: str) -> None:
    """Fill in the card without which the release after this one does not open."""
    add(
        engagement, "checkpoints", title="Card", release=release, held="2027-02-01", motion="better", simpler="no",
        question="yes", metrics="yes", ageing="no",
    )  # fmt: skip


def put(engagement: Engagement, key: str, field: str, stored: Any, who: str = "", group: str | None = None) -> str:
    """Set one field; returns the group."""
    with Step(engagement, f"Edit {field}", who=who, group=group) as step:
        step.set(key, field, stored)
    return step.group


def sections_of(engagement: Engagement) -> dict[str, Any]:
    """The tables of the sections."""
    return {name: table for name, table in to_tables(engagement).items() if not name.startswith("_")}
