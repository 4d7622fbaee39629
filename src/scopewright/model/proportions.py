"""The interval of a share that was counted. Source: E. B. Wilson, *Probable Inference* (JASA 1927)."""

from __future__ import annotations

from math import sqrt

SHARES = frozenset({"accuracy", "recall", "precision"})
"""Measures that are a share of counted cases."""
_Z = 1.959963984540054  # 97.5 % quantile of the normal distribution


def wilson(share: float, cases: float) -> tuple[float, float]:
    """The 95 % interval of a share of so many cases; (0, 1) when nothing was counted."""
    if cases <= 0:
        return 0.0, 1.0
    middle = (share + _Z * _Z / (2 * cases)) / (1 + _Z * _Z / cases)
    half = _Z / (1 + _Z * _Z / cases) * sqrt(share * (1 - share) / cases + _Z * _Z / (4 * cases * cases))
    return max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))
