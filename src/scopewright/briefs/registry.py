"""The kinds of brief there are."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from scopewright.language import N_

if TYPE_CHECKING:
    from scopewright.briefs.document import Document
    from scopewright.briefs.view import View


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of brief: its untranslated title and one sentence on it, and what builds it.

    ``function`` is named as text, so that listing the kinds, as the window does, brings in no reportlab.
    """

    title: str
    about: str
    function: str

    def build(self, view: View, title: str) -> Document:
        """The brief of what ``view`` may see, under a title in the reader's language."""
        function = cast("Callable[[View, str], Document]", pkgutil.resolve_name(self.function))
        return function(view, title)


BRIEFS: Mapping[str, Kind] = MappingProxyType(
    {
        "executive": Kind(
            N_("Executive brief"),
            N_("Summary, objectives, decisions, risks and timeline on a few pages, every record in the appendix."),
            "scopewright.briefs.executive:executive",
        )
    }
)
