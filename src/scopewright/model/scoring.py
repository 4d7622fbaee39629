"""How a risk is scored: the words of its two scales, and where the bands of the score begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from scopewright.language import N_, _

BandKey = Literal["low", "moderate", "high", "critical"]
BAND_TITLES: Mapping[BandKey, str] = MappingProxyType(
    {"low": N_("Low"), "moderate": N_("Moderate"), "high": N_("High"), "critical": N_("Critical")}
)
"""The bands of a score, the lowest first."""
LIKELIHOOD, IMPACT = "likelihood", "impact"
"""The names of the two scales."""
FEWEST, MOST = 3, 6
"""Steps that a scale of risk has at least and at most."""
USUAL = 5
"""Steps where nobody has chosen a scale."""

LIKELIHOODS = (N_("Rare"), N_("Unlikely"), N_("Possible"), N_("Likely"), N_("Almost certain"), N_("Certain"))
IMPACTS = (N_("Minor"), N_("Limited"), N_("Serious"), N_("Major"), N_("Severe"), N_("Ruinous"))
_CHOSEN = {3: (1, 2, 3), 4: (0, 1, 2, 3), 5: (0, 1, 2, 3, 4), 6: (0, 1, 2, 3, 4, 5)}
"""Which of the usual words a scale of so many steps has."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a band, from ``least`` to ``most``."""

    band: BandKey
    least: int
    most: int

    @property
    def word(self) -> str:
        """The band's name in the present language."""
        return _(BAND_TITLES[self.band])

    @property
    def range(self) -> str:
        """The scores in figures, such as ``5–9``."""
        return f"{self.least}\N{EN DASH}{self.most}" if self.least < self.most else str(self.least)


@dataclass(frozen=True, slots=True)
class Scoring:
    """The words of likelihood and impact from step 1 up, and the least score of a moderate, high, critical risk.

    The score is likelihood times impact, both as steps; one that is not a step of the scale has no score.
    """

    likelihoods: tuple[str, ...]
    impacts: tuple[str, ...]
    begins: tuple[int, int, int]

    @property
    def steps(self) -> int:
        """How many steps likelihood and impact have."""
        return len(self.likelihoods)

    @property
    def highest(self) -> int:
        """The highest score there can be."""
        return self.steps**2

    def words(self, scale: str) -> tuple[str, ...]:
        """The words of one of the two scales, by its name; none if it is another."""
        return {LIKELIHOOD: self.likelihoods, IMPACT: self.impacts}.get(scale, ())

    def score(self, likelihood: int | None, impact: int | None) -> int | None:
        """Likelihood times impact; nothing while one is missing or is no step of the scale."""
        if likelihood is None or impact is None or not (self.has(likelihood) and self.has(impact)):
            return None
        return likelihood * impact

    def has(self, step: int) -> bool:
        """Whether this is a step of the scale."""
        return 1 <= step <= self.steps

    @property
    def bands(self) -> tuple[Scores, ...]:
        """The four bands, the lowest first."""
        least = (1, *self.begins)
        most = (*(begin - 1 for begin in self.begins), self.highest)
        return tuple(map(Scores, BAND_TITLES, least, most))

    def band(self, score: int) -> BandKey:
        """The band of a score.

        Raises:
            ValueError: no likelihood and impact of this scale give such a score.
        """
        if not 1 <= score <= self.highest:
            raise ValueError(f"A risk score lies between 1 and {self.highest}, not at {score}.")
        return next(each.band for each in self.bands if score <= each.most)

    def is_high(self, score: int | None) -> bool:
        """Whether a score lies in the band *high* or above."""
        return score is not None and score >= self.begins[1]


def usual_words(steps: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of likelihood and impact on a scale of so many steps, in the present language."""
    places = _CHOSEN[steps]
    return tuple(_(LIKELIHOODS[n]) for n in places), tuple(_(IMPACTS[n]) for n in places)


def usual_begins(steps: int) -> tuple[int, int, int]:
    """Where the bands begin unless said otherwise: at a fifth, two fifths and three fifths of the highest score."""
    moderate, high, critical = (-(-(steps**2) * part // 5) for part in (1, 2, 3))
    return moderate, high, critical


def usual(steps: int = USUAL) -> Scoring:
    """The scale of an engagement that chose none."""
    return Scoring(*usual_words(steps), usual_begins(steps))
