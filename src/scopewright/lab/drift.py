"""How far the values of a column have moved between two tables: population stability index and Kolmogorov–Smirnov.

The index is the sum over bins of (new - old) * ln(new / old), of shares. Its thresholds, 0.1 and 0.25, are those of
credit scoring (Siddiqi, Credit Risk Scorecards, 2006, chapter 9; earlier Lewis, 1994): below, nothing moved; between,
look; above, the model no longer sees what it learnt. In small tables chance alone moves the index by about chi squared
times (1 / old rows + 1 / new rows) (Yurdakul and Naranjo, 2020), so a drift must also exceed what chance does in one
of a thousand comparisons. Of numbers the largest distance of the two distribution functions (Smirnov) is told as well;
it is a drift from 0.1 on, if its p-value is under one in a thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

Level = Literal["none", "moderate", "large"]
MODERATE, LARGE = 0.1, 0.25
DISTANCE = 0.1
CHANCE = 0.001
BINS = 10
MOST_LEVELS = 50


@dataclass(frozen=True)
class Drift:
    """The movement of one column: ``distance`` and ``p`` are None where the values are no numbers.

    ``bins`` are the parts compared, each with its share of the old and of the new rows; the last one is "missing".
    """

    psi: float
    chance: float
    distance: float | None
    p: float | None
    bins: tuple[tuple[str, float, float], ...]

    @property
    def level(self) -> Level:
        """How much it means."""
        moved = self.distance is not None and self.p is not None and self.distance >= DISTANCE and self.p < CHANCE
        if self.psi >= LARGE and self.psi > self.chance:
            return "large"
        return "moderate" if moved or (self.psi >= MODERATE and self.psi > self.chance) else "none"


def of_levels(old: dict[str, int], new: dict[str, int], old_missing: int, new_missing: int) -> Drift:
    """The drift of words from how often each occurs; beyond the 50 commonest old levels all others are one."""
    kept = sorted(old, key=lambda name: (-old[name], name))[:MOST_LEVELS]
    rest = "…"
    was = [old[name] for name in kept] + [sum(old.values()) - sum(old[name] for name in kept), old_missing]
    now = [new.get(name, 0) for name in kept]
    now += [sum(new.values()) - sum(now), new_missing]
    return _drift([*kept, rest, ""], was, now)


def of_numbers(old: Floats, new: Floats, old_missing: int, new_missing: int) -> Drift:
    """The drift of numbers (none of them NaN), binned at the tenths of the old ones."""
    import numpy as np

    edges = np.unique(np.quantile(old, np.linspace(0, 1, BINS + 1)[1:-1])) if len(old) else np.array([])
    was = np.bincount(np.searchsorted(edges, old, side="left"), minlength=len(edges) + 1)
    now = np.bincount(np.searchsorted(edges, new, side="left"), minlength=len(edges) + 1)
    names = [f"≤ {edge:g}" for edge in edges] + ([f"> {edges[-1]:g}"] if len(edges) else ["…"])
    found = _drift([*names, ""], [*was.tolist(), old_missing], [*now.tolist(), new_missing])
    distance, p = _smirnov(old, new) if len(old) and len(new) else (None, None)
    return Drift(found.psi, found.chance, distance, p, found.bins)


def of_binned(edges: list[float], was: list[int], now: list[int], old_missing: int, new_missing: int) -> Drift:
    """The drift of numbers of which only is known how many lie at or below each edge, and last how many there are."""
    import numpy as np
    from scipy.special import kolmogorov

    places = sorted({round(place * len(edges) / BINS) for place in range(1, BINS)} & set(range(len(edges))))
    kept = [edges[place] for place in places]
    parts = [np.diff([0, *(counts[place] for place in places), counts[-1]]).tolist() for counts in (was, now)]
    names = [f"≤ {edge:g}" for edge in kept] + ([f"> {kept[-1]:g}"] if kept else ["…"])
    found = _drift([*names, ""], [*parts[0], old_missing], [*parts[1], new_missing])
    if not was[-1] or not now[-1]:
        return found
    distance = float(np.abs(np.array(was) / was[-1] - np.array(now) / now[-1]).max())
    size = was[-1] * now[-1] / (was[-1] + now[-1])
    return Drift(found.psi, found.chance, distance, float(kolmogorov(np.sqrt(size) * distance)), found.bins)


def _drift(names: list[str], was: list[int], now: list[int]) -> Drift:
    """Half a row is added to every bin of both tables, so that an empty one does not make the index infinite."""
    import numpy as np
    from scipy.special import chdtri

    used = [place for place in range(len(names)) if was[place] or now[place]]
    if not used or not sum(was) or not sum(now):
        return Drift(0.0, 0.0, None, None, ())
    before, after = (np.array([counts[place] for place in used], dtype="float64") for counts in (was, now))
    shares = [(counts + 0.5) / (counts.sum() + 0.5 * len(used)) for counts in (before, after)]
    psi = float(((shares[1] - shares[0]) * np.log(shares[1] / shares[0])).sum())
    chance = chdtri(len(used) - 1, CHANCE) * (1 / before.sum() + 1 / after.sum()) if len(used) > 1 else 0.0
    plain = [counts / counts.sum() for counts in (before, after)]
    bins = tuple((names[place], float(a), float(b)) for place, a, b in zip(used, *plain, strict=True))
    return Drift(psi, float(chance), None, None, bins)


def _smirnov(old: Floats, new: Floats) -> tuple[float, float]:
    """The distance of the distribution functions and the asymptotic probability of a larger one by chance."""
    import numpy as np
    from scipy.special import kolmogorov

    old, new = np.sort(old), np.sort(new)
    both = np.concatenate([old, new])
    gaps = np.searchsorted(old, both, side="right") / len(old) - np.searchsorted(new, both, side="right") / len(new)
    distance = float(np.abs(gaps).max())
    size: Any = len(old) * len(new) / (len(old) + len(new))
    return distance, float(kolmogorov(np.sqrt(size) * distance))
