"""What a process remembers from one brief to the next."""

from __future__ import annotations

from scopewright.briefs.pdf import marks, tables, text

_REMEMBERED = (text._read, text._broken, tables._widths, marks._remembered)


def forget() -> None:
    """Make the next brief as the first one of a process."""
    for each in _REMEMBERED:
        each.cache_clear()
