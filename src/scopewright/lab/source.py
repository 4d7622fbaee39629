"""Opening a client's file: what is refused before parsing, which encoding it has, its text as a stream of lines."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from scopewright.language import N_, _

MAX_COLUMNS = 16_384
_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FORMATS = (
    (b"PK\x03\x04", N_("an Excel workbook or a zip archive")),
    (b"PAR1", N_("a Parquet file")),
    (b"\x1f\x8b", N_("a gzip archive")),
    (b"\xd0\xcf\x11\xe0", N_("an old Excel workbook")),
    (b"%PDF-", N_("a PDF")),
    (b"\x89PNG", N_("a picture")),
    (b"SQLite format 3\x00", N_("a SQLite database")),
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
_ENOUGH_TO_GUESS = 100
_GUESS_BYTES = 1 << 16


class UnreadableFile(Exception):
    """The file cannot be read as one CSV table; the message is a sentence for the user."""


def refuse_other_formats(head: bytes) -> None:
    """Check the first bytes of a file.

    Raises:
        UnreadableFile: the bytes are not those of a text file, or there are none.
    """
    if not head:
        raise UnreadableFile(_("This file is empty. Ask for it to be exported again."))
    for magic, what in _OTHER_FORMATS:
        if head.startswith(magic):
            text = _("This is {what}, not a CSV file. Save the table you need as CSV and open that.")
            raise UnreadableFile(text.format(what=_(what)))


def read_head(path: str | Path, size: int) -> bytes:
    """The first ``size`` bytes, checked to be text.

    Raises:
        UnreadableFile: there is no such file, it cannot be read, or it is of another format.
    """
    try:
        with Path(path).open("rb") as file:
            head = file.read(size)
    except OSError as error:
        text = _("“{name}” cannot be read: {reason}.")
        raise UnreadableFile(text.format(name=Path(path).name, reason=error.strerror or error)) from error
    refuse_other_formats(head)
    return head


def detect_encoding(sample: bytes, path: Path | None = None) -> str:
    """The codec name: byte order mark, then strict UTF-8 (of the whole file if given), NULs of UTF-16, then a guess."""
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    if wide := _wide_by_nuls(sample):
        return wide
    foreign = _foreign_bytes(sample, path)
    return "utf-8" if foreign is None else _guess(foreign)


def _wide_by_nuls(sample: bytes) -> str | None:
    half = len(sample) // 2
    if not half:
        return None
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.3 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.1 else None


def _foreign_bytes(sample: bytes, path: Path | None) -> bytes | None:
    """A piece of the file that is not UTF-8, or None if all of it is (or nearly all: then it is damaged UTF-8).

    A character cut off at the very end is damage, too.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    if path is None:
        return _not_utf8(sample, decoder)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
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

    piece = _around_foreign(sample)
    western = _western(sample)
    if sum(byte > 0x7F for byte in sample) < _ENOUGH_TO_GUESS:
        return western
    best = from_bytes(piece, cp_isolation=[*_GUESSABLE, "cp1252"]).best()
    # Where two code pages give the same text, the commoner one is named.
    if best is None or piece.decode(best.encoding, "replace") == piece.decode(western, "replace"):
        return western
    return best.encoding


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


@contextmanager
def open_text(path: str | Path, encoding: str) -> Iterator[tuple[TextIO, io.BufferedReader]]:
    """The text with its line ends untouched, and the binary stream under it (its ``tell`` is the progress).

    Bytes that the encoding does not know become U+FFFD, which the audit reports.
    """
    with Path(path).open("rb") as raw:
        codec = "utf-8-sig" if encoding == "utf-8" else encoding
        yield io.TextIOWrapper(raw, encoding=codec, errors="replace", newline=""), raw
