"""The journal beside an open engagement file: one line for each ``append``, on the disk before ``append`` returns.

Every line stands alone: a checksum, the journal's key, its own number, and the number last acknowledged before it. From
the latter a reader knows both which lines never counted (their saving had failed, and the user had been told) and which
ones are missing. The key begins with the name of the snapshot that the journal continues.

``{"crc":"1c291ca3","journal":"<snapshot>.<random>","n":7,"after":6,"format":[1,0],"entries":[…]}``

Beside a sealed file each line is sealed too, its number and what its key comes from being readable:
``{"journal":"<snapshot>.<random>","n":7,"salt":"<hex>","sealed":"<base64>"}``
"""

from __future__ import annotations

import binascii
import errno
import os
import re
import secrets
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scopewright.language import _
from scopewright.store import migrations
from scopewright.store.durable import (
    LARGEST,
    digest,
    open_to_append,
    sync_data,
    sync_folder,
    write_all,
    write_atomically,
)
from scopewright.store.failures import STEP_KEPT, NotSaved, not_saved
from scopewright.store.meta import Meta
from scopewright.store.migrations import Format
from scopewright.store.sealing import LineSeal, Seal
from scopewright.store.snapshot import Document, WrongShape, check_value, parse, to_bytes

_LINE = re.compile(rb'\{"crc":"([0-9a-f]{8})",(.+\})\n?', re.DOTALL)
_SEALED_LINE = re.compile(
    rb'\{"journal":"([0-9a-f.]{1,80})","n":([0-9]{1,18}),"salt":"([0-9a-f]{32})","sealed":"([A-Za-z0-9+/=]+)"\}\n?'
)


def beside(path: Path) -> Path:
    """Where the journal of the engagement file at ``path`` (resolved) is."""
    return path.with_name(path.name + ".journal")


@dataclass(frozen=True)
class Line:
    """One acknowledged ``append``, or the header (number 0, no entries)."""

    journal: str
    number: int
    after: int
    format: Format
    entries: list[Document]


@dataclass
class Contents:
    """What a journal on the disk holds: its lines in order, and what is wrong with it."""

    key: str = ""
    lines: list[Line] = field(default_factory=list)
    missing: int = 0
    """At how many places acknowledged lines cannot be read any more."""
    size: int = 0
    ends_whole: bool = True

    @property
    def last_number(self) -> int:
        """The highest number that a line has."""
        return self.lines[-1].number if self.lines else 0

    def pending(self, meta: Meta) -> list[Line] | None:
        """The lines that the snapshot described by ``meta`` lacks; ``None`` if the journal does not continue it."""
        if not self.key:
            return None
        if self.key == meta.folded_journal:
            return [line for line in self.lines if line.number > meta.folded_through]
        if self.key.partition(".")[0] == meta.snapshot:
            return self.lines
        return None


def _encode(body: dict[str, Any], seal: LineSeal | None) -> bytes:
    text = to_bytes(body)
    if seal is None:
        return b'{"crc":"%08x",' % zlib.crc32(text) + text[1:] + b"\n"
    sealed = binascii.b2a_base64(seal.closed(body["n"], text), newline=False)
    readable = (body["journal"].encode(), body["n"], seal.salt.hex().encode(), sealed)
    return b'{"journal":"%s","n":%d,"salt":"%s","sealed":"%s"}\n' % readable


def _body(raw: bytes, seal: Seal | None) -> bytes | None:
    """The JSON that was acknowledged as this line. A plain line beside a sealed file is nobody's, and is not taken."""
    if seal is None:
        plain = _LINE.fullmatch(raw)
        return b"{" + plain[2] if plain and zlib.crc32(b"{" + plain[2]) == int(plain[1], 16) else None
    sealed = _SEALED_LINE.fullmatch(raw)
    if sealed is None:
        return None
    try:
        content = binascii.a2b_base64(sealed[4], strict_mode=True)
    except binascii.Error:
        return None
    return seal.for_journal(sealed[1].decode(), bytes.fromhex(sealed[3].decode())).opened(int(sealed[2]), content)


