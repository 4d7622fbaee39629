"""A bundle brings an engagement over whole, and one made to do harm leaves nothing behind."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scopewright.model.sections.datasets import Dataset
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store import bundle_rules
from scopewright.store.bundle import is_as_audited, pack, relink, unpack
from scopewright.store.bundle_rules import Refused, is_engagement_name
from scopewright.store.failures import NotOpened, NotSaved, StoreError
from scopewright.store.opened import OpenEngagement, read_engagement
from scopewright.store.sealing import Cost, is_sealed, new_seal

PASSPHRASE = "correct horse battery"
CSV = b"a,b\n1,2\n"
PLOT = hashlib.sha256(b"plot").hexdigest() + ".png"


def _made(path: Path, *, sealed: bool = False) -> Path:
    """An engagement with one risk in the file, one in the journal, three datasets and an attachment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    seal = new_seal(PASSPHRASE, cost=Cost(8, 1, 1)) if sealed else None
    work = OpenEngagement.create(path, new_engagement("Search", "Acme"), seal)
    work.keep_saving()
    csv = path.with_name("kunden.csv")
    csv.write_bytes(CSV)
    fingerprint = f"sha256:{hashlib.sha256(CSV).hexdigest()}"
    with Step(work.engagement, "Add") as step:
        step.add("risks", {"title": "in the file"})
        step.add("datasets", {"title": "Customers", "path": str(csv), "fingerprint": fingerprint})
        step.add("datasets", {"title": "Gone", "path": "gone.csv"})
        step.add("datasets", {"title": "Wished for"})
    work.fold()
    with Step(work.engagement, "Add") as step:
        step.add("risks", {"title": "in the journal", "internal": True})
    work.file.leave()
    files = path.with_name(f"{path.name}.files")
    files.mkdir()
    (files / PLOT).write_bytes(b"plot")
    (files / "thumbs.db").write_bytes(b"x")
    return path


@pytest.fixture
def engagement(tmp_path: Path) -> Path:
    return _made(tmp_path / "here" / "Client é.scope")


def test_what_is_packed_is_unpacked_the_same(engagement: Path, tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in engagement.parent.rglob("*") if file.is_file()}
    packed = pack(engagement, tmp_path / "x.zip", with_data=True)
    assert {file: file.read_bytes() for file in engagement.parent.rglob("*") if file.is_file()} == before
    unpacked = unpack(tmp_path / "x.zip", tmp_path / "there")
    assert unpacked.file == tmp_path / "there" / "Client é.scope"
    assert [record.headline for record in read_engagement(unpacked.file).records("risks")] == [
        "in the file",
        "in the journal",
    ]
    names = {file.relative_to(tmp_path / "there").as_posix() for file in (tmp_path / "there").rglob("*")}
    files = "Client é.scope.files"
    assert names == {"Client é.scope", files, f"{files}/{PLOT}", "data", "data/DS-1.csv"}
    assert (tmp_path / "there" / "data" / "DS-1.csv").read_bytes() == CSV
    remarks = {source.path.name: (bool(source.name), source.remark) for source in packed.sources}
    assert remarks["gone.csv"] == (False, "is not there")
    assert remarks["thumbs.db"] == (False, "no attachment of this engagement")
    assert all(is_as_audited(packed, source) for source in packed.sources if source.name)
    assert [file.name for file in tmp_path.glob(".*")] == []


def test_data_and_attachments_stay_here_unless_wanted(engagement: Path, tmp_path: Path) -> None:
    pack(engagement, tmp_path / "x.zip", with_attachments=False)
    assert set(zipfile.ZipFile(tmp_path / "x.zip").namelist()) == {"Client é.scope", "manifest.json"}


def test_a_bundle_never_replaces_a_file(engagement: Path, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"mine")
    with pytest.raises(NotSaved, match="already a file"):
        pack(engagement, tmp_path / "x.zip")
    assert (tmp_path / "x.zip").read_bytes() == b"mine"
    with pytest.raises(NotOpened):
        pack(tmp_path / "gone.scope", tmp_path / "y.zip")
    assert not (tmp_path / "y.zip").exists()


