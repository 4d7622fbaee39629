"""What kind of file a client sent, told by its first bytes and not by its name, and the source that reads it."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import IO

from scopewright.lab.source import Source, TextSource, refusing
from scopewright.lab.unreadable import ARCHIVE_FAULTS, UnreadableFile
from scopewright.language import N_, _

_OTHERS = (
    (b"\xd0\xcf\x11\xe0", N_("an old Excel workbook")),
    (b"%PDF-", N_("a PDF")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"SQLite format 3\x00", N_("a SQLite database")),
    (b"7z\xbc\xaf\x27\x1c", N_("a 7-Zip archive")),
    (b"Rar!\x1a\x07", N_("a RAR archive")),
    (b"BZh", N_("a bzip2 archive")),
    (b"\xfd7zXZ\x00", N_("an xz archive")),
    (b"\x28\xb5\x2f\xfd", N_("a Zstandard archive")),
    (b"ARROW1", N_("an Arrow file")),
    (b"\x89HDF", N_("an HDF5 file")),
)
_IN_ZIP = (
    ("word/document.xml", N_("a Word document")),
    ("ppt/presentation.xml", N_("a PowerPoint file")),
    ("xl/workbook.bin", N_("a binary Excel workbook")),
    ("mimetype", N_("an OpenDocument file")),
)
_MARKED_UP = (
    (re.compile(r"\s*<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE), N_("a web page (HTML)")),
    (re.compile(r"\s*<\?xml\b"), N_("an XML file")),
    (re.compile(r"\s*\[?\s*\{\s*\"[^\"\n]*\"\s*:"), N_("a JSON file")),
)
_MAGIC_BYTES = 16
# Neither blanks nor NUL, the old mark of an end, or the four separators, which do stand in tables.
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x19\x1b]")
# One kind alone may be a delimiter.
_KINDS_OF_CONTROL, _CONTROL_SHARE = 5, 0.02


def open_source(path: str | Path, part: str | None = None) -> Source:
    """The table of a file; ``part`` names the sheet of a workbook or the file in an archive.

    Raises:
        UnreadableFile: there is no such file, it cannot be read, or it holds no table.
    """
    place = Path(path)
    with refusing(place), place.open("rb") as file:
        head = file.read(_MAGIC_BYTES)
    refuse_other_formats(head)
    with refusing(place):
        if head.startswith(b"PK\x03\x04"):
            return _of_zip(place, part)
        if head.startswith(b"\x1f\x8b"):
            from scopewright.lab.packed import gzipped

            return gzipped(place)
        if head.startswith(b"PAR1"):
            from scopewright.lab.parquet import parquet

            return parquet(place)
        return TextSource(place, partial(_plain, place))


def refuse_other_formats(head: bytes) -> None:
    """Check the first bytes of a file.

    Raises:
        UnreadableFile: they are those of a format without a table that can be read, or there are none.
    """
    if not head:
        raise UnreadableFile(_("This file is empty. Ask for it to be exported again."))
    for magic, what in _OTHERS:
        if head.startswith(magic):
            raise _refused(what)


def refuse_no_text(text: str) -> None:
    """Check the beginning of a file, decoded.

    Raises:
        UnreadableFile: it is marked up, as a web page is, or holds so many control characters of so many kinds that it
            is a program or a picture.
    """
    for begins, what in _MARKED_UP:
        if begins.match(text):
            raise _refused(what)
    found = Counter(_CONTROL.findall(text))
    if len(found) >= _KINDS_OF_CONTROL and found.total() > _CONTROL_SHARE * len(text):
        raise UnreadableFile(
            _(
                "This file is no text but the form in which some program keeps its data. Open it in that program, save "
                "the table you need as CSV, Excel workbook (.xlsx) or Parquet, and open that."
            )
        )


def _refused(what: str) -> UnreadableFile:
    text = _("This is {what}. Save the table you need as CSV, Excel workbook (.xlsx) or Parquet and open that.")
    return UnreadableFile(text.format(what=_(what)))


def _plain(path: Path) -> tuple[BufferedReader, IO[bytes]]:
    stream = path.open("rb")
    return stream, stream


def _of_zip(path: Path, part: str | None) -> Source:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except ARCHIVE_FAULTS as error:
        raise UnreadableFile(_("The archive is damaged. Ask for it again.")) from error
    if "xl/workbook.xml" in names:
        from scopewright.lab.workbook import sheet

        return sheet(path, part)
    for inside, what in _IN_ZIP:
        if inside in names:
            raise _refused(what)
    from scopewright.lab.packed import zipped

    return zipped(path, names, part)