def _decode(raw: bytes, seal: Seal | None) -> Line | None:
    """The line that the bytes hold, or ``None`` if they are torn, damaged or foreign."""
    text = _body(raw, seal)
    if text is None:
        return None
    try:
        body = parse(text)
        check_value(body)
        major, minor = body["format"]
        line = Line(str(body["journal"]), int(body["n"]), int(body["after"]), (int(major), int(minor)), body["entries"])
    except (WrongShape, LookupError, TypeError, ValueError):
        return None
    if not isinstance(line.entries, list) or not all(isinstance(entry, dict) for entry in line.entries):
        return None
    return line if line.number > line.after >= 0 or line.number == line.after == 0 else None


def _count(contents: Contents, line: Line) -> None:
    """Take ``line`` in; drop what was never acknowledged and count what is missing before it."""
    if line.number <= contents.last_number:
        return
    while contents.lines and contents.lines[-1].number > line.after:
        contents.lines.pop()
    if line.after != contents.last_number:
        contents.missing += 1
    contents.lines.append(line)


def read(path: Path, seal: Seal | None = None) -> Contents | None:
    """What the journal at ``path`` holds; ``None`` if there is none. A torn last line was never acknowledged.

    ``seal`` is that of the engagement file.

    Raises:
        OSError: the system could not read it.
    """
    contents = Contents()
    damaged_end = False
    try:
        with path.open("rb") as file:
            for raw in iter(lambda: file.readline(LARGEST), b""):
                contents.size += len(raw)
                contents.ends_whole = raw.endswith(b"\n")
                line = _decode(raw, seal)
                damaged_end = line is None and contents.ends_whole and raw != b"\n"
                if line is not None and line.journal == (contents.key or line.journal):
                    contents.key = line.journal
                    _count(contents, line)
    except FileNotFoundError:
        return None
    # A line whose saving failed ends without a line break until the next one begins, so this one had been saved.
    contents.missing += damaged_end
    return contents


def resealed(data: bytes, old: Seal | None, new: Seal | None) -> bytes:
    """The whole lines of a journal under the seal ``old``, or already under ``new``, put under ``new``."""
    lines = []
    for raw in data.splitlines(keepends=True):
        text = _body(raw, old) or _body(raw, new)
        if text is not None:
            body = parse(text)
            lines.append(_encode(body, new.for_journal(body["journal"]) if new is not None else None))
    return b"".join(lines)


def set_aside(path: Path) -> Path:
    """Rename the journal at ``path`` so that nothing in it is lost and a new one can begin; the answer is its new name.

    Raises:
        OSError: it could not be renamed.
    """
    aside = path.with_name(f"{path.name}.aside-{digest(path.read_bytes())[:8]}")
    path.replace(aside)
    sync_folder(path.parent)
    return aside


