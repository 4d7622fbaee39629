"""The executive brief: what was agreed and found, in plain words first; every record in full behind it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from scopewright.briefs import attachment
from scopewright.briefs.blocks import Block, Heading, Together
from scopewright.briefs.document import Document as Brief
from scopewright.briefs.parts import front
from scopewright.briefs.parts.appendix import appendix
from scopewright.briefs.parts.decisions import decisions
from scopewright.briefs.parts.limits import limits, sign_off
from scopewright.briefs.parts.measures import objectives
from scopewright.briefs.parts.risks import risks
from scopewright.briefs.parts.summary import summary
from scopewright.briefs.parts.timeline import timeline
from scopewright.briefs.view import View
from scopewright.language import _
from scopewright.model.sections.document import Document

_PARTS = (summary, objectives, decisions, risks, timeline, limits, sign_off)


def executive(view: View, kind: str) -> Brief:
    """The brief as a document; ``kind`` is its title in the reader's language."""
    control = view.engagement.one(Document)
    version = f"v{control.version}" if control.version else ""
    name = f"scope-{version}.json" if version.isascii() and version.replace(".", "").isalnum() else "scope.json"
    body = (block for number, part in enumerate(filled(view), 1) for block in _numbered(part, str(number)))
    return Brief(
        name=f"{front.title(view)}: {' '.join(part for part in (kind, version) if part)}",
        language=view.locale.language,
        day=control.issued or control.status_date,
        front=front.cover(view, kind, name),
        margins=front.margins(view, kind),
        cover_label=_("Cover"),
        blocks=(*front.control(view), *body, *appendix(view)),
        attachment={
            "title": front.title(view),
            "version": control.version,
            "sections": attachment.records(view.engagement),
        },
        attachment_name=name,
    )


def filled(view: View) -> Iterator[tuple[Block, ...]]:
    """The parts that have something to say."""
    yield from (blocks for part in _PARTS if (blocks := part(view)))


def _numbered(blocks: tuple[Block, ...], number: str) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Together):
            yield dataclasses.replace(block, blocks=tuple(_numbered(block.blocks, number)))
        elif isinstance(block, Heading) and block.level == 1:
            yield dataclasses.replace(block, number=number)
        else:
            yield block
