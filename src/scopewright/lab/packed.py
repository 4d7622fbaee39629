"""Text in a zip or gzip archive, unpacked as a stream that ends where an honest file would."""

from __future__ import annotations

import gzip
import io
import zipfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO

from scopewright.lab.source import TextSource
from scopewright.lab.unreadable import ARCHIVE_FAULTS, UnreadableFile
from scopewright.language import _

TEXTS = frozenset({".csv", ".tsv", ".tab", ".txt", ".dat", ".asc", ".psv", ""})
# A table of text shrinks to a tenth, rarely to a fiftieth of its size; beyond that the archive is a trap or a fault.
_HONEST_RATIO = 100
_ALWAYS_HONEST = 1 << 26


class _Unpacked(io.RawIOBase):
    """The unpacked bytes, counted."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, limit: int) -> None:
        self._stream, self._left = stream, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except ARCHIVE_FAULTS as error:
            text = _("The archive is damaged or protected ({reason}). Unpack it and open the file in it.")
            raise UnreadableFile(text.format(reason=error)) from error
        self._left -= len(data)
        if self._left < 0:
            text = _("The archive unpacks to more than {ratio} times its size. Unpack it and open the file in it.")
            raise UnreadableFile(text.format(ratio=_HONEST_RATIO))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _buffered(stream: IO[bytes] | gzip.GzipFile, size: int) -> BinaryIO:
    return io.BufferedReader(_Unpacked(stream, max(_ALWAYS_HONEST, _HONEST_RATIO * size)), 1 << 16)


def gzipped(path: Path) -> TextSource:
    """The text in a ``.gz`` file."""

    def opened() -> tuple[BinaryIO, IO[bytes]]:
        raw = path.open("rb")
        return _buffered(gzip.GzipFile(fileobj=raw), path.stat().st_size), raw

    return TextSource(path, opened)


def zipped(path: Path, names: list[str], part: str | None) -> TextSource:
    """One text of a zip archive: ``part``, or else the largest.

    Raises:
        UnreadableFile: it holds no text, or not that one.
    """
    texts = [name for name in names if _is_text(name)]
    if not texts:
        raise UnreadableFile(_("This archive holds no table of text. Unpack it and open the file in it."))
    if part is not None and part not in texts:
        said = _("The archive has no “{name}”. It holds: {names}.")
        raise UnreadableFile(said.format(name=part, names=", ".join(texts[:20])))
    with zipfile.ZipFile(path) as archive:
        sizes = {name: archive.getinfo(name).file_size for name in texts}
    chosen = part or max(texts, key=lambda name: sizes[name])
    return TextSource(path, partial(_open_member, path, chosen), chosen, tuple(texts))


def _is_text(name: str) -> bool:
    place = PurePosixPath(name)
    hidden = any(piece.startswith((".", "__MACOSX")) for piece in place.parts)
    return not name.endswith("/") and not hidden and place.suffix.lower() in TEXTS


def _open_member(path: Path, name: str) -> tuple[BinaryIO, IO[bytes]]:
    with ExitStack() as opened:
        raw = opened.enter_context(path.open("rb"))
        try:
            member = opened.enter_context(zipfile.ZipFile(raw)).open(name)
        except ARCHIVE_FAULTS as error:
            text = _("The archive is damaged or protected ({reason}). Unpack it and open the file in it.")
            raise UnreadableFile(text.format(reason=error)) from error
        # From here on the caller closes both.
        opened.pop_all()
        return _buffered(member, path.stat().st_size), raw