class Journal:
    """The writing end. The file appears with the first ``append``."""

    def __init__(self, engagement: Path, meta: Meta, seal: Seal | None = None, place: Path | None = None) -> None:
        """Begin a journal that continues the snapshot described by ``meta``, beside the engagement or at ``place``.

        ``seal`` is that of the engagement file.
        """
        self.path = place or beside(engagement)
        self.key = f"{meta.snapshot}.{secrets.token_hex(8)}"
        self.last_number = 0
        self.size = 0
        self._engagement = engagement
        self._like = None if place else engagement
        self._meta = meta
        self._seal = seal
        self._line_seal: LineSeal | None = None
        self._acknowledged = 0
        self._file: int | None = None
        self._line_open = False
        self._damaged = False

    @classmethod
    def resume(cls, engagement: Path, meta: Meta, contents: Contents, seal: Seal | None = None) -> Journal:
        """Go on with the journal found on the disk, whose lines are made durable if a kill left them unsynced.

        Raises:
            OSError: it could not be opened or synced.
        """
        journal = cls(engagement, meta, seal)
        journal.key, journal.size = contents.key, contents.size
        folded = meta.folded_through if contents.key == meta.folded_journal else 0
        # Never a number that the snapshot names as folded, even if the lines up to it are damaged.
        journal.last_number = journal._acknowledged = max(contents.last_number, folded)
        journal._line_open, journal._damaged = not contents.ends_whole, contents.missing > 0
        journal._file = open_to_append(journal.path)
        try:
            sync_data(journal._file)
        except OSError:
            journal.close()
            raise
        return journal

    def append(self, entries: list[Document]) -> int:
        """Save the entries together, all or none; the answer is their number, which grows with every call.

        Raises:
            NotSaved: they are not saved; what was saved before is, and the next call may work.
        """
        number = self.last_number + 1
        line = self._line(number, entries)
        # The number is spent even if the saving fails: its bytes may reach the disk all the same.
        self.last_number = number
        try:
            self._put(line)
        except OSError as error:
            raise not_saved(error, self._engagement, len(line), STEP_KEPT) from error
        self._acknowledged = number
        return number

    def go_under(self, seal: Seal | None) -> None:
        """From now on write under that seal; call it before the first ``append``."""
        self._seal, self._line_seal = seal, None

    def close(self) -> None:
        """Let go of the file; it stays for the next opening."""
        if self._file is not None:
            # Everything acknowledged is synced: closing can lose nothing.
            with suppress(OSError):
                os.close(self._file)
            self._file = None

    def discard(self) -> None:
        """Remove the journal, all of which a snapshot now holds; a damaged one is only set aside.

        A failure is harmless: the snapshot names what it holds of the journal, so a reader ignores it.
        """
        self.close()
        with suppress(OSError):
            if self._damaged:
                set_aside(self.path)
            else:
                self.path.unlink(missing_ok=True)

    def _line(self, number: int, entries: list[Document]) -> bytes:
        body = {"journal": self.key, "n": number, "after": self._acknowledged}
        try:
            line = self._encoded({**body, "format": list(migrations.FORMAT), "entries": entries})
        except WrongShape as error:
            text = _("The last step could not be saved: {reason}.").format(reason=error)
            raise NotSaved(text + " " + _(STEP_KEPT)) from error
        if len(line) >= LARGEST:
            text = _("The last step is larger than {limit} MB and could not be saved. Make it smaller.")
            raise NotSaved(text.format(limit=LARGEST // (1024 * 1024)) + " " + _(STEP_KEPT))
        return line

    def _header(self) -> bytes:
        about = {"uuid": self._meta.uuid, "generation": self._meta.generation}
        return self._encoded(
            {"journal": self.key, "n": 0, "after": 0, "format": list(migrations.FORMAT), "entries": [], **about}
        )

    def _encoded(self, body: dict[str, Any]) -> bytes:
        if self._seal is not None and self._line_seal is None:
            self._line_seal = self._seal.for_journal(self.key)
        return _encode(body, self._line_seal)

    def _put(self, line: bytes) -> None:
        if self._file is None:
            self._begin(self._header() + line)
        elif os.fstat(self._file).st_nlink == 0:
            self._begin(self._rescued(self._file) + b"\n" + line)
        elif not self.path.exists():
            # The file lives on where nobody will look: its drive was detached, or its folder moved.
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        else:
            self._add(self._file, line)

    def _begin(self, content: bytes) -> None:
        write_atomically(self.path, content, like=self._like)
        self.close()
        self._file = open_to_append(self.path)
        self.size, self._line_open = len(content), False

    def _rescued(self, file: int) -> bytes:
        """The content of a journal whose name another program removed, read through the handle still open here."""
        if self.path.exists():
            set_aside(self.path)
        os.lseek(file, 0, os.SEEK_SET)
        with os.fdopen(file, "rb", closefd=False) as content:
            return content.read()

    def _add(self, file: int, line: bytes) -> None:
        data = b"\n" + line if self._line_open else line
        self._line_open = True
        write_all(file, data)
        sync_data(file)
        self.size += len(data)
        self._line_open = False
