"""What independent checkers say of a PDF."""

from __future__ import annotations

from collections.abc import Iterator

import page
import pikepdf

PROFILES = ("ua1", "3a")
_FALSE = "STREAM-LENGTH"
"""Clause on stream lengths: the checker takes a stream whose deflate data end in 0x0D to be one byte longer."""


def failures(data: bytes, profile: str) -> list[str]:
    """The rules of PDF/UA-1 or PDF/A-3a that a file breaks."""
    report = page.validate_pdf_bytes(data, profile=profile)
    return [str(each) for each in report.failures if _FALSE not in str(each)]


def roles(pdf: pikepdf.Pdf) -> list[str]:
    """The roles of the structure tree in reading order."""
    return [str(each.S)[1:] for each in elements(pdf)]


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The elements of the structure tree in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, pikepdf.Array):
            waiting[:0] = list(each)
        elif isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
            if "/K" in each:
                waiting.insert(0, each.K)
