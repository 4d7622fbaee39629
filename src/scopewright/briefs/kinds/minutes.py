"""The minutes of the last session: who was there, and what came out of it; short enough to be read before leaving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scopewright.briefs.blocks import EMPTY, Block, Caption, Cell, Column, Heading, Lead, Prose, Strong, Table
from scopewright.briefs.document import Document as Brief
from scopewright.briefs.parts import front
from scopewright.briefs.view import View, named, shortened
from scopewright.capture.session import notes_of, sessions
from scopewright.language import N_, _, labelled, ngettext
from scopewright.model.record import Record
from scopewright.model.sections.document import Document
from scopewright.model.sections.releases import Release
from scopewright.model.sections.sessions import Session

MOST = 7
"""Rows of one table; the sessions that have more are counted, so that two pages hold everything."""
_TABLES: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    (N_("Objectives"), ("objectives",), "owner", "due"),
    (N_("Decisions"), ("decisions",), "approver", "due"),
    (N_("Out of scope"), ("exclusions",), "revisit", ""),
    (N_("Open questions"), ("questions",), "ask", "due"),
    (N_("Next steps"), ("needs", "milestones"), "owner", "due"),
)
"""The tables: heading, sections, the field that says who, the field that says when."""
_ATTACHMENT = "minutes.json"


def minutes(view: View, kind: str) -> Brief:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    found = sessions(view.engagement)
    session = found[-1] if found else None
    blocks = tuple(_blocks(view, session))
    return Brief(
        name=f"{front.title(view)}: {kind}",
        language=view.locale.language,
        day=session.held if session else view.engagement.one(Document).issued,
        front=front.cover(view, kind, _ATTACHMENT),
        margins=front.margins(view, kind),
        cover_label=_("Cover"),
        blocks=blocks,
        attachment={"title": front.title(view), "sections": {}},
        attachment_name=_ATTACHMENT,
        cover=False,
    )


def _blocks(view: View, session: Session | None) -> Iterator[Block]:
    if session is None:
        yield Heading(text=_("Minutes"))
        yield Lead(text=_("No session is recorded yet."))
        return
    yield Heading(text=session.title)
    where = ", ".join(part for part in (view.day(session.held), session.place) if part and part != EMPTY)
    said = [where, shortened(session.purpose)]
    yield Lead(text=". ".join(part.rstrip(".") for part in said if part) + ".")
    present = view.names(session.attendees)
    yield Prose(text=(Strong(_("Present")), labelled("", present)), records=(session.id,))
    made = _made(view, session)
    for title, sections, who, when in _TABLES:
        records = [record for record in made if record.section.key in sections]
        if len(sections) > 1:
            # of several sections, the first to be done come first, so that none of them hides another
            records.sort(key=lambda record: (record.is_empty(when), str(record.stored(when))))
        if records:
            yield Heading(text=_(title), level=2)
            yield _table(view, records[:MOST], who, when)
            if len(records) > MOST:
                more = len(records) - MOST
                yield Caption(text=ngettext("and {n} more", "and {n} more", more).format(n=more))


def _made(view: View, session: Session) -> list[Record]:
    """The records that came from a note of the session which nobody struck through."""
    notes = {note.key for note in notes_of(view.engagement, session.key) if note.state != "struck"}
    return [record for record in view.engagement.records() if record.note in notes]


def _table(view: View, records: Sequence[Record], who: str, when: str) -> Table:
    section = records[0].section
    columns = [Column(_("ID"), tight=True), Column(_(section.spec(section.headline).title))]
    columns.append(Column(_(section.spec(who).title), tight=True))
    if when:
        columns.append(Column(_(section.spec(when).title), tight=True))
    rows = tuple(_cells(view, each, [name for name in (who, when) if name]) for each in records)
    return Table(columns=tuple(columns), rows=rows, records=tuple(each.id for each in records))


def _cells(view: View, record: Record, names: Sequence[str]) -> tuple[Cell, ...]:
    return (Strong(record.id), named(record.headline) or EMPTY, *(_said(view, record, name) for name in names))


def _said(view: View, record: Record, name: str) -> Cell:
    """A field as it is said in the room: a release by its name, “v2”, and not by its id."""
    link = record.stored(name)
    release = view.engagement.get(link) if isinstance(link, str) else None
    return named(release.name) if isinstance(release, Release) and release.name else view.said(record, name)
