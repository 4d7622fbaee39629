"""Mending a captured line: the record follows the line, and what was changed in the record since is kept."""

from __future__ import annotations

from scopewright.capture.context import Context
from scopewright.capture.grammar import NOTE
from scopewright.capture.keep import Keeper, Place, records_of
from scopewright.capture.parse import parse
from scopewright.capture.write import line as written
from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.record import Record
from scopewright.model.refusal import SaidToUser
from scopewright.model.step import Step


def source(engagement: Engagement, note: Record, context: Context) -> str:
    """The line as it would have to be typed to become this note and its records again."""
    if note.is_empty("line") or any(True for _each in records_of(engagement, note.key)):
        return note.headline
    try:
        return written(note, engagement, context)
    except SaidToUser:
        return note.headline


def amend(engagement: Engagement, note: Record, line: str, context: Context, who: str) -> None:
    """Put another line in the place of a note's.

    A record of the same type is changed in those fields alone that the two lines say differently; of another type, it
    is removed and made anew. What [DATA], [EXPLORE] and [MOCK] asked for and the line no longer says stays.
    """
    before = parse(source(engagement, note, context), context)
    after = parse(line, context)
    if after.blank:
        return
    made = [record for record in records_of(engagement, note.key) if record.section.key == before.section]
    with Step(engagement, _("Mend {id}").format(id=note.id), who=who) as step:
        keeper = Keeper(step, context, Place())
        typed = after.type is not NOTE
        step.set(note.key, "line", after.line if typed else after.fields.get("line"))
        step.set(note.key, "state", "used" if typed or after.also else "inbox")
        target = note.key if not typed else made[0].key if made and before.type.section == after.section else None
        if target is not None:
            fields = keeper.resolved(after.section, after.fields)
            names = [name for name in after.type.names if before.fields.get(name) != after.fields.get(name)]
            for name in names:
                step.set(target, name, fields.get(name))
        else:
            keeper.record(after.section, after.fields, note.key)
        if made and target != made[0].key:
            step.remove(made[0].key)
        said = {str(item.fields) for item in before.also}
        for item in after.also:
            if str(item.fields) not in said:
                keeper.record(item.section, item.fields, note.key)
