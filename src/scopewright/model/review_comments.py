"""Comments that came back with a brief, as open questions about the records that they stand at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.sections.questions import Question
from scopewright.model.step import Step

_LONGEST = 300
_ID = re.compile(r"\b[A-Z]{1,4}-\d+\b")


def about(engagement: Engagement, texts: Sequence[str]) -> str:
    """What texts are about: the ids of records in the first that has any, else the section that one is the title of."""
    spoken = {record.id for record in engagement.records()}
    for text in texts:
        named = [each for each in dict.fromkeys(_ID.findall(text)) if each in spoken]
        if named:
            return " ".join(named)
    titles = {_(section.title).casefold(): key for key, section in engagement.sections.items()}
    places = (titles.get(re.sub(r"^[\dA-Z.]+\s+", "", text).casefold()) for text in texts)
    return next((key for key in places if key), "")


def to_questions(engagement: Engagement, said: Sequence[tuple[str, str, str]], source: str, who: str) -> list[Record]:
    """Add an open question for each comment (author, text, the text beside it), in one step; returns the new ones.

    The whole comment with its author and ``source`` stands in the internal remark. A comment that was taken over before
    is passed over.
    """
    known = {each.remark for each in engagement.all(Question)}
    made = []
    with Step(engagement, _("Comments from {name}").format(name=source), who=who) as step:
        for author, text, beside in said:
            remark = _("{author} in {name}, at “{beside}”: {text}").format(
                author=author or _("Somebody"), name=source, beside=beside, text=text
            )
            if remark in known:
                continue
            known.add(remark)
            values = {"title": _title(text), "about": about(engagement, (text, beside)), "state": "open"}
            made.append(step.add("questions", {**values, "remark": remark}))
    return [engagement[key] for key in made]


def _title(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
