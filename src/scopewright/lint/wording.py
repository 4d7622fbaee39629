"""Rules about what the words say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scopewright.language import N_, _
from scopewright.lint.finding import Found, at, rule
from scopewright.model.engagement import Engagement
from scopewright.model.sections.constraints import Constraint
from scopewright.model.sections.overview import Overview

_SMALL = (
    "low|lower|lowest|small|smaller|short|shorter|fast|faster|quick|cheap|less|fewer"
    "|at most|below|under|within|max(?:imum)?"
)
_LARGE = "high|higher|large|larger|at least|more|above|over|min(?:imum)?"
_ABOVE = re.compile(r"(?:>=?|≥)\s*\d")
_BELOW = re.compile(r"(?:<=?|≤)\s*\d")


@rule(
    "OVW01",
    "hint",
    N_("The motivation has no number"),
    why=N_("An executive weighs this problem against others by figures."),
    bad=N_("Search is a big problem for our users."),
    good=N_("One search in three ends without a click, which costs 40 tickets a week."),
)
def motivation_has_number(engagement: Engagement) -> Iterator[Found]:
    """A motivation that says something says a figure."""
    for overview in engagement.all(Overview):
        if overview.motivation and not re.search(r"\d", overview.motivation):
            yield at(overview, "motivation", _("It has no number in it."))


@rule(
    "CON01",
    "error",
    N_("The comparator contradicts the words"),
    why=N_("“low latency (>100 ms)” asks for the opposite of what is meant."),
    bad=N_("Maintain low latency (>100 ms)"),
    good=N_("Maintain low latency (<100 ms)"),
)
def comparator_fits_words(engagement: Engagement) -> Iterator[Found]:
    """A constraint that says low is not compared with "more than", nor high with "less than"."""
    for constraint in engagement.all(Constraint):
        small, large = _says(_SMALL, constraint.statement), _says(_LARGE, constraint.statement)
        above = bool(_ABOVE.search(constraint.statement)) or constraint.comparator in (">", ">=")
        below = bool(_BELOW.search(constraint.statement)) or constraint.comparator in ("<", "<=")
        if small and not large and above and not below:
            message = _("It says “{word}” and asks for more than the threshold.")
            yield at(constraint, "comparator", message.format(word=small))
        if large and not small and below and not above:
            message = _("It says “{word}” and asks for less than the threshold.")
            yield at(constraint, "comparator", message.format(word=large))


def _says(words: str, text: str) -> str:
    found = re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
    return found.group() if found else ""
