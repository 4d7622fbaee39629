"""The digest that ties a result to the exact bytes of the file it was computed from."""

from __future__ import annotations

import hashlib
from pathlib import Path


def fingerprint(path: str | Path) -> str:
    """``sha256:`` and the hexadecimal digest of the file's bytes, read as a stream.

    Raises:
        OSError: the file cannot be read.
    """
    with Path(path).open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
