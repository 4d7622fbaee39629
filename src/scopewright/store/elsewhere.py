"""Which paths lead to another computer: they are not asked for unbidden."""

from __future__ import annotations


def on_another_computer(path: str) -> bool:
    r"""Whether a path names a host (``\\host\share``): looking there makes Windows sign in at that host."""
    return len(path) > 1 and path[0] in "\\/" and path[1] in "\\/"
