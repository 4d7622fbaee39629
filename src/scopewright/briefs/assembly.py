"""What every kind of brief has in common: cover, margins, contents, numbered parts, and the attached records."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from scopewright.briefs import attachment
from scopewright.briefs.blocks import Block, Contents, Heading, Together, walk
from scopewright.briefs.document import Document as Brief
from scopewright.briefs.parts import front
from scopewright.briefs.view import View
from scopewright.language import _
from scopewright.model.sections.document import Document

_LEAST_LISTED = 5
"""Headings from which a brief lists its contents."""
Part = Callable[[View], tuple[Block, ...]]
"""A part of a brief: what it says, empty if there is nothing to say."""


def assemble(
    view: View,
    kind: str,
    parts: Sequence[Part],
    after: Sequence[Block] = (),
    *,
    draft: bool = False,
    before: Sequence[Part] = (),
    control: Sequence[Part] = (front.control,),
    attached: Mapping[str, Any] = MappingProxyType({}),
) -> Brief:
    """A brief of numbered parts; ``kind`` is its title in the reader's language.

    ``before`` are parts that stand in front of the contents, ``control`` the contents and what belongs to them, and
    ``after`` follows the parts as it is; every page of a ``draft`` is marked as one; ``attached`` is printed by a part
    and goes into the attachment beside what is printed of the records.
    """
    about = view.engagement.one(Document)
    version = f"v{about.version}" if about.version else ""
    name = f"scope-{version}.json" if version.isascii() and version.replace(".", "").isalnum() else "scope.json"
    first = tuple(block for part in filled((*before, *control), view) for block in part)
    blocks = _worth_contents((*first, *numbered(filled(parts, view)), *after))
    printed = attachment.printed(view.engagement, walk(blocks))
    told = attachment.figures(walk(blocks))
    return Brief(
        name=f"{front.title(view)}: {' '.join(part for part in (kind, version) if part)}",
        language=view.locale.language,
        day=about.issued or about.status_date,
        front=front.cover(view, kind, name),
        margins=front.margins(view, kind),
        cover_label=_("Cover"),
        blocks=blocks,
        attachment={
            "title": front.title(view),
            "version": about.version,
            "sections": attachment.records(view.engagement, printed),
            **({"comes_to": told} if told else {}),
            **attached,
        },
        attachment_name=name,
        draft=_("Draft") if draft else "",
        printed=printed,
    )


def _worth_contents(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without the list of contents if there is little to list."""
    if sum(isinstance(block, Heading) and block.listed for block in walk(blocks)) >= _LEAST_LISTED:
        return blocks
    place = next((n for n, block in enumerate(blocks) if isinstance(block, Contents)), None)
    return blocks if place is None else (*blocks[: place - 1], *blocks[place + 1 :])


def filled(parts: Iterable[Part], view: View) -> Iterator[tuple[Block, ...]]:
    """The parts that have something to say."""
    yield from (blocks for part in parts if (blocks := part(view)))


def numbered(parts: Iterable[tuple[Block, ...]]) -> Iterator[Block]:
    """The blocks of the parts, whose top headings are counted through; ``.1`` below the third becomes ``3.1``."""
    count = 0
    for part in parts:
        for block in part:
            made, count = _numbered(block, count)
            yield made


def _numbered(block: Block, count: int) -> tuple[Block, int]:
    if isinstance(block, Together):
        inside: list[Block] = []
        for each in block.blocks:
            made, count = _numbered(each, count)
            inside.append(made)
        return dataclasses.replace(block, blocks=tuple(inside)), count
    if isinstance(block, Heading) and block.number.startswith("."):
        return dataclasses.replace(block, number=f"{count}{block.number}"), count
    if isinstance(block, Heading) and block.level == 1 and block.listed and not block.number:
        return dataclasses.replace(block, number=str(count + 1)), count + 1
    return block, count
