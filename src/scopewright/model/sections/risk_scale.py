"""The scale on which this engagement scores its risks (row M18): the one place that says its steps, words and bands."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import number, rows, text
from scopewright.model.kinds import Column, Row, Text
from scopewright.model.record import Record, section
from scopewright.model.scoring import FEWEST, IMPACT, LIKELIHOOD, MOST, USUAL, Scoring, usual_begins, usual_words

BEGINS = ("moderate_from", "high_from", "critical_from")
"""The fields that say where a band begins, the lowest first."""
_HIGHEST = MOST**2


@section(
    "risk_scale",
    N_("Risk scale"),
    one=N_("risk scale"),
    prefix="RS",
    place=21,
    phase="decide",
    icon="gauge",
    document="planning",
    hint=N_("Say in which steps and words risks are scored here."),
    headline="basis",
    single=True,
    without=("owner", "release", "note", "internal", "tags"),
)
class RiskScale(Record):
    """How likelihood and impact are said, and from which score on a risk is moderate, high, critical.

    What is left empty is as usual: five steps, their usual words, bands from a fifth, two fifths and three fifths of
    the highest score on.
    """

    basis: str = text(N_("Taken from"), help=N_("Whose scale this is, such as the client's own risk policy."))
    steps: tuple[Row, ...] = rows(
        N_("Steps"),
        [Column(LIKELIHOOD, N_("Likelihood"), Text()), Column(IMPACT, N_("Impact"), Text())],
        column=True,
        help=N_("One row a step, the lowest first, three to six rows; an empty cell keeps the usual word."),
    )
    moderate_from: int | None = number(N_("Moderate from"), low=2, high=_HIGHEST, help=N_("The least such score."))
    high_from: int | None = number(
        N_("High from"), low=2, high=_HIGHEST, help=N_("From here on a risk needs a response and a sign to see it by.")
    )
    critical_from: int | None = number(
        N_("Critical from"), low=2, high=_HIGHEST, help=N_("From here on the sponsor decides.")
    )

    @property
    def count(self) -> int:
        """How many steps there are: a row each, or as usual while there are no rows or not three to six."""
        return len(self.steps) if self.has_fitting_rows else USUAL

    @property
    def has_fitting_rows(self) -> bool:
        """Whether the rows make a scale."""
        return FEWEST <= len(self.steps) <= MOST

    @property
    def wanted_begins(self) -> tuple[float, float, float]:
        """Where the bands begin as it is said here, whether or not that makes sense."""
        given = (getattr(self, name) for name in BEGINS)
        usual = usual_begins(self.count)
        moderate, high, critical = (u if g is None else g for g, u in zip(given, usual, strict=True))
        return moderate, high, critical

    @property
    def has_fitting_begins(self) -> bool:
        """Whether each band has a score of its own: whole numbers that rise and can be reached."""
        moderate, high, critical = begins = self.wanted_begins
        whole = all(float(each).is_integer() for each in begins)
        return whole and 1 < moderate < high < critical <= self.count**2

    @property
    def scoring(self) -> Scoring:
        """The scale to score by, in the present language; what contradicts itself counts as not said."""
        usual = usual_words(self.count)
        begins = self.wanted_begins if self.has_fitting_begins else usual_begins(self.count)
        moderate, high, critical = (int(each) for each in begins)
        return Scoring(self._said(LIKELIHOOD, usual[0]), self._said(IMPACT, usual[1]), (moderate, high, critical))

    def _said(self, column: str, usual: tuple[str, ...]) -> tuple[str, ...]:
        if not self.has_fitting_rows:
            return usual
        return tuple(str(row[column]) or word for row, word in zip(self.steps, usual, strict=True))
