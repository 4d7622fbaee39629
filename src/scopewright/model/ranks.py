"""Order as text: a rank between any two ranks exists, so moving one record changes no other.

A rank is five base-36 digits that count (so that ten thousand appended records keep short ranks), then a fraction
without trailing zeros. Comparing ranks as text orders them.
"""

from __future__ import annotations

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WIDTH = 5
FIRST = "h".ljust(_WIDTH, "0")


def between(low: str | None, high: str | None) -> str:
    """A rank after ``low`` and before ``high``; ``None`` means the very beginning or the very end.

    Raises:
        ValueError: ``low`` is not before ``high``, or a rank is not one of ours.
    """
    if low is None and high is None:
        return FIRST
    if high is None:
        return _counted(str(low), +1)
    if low is None:
        return _counted(high, -1)
    made = _middle(low, high) if low < high else ""
    if not low < made < high:
        raise ValueError(f"No rank fits between {low!r} and {high!r}.")
    return made


def _counted(rank: str, step: int) -> str:
    number, digits = int(rank[:_WIDTH].ljust(_WIDTH, "0"), 36) + step, ""
    for _place in range(_WIDTH):
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def _middle(low: str, high: str) -> str:
    made = ""
    for place in range(max(len(low), len(high)) + 1):
        floor = _DIGITS.index(low[place]) if place < len(low) else 0
        roof = _DIGITS.index(high[place]) if high.startswith(made) and place < len(high) else len(_DIGITS)
        if roof - floor > 1:
            return made + _DIGITS[(floor + roof) // 2]
        made += _DIGITS[floor]
    return made
