"""The reviewer's brief: what changed for one reader since the last signature, and what the reader has to decide.

It has no cover and no contents, so that an executive reads one page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scopewright.briefs.blocks import (
    EMPTY,
    Block,
    Caption,
    Cell,
    Column,
    Heading,
    Lead,
    Party,
    Prose,
    SignOff,
    Strong,
    Table,
    Together,
)
from scopewright.briefs.document import Document as Brief
from scopewright.briefs.parts import front
from scopewright.briefs.view import Reader, View, named, shortened
from scopewright.language import _, joined, ngettext, show_day
from scopewright.model.diff import Difference
from scopewright.model.kinds import Day
from scopewright.model.review_changes import Base, Changed, Changes
from scopewright.model.sections.decisions import Decision
from scopewright.model.sections.document import Document

_ATTACHMENT = "review.json"
_QUOTED, _CONTEXT = 160, 50
"""Characters up to which both values are printed whole, and of what stands alike before and after a change."""


def reviewer(view: View, kind: str) -> Brief:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    reader = view.reader
    blocks: tuple[Block, ...]
    attached: dict[str, Any] = {}
    if reader is None or reader.base is None:
        nobody = _("Nobody is named who reads it: choose a reader, or name reviewers on the page Review rings.")
        blocks = (Heading(text=kind), Prose(text=reader.reason if reader else nobody))
    else:
        blocks = tuple(_blocks(view, reader, reader.base))
        attached = _attached(view, reader, reader.base)
    return Brief(
        name=f"{front.title(view)}: {kind}",
        language=view.locale.language,
        day=view.engagement.one(Document).issued,
        front=front.cover(view, kind, _ATTACHMENT),
        margins=front.margins(view, kind),
        cover_label="",
        blocks=blocks,
        attachment={"title": front.title(view), **attached},
        attachment_name=_ATTACHMENT,
        cover=False,
    )


def _blocks(view: View, reader: Reader, base: Base) -> Iterator[Block]:
    changes = reader.changes
    yield Heading(text=_("What changed for {name}").format(name=named(view.name(reader.person))))
    yield Lead(text=_lead(view, base, changes))
    if changes.decisions:
        yield Heading(text=_("Decisions to take"), level=2)
        yield _decisions(view, changes)
    if changes.changed:
        yield Heading(text=_("Changes"), level=2)
        yield _table(changes)
    if changes.moved:
        yield Caption(text=_moved(changes))
    if changes.elsewhere:
        yield Caption(text=_elsewhere(view, changes))
    if changes.changed or changes.decisions:
        yield _sign_off(view, reader)


def _lead(view: View, base: Base, changes: Changes) -> str:
    count = len(changes.changed)
    said = ngettext("{n} change since {since}", "{n} changes since {since}", count).format(
        n=count, since=_since(view, base)
    )
    if not count:
        said = _("Nothing that concerns you has changed since {since}").format(since=_since(view, base))
    waiting = len(changes.decisions)
    if not waiting:
        return joined((said, _("no decision waits for you"))) + "."
    text = ngettext("{n} decision waits for you", "{n} decisions wait for you", waiting)
    return joined((said, text.format(n=waiting))) + "."


def _since(view: View, base: Base) -> str:
    """What the changes are counted from, in words."""
    signoff, language = base.signoff, view.locale.language
    if signoff is None or signoff.signed is None:
        day = show_day(Day().from_json(base.snapshot.when[:10]), language)
        return _("“{name}” of {day}").format(name=named(base.snapshot.name), day=day)
    return _("{name} signed on {day}").format(name=named(signoff.name), day=show_day(signoff.signed, language))


def _decisions(view: View, changes: Changes) -> Table:
    columns = (
        Column(_("ID"), tight=True),
        Column(_("Decision")),
        Column(_("Recommended")),
        Column(_("Decide by"), tight=True),
    )
    rows = tuple(_decision(view, each) for each in changes.decisions)
    return Table(columns=columns, rows=rows, records=tuple(each.id for each in changes.decisions))


def _decision(view: View, each: Decision) -> tuple[Cell, ...]:
    recommended = ", ".join(row["option"] for row in each.options if row["recommended"] and row["option"])
    return Strong(each.id), each.headline or EMPTY, shortened(recommended) or EMPTY, view.day(each.due)


def _table(changes: Changes) -> Table:
    columns = (
        Column(_("ID"), tight=True),
        Column(_("What")),
        Column(_("Was")),
        Column(_("Now")),
        Column(_("Why")),
    )
    rows = tuple(_row(each) for each in changes.changed)
    return Table(columns=columns, rows=rows, records=tuple(each.difference.id for each in changes.changed))


def _row(changed: Changed) -> tuple[Cell, ...]:
    each = changed.difference
    was, now = excerpts(each.was_shown, each.now_shown)
    what = (Strong(named(each.headline)), f"\n{_what(each)}")
    return Strong(each.id), what, was or EMPTY, now or EMPTY, shortened(changed.why) or EMPTY


def _what(each: Difference) -> str:
    whole = {"added": _("Added"), "removed": _("Removed")}
    return whole.get(each.made, each.title)


def _moved(changes: Changes) -> str:
    text = ngettext(
        "Stands in another place of its list, its words unchanged: {ids}.",
        "Stand in another place of their lists, their words unchanged: {ids}.",
        len(changes.moved),
    )
    return text.format(ids=", ".join(changes.moved))


def _elsewhere(view: View, changes: Changes) -> str:
    return _("Also changed in what you signed, and not listed here: {sections}.").format(
        sections=", ".join(f"{title} ({count})" for title, count in _places(view, changes))
    )


def _places(view: View, changes: Changes) -> Iterator[tuple[str, int]]:
    """The titles of the other sections that the reader signed, and how many changes each has."""
    yield from ((_(view.engagement.sections[key].title), count) for key, count in changes.elsewhere.items())


def _sign_off(view: View, reader: Reader) -> Together:
    party = Party(_("For {party}").format(party=named(view.name(reader.person))), named(view.person(reader.person)))
    boxes = SignOff(parties=(party,), signature=_("Signature"), name_and_date=_("Name and date"))
    said = _("By signing, I accept the changes listed here.")
    return Together(blocks=(Heading(text=_("Sign-off"), level=2, listed=False), Prose(text=said), boxes))


def excerpts(was: str, now: str) -> tuple[str, str]:
    """Both values whole if they are short; else what differs with a few words before and after it."""
    if max(len(was), len(now)) <= _QUOTED or not was or not now:
        return was, now
    start = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    most = min(len(was), len(now)) - start
    pairs = zip(reversed(was), reversed(now), strict=False)
    end = min(next((n for n, (a, b) in enumerate(pairs) if a != b), most), most)
    return _cut(was, start, end), _cut(now, start, end)


def _cut(text: str, start: int, end: int) -> str:
    """The text from shortly before ``start`` until shortly after the place ``end`` characters before its end."""
    first, last = start - _CONTEXT, len(text) - end + _CONTEXT
    if first > 0:
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        at = text.rfind(" ", len(text) - end, last)
        last = at if at > 0 else last
    before, after = "…" if first > 0 else "", "…" if last < len(text) else ""
    return f"{before}{text[max(0, first) : last]}{after}"


def _attached(view: View, reader: Reader, base: Base) -> dict[str, Any]:
    """What is printed, as plain data."""
    changes = reader.changes
    return {
        "for": view.name(reader.person),
        "since": _since(view, base),
        "decisions": [
            {"id": each.id, "decision": each.headline, "due": each.due.isoformat() if each.due else None}
            for each in changes.decisions
        ],
        "changes": [_plain(each) for each in changes.changed],
        "moved": list(changes.moved),
        "elsewhere": [{"section": title, "changes": count} for title, count in _places(view, changes)],
    }


def _plain(changed: Changed) -> dict[str, str]:
    each = changed.difference
    was, now = excerpts(each.was_shown, each.now_shown)
    said = {"id": each.id, "headline": named(each.headline), "what": _what(each), "was": was, "now": now}
    return {**said, "why": shortened(changed.why)}
