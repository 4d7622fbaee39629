"""One typed line becomes one note, word for word."""

from __future__ import annotations

from scopewright.language import N_, _
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.step import Step


def capture(engagement: Engagement, line: str, session: str, who: str) -> Record | None:
    """Keep a line as a note in the inbox; a blank line is nothing."""
    if not line.strip():
        return None
    with Step(engagement, _(N_("Note")), who=who) as step:
        key = step.add("notes", {"line": line, "session": session, "state": "inbox"})
    return engagement[key]
