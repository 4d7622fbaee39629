"""The four bands of a risk score as pictures and briefs show them; where they begin, the risk scale says."""

from __future__ import annotations

from dataclasses import dataclass

from scopewright.language import N_, _
from scopewright.model.scoring import BAND_KEYS, BandKey, Scoring
from scopewright.scenes.palette import Token


@dataclass(frozen=True, slots=True)
class Band:
    """A band of scores from ``least`` to ``most``, with what it obliges and its colours."""

    key: BandKey
    least: int
    most: int
    title: str
    duty: str
    fill: Token
    ink: Token
    edge: Token | None = None

    @property
    def word(self) -> str:
        """The band's name in the language of the present block."""
        return _(self.title)

    @property
    def obliges(self) -> str:
        """What the band obliges, in the language of the present block."""
        return _(self.duty)

    @property
    def range(self) -> str:
        """The scores of the band, such as ``5–9``."""
        return f"{self.least}\N{EN DASH}{self.most}" if self.least < self.most else str(self.least)


_LOOKS: dict[BandKey, tuple[str, str, Token, Token, Token | None]] = {
    "low": (N_("Low"), N_("Watch"), "heat-low", "on-heat-low", "heat-low-edge"),
    "moderate": (N_("Moderate"), N_("Reviewed at each release"), "heat-moderate", "on-heat-moderate", None),
    "high": (N_("High"), N_("Owner and date, reviewed weekly"), "heat-high", "on-heat-high", None),
    "critical": (N_("Critical"), N_("Sponsor decides within 5 days"), "heat-critical", "on-heat-critical", None),
}


def bands(scoring: Scoring) -> tuple[Band, ...]:
    """The four bands of a scale, the lowest first."""
    least = (1, *scoring.begins)
    most = (*(begin - 1 for begin in scoring.begins), scoring.highest)
    return tuple(Band(key, low, high, *_LOOKS[key]) for key, low, high in zip(BAND_KEYS, least, most, strict=True))


def band(score: int, scoring: Scoring) -> Band:
    """The band of a score.

    Raises:
        ValueError: no likelihood and impact of this scale give such a score.
    """
    return bands(scoring)[BAND_KEYS.index(scoring.band(score))]
