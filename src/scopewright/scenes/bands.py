"""The four bands of a risk score (likelihood × impact, 1 to 25): the one place that knows their limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scopewright.language import N_, _
from scopewright.scenes.palette import Token

BandKey = Literal["low", "moderate", "high", "critical"]


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
        return f"{self.least}\N{EN DASH}{self.most}"


BANDS = (
    Band("low", 1, 4, N_("Low"), N_("Watch"), "heat-low", "on-heat-low", "heat-low-edge"),
    Band("moderate", 5, 9, N_("Moderate"), N_("Reviewed at each release"), "heat-moderate", "on-heat-moderate"),
    Band("high", 10, 14, N_("High"), N_("Owner and date, reviewed weekly"), "heat-high", "on-heat-high"),
    Band("critical", 15, 25, N_("Critical"), N_("Sponsor decides within 5 days"), "heat-critical", "on-heat-critical"),
)


def band(score: int) -> Band:
    """The band of a score.

    Raises:
        ValueError: the score is not between 1 and 25.
    """
    for each in BANDS:
        if each.least <= score <= each.most:
            return each
    raise ValueError(f"A risk score lies between 1 and 25, not at {score}.")
