"""The window that a page of the session asks to be quiet."""

from __future__ import annotations


class QuietWindow:
    """Remembers what it was told to take away."""

    def __init__(self) -> None:
        self.told: list[tuple[bool, bool]] = []

    def show_quiet(self, on: bool, *, large: bool = False) -> None:
        self.told.append((on, large))
