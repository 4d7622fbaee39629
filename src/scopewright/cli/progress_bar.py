"""Jobs for the command line: run in a child process, with a bar on a terminal and silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from scopewright.cli.command import Refused
from scopewright.jobs import inline
from scopewright.language import _
from scopewright.progress import Stopped

_WIDTH = 28


class Bar:
    """A ``Report`` that draws one line on standard error, if that is a terminal."""

    def __init__(self, part: Callable[[dict[str, Any]], object] | None = None) -> None:
        self._shown = sys.stderr.isatty()
        self._part = part

    def progress(self, fraction: float, text: str = "") -> None:
        """Draw the line anew."""
        if self._shown:
            done = round(_WIDTH * fraction)
            sys.stderr.write(f"\r{'█' * done}{'░' * (_WIDTH - done)} {fraction:4.0%} {text[:40]:<40}")
            sys.stderr.flush()

    def partial(self, result: dict[str, Any]) -> None:
        """Hand a finished part to whoever wants it; most commands print the whole only."""
        if self._part is not None:
            self.end()
            self._part(result)

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r" + " " * (_WIDTH + 48) + "\r")


def run_job(
    name: str, payload: dict[str, Any], part: Callable[[dict[str, Any]], object] | None = None
) -> dict[str, Any]:
    """Run a job and return its result; ``part`` is given what is finished ahead of it.

    Raises:
        JobFailed: it could not be done; the text is for the user.
        Refused: it was stopped.
    """
    bar = Bar(part)
    try:
        return inline.run(name, payload, bar)
    except (Stopped, KeyboardInterrupt) as error:
        raise Refused(_("Stopped; nothing was changed.")) from error
    finally:
        bar.end()
