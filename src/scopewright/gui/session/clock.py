"""How long the session runs, and how much of the open topic's timebox is left."""

from __future__ import annotations

import time
from collections.abc import Callable

from scopewright.language import _


class Clock:
    """Runs and rests; ``now`` is seconds of a clock that never goes back."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._spent: dict[str, float] = {}
        self._total = 0.0
        self._since: float | None = None
        self._topic = ""

    @property
    def running(self) -> bool:
        """Whether time passes."""
        return self._since is not None

    def start(self, topic: str) -> None:
        """Let time pass on a topic; on another one before, it stays counted."""
        self._count()
        self._topic = topic
        self._since = self._now()

    def pause(self) -> None:
        """Stop counting."""
        self._count()
        self._since = None

    def spent(self, topic: str) -> float:
        """Seconds on a topic."""
        running = self._now() - self._since if self._since is not None and topic == self._topic else 0.0
        return self._spent.get(topic, 0.0) + running

    @property
    def total(self) -> float:
        """Seconds altogether."""
        return self._total + (self._now() - self._since if self._since is not None else 0.0)

    def _count(self) -> None:
        if self._since is not None:
            passed = self._now() - self._since
            self._spent[self._topic] = self._spent.get(self._topic, 0.0) + passed
            self._total += passed
            self._since = self._now()


def shown(seconds: float) -> str:
    """Minutes and seconds; hours before them from one on."""
    whole = int(seconds)
    minutes = f"{whole // 60 % 60:02}:{whole % 60:02}"
    return f"{whole // 3600}:{minutes}" if whole >= 3600 else minutes


def timebox(spent: float, minutes: int | None) -> str:
    """What is left of a timebox, or by how much it is overrun."""
    if not minutes:
        return shown(spent)
    left = minutes * 60 - spent
    if left < 0:
        return _("{time} over").format(time=shown(-left))
    return _("{time} left").format(time=shown(left))
