"""How many users an A/B test needs, and how long it takes (row T21).

The formula for comparing two proportions with a two-sided test, as in J. L. Fleiss, B. Levin, M. C. Paik, *Statistical
Methods for Rates and Proportions*, 3rd ed., 2003, section 4.2, without continuity correction.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from scopewright.language import _
from scopewright.model.refusal import SaidToUser
from scopewright.model.sections.ab_tests import ABTest

SIGNIFICANCE, POWER = 0.05, 0.80
"""What is taken where the plan does not say: a two-sided 5 % level, and 80 % power."""


@dataclass(frozen=True)
class Size:
    """Users per variant, users in both together, and days at the planned traffic (nothing if that is not said)."""

    per_variant: int
    total: int
    days: int | None


def per_variant(first: float, second: float, significance: float = SIGNIFICANCE, power: float = POWER) -> int:
    """Users in each of two equal variants to tell two rates (shares between 0 and 1) apart.

    Raises:
        ValueError: the rates are equal or no shares, or a level is not strictly between 0 and 1.
    """
    if first == second or not all(0 <= rate <= 1 for rate in (first, second)):
        raise ValueError("Two different rates between 0 and 1 were expected.")
    if not all(0 < level < 1 for level in (significance, power)):
        raise ValueError("Levels lie between 0 and 1.")
    alpha, beta = NormalDist().inv_cdf(1 - significance / 2), NormalDist().inv_cdf(power)
    mean = (first + second) / 2
    spread = alpha * math.sqrt(2 * mean * (1 - mean)) + beta * math.sqrt(first * (1 - first) + second * (1 - second))
    return math.ceil((spread / (first - second)) ** 2)


def size(plan: ABTest) -> Size:
    """The size of a planned test.

    Raises:
        SaidToUser: a figure is missing or impossible; the message says which.
    """
    if plan.today is None or not plan.effect:
        raise SaidToUser(_("The rate today and a change that matters, other than 0, are needed."))
    if plan.traffic is not None and plan.traffic <= 0:
        raise SaidToUser(_("With no traffic the test never ends."))
    first, second = plan.today / 100, (plan.today + plan.effect) / 100
    alpha = SIGNIFICANCE if plan.significance is None else plan.significance / 100
    power = POWER if plan.power is None else plan.power / 100
    try:
        each = per_variant(first, second, alpha, power)
    except ValueError as error:
        raise SaidToUser(_("Rates and levels lie between 0 % and 100 %.")) from error
    return Size(each, 2 * each, math.ceil(2 * each / plan.traffic) if plan.traffic else None)
