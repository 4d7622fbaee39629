"""What the lab raises when a client's file cannot be read."""

from __future__ import annotations

import gzip
import struct
import zipfile
import zlib

ARCHIVE_FAULTS = (
    EOFError, zlib.error, struct.error, zipfile.BadZipFile, gzip.BadGzipFile, RuntimeError, NotImplementedError,
    ValueError, OverflowError, LookupError,
)  # fmt: skip
"""What the standard library raises on damaged, protected or strange archives."""


class UnreadableFile(Exception):
    """The file cannot be read as one table; the message is a sentence for the user."""
