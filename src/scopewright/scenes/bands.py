"""The four bands of a risk score as pictures and briefs show them; where they begin, the risk scale says."""

from __future__ import annotations

from dataclasses import dataclass

from scopewright.language import N_, _
from scopewright.model.scoring import BandKey, Scores, Scoring
from scopewright.scenes.palette import Token


@dataclass(frozen=True, slots=True)
class Band:
    """A band of scores, with what it obliges and its colours."""

    scores: Scores
    duty: str
    fill: Token
    ink: Token
    edge: Token | None = None

    @property
    def key(self) -> BandKey:
        """Which of the four it is."""
        return self.scores.band

    @property
    def word(self) -> str:
        """The band's name in the language of the present block."""
        return self.scores.word

    @property
    def obliges(self) -> str:
        """What the band obliges, in the language of the present block."""
        return _(self.duty)

    @property
    def range(self) -> str:
        """The scores of the band, such as ``5–9``."""
        return self.scores.range


_LOOKS: dict[BandKey, tuple[str, Token, Token, Token | None]] = {
    "low": (N_("Watch"), "heat-low", "on-heat-low", "heat-low-edge"),
    "moderate": (N_("Reviewed at each release"), "heat-moderate", "on-heat-moderate", None),
    "high": (N_("Owner and date, reviewed weekly"), "heat-high", "on-heat-high", None),
    "critical": (N_("Sponsor decides within 5 days"), "heat-critical", "on-heat-critical", None),
}


def bands(scoring: Scoring) -> tuple[Band, ...]:
    """The four bands of a scale, the lowest first."""
    return tuple(Band(each, *_LOOKS[each.band]) for each in scoring.bands)


def band(score: int, scoring: Scoring) -> Band:
    """The band of a score.

    Raises:
        ValueError: no likelihood and impact of this scale give such a score.
    """
    wanted = scoring.band(score)
    return next(each for each in bands(scoring) if each.key == wanted)
