"""A copy of a brief that opens with a password only."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf

_ARCHIVAL = re.compile(rb"<pdfaid:part>.*?</pdfaid:conformance>\n")


def locked(data: bytes, password: str) -> bytes:
    """The PDF under AES-256 (revision 6); it no longer says that it is archival, for PDF/A forbids a password.

    Screen readers may read it; whoever has the password may print and copy. The bytes differ every time.
    """
    out = BytesIO()
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        metadata = pdf.Root.Metadata
        metadata.write(_ARCHIVAL.sub(b"", metadata.read_bytes()))
        pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password, R=6, aes=True))
    return out.getvalue()
