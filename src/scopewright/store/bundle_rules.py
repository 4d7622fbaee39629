"""What a bundle is: which names it may hold, how much, and what its manifest says. Whatever is not allowed is refused.

A bundle is a ZIP with ``manifest.json``, ``NAME.scope``, ``NAME.scope.files/DIGEST`` and ``data/DS-n.csv``.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from scopewright.language import _
from scopewright.store import attachments
from scopewright.store.durable import LARGEST
from scopewright.store.failures import NotOpened
from scopewright.store.snapshot import WrongShape, check_value, parse, to_bytes

MANIFEST = "manifest.json"
DATA = "data"
VERSION = 1
LARGEST_TOTAL = 2 * 1024**3 - 1
"""Bytes that everything in a bundle may have together; so a bundle never needs ZIP64."""
LARGEST_MANIFEST = 2 * 1024 * 1024
MOST_FILES = 10_000
COMPRESSION_LEVEL = 1
MOST_EXPANSION = 240
"""How many times its packed size a file may have. At level 1 deflate reaches 230, so no bundle of ours is refused."""
FREE_EXPANSION = 1024 * 1024
"""Bytes up to which a file may expand at any rate."""

# Names that Windows takes for devices, in any case and with any suffix.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_ENGAGEMENT = re.compile(r"[^/\\:*?\"<>|\x00-\x1f\x7f. ][^/\\:*?\"<>|\x00-\x1f\x7f]{0,120}\.scope")
_DATASET = re.compile(r"[A-Z]{1,4}-[0-9]{1,9}\.(csv|tsv|txt)")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_END = struct.Struct("<4s4H2LH")
_END_MARK, _ZIP64_MARK = b"PK\5\6", b"PK\6\7"


class Refused(NotOpened):
    """The bundle is damaged or was made to do harm; nothing of it was unpacked."""


def refusal(name: str, reason: str) -> Refused:
    """What to tell about the bundle called ``name``; ``reason`` is half a sentence."""
    text = _("“{name}” was not unpacked: {reason}. Nothing was written. Ask for a new bundle.")
    return Refused(text.format(name=name, reason=reason))


def is_engagement_name(name: str) -> bool:
    """Whether a file of this name can be made on every system."""
    return bool(_ENGAGEMENT.fullmatch(name)) and not _DEVICES.fullmatch(name) and len(name.encode()) <= 200


def is_dataset_name(name: str) -> bool:
    """Whether a file in ``data`` is named as ``pack`` does it."""
    return bool(_DATASET.fullmatch(name))


@dataclass(frozen=True)
class Item:
    """One file of a bundle: its size in bytes, its SHA-256 and, for a dataset's CSV, the hidden key of the dataset."""

    name: str
    size: int
    sha256: str
    dataset: str | None = None


@dataclass(frozen=True)
class Manifest:
    """What a bundle says it holds."""

    engagement: str
    items: tuple[Item, ...]

    def to_bytes(self) -> bytes:
        """The manifest as it stands in the bundle. It names no title, for the engagement may be sealed."""
        files = [{name: value for name, value in vars(item).items() if value is not None} for item in self.items]
        return to_bytes({"bundle": VERSION, "engagement": self.engagement, "files": files}) + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> Manifest:
        """The inverse of ``to_bytes``.

        Raises:
            WrongShape: it is no manifest, or one with names that are not allowed.
        """
        value = parse(data)
        check_value(value)
        if not isinstance(value, dict) or value.get("bundle") != VERSION or not isinstance(value.get("files"), list):
            raise WrongShape(_("its manifest is not one"))
        engagement = value.get("engagement")
        items = tuple(_item(described) for described in value["files"])
        if not isinstance(engagement, str) or not is_engagement_name(engagement):
            raise WrongShape(_("its manifest is not one"))
        if engagement not in {item.name for item in items}:
            raise WrongShape(_("there is no engagement in it"))
        for item in items:
            if not _is_allowed(item.name, engagement):
                raise WrongShape(_("a file in it has the name “{name}”").format(name=item.name[:80]))
        return cls(engagement, items)


def _item(described: Any) -> Item:
    match described:
        case {"name": str(name), "size": int(size), "sha256": str(sha256)} if _DIGEST.fullmatch(sha256) and size >= 0:
            dataset = described.get("dataset")
            return Item(name, size, sha256, dataset if isinstance(dataset, str) else None)
    raise WrongShape(_("its manifest is not one"))


def _is_allowed(name: str, engagement: str) -> bool:
    folder, slash, base = name.partition("/")
    if not slash:
        return name == engagement
    return (folder == DATA and is_dataset_name(base)) or (folder == f"{engagement}.files" and attachments.is_name(base))


def refuse_odd_ending(file: BinaryIO, name: str) -> None:
    """Check that the list of contents is short, before all of it is read.

    Raises:
        Refused: it is not, or this is no ZIP as ``pack`` makes it.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size - 20))
    tail = file.read()
    if len(tail) < _END.size:
        raise refusal(name, _("it is not a bundle"))
    mark, *_counts, entries, length, _start, comment = _END.unpack(tail[-_END.size :])
    if mark != _END_MARK or comment or tail.startswith(_ZIP64_MARK):
        raise refusal(name, _("it is not a bundle, or not all of one"))
    if entries > MOST_FILES or length > 400 * MOST_FILES:
        raise refusal(name, _("it lists too many files"))


def refuse_odd_entries(entries: list[zipfile.ZipInfo], size: int, name: str) -> None:
    """Check what the ZIP, which has ``size`` bytes, says of its files, before one of them is read.

    Raises:
        Refused: a name twice, something other than a file, too large, or expanding too much.
    """
    names = {entry.orig_filename.casefold() for entry in entries}
    if len(entries) > MOST_FILES or len(names) != len(entries):
        raise refusal(name, _("a name stands in it twice, or it lists too many files"))
    for entry in entries:
        if not _is_plain(entry):
            raise refusal(name, _("“{entry}” in it is not an ordinary file").format(entry=entry.orig_filename[:80]))
        if entry.file_size > entry.compress_size * MOST_EXPANSION + FREE_EXPANSION:
            raise refusal(name, _("a file in it expands beyond measure"))
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_TOTAL or total > size * MOST_EXPANSION + FREE_EXPANSION:
        raise refusal(name, _("what is in it is larger than a bundle may be"))


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (
        kind in (0, stat.S_IFREG)
        and not entry.filename.endswith("/")
        and not entry.flag_bits & 0x1
        and entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        # ZipInfo itself cuts a name at a NUL and turns backslashes on some systems.
        and entry.filename == entry.orig_filename
    )


def largest(item: Item, manifest: Manifest) -> int:
    """The bytes that a file of a bundle may have."""
    return LARGEST if item.name == manifest.engagement else LARGEST_TOTAL


def unpacked(folder: Path, item: Item) -> Path:
    """Where a file of a checked manifest goes below ``folder``."""
    return folder.joinpath(*item.name.split("/"))
