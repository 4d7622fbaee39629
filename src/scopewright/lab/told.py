"""A sentence about a client's data, and how much of it may leave the screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """``message`` is for the screen; ``without`` says the same without any cell's value, where ``message`` has one."""

    message: str
    without: str = ""

    @property
    def kept(self) -> str:
        """The only form that may be stored."""
        return self.without or self.message
