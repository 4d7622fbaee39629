"""The digest that ties a result to the exact bytes of the file it was computed from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(path: str | Path) -> str:
    """``sha256:`` and the hexadecimal digest of the file's bytes, read as a stream.

    Raises:
        OSError: the file cannot be read.
    """
    with Path(path).open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def of_cells(cells: Iterable[str | None]) -> str:
    """A digest of a column's cells in their order: 16 hexadecimal digits, enough to tell whether any cell changed."""
    digest = hashlib.sha256()
    for cell in cells:
        # Lengths part the cells, so that no two columns run together to the same bytes.
        data = b"-" if cell is None else cell.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % (-1 if cell is None else len(data)))
        digest.update(data)
    return digest.hexdigest()[:16]
