"""Lists of questions as data: read, inserted into a scope as records, written again as a list of one's own.

A list is an object ``{"key", "title", "about", "section", "items": [{"key", "title", "guidance", "values"}]}``: each
item becomes a record of ``section`` whose headline is its title and whose fields begin with ``values``. The guidance
stays in the list: a record only knows by ``item`` where to look it up, so that no brief can print it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.record import SECTIONS, Record, Section
from scopewright.model.refusal import SaidToUser
from scopewright.model.step import Step


@dataclass(frozen=True, slots=True)
class Item:
    """One question with what helps to answer it."""

    key: str
    title: str
    guidance: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuestionList:
    """A list and the section that its items become records of."""

    key: str
    title: str
    about: str
    section: str
    items: tuple[Item, ...]

    def name_of(self, item: Item) -> str:
        """By what a record tells which item of which list it came from."""
        return f"{self.key}/{item.key}"


def read_list(data: Any, sections: Mapping[str, Section] = SECTIONS) -> QuestionList:
    """A list out of what its file says.

    Raises:
        SaidToUser: something is missing, or named twice, or the section does not exist; the message is for the user.
    """
    if not isinstance(data, dict) or not all(isinstance(data.get(part), str) for part in ("key", "title", "section")):
        raise SaidToUser(_("A question list needs “key”, “title”, “section” and “items”."))
    section = sections.get(data["section"])
    if section is None or "item" not in section:
        raise SaidToUser(_("No questions can be inserted into “{section}”.").format(section=data["section"]))
    given = data.get("items")
    if not isinstance(given, list) or not given:
        raise SaidToUser(_("The list “{title}” has no items.").format(title=data["title"]))
    items = tuple(_read_item(item, section, data["title"]) for item in given)
    if len({item.key for item in items}) < len(items):
        raise SaidToUser(_("Two items of “{title}” have the same key.").format(title=data["title"]))
    return QuestionList(data["key"], data["title"], str(data.get("about") or ""), section.key, items)


def _read_item(data: Any, section: Section, title: str) -> Item:
    if not isinstance(data, dict) or not all(isinstance(data.get(part), str) for part in ("key", "title")):
        raise SaidToUser(_("Each item of “{title}” needs “key” and “title”.").format(title=title))
    values = data.get("values") or {}
    wrong = [name for name in values if name not in section]
    if wrong:
        raise SaidToUser(_("{section} has no field “{name}”.").format(section=section.key, name=wrong[0]))
    return Item(data["key"], data["title"], str(data.get("guidance") or ""), values)


def insert_list(
    engagement: Engagement, questions: QuestionList, who: str = "", values: Mapping[str, Any] | None = None
) -> list[Record]:
    """Make a record of each item that is not there yet, as one step.

    ``values`` are stored values for all of them, such as the release, module or deployment they are asked of; the same
    list can be inserted once for each.
    """
    with Step(engagement, _("Insert list: {title}").format(title=questions.title), who=who) as step:
        keys = add_items(step, questions, values or {})
    return [engagement[key] for key in keys]


def add_items(step: Step, questions: QuestionList, values: Mapping[str, Any]) -> list[str]:
    """Take a list over as part of a step; returns the hidden keys of what was made."""
    section = step.engagement.sections[questions.section]
    present = {
        record.stored("item")
        for record in step.engagement.records(section.key)
        if all(record.stored(name) == value for name, value in values.items())
    }
    return [
        step.add(section.key, {section.headline: item.title, **item.values, **values, "item": questions.name_of(item)})
        for item in questions.items
        if questions.name_of(item) not in present
    ]


def guidance(lists: Mapping[str, QuestionList], record: Record) -> str:
    """What helps to answer a record that was inserted; empty for one's own, and where the list is gone."""
    if "item" not in record.section:
        return ""
    name = str(record.stored("item") or "")
    questions = lists.get(name.partition("/")[0])
    items = questions.items if questions else ()
    return next((item.guidance for item in items if questions and questions.name_of(item) == name), "")


def settled(record: Record) -> bool:
    """Whether a question needs no more work: it is answered, or does not apply for a reason.

    Where a section has a state, an answer is its last but the empty one; where it has neither, nothing is ever owed.
    """
    if "not_applicable" in record.section and not record.is_empty("not_applicable"):
        return True
    if "answer" in record.section:
        return not record.is_empty("answer")
    return "state" not in record.section or record.stored("state") not in (None, "open", "no")


def as_list(
    engagement: Engagement, section: str, key: str, title: str, lists: Mapping[str, QuestionList]
) -> dict[str, Any]:
    """The questions of a list as they stand in this engagement, own ones too, as a list for the next engagement.

    Only the questions and the guidance they had in ``lists`` are in it: no answer, no person, no link, nothing of the
    client's that stands in another field.

    Raises:
        SaidToUser: there are none.
    """
    records = _taken(engagement, section, key)
    if not records:
        raise SaidToUser(_("There are no questions of the list “{key}” here.").format(key=key))
    items = [
        {"key": f"q{n}", "title": record.headline, "guidance": guidance(lists, record), "values": _kept(record)}
        for n, record in enumerate(records, 1)
    ]
    about = lists[key].about if key in lists else ""
    return {"key": key, "title": title, "about": about, "section": section, "items": items}


def _taken(engagement: Engagement, section: str, key: str) -> list[Record]:
    def of_list(record: Record) -> bool:
        named = record.stored("list") == key if "list" in record.section else False
        return named or str(record.stored("item") or "").startswith(f"{key}/")

    return [record for record in engagement.records(section) if of_list(record)]


_SORTING = ("list", "group", "topic", "stage", "system", "cadence", "sort", "drift", "attribute", "belongs_to",
            "minutes", "expected", "questions")  # fmt: skip
"""The fields by which questions are sorted, and what an agenda plans for a topic: all that goes into a list beside the
question itself."""


def _kept(record: Record) -> dict[str, Any]:
    return {name: record.stored(name) for name in _SORTING if name in record.section and not record.is_empty(name)}
