"""Where a page keeps how it was left on this computer."""

from __future__ import annotations

from typing import Protocol


class Memory(Protocol):
    """Keeps texts under names; ``Settings`` is one."""

    def recall(self, name: str) -> str:
        """What was kept under a name, empty if nothing."""

    def keep(self, name: str, value: str) -> None:
        """Keep a text under a name."""


class Forgetful:
    """Keeps what a page says until the program ends."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def recall(self, name: str) -> str:
        """What was kept."""
        return self._kept.get(name, "")

    def keep(self, name: str, value: str) -> None:
        """Keep it until the program ends."""
        self._kept[name] = value
