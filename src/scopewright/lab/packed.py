"""Tables in a zip or gzip archive: text is unpacked as a stream, a workbook or Parquet file beside, for a while."""

from __future__ import annotations

import gzip
import io
import shutil
import weakref
import zipfile
from contextlib import ExitStack
from functools import partial
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import IO, Any

from scopewright.lab import scratch
from scopewright.lab.parquet import parquet
from scopewright.lab.sealed_copy import SealedCopy
from scopewright.lab.source import Source, TextSource
from scopewright.lab.unreadable import ARCHIVE_FAULTS, UnreadableFile
from scopewright.lab.workbook import sheet
from scopewright.language import _

TEXTS = frozenset({".csv", ".tsv", ".tab", ".txt", ".dat", ".asc", ".psv", ""})
_ARCHIVES = frozenset({".zip", ".gz", ".7z", ".rar", ".tar", ".tgz"})
TABLES = frozenset({".xlsx", ".xlsm", ".parquet"})
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


def _buffered(stream: IO[bytes] | gzip.GzipFile, size: int) -> BufferedReader:
    return BufferedReader(_Unpacked(stream, max(_ALWAYS_HONEST, _HONEST_RATIO * size)), 1 << 16)


def gzipped(path: Path) -> TextSource:
    """The text in a ``.gz`` file."""

    def opened() -> tuple[BufferedReader, IO[bytes]]:
        raw = path.open("rb")
        return _buffered(gzip.GzipFile(fileobj=raw), path.stat().st_size), raw

    return TextSource(path, opened)


def zipped(path: Path, names: list[str], part: str | None) -> Source:
    """One table of a zip archive: ``part``, or else the largest text, or else the largest workbook or Parquet file.

    Raises:
        UnreadableFile: it holds no table, or not that one.
    """
    texts = [name for name in names if _is_kind(name, TEXTS)]
    tables = [name for name in names if _is_kind(name, TABLES)]
    parts = (*texts, *tables)
    if not parts:
        said = _("This archive holds no table. Unpack it and open the file in it.")
        inner = [name for name in names if PurePosixPath(name).suffix.lower() in _ARCHIVES]
        if inner:
            said = _("This archive holds no table but other archives: {names}. Unpack it and open one of them.")
        raise UnreadableFile(said.format(names=", ".join(inner[:20])))
    if part is not None and part not in parts:
        said = _("The archive has no “{name}”. It holds: {names}.")
        raise UnreadableFile(said.format(name=part, names=", ".join(parts[:20])))
    with zipfile.ZipFile(path) as archive:
        sizes = {name: archive.getinfo(name).file_size for name in parts}
    chosen = part or max(texts or tables, key=lambda name: sizes[name])
    if chosen in tables:
        return _unpacked(path, chosen, parts)
    return TextSource(path, partial(_open_member, path, chosen), chosen, parts)


def _unpacked(path: Path, name: str, parts: tuple[str, ...]) -> Source:
    """A workbook or Parquet file of an archive, which its readers must jump about in; its copy goes with the source."""
    with ExitStack() as held:
        copy = SealedCopy(held.enter_context(scratch.folder()) / f"table{PurePosixPath(name).suffix.lower()}")
        member, raw = _open_member(path, name)
        with raw, member, copy.create() as file:
            shutil.copyfileobj(member, file)
        source = parquet(copy) if copy.path.suffix == ".parquet" else sheet(copy, None)
        source.path, source.part, source.parts = path, name, parts
        weakref.finalize(source, held.pop_all().close)
    return source


def _is_kind(name: str, suffixes: frozenset[str]) -> bool:
    place = PurePosixPath(name)
    hidden = any(piece.startswith((".", "__MACOSX")) for piece in place.parts)
    return not name.endswith("/") and not hidden and place.suffix.lower() in suffixes


def _open_member(path: Path, name: str) -> tuple[BufferedReader, IO[bytes]]:
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
