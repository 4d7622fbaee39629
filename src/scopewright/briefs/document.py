"""A document before it becomes a file: what stands on its cover and in its margins, its blocks, what is attached."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scopewright.briefs.blocks import Block


@dataclass(frozen=True, slots=True)
class Front:
    """What the cover says; empty lines are left out. ``details`` is one line that stands for the firm."""

    overline: str
    title: str
    promise: str
    firm: str
    facts: tuple[tuple[str, str], ...]
    notice: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class Margins:
    """What the header and footer of each page say; ``page`` has the places ``{page}`` and ``{pages}``."""

    left: str
    right: str
    classification: str
    reference: str
    page: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole brief. ``day`` stands for the time of making, so that equal records make equal files.

    ``attachment`` is exactly what the blocks print, as plain JSON. A ``draft`` word stands large behind every page.
    ``printed`` are, by spoken id, the fields that the blocks print to the last word. Without a ``cover``,
    what it would say stands at the head of the first page.
    """

    name: str
    language: str
    day: dt.date | None
    front: Front
    margins: Margins
    cover_label: str
    blocks: tuple[Block, ...]
    attachment: Mapping[str, Any]
    attachment_name: str
    draft: str = ""
    printed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cover: bool = True

    def attached(self) -> bytes:
        """The attachment as it stands in the file."""
        return (json.dumps(self.attachment, ensure_ascii=False, indent=1) + "\n").encode()