def test_unpacking_needs_a_new_or_empty_folder(engagement: Path, tmp_path: Path) -> None:
    pack(engagement, tmp_path / "x.zip")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note").write_text("mine")
    with pytest.raises(NotSaved, match="not empty"):
        unpack(tmp_path / "x.zip", tmp_path / "full")
    (tmp_path / "empty").mkdir()
    unpack(tmp_path / "x.zip", tmp_path / "empty")
    assert [file.name for file in (tmp_path / "full").iterdir()] == ["note"]


def test_datasets_are_linked_to_the_files_that_came_along_in_one_step(engagement: Path, tmp_path: Path) -> None:
    pack(engagement, tmp_path / "x.zip", with_data=True)
    unpacked = unpack(tmp_path / "x.zip", tmp_path / "there")
    assert relink(unpacked, "Ben") == ["DS-1"]
    there = read_engagement(unpacked.file)
    assert [dataset.path for dataset in there.all(Dataset)] == [
        str(tmp_path / "there" / "data" / "DS-1.csv"),
        "gone.csv",
        "",
    ]
    assert (there.changes[-1].source, there.changes[-1].who) == ("migration", "Ben")


def test_a_file_that_changed_since_its_audit_is_told(engagement: Path, tmp_path: Path) -> None:
    engagement.with_name("kunden.csv").write_bytes(b"other")
    packed = pack(engagement, tmp_path / "x.zip", with_data=True)
    assert [is_as_audited(packed, source) for source in packed.sources if source.name.startswith("data/")] == [False]


def test_only_data_files_are_taken_along_whatever_path_a_strangers_engagement_names(tmp_path: Path) -> None:
    path = _made(tmp_path / "a.scope")
    (tmp_path / "id_rsa").write_text("a key")
    work = OpenEngagement.open(path)
    work.keep_saving()
    with Step(work.engagement, "Set") as step:
        for number, wanted in enumerate(["id_rsa", str(tmp_path), "nul\0.csv"]):
            step.set(work.engagement.all(Dataset)[number].key, "path", wanted)
    work.close()
    packed = pack(path, tmp_path / "x.zip", with_data=True)
    assert [source.name for source in packed.sources if source.dataset] == ["", "", ""]


def test_a_sealed_engagement_travels_sealed(tmp_path: Path) -> None:
    path = _made(tmp_path / "a.scope", sealed=True)
    pack(path, tmp_path / "x.zip", passphrase=PASSPHRASE, with_attachments=False)
    assert b"Acme" not in (tmp_path / "x.zip").read_bytes()
    unpacked = unpack(tmp_path / "x.zip", tmp_path / "there")
    assert is_sealed(unpacked.file.read_bytes())
    assert len(read_engagement(unpacked.file, PASSPHRASE).records("risks")) == 2
    assert relink(unpacked, "Ben", PASSPHRASE) == []


def test_what_compresses_best_is_still_taken_back(engagement: Path, tmp_path: Path) -> None:
    engagement.with_name("kunden.csv").write_bytes(bytes(20_000_000))
    pack(engagement, tmp_path / "x.zip", with_data=True)
    unpacked = unpack(tmp_path / "x.zip", tmp_path / "there")
    assert [path.stat().st_size for _item, path in unpacked.data()] == [20_000_000]


_GOOD = b'{"_meta": {}}'


def _manifest(files: dict[str, bytes], engagement: str = "a.scope", **changes: Any) -> bytes:
    items = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest(), **changes}
        for name, data in files.items()
    ]
    return json.dumps({"bundle": 1, "engagement": engagement, "files": items}).encode()


