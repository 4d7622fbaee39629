"""Cover, margins and document control."""

from __future__ import annotations

from collections.abc import Iterator

from scopewright.briefs.blocks import (
    EMPTY,
    Badge,
    Block,
    Column,
    Contents,
    Heading,
    LabelValue,
    LabelValues,
    Lead,
    Strong,
    Table,
)
from scopewright.briefs.document import Front, Margins
from scopewright.briefs.style import DOCUMENT_STATUS, worn
from scopewright.briefs.view import View, named, shortened
from scopewright.language import _
from scopewright.model.kinds import Row
from scopewright.model.sections.document import CLASSES, LANGUAGES, STATES, Document
from scopewright.model.sections.overview import Overview

_STATE_WORDS = dict(STATES)
TITLE_BLOCK = ("reference", "version", "state", "issued", "status_date", "classification", "author")
"""The fields of document control that stand in the title block."""


def cover(view: View, kind: str, attachment: str) -> Front:
    """What the cover says."""
    overview, control = view.engagement.one(Overview), view.engagement.one(Document)
    version = f" {_DOT} ".join(part for part in (control.version, _state(control.state)) if part)
    facts = (
        (_("Prepared for"), overview.client),
        (_("Sponsor"), view.person(overview.sponsor)),
        (_("Prepared by"), view.person(control.author)),
        (_("Version"), version),
        (_("Date"), control.shown("issued", view.locale)),
        (_("Classification"), classification(view)),
    )
    return Front(
        overline=kind, title=title(view), promise=shortened(overview.promise), firm=firm(view),
        facts=tuple(fact for fact in facts if fact[1]), notice=_notice(view, attachment),
        details="  ·  ".join(line.strip() for line in worn().details.splitlines() if line.strip()),
    )  # fmt: skip


def firm(view: View) -> str:
    """Who issues the brief: as document control says, else as the house style does."""
    return view.engagement.one(Document).firm or worn().firm


def classification(view: View) -> str:
    """The word of the classification, of document control or else of the house style."""
    said, usual = view.engagement.one(Document).shown("classification", view.locale), worn().classification
    return said or (_(dict(CLASSES)[usual]) if usual else "")


def title(view: View) -> str:
    """The name of the engagement, or that it has none."""
    return view.engagement.one(Overview).title or _("Untitled engagement")


def _notice(view: View, attachment: str) -> str:
    overview, control = view.engagement.one(Overview), view.engagement.one(Document)
    attached = _("What this document prints of each record is attached to it as {name}.").format(name=attachment)
    parties = [named(party) for party in (overview.client, firm(view)) if party]
    level = control.classification or worn().classification
    if level not in ("confidential", "strict") or not parties:
        return attached
    if len(parties) == 1:
        return _("This document is confidential to {party}.").format(party=parties[0]) + " " + attached
    said = _("This document is confidential to {client} and {firm}.").format(client=parties[0], firm=parties[1])
    return f"{said} {attached}"


def margins(view: View, kind: str) -> Margins:
    """What each page repeats."""
    overview, control = view.engagement.one(Overview), view.engagement.one(Document)
    version = f"v{control.version}" if control.version else ""
    parts = (control.reference, version, control.shown("issued", view.locale), firm(view))
    return Margins(
        left=title(view),
        right=f"  {_DOT}  ".join(part for part in (kind, overview.client) if part),
        classification=classification(view),
        reference=f"  {_DOT}  ".join(part for part in parts if part),
        page=_("Page {page} of {pages}"),
    )


_DOT = "\N{MIDDLE DOT}"


def control(view: View) -> tuple[Block, ...]:
    """Contents, title block and version history."""
    return tuple(_control(view))


def _control(view: View) -> Iterator[Block]:
    found = view.engagement.one(Document)
    yield Heading(text=_("Contents"), listed=False)
    yield Contents()
    block = _title_block(view, found)
    if block or found.history:
        yield Heading(text=_("Document control"))
    if found.history:
        yield Lead(text=_history_lead(found))
    if block:
        yield LabelValues(values=block, records=(found.id,), fields=TITLE_BLOCK)
    if found.history:
        yield Heading(text=_("Version history"), level=2)
        yield _history(view, found)


def _title_block(view: View, control: Document) -> tuple[LabelValue, ...]:
    """Who owns, made and approves the document (after ISO 7200)."""
    overview = view.engagement.one(Overview)
    values = [
        LabelValue(_(control.section.spec(name).title), control.shown(name, view.locale))
        for name in TITLE_BLOCK
        if not control.is_empty(name)
    ]
    if values:
        values.append(LabelValue(_("Language"), _(dict(LANGUAGES)[view.locale.language])))
    if overview.sponsor:
        values.append(LabelValue(_("Approved by"), view.name(overview.sponsor)))
    return tuple(values)


def _history_lead(control: Document) -> str:
    versions = [row["version"] for row in control.history if row["version"] and row["version"] != control.version]
    if control.version and versions:
        return _("Version {new} replaces version {old}.").format(new=named(control.version), old=named(versions[0]))
    return _("The versions issued so far.")


def _history(view: View, control: Document) -> Table:
    columns = (
        Column(_("Version"), tight=True),
        Column(_("Date"), tight=True),
        Column(_("Author"), tight=True),
        Column(_("What changed")),
        Column(_("State"), tight=True),
    )
    rows = tuple(_version(view, row) for row in control.history)
    return Table(columns=columns, rows=rows, records=(control.id,), fields=("history",))


def _version(view: View, row: Row) -> tuple[str | Strong | Badge, ...]:
    state = row["state"]
    badge = Badge(DOCUMENT_STATUS[state], _state(state)) if state else EMPTY
    return Strong(row["version"]), view.day(row["date"]), row["author"] or EMPTY, row["change"] or EMPTY, badge


def _state(state: str | None) -> str:
    return _(_STATE_WORDS[state]) if state else ""
