"""The job that lists the families in which a brief can be set on this computer."""

from __future__ import annotations

from typing import Any

from scopewright.progress import Report
from scopewright.scenes.typefaces import families


def run(_payload: dict[str, Any], _report: Report) -> dict[str, Any]:
    """The names of the families, the bundled one first; reading them takes as long as there are fonts."""
    return {"families": list(families())}
