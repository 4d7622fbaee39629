"""A report for a part of the work, whose 0 to 1 is a stretch of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scopewright.progress import Report


@dataclass(frozen=True)
class Stretch:
    """A report of which a part of the work sees only its own stretch."""

    report: Report
    start: float
    end: float

    def progress(self, fraction: float, text: str = "") -> None:
        """Pass the progress on, scaled to the stretch."""
        self.report.progress(self.start + fraction * (self.end - self.start), text)

    def partial(self, result: dict[str, Any]) -> None:
        """Pass the finished part on."""
        self.report.partial(result)
