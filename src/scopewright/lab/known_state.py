"""The fingerprint of a file without reading it again: size and time tell whether it was touched since it was read.

What is known is kept in the user's own cache under digests of the paths, so that no name of a client's file is in it.
Losing it costs one more reading.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from scopewright.lab import fingerprint, scratch
from scopewright.progress import Silent

_MOST = 1_000
"""Files remembered; the oldest go."""


def present_fingerprint(path: str) -> str:
    """That of the file as it is now, by the job of the window; read only if size or time are others than last time.

    Raises:
        OSError: there is no such file, or it cannot be read.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(path)
    place, known = _place(), _kept()
    name = hashlib.sha256(str(Path(path).absolute()).encode("utf-8", "surrogatepass")).hexdigest()
    before = known.get(name)
    state = fingerprint.run({"path": path, "known": before}, Silent())
    if state != before and place is not None:
        known.pop(name, None)
        _keep(place, {**known, name: state})
    return str(state["fingerprint"])


def _place() -> Path | None:
    try:
        return scratch.home().parent / "fingerprints.json"
    except OSError:
        return None


def _kept() -> dict[str, Any]:
    """What is known; nothing if it cannot be read, for it is only a saving of time."""
    place = _place()
    try:
        kept = json.loads(place.read_text("utf-8")) if place else {}
    except (OSError, ValueError):
        return {}
    return {name: state for name, state in kept.items() if _is_state(state)} if isinstance(kept, dict) else {}


def _is_state(state: Any) -> bool:
    return isinstance(state, dict) and state.keys() == {"size", "changed", "fingerprint"}


def _keep(place: Path, known: dict[str, Any]) -> None:
    """Best effort: another process may write at the same time, or nobody may write here."""
    newest = dict(list(known.items())[-_MOST:])
    part = place.with_suffix(".part")
    try:
        part.write_text(json.dumps(newest), "utf-8")
        part.replace(place)
    except OSError:
        part.unlink(missing_ok=True)
