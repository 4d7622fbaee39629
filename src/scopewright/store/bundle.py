"""An engagement with its data as one file to hand over, and back: ``pack`` and ``unpack``."""

from __future__ import annotations

import hashlib
import io
import secrets
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.model.sections.datasets import Dataset
from scopewright.model.step import Step
from scopewright.model.tables import to_tables
from scopewright.store import attachments, recovery
from scopewright.store import bundle_rules as rules
from scopewright.store.bundle_rules import MANIFEST, Item, Manifest, refusal
from scopewright.store.durable import new_file, resolve, sync_folder
from scopewright.store.failures import NEW_FILE_KEPT, NotSaved, not_opened, not_saved
from scopewright.store.loading import load
from scopewright.store.opened import OpenEngagement
from scopewright.store.sealing import Seal, Secret
from scopewright.store.snapshot import WrongShape

_CHUNK = 1024 * 1024
_PREFIX = "sha256:"
_FALLBACK = "engagement.scope"
# What the library raises on files that are not as they should be.
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ArithmeticError, RuntimeError, ValueError)


@dataclass(frozen=True)
class Source:
    """A file of the engagement as it lies here: ``name`` is the one it has in a bundle, empty if it is not packed.

    ``remark`` says why it is not, or what is odd about it. Without a ``dataset`` it is an attachment.
    """

    path: Path
    name: str
    dataset: Dataset | None = None
    remark: str = ""


@dataclass(frozen=True)
class Packed:
    """What went into a bundle and what did not."""

    engagement: Engagement
    seal: Seal | None
    manifest: Manifest
    sources: list[Source]


def pack(
    path: Path | str,
    target: Path | str,
    *,
    passphrase: Secret | str | None = None,
    with_data: bool = False,
    with_attachments: bool = True,
) -> Packed:
    """Write a bundle of the engagement at ``path``, which somebody else may be writing, as a new file.

    The engagement is in it as one file, its journal folded in, sealed if it is sealed here, and so are its
    attachments. CSVs are in it as they lie here: no passphrase protects those.

    Raises:
        NotOpened: the engagement cannot be read.
        NotSaved: there is a file already, or it could not be written.
    """
    whole, out = resolve(path), resolve(target)
    found = recovery.find_unlocked(whole, passphrase)
    engagement, tables, _notices = load(found.meta.uuid, found.tables, found.entries, whole.name)
    about = found.meta.next(found.journal.key if found.journal else "", 0)
    content = found.storage.content(about.within(to_tables(engagement, tables)))
    name = whole.name if rules.is_engagement_name(whole.name) else _FALLBACK
    sources = _attachments(whole, name, found.storage.seal, wanted=with_attachments)
    sources += _datasets(engagement, whole, wanted=with_data)
    try:
        with new_file(out) as file:
            manifest = _write(file, name, content, [source for source in sources if source.name])
    except FileExistsError as error:
        text = _("There is already a file “{name}”; it was not touched. Choose another name for the bundle.")
        raise NotSaved(text.format(name=out.name)) from error
    except OSError as error:
        raise not_saved(error, out, len(content), NEW_FILE_KEPT) from error
    return Packed(engagement, found.storage.seal, manifest, sources)


def _attachments(engagement: Path, name: str, seal: Seal | None, *, wanted: bool) -> list[Source]:
    folder = attachments.folder_of(engagement)
    if not folder.is_dir():
        return []
    return [_attachment(path, name, seal, wanted=wanted) for path in sorted(folder.iterdir())]


def _attachment(path: Path, engagement: str, seal: Seal | None, *, wanted: bool) -> Source:
    if not wanted:
        return Source(path, "", remark=_("left out as asked"))
    if not attachments.is_name(path.name) or path.is_symlink() or not path.is_file():
        return Source(path, "", remark=_("no attachment of this engagement"))
    protected = seal is None or attachments.is_closed(path)
    return Source(path, f"{engagement}.files/{path.name}", remark="" if protected else _("is in it, not protected"))


def _datasets(engagement: Engagement, path: Path, *, wanted: bool) -> list[Source]:
    return [_dataset(item, path, wanted=wanted) for item in engagement.all(Dataset) if item.path]


def _dataset(dataset: Dataset, engagement: Path, *, wanted: bool) -> Source:
    path = engagement.parent / dataset.path
    name = f"{dataset.id}{path.suffix.lower()}"
    try:
        readable = path.is_file()
    except (OSError, ValueError):
        readable = False
    if not wanted:
        return Source(path, "", dataset, _("stays here"))
    if not rules.is_dataset_name(name):
        return Source(path, "", dataset, _("is not a CSV file"))
    if not readable:
        return Source(path, "", dataset, _("is not there"))
    return Source(path, f"{rules.DATA}/{name}", dataset)


def _write(file: IO[bytes], name: str, content: bytes, sources: list[Source]) -> Manifest:
    level = rules.COMPRESSION_LEVEL
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=False, compresslevel=level) as archive:
        items = [_add(archive, name, io.BytesIO(content), 0)]
        for source in sources:
            with source.path.open("rb") as data:
                used = sum(item.size for item in items)
                items.append(_add(archive, source.name, data, used, source.dataset))
        manifest = Manifest(name, tuple(items))
        archive.writestr(MANIFEST, manifest.to_bytes())
    return manifest