def _zipped(path: Path, files: dict[str, bytes], **manifest: Any) -> None:
    """A bundle whose manifest agrees with what is in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr("manifest.json", _manifest(files, **manifest))


def _with_name(name: str) -> Callable[[Path], None]:
    return lambda path: _zipped(path, {"a.scope": _GOOD, name: b"evil"})


def _engagement_named(name: str) -> Callable[[Path], None]:
    return lambda path: _zipped(path, {name: _GOOD}, engagement=name)


def _nameless(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.scope", _GOOD)
        entry = zipfile.ZipInfo("x")
        entry.filename = ""
        with archive.open(entry, "w") as file:
            file.write(b"evil")
        archive.writestr("manifest.json", _manifest({"a.scope": _GOOD, "": b"evil"}))


def _symlink(path: Path) -> None:
    files = {"a.scope": _GOOD, "data/DS-1.csv": b"/etc/passwd"}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.scope", _GOOD)
        link = zipfile.ZipInfo("data/DS-1.csv")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, b"/etc/passwd")
        archive.writestr("manifest.json", _manifest(files))


def _twice(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.scope", _GOOD)
        archive.writestr("a.scope", b"evil")
        archive.writestr("manifest.json", _manifest({"a.scope": _GOOD}))


def _twice_but_for_case(path: Path) -> None:
    _zipped(path, {"a.scope": _GOOD, "data/DS-1.csv": b"1", "DATA/ds-1.CSV": b"2"})


def _bomb(path: Path) -> None:
    _zipped(path, {"a.scope": _GOOD, "data/DS-1.csv": bytes(200_000_000)})


def _bomb_of_many_files(path: Path) -> None:
    _zipped(path, {"a.scope": _GOOD, **{f"data/DS-{n}.csv": bytes(1_000_000) for n in range(100)}})


def _lying_size(path: Path) -> None:
    files = {"a.scope": _GOOD, "data/DS-1.csv": b"x" * 100_000}
    _zipped(path, files)
    content = path.read_bytes()
    assert content.count(struct.pack("<L", 100_000)) == 2
    small = content.replace(struct.pack("<L", 100_000), struct.pack("<L", 10)).replace(b"100000", b"10    ")
    path.write_bytes(small)


def _other_than_its_manifest(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.scope", b"evil evil evi")
        archive.writestr("manifest.json", _manifest({"a.scope": _GOOD}))


def _more_than_its_manifest(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.scope", _GOOD)
        archive.writestr("data/DS-1.csv", b"more")
        archive.writestr("manifest.json", _manifest({"a.scope": _GOOD}))


def _without_manifest(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.scope", _GOOD)


def _deep_manifest(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.scope", _GOOD)
        archive.writestr("manifest.json", b"[" * 100_000)


def _folder_entry(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data/", b"")
        archive.writestr("a.scope", _GOOD)
        archive.writestr("manifest.json", _manifest({"a.scope": _GOOD}))


def _endless_list(path: Path) -> None:
    _zipped(path, {"a.scope": _GOOD})
    content = path.read_bytes()
    path.write_bytes(content[:-12] + struct.pack("<HLLH", 65_000, 2**31, 0, 0)[:12].ljust(12, b"\0"))


def _too_large_an_engagement(path: Path) -> None:
    _zipped(path, {"a.scope": b" " * 70_000_000})


def _of_bytes(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def _of_size(size: object) -> Callable[[Path], None]:
    return lambda path: _zipped(path, {"a.scope": _GOOD}, size=size)


_ATTACKS: dict[str, Callable[[Path], None]] = {
    **{
        repr(name): _with_name(name)
        for name in (
            "../evil",
            "data/../../evil.csv",
            "/etc/evil",
            "C:\\evil",
            "C:evil",
            "..\\evil",
            "\\\\host\\share\\evil",
            "data\\DS-1.csv",
            "data/DS-1.csv/../../../evil",
            "./data/DS-1.csv",
            "data//DS-1.csv",
            "data/DS-1.csv:stream",
            "data/DS-1.exe",
            "data/ds-1.csv",
            "data/DS-１.csv",
            "a.scope.files/thumbs.db",
            "b.scope.files/" + "0" * 64,
            ".bashrc",
            "a.scope.journal",
            "evil.py",
        )
    },
    **{
        f"engagement {name!r}": _engagement_named(name)
        for name in ("../a.scope", "/a.scope", "C:a.scope", "nul.scope", "COM1.x.scope", ".a.scope", "a.scope ", "x")
    },
    **{f"size {size!r}": _of_size(size) for size in (-1, 1.5, "1", True, None, 2**63)},
    "no name": _nameless,
    "symbolic link": _symlink,
    "a name twice": _twice,
    "a name twice but for case": _twice_but_for_case,
    "bomb": _bomb,
    "bomb of many files": _bomb_of_many_files,
    "lying size": _lying_size,
    "other than its manifest": _other_than_its_manifest,
    "more than its manifest": _more_than_its_manifest,
    "without manifest": _without_manifest,
    "deep manifest": _deep_manifest,
    "folder": _folder_entry,
    "endless list": _endless_list,
    "too large an engagement": _too_large_an_engagement,
    "no zip": _of_bytes(b"PK\3\4 and so on, for longer than the end of one"),
    "empty": _of_bytes(b""),
}


@pytest.mark.parametrize("attack", _ATTACKS.values(), ids=_ATTACKS)
def test_a_bundle_made_to_do_harm_is_refused_at_once_and_leaves_nothing(
    tmp_path: Path, attack: Callable[[Path], None]
) -> None:
    bundle = tmp_path / "bundles" / "x.zip"
    bundle.parent.mkdir()
    attack(bundle)
    begun = time.process_time()
    with pytest.raises(Refused, match=r"was not unpacked: .+ Nothing was written"):
        unpack(bundle, tmp_path / "deep" / "there")
    assert time.process_time() - begun < 1
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [bundle]
    assert not (tmp_path / "deep" / "there").exists()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(flips=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 7)), min_size=1, max_size=4))
def test_random_damage_ends_in_a_sentence_or_in_the_very_files(
    engagement: Path, tmp_path: Path, flips: list[tuple[int, int]]
) -> None:
    whole, bundle, there = tmp_path / "whole.zip", tmp_path / "x.zip", tmp_path / "there"
    if not whole.exists():
        pack(engagement, whole, with_data=True)
    content = bytearray(whole.read_bytes())
    for place, bit in flips:
        content[place % len(content)] ^= 1 << bit
    bundle.write_bytes(content)
    try:
        unpacked = unpack(bundle, there)
    except StoreError as error:
        assert len(str(error)) > 20 and not there.exists()
    else:
        assert len(read_engagement(unpacked.file).records("risks")) == 2
        shutil.rmtree(there)


def test_a_truncated_bundle_is_refused_at_every_length(engagement: Path, tmp_path: Path) -> None:
    pack(engagement, tmp_path / "x.zip")
    content = (tmp_path / "x.zip").read_bytes()
    for length in range(0, len(content), 7):
        (tmp_path / "x.zip").write_bytes(content[:length])
        with pytest.raises(Refused):
            unpack(tmp_path / "x.zip", tmp_path / "there")


@pytest.mark.parametrize("name", ["Client.scope", "Müller & Söhne (2).scope", "a.b.scope", "日本.scope"])
def test_ordinary_names_are_kept(name: str) -> None:
    assert is_engagement_name(name)


def test_an_engagement_whose_name_no_other_system_takes_gets_another(tmp_path: Path) -> None:
    pack(_made(tmp_path / "a:b.scope"), tmp_path / "x.zip")
    assert unpack(tmp_path / "x.zip", tmp_path / "there").file.name == "engagement.scope"


def test_more_than_a_bundle_may_hold_is_refused_while_packing(
    engagement: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_rules, "LARGEST_TOTAL", 4000)
    engagement.with_name("kunden.csv").write_bytes(bytes(5000))
    with pytest.raises(NotSaved, match="Together"):
        pack(engagement, tmp_path / "x.zip", with_data=True)
    assert [file.name for file in tmp_path.iterdir()] == ["here"]
