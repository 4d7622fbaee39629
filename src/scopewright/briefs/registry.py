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
            N_("Two pages to decide on and sign, the evidence behind them, and a short appendix to look things up."),
            "scopewright.briefs.kinds.executive:executive",
        ),
        "scope": Kind(
            N_("Scope document"),
            N_("Everything the engagement holds, chapter by chapter, with its pictures."),
            "scopewright.briefs.kinds.scope:scope",
        ),
        "decisions": Kind(
            N_("Decision briefs"),
            N_("A page for each decision: who has which part, the options, what is recommended, until when."),
            "scopewright.briefs.kinds.decisions:decisions",
        ),
        "risks": Kind(
            N_("Risk register"),
            N_("The heat map and every risk in full, the highest score first."),
            "scopewright.briefs.kinds.risks:risks",
        ),
        "timeline": Kind(
            N_("Timeline"),
            N_("The lanes of the teams on landscape pages, releases and milestones with their slip."),
            "scopewright.briefs.kinds.timeline:timeline",
        ),
        "sow": Kind(
            N_("Statement of work"),
            N_("Deliverables, acceptance, limits, dates and fees to sign; a draft while an essential is missing."),
            "scopewright.briefs.kinds.sow:sow",
        ),
        "data": Kind(
            N_("Data report"),
            N_("What the audit found in the data, and how far the first baselines are from their targets."),
            "scopewright.briefs.kinds.data:data",
        ),
        "change-order": Kind(
            N_("Change order"),
            N_("What the statement of work says now against what it said: deliverables, dates, fees, thresholds."),
            "scopewright.briefs.kinds.change_order:change_order",
        ),
        "handover": Kind(
            N_("Hand-over"),
            N_("What is delivered, what is still open, and who answers for what from now on."),
            "scopewright.briefs.kinds.handover:handover",
        ),
        "reviewer": Kind(
            N_("Changes to review"),
            N_("For one reader: what changed since the last signature, why, and the decisions to take, on a page."),
            "scopewright.briefs.kinds.reviewer:reviewer",
        ),
        "minutes": Kind(
            N_("Session minutes"),
            N_("Attendees, objectives, decisions, exclusions, open questions and next steps of the last session."),
            "scopewright.briefs.kinds.minutes:minutes",
        ),
    }
)
"""Every kind by the word that names it on the command line."""
