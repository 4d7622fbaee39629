"""What of a fault may be written down: where it happened, not what the client's data was."""

from __future__ import annotations

import re

_FRAME = re.compile(r'^\s+File "')
_FAULT = re.compile(r"^([A-Za-z_][\w.]*)(?::|$)")


def without_messages(traceback: str) -> str:
    """A traceback's frames and the types of its exceptions; a message may quote a cell of the client's table."""
    kept = []
    for line in traceback.splitlines():
        fault = _FAULT.match(line)
        if _FRAME.match(line):
            kept.append(line.strip())
        elif fault is not None:
            kept.append(fault.group(1))
    return "\n".join(kept)