def _add(archive: zipfile.ZipFile, name: str, data: IO[bytes], used: int, dataset: Dataset | None = None) -> Item:
    size, digest = 0, hashlib.sha256()
    # Given only the name, the archive notes neither times nor permissions of this computer.
    with archive.open(name, "w") as entry:
        for chunk in iter(lambda: data.read(_CHUNK), b""):
            size += len(chunk)
            if used + size > rules.LARGEST_TOTAL:
                text = _("Together the files are larger than the {limit} MB that a bundle may hold. No file was made.")
                raise NotSaved(text.format(limit=rules.LARGEST_TOTAL // (1024 * 1024)))
            digest.update(chunk)
            entry.write(chunk)
    return Item(name, size, digest.hexdigest(), dataset.key if dataset else None)


@dataclass(frozen=True)
class Unpacked:
    """A bundle unpacked: the engagement file, and what else came with it."""

    file: Path
    manifest: Manifest

    def data(self) -> Iterator[tuple[Item, Path]]:
        """The CSVs of datasets, and where they are now."""
        for item in self.manifest.items:
            if item.name.startswith(f"{rules.DATA}/"):
                yield item, rules.unpacked(self.file.parent, item)


def unpack(bundle: Path | str, folder: Path | str) -> Unpacked:
    """Unpack a bundle, whoever made it, into a new or empty folder: all of it, checked, or nothing.

    Raises:
        Refused: it is damaged, or holds what no bundle holds.
        NotOpened: it cannot be read.
        NotSaved: the folder is not empty, or could not be written.
    """
    source, target = resolve(bundle), resolve(folder)
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        text = _("“{name}” is there already and is not empty. Name a new folder to unpack into; nothing was written.")
        raise NotSaved(text.format(name=target.name))
    try:
        with source.open("rb") as file:
            rules.refuse_odd_ending(file, source.name)
            with zipfile.ZipFile(file) as archive:
                manifest = _checked(archive, source)
                _unpack_into(target, archive, manifest, source.name)
    except _DAMAGE as error:
        raise refusal(source.name, _("it is damaged")) from error
    except OSError as error:
        raise not_opened(error, source) from error
    return Unpacked(target / manifest.engagement, manifest)


def _checked(archive: zipfile.ZipFile, source: Path) -> Manifest:
    entries = {entry.filename: entry for entry in archive.infolist()}
    rules.refuse_odd_entries(archive.infolist(), source.stat().st_size, source.name)
    listed = entries.pop(MANIFEST, None)
    if listed is None or listed.file_size > rules.LARGEST_MANIFEST:
        raise refusal(source.name, _("it has no manifest"))
    with archive.open(listed) as file:
        described = file.read(rules.LARGEST_MANIFEST)
    try:
        manifest = Manifest.from_bytes(described)
    except WrongShape as error:
        raise refusal(source.name, str(error)) from error
    said = {item.name: item.size for item in manifest.items}
    if said != {name: entry.file_size for name, entry in entries.items()} or len(said) != len(manifest.items):
        raise refusal(source.name, _("what is in it is not what its manifest says"))
    return manifest


def _unpack_into(target: Path, archive: zipfile.ZipFile, manifest: Manifest, name: str) -> None:
    staged = target.with_name(f".{target.name}.{secrets.token_hex(8)}.tmp")
    try:
        staged.mkdir(mode=0o700, parents=True)
        for item in manifest.items:
            _extract(archive, item, rules.unpacked(staged, item), rules.largest(item, manifest), name)
        if target.exists():
            target.rmdir()
        staged.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise not_saved(error, target, 0, NEW_FILE_KEPT) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _extract(archive: zipfile.ZipFile, item: Item, place: Path, most: int, name: str) -> None:
    place.parent.mkdir(mode=0o700, exist_ok=True)
    size, digest = 0, hashlib.sha256()
    with archive.open(item.name) as source, new_file(place) as file:
        for chunk in iter(lambda: source.read(_CHUNK), b""):
            size += len(chunk)
            if size > min(item.size, most):
                raise refusal(name, _("a file in it is larger than its manifest says, or than is allowed"))
            digest.update(chunk)
            file.write(chunk)
        if size != item.size or digest.hexdigest() != item.sha256:
            raise refusal(name, _("a file in it is not the one that its manifest names"))


def relink(unpacked: Unpacked, who: str, passphrase: Secret | str | None = None) -> list[str]:
    """Let the datasets of an unpacked engagement point to the CSVs that came with it; the answer is their spoken ids.

    A CSV belongs to the datasets with its fingerprint and to the one it was packed for.

    Raises:
        Locked, WrongPassphrase: the engagement is sealed, and the passphrase is missing or not the one.
        NotOpened, NotSaved: the engagement cannot be read or saved.
    """
    work = OpenEngagement.open(unpacked.file, passphrase=passphrase)
    linked = []
    work.keep_saving()
    try:
        with Step(work.engagement, _("Link data that came with the bundle"), who=who, source="migration") as step:
            for item, path in unpacked.data():
                for dataset in work.engagement.all(Dataset):
                    if item.dataset == dataset.key or dataset.fingerprint == _PREFIX + item.sha256:
                        step.set(dataset.key, "path", str(path))
                        linked.append(dataset.id)
    except BaseException:
        work.file.leave()
        raise
    work.close()
    return linked


def is_as_audited(packed: Packed, source: Source) -> bool:
    """Whether a packed CSV still is, byte for byte, the file that the findings in the engagement are about."""
    (item,) = (item for item in packed.manifest.items if item.name == source.name)
    said = source.dataset.fingerprint if source.dataset else ""
    return said in ("", _PREFIX + item.sha256)
