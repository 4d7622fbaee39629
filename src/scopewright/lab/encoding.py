"""Which encoding the bytes of a text file have."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a guess may be besides cp1252: on small files the guesser is often fooled into rarer code pages.
_GUESSABLE = frozenset(
    [
        "cp1250",
        "cp1251",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp932",
        "shift_jis",
        "shift_jis_2004",
        "euc_jp",
        "euc_kr",
        "cp949",
        "gb18030",
        "gbk",
        "gb2312",
        "big5",
        "koi8_r",
        "koi8_u",
        "iso8859_2",
        "iso8859_5",
        "iso8859_7",
        "iso8859_9",
    ]
)
# Code pages of the systems before Windows, still written by old programs and by Excel for Mac. Their letters lie where
# Windows has marks that hardly ever stand inside a word, but for the apostrophe.
_OLDER = ("mac_roman", "cp850")
_IN_WORDS = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]+(?=[a-z])")
_APOSTROPHE, _FIRST_LETTER = 0x92, 0xC0
_COMMON_LETTERS = frozenset("äöüßéèêàâçáíóúñôûîøåæ")
_OLDER_SHARE, _FEWEST_OLDER = 0.6, 5
_ENOUGH_TO_GUESS = 100
_GUESS_BYTES = 1 << 16


def detect_encoding(sample: bytes, chunks: Iterable[bytes] | None = None) -> str:
    """The codec name: byte order mark, then strict UTF-8 (of all ``chunks`` if given), NULs of UTF-16, then a guess."""
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    if wide := _wide_by_nuls(sample):
        return wide
    foreign = _foreign_bytes([sample] if chunks is None else chunks)
    return "utf-8" if foreign is None else _guess(foreign)


def _wide_by_nuls(sample: bytes) -> str | None:
    half = len(sample) // 2
    if not half:
        return None
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.3 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.1 else None


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
    from charset_normalizer import from_bytes

    if older := _older(sample):
        return older
    piece = _around_foreign(sample)
    western = _western(sample)
    if sum(byte > 0x7F for byte in sample) < _ENOUGH_TO_GUESS:
        return western
    best = from_bytes(piece, cp_isolation=[*_GUESSABLE, "cp1252"]).best()
    # Where two code pages give the same text, the commoner one is named.
    if best is None or piece.decode(best.encoding, "replace") == piece.decode(western, "replace"):
        return western
    return best.encoding


def _older(sample: bytes) -> str | None:
    """The code page of Mac or DOS in which the foreign bytes inside words are common letters, if there is one."""
    found = [byte for part in _IN_WORDS.findall(sample) for byte in part if byte != _APOSTROPHE]
    if len(found) < _FEWEST_OLDER or sum(byte < _FIRST_LETTER for byte in found) < _OLDER_SHARE * len(found):
        return None
    letters = {name: sum(sign in _COMMON_LETTERS for sign in bytes(found).decode(name)) for name in _OLDER}
    best = max(_OLDER, key=lambda name: letters[name])
    return best if letters[best] > _OLDER_SHARE * len(found) else None


def _western(sample: bytes) -> str:
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def _around_foreign(sample: bytes) -> bytes:
    first = next((place for place, byte in enumerate(sample) if byte > 0x7F), 0)
    start = max(0, first - 100)
    return sample[start : start + _GUESS_BYTES]
