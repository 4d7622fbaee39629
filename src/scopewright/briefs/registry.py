"""The kinds of brief there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scopewright.briefs.document import Document
from scopewright.briefs.executive import executive
from scopewright.briefs.view import View
from scopewright.language import N_


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of brief: its untranslated title and one sentence on it, and what builds it.

    ``build`` takes what the brief may see and the title in the reader's language.
    """

    title: str
    about: str
    build: Callable[[View, str], Document]


BRIEFS: Mapping[str, Kind] = MappingProxyType(
    {
        "executive": Kind(
            N_("Executive brief"),
            N_("Summary, objectives, decisions, risks and timeline on a few pages, every record in the appendix."),
            executive,
        )
    }
)
