"""What a long piece of work and whoever started it say to each other.

Floor 0, so that the lab and the briefs can report without knowing who listens (``jobs`` does).
"""

from __future__ import annotations

from typing import Any, Protocol


class Stopped(BaseException):
    """The user asked the work to stop. Not an ``Exception``: no ``except Exception`` may keep it from leaving."""


class Report(Protocol):
    """The listener that a job function is given. Each call is also a place where the work can be stopped."""

    def progress(self, fraction: float, text: str = "") -> None:
        """Say how much is done (0 to 1) and, in a few words, what is going on.

        Raises:
            Stopped: the user asked the work to stop.
        """

    def partial(self, result: dict[str, Any]) -> None:
        """Hand over a finished part (plain JSON values) that stays valid if the rest is cancelled.

        Raises:
            Stopped: the user asked the work to stop.
        """


class Silent:
    """A ``Report`` that nobody listens to."""

    def progress(self, fraction: float, text: str = "") -> None:
        """Do nothing."""

    def partial(self, result: dict[str, Any]) -> None:
        """Do nothing."""
