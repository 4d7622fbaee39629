"""A client's file as records, whatever its format: text, text in an archive, a sheet, a Parquet table."""

from __future__ import annotations

import codecs
import io
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO, TYPE_CHECKING

from scopewright.lab.reader import Record, parse
from scopewright.lab.unreadable import UnreadableFile
from scopewright.language import _, current, show_number

if TYPE_CHECKING:
    from scopewright.lab.dialect import Dialect

LONGEST_LINE = 1 << 26
"""Characters in a line; whoever makes a longer one has no table. Twenty such lines still fit into memory."""
_CHUNK = 1 << 20


class Source(ABC):
    """One table of a file. ``part`` names the sheet or the file in an archive, ``parts`` all there are to choose from.

    ``fraction`` is how far the latest reading is, in bytes or rows of the whole.
    """

    def __init__(self, path: Path, part: str = "", parts: tuple[str, ...] = ()) -> None:
        self.path, self.part, self.parts = path, part, parts

    @property
    @abstractmethod
    def fraction(self) -> float:
        """How much of the file the latest reading has behind it (0 to 1)."""

    @abstractmethod
    def records(self, dialect: Dialect, width: int | None = None) -> Iterator[Record]:
        """Every record as it stands: preamble, header rows and blank lines (``[]``) too, nothing trimmed.

        Raises:
            UnreadableFile: the file cannot be read (on); its text is for the user.
        """


class TextSource(Source):
    """Delimited text; ``opened`` gives its bytes, unpacked where need be, and tells how far it has read."""

    def __init__(
        self,
        path: Path,
        opened: Callable[[], tuple[BufferedReader, IO[bytes]]],
        part: str = "",
        parts: tuple[str, ...] = (),
    ) -> None:
        super().__init__(path, part, parts)
        self._opened = opened
        self._size = max(1, path.stat().st_size)
        self._measure: Callable[[], int] = lambda: 0

    @property
    def packed(self) -> bool:
        """Whether the text stands in an archive."""
        return bool(self.part) or self.path.suffix.lower() == ".gz"

    @property
    def fraction(self) -> float:
        return min(1.0, self._measure() / self._size)

    @contextmanager
    def binary(self) -> Iterator[BufferedReader]:
        """The bytes of the text from the start.

        Raises:
            UnreadableFile: they cannot be had.
        """
        with refusing(self.path):
            stream, measured = self._opened()
            with stream, measured:
                self._measure = measured.tell
                try:
                    yield stream
                finally:
                    self._measure = lambda: self._size

    def head(self, size: int) -> bytes:
        """The first ``size`` bytes."""
        with self.binary() as stream:
            return stream.read(size)

    def chunks(self) -> Iterator[bytes]:
        """All bytes, piece by piece."""
        with self.binary() as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk

    def lines(self, encoding: str) -> Iterator[str]:
        """The physical lines with their ends. Bytes that the encoding does not know become U+FFFD.

        A mark of UTF-8 at the start is no text, whatever encoding stands behind it.

        Raises:
            UnreadableFile: a line is longer than any table has.
        """
        mark = self.head(len(codecs.BOM_UTF8))
        with self.binary() as stream:
            if mark == codecs.BOM_UTF8:
                stream.read(len(mark))
            text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
            while line := text.readline(LONGEST_LINE):
                if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
                    said = _("A line of this file is longer than {count} million characters. It is no table of text.")
                    raise UnreadableFile(said.format(count=show_number(LONGEST_LINE >> 20, current())))
                yield line
            text.detach()

    def records(self, dialect: Dialect, width: int | None = None) -> Iterator[Record]:
        yield from parse(self.lines(dialect.encoding), dialect, width)


class RowSource(Source):
    """Rows of cells as text, from a format that has no delimiters; ``opened`` gives them with their number."""

    def __init__(
        self, path: Path, opened: Callable[[], Iterator[list[str]]], rows: int, part: str = "",
        parts: tuple[str, ...] = (), headed: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(path, part, parts)
        self._opened, self._rows, self._done = opened, max(1, rows), 0
        self.headed = headed

    @property
    def fraction(self) -> float:
        return min(1.0, self._done / self._rows)

    def records(self, dialect: Dialect, width: int | None = None) -> Iterator[Record]:
        del dialect, width
        with refusing(self.path):
            for number, fields in enumerate(self._opened(), 1):
                self._done = number
                yield Record(fields, number)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """What the system says of a file that cannot be opened or read, as a sentence.

    Raises:
        UnreadableFile: in place of OSError.
    """
    try:
        yield
    except OSError as error:
        raise UnreadableFile(_refusal(path, error)) from error


def _refusal(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        folder = path.absolute().parent
        if folder.is_dir():
            text = _("There is no file “{name}” in {folder}. Look whether it was renamed or moved.")
        else:
            text = _("There is no folder {folder}, so “{name}” is not there. Look whether it was renamed or moved.")
        return text.format(name=path.name, folder=folder)
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return _("“{name}” is a folder. Name the file in it.").format(name=path.name)
    if isinstance(error, PermissionError):
        text = _("You may not read “{name}”. Ask its owner for the right to, or for a copy.")
        return text.format(name=path.name)
    text = _("“{name}” cannot be read ({reason}). Copy it to a disk of this computer and try the copy.")
    return text.format(name=path.name, reason=error.strerror or error)
