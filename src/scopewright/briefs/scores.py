"""A risk's score as a brief says it: on the scale that the engagement chose, with the band it lies in."""

from __future__ import annotations

from scopewright.briefs.blocks import Cell, Score
from scopewright.briefs.view import View
from scopewright.model.scoring import BandKey
from scopewright.model.sections.risks import Risk
from scopewright.scenes.bands import band


def risk_score(view: View, risk: Risk) -> int | None:
    """The score before the response; nothing while likelihood or impact is missing or off the scale."""
    return risk.score_on(view.engagement.scoring)


def band_of(view: View, risk: Risk) -> BandKey | None:
    """The band of that score."""
    score = risk_score(view, risk)
    return view.engagement.scoring.band(score) if score else None


def pill(view: View, risk: Risk) -> Cell:
    """The score with its band; a dash while there is none, with the reason where it is off the scale."""
    score = risk_score(view, risk)
    return Score(score, band(score, view.engagement.scoring)) if score else view.said(risk, "score")
