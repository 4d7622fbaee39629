"""The digest that ties a result to the exact bytes of the file it was computed from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scopewright.progress import Report


def fingerprint(path: str | Path) -> str:
    """``sha256:`` and the hexadecimal digest of the file's bytes, read as a stream.

    Raises:
        OSError: the file cannot be read.
    """
    with Path(path).open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Job ``fingerprint``: that of ``path`` with its size and time; not read again if both are as in ``known``.

    Raises:
        OSError: the file cannot be read.
        Stopped: the user asked to stop.
    """
    report.progress(0.0)
    status = Path(payload["path"]).stat()
    now = {"size": status.st_size, "changed": status.st_mtime_ns}
    known: dict[str, Any] = payload.get("known") or {}
    if {name: known.get(name) for name in now} == now:
        return known
    return {**now, "fingerprint": fingerprint(payload["path"])}


def of_cells(codes: Any, values: Sequence[str]) -> str:
    """A digest of a column's cells in their order: 16 hexadecimal digits, enough to tell whether any cell changed.

    ``codes`` is an array with the number of each cell's value, -1 for none; ``values`` are numbered by first
    appearance, so that equal cells give equal numbers.
    """
    digest = hashlib.sha256(codes.astype("<i8").tobytes())
    # Lengths part the values, so that no two columns run together to the same text.
    digest.update(",".join(map(str, map(len, values))).encode())
    digest.update("".join(values).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
