"""Which encoding the bytes of a text file have."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from scopewright.lab.code_page import code_page

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 1 << 18


def detect_encoding(sample: bytes, chunks: Iterable[bytes] | None = None) -> str:
    """The codec name: byte order mark, then strict UTF-8 (of all ``chunks`` if given), NULs of UTF-16, then a guess.

    The mark of UTF-8 is a claim that the bytes have to bear out: programs put it before text of a code page, too.
    """
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    if wide := _wide_by_nuls(sample):
        return wide
    foreign = _foreign_bytes(_unmarked([sample] if chunks is None else chunks))
    return "utf-8" if foreign is None else _guess(foreign)


def _wide_by_nuls(sample: bytes) -> str | None:
    half = len(sample) // 2
    if not half:
        return None
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.3 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.1 else None


def _unmarked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for number, chunk in enumerate(chunks):
        yield chunk if number else chunk.removeprefix(codecs.BOM_UTF8)


def _foreign_bytes(chunks: Iterable[bytes]) -> bytes | None:
    """A piece of the file that is not UTF-8, or None if all of it is (or nearly all: then it is damaged UTF-8).

    A character cut off at the very end is damage, too.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    for chunk in chunks:
        if (foreign := _not_utf8(chunk, decoder)) is not None:
            return foreign
    return None


def _not_utf8(chunk: bytes, decoder: codecs.IncrementalDecoder) -> bytes | None:
    if chunk.isascii() and not decoder.getstate()[0]:
        return None
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        decoder.reset()
        text = chunk.decode("utf-8", "replace")
        damaged = text.count("\ufffd")
        healthy = sum(character > "\x7f" for character in text) - damaged
        # Valid UTF-8 sequences hardly ever arise by chance.
        return None if healthy >= damaged else chunk
    return None


def _guess(sample: bytes) -> str:
    first = next((place for place, byte in enumerate(sample) if byte > 0x7F), 0)
    found = code_page(sample[max(0, first - 100) :][:_LOOKED_AT])
    return "latin-1" if found == "cp1252" and not _decodes(sample, found) else found


def _decodes(sample: bytes, codec: str) -> bool:
    try:
        sample.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
