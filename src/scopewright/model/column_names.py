"""Names of columns as people write them down: in any case, with any blanks around them."""

from __future__ import annotations


def folded(column: str) -> str:
    """What two spellings of one column share; a name in the scope is compared by it with those of a header."""
    return column.strip().casefold()
