"""Files that belong to an engagement: kept once, found damaged, never readable beside a sealed one, whatever fails."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from scopewright.cli import main
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store import attachments
from scopewright.store.bundle import pack, unpack
from scopewright.store.bundle_report import report
from scopewright.store.durable import LARGEST, digest
from scopewright.store.examination import examine
from scopewright.store.failures import Locked, NotSaved, Unreadable
from scopewright.store.opened import OpenEngagement
from scopewright.store.restore import copy, list_backups, restore
from scopewright.store.salvage import salvage
from scopewright.store.sealing import Cost, Seal, new_seal
from scopewright.store.viewing import save_copy

OLD, NEW = "the old passphrase", "the new passphrase"
SCAN = b"%PDF signed by the client"
PHOTO = b"\xff\xd8 a whiteboard"


def _seal(passphrase: str) -> Seal:
    return new_seal(passphrase, cost=Cost(memory=8, passes=1, lanes=1))


def _made(path: Path, seal: Seal | None = None) -> OpenEngagement:
    work = OpenEngagement.create(path, new_engagement("Churn", "Halden", "Ana"), seal)
    work.attachments.add(SCAN, ".pdf")
    work.attachments.add(PHOTO, ".JPG")
    return work


def _contents(work: OpenEngagement) -> set[bytes]:
    return {work.attachments.read(name) for name in work.attachments.names()}


def _readable(path: Path) -> list[str]:
    files = attachments.folder_of(path).iterdir()
    return [file.name for file in files if SCAN in file.read_bytes() or PHOTO in file.read_bytes()]


def test_an_attachment_is_named_by_its_content_and_kept_once(tmp_path: Path) -> None:
    work = _made(tmp_path / "a.scope")
    name = work.attachments.add(SCAN, ".pdf")
    assert name == f"{digest(SCAN)}.pdf"
    assert work.attachments.read(name) == SCAN
    assert work.attachments.names() == sorted([name, f"{digest(PHOTO)}.jpg"])
    assert work.attachments.add(SCAN, "../../x").isalnum()
    if os.name != "nt":
        assert (tmp_path / "a.scope.files").stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "a.scope.files" / name).stat().st_mode & 0o777 == 0o600
    work.close()


@pytest.mark.parametrize("passphrase", ["", OLD])
def test_a_damaged_or_exchanged_attachment_is_refused_and_found_by_verify(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "a.scope"
    work = _made(path, _seal(passphrase) if passphrase else None)
    scan, photo = (work.file.path.with_name("a.scope.files") / name for name in work.attachments.names())
    assert examine(path, passphrase or None) == []
    scan.write_bytes(photo.read_bytes())
    for wrong in (scan.name, "0" * 64, "../a.scope"):
        with pytest.raises(Unreadable):
            work.attachments.read(wrong)
    work.close()
    (problem,) = examine(path, passphrase or None)
    assert scan.name in problem


def test_what_looks_like_a_sealed_file_may_be_attached_too(tmp_path: Path) -> None:
    sealed = _seal(OLD).closed(b"another engagement", "x", 1)
    work = _made(tmp_path / "a.scope")
    name = work.attachments.add(sealed, ".scope")
    assert work.attachments.read(name) == sealed
    work.reseal(_seal(NEW))
    assert work.attachments.read(name) == sealed
    work.close()


def test_one_too_large_is_refused(tmp_path: Path) -> None:
    work = _made(tmp_path / "a.scope")
    with pytest.raises(NotSaved, match="larger"):
        work.attachments.add(bytes(LARGEST + 1))
    work.close()


def test_a_passphrase_given_changed_and_removed_takes_the_attachments_along(tmp_path: Path) -> None:
    path = tmp_path / "a.scope"
    work = _made(path)
    (attachments.folder_of(path) / "notes.txt").write_bytes(b"by somebody else")
    for passphrase in (OLD, NEW, ""):
        left = work.reseal(_seal(passphrase) if passphrase else None)
        assert [file.name for file in left] == ["notes.txt"]
        assert bool(_readable(path)) == (not passphrase)
        assert _contents(work) == {SCAN, PHOTO}
        work.close()
        work = OpenEngagement.open(path, passphrase=passphrase or None)
        assert _contents(work) == {SCAN, PHOTO}
    work.close()


def _dying(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Let the n-th call that changes a name fail, as if the program had been killed there."""
    calls = iter(range(10_000))

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            if next(calls) >= at:
                raise KeyboardInterrupt
            return real(*arguments, **more)

        return call

    for name in ("replace", "unlink"):
        monkeypatch.setattr(Path, name, failing(getattr(Path, name)))


def _opened_with_either(path: Path, *passphrases: str) -> OpenEngagement:
    for passphrase in passphrases:
        with suppress(Locked):
            return OpenEngagement.open(path, passphrase=passphrase or None)
    raise AssertionError("neither passphrase opens it")


@pytest.mark.parametrize(("before", "after"), [("", OLD), (OLD, NEW), (OLD, "")])
@pytest.mark.parametrize("at", range(14))
def test_killed_at_any_moment_every_attachment_opens_with_the_engagement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str, at: int
) -> None:
    path = tmp_path / "a.scope"
    work = _made(path, _seal(before) if before else None)
    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        _dying(patch, at)
        work.reseal(_seal(after) if after else None)
    work.file.leave()
    again = _opened_with_either(path, before, after)
    assert _contents(again) == {SCAN, PHOTO}
    assert _readable(path) == [] or again.file.seal is None
    assert [file.name for file in attachments.folder_of(path).iterdir() if file.name.startswith(".")] == []
    again.close()


def test_a_copy_a_merge_and_a_bundle_have_them_under_their_own_seal(tmp_path: Path) -> None:
    path, copy, merged = (tmp_path / name for name in ("a.scope", "copy.scope", "merged.scope"))
    work = _made(path, _seal(OLD))
    save_copy(work, work.engagement.copied(), copy)
    work.close()
    (tmp_path / "word").write_text(OLD)
    command = ["merge", str(path), str(copy), "-o", str(merged), "--passphrase-file", str(tmp_path / "word")]
    assert main(command) == 0
    packed = pack(path, tmp_path / "x.zip", passphrase=OLD)
    assert "passphrase of the engagement only" in report(packed)[-1]
    unpacked = unpack(tmp_path / "x.zip", tmp_path / "there").file
    for each in (copy, merged, unpacked):
        assert _readable(each) == []
        opened = OpenEngagement.open(each, passphrase=OLD)
        assert _contents(opened) == {SCAN, PHOTO}
        opened.close()


def _sign(work: OpenEngagement, scan: str) -> None:
    with Step(work.engagement, "Attach the scan") as step:
        (signoff,) = (record.key for record in work.engagement.records("signoffs"))
        step.set(signoff, "scan", scan)
    work.fold()


@pytest.mark.parametrize("passphrase", ["", OLD])
def test_an_earlier_version_that_is_restored_finds_what_was_attached_then(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "a.scope"
    work = OpenEngagement.create(path, new_engagement("Churn"), _seal(passphrase) if passphrase else None)
    work.keep_saving()
    with Step(work.engagement, "Sign") as step:
        step.add("signoffs")
    _sign(work, work.attachments.add(SCAN, ".pdf"))
    os.utime(path, (1_800_000_000, 1_800_000_000))
    _sign(work, "")
    work.close()
    then = list_backups(path)[-1]
    (tmp_path / "there").mkdir()
    copy(path, then, tmp_path / "there" / "b.scope")
    restore(path, then)
    for each in (path, tmp_path / "there" / "b.scope"):
        again = OpenEngagement.open(each, passphrase=passphrase or None)
        (signoff,) = again.engagement.records("signoffs")
        assert again.attachments.read(signoff.doc()["scan"]) == SCAN
        again.close()


def test_an_attachment_that_a_record_names_and_that_is_gone_is_found_by_verify(tmp_path: Path) -> None:
    path = tmp_path / "a.scope"
    work = OpenEngagement.create(path, new_engagement("Churn"))
    with Step(work.engagement, "Sign") as step:
        step.add("signoffs")
    name = work.attachments.add(SCAN, ".pdf")
    _sign(work, name)
    work.close()
    assert examine(path) == []
    (attachments.folder_of(path) / name).unlink()
    (problem,) = examine(path)
    assert name in problem
    assert "is missing" in problem


@pytest.mark.parametrize("passphrase", ["", OLD])
def test_a_renamed_file_finds_its_attachments_and_takes_none_from_another(tmp_path: Path, passphrase: str) -> None:
    path, renamed = tmp_path / "a.scope", tmp_path / "a - agreed.scope"
    work = _made(path, _seal(passphrase) if passphrase else None)
    work.fold()
    work.close()
    path.rename(renamed)
    OpenEngagement.create(tmp_path / "other.scope", new_engagement("Other")).close()
    for _time in range(2):
        work = OpenEngagement.open(renamed, passphrase=passphrase or None)
        assert _contents(work) == {SCAN, PHOTO}
        work.close()
    assert examine(renamed, passphrase or None) == []
    assert not attachments.folder_of(tmp_path / "other.scope").exists()


def test_encrypting_names_the_attachments_that_lie_under_a_former_name(tmp_path: Path) -> None:
    path, renamed = tmp_path / "a.scope", tmp_path / "b.scope"
    work = _made(path)
    work.fold()
    work.close()
    path.rename(renamed)
    work = OpenEngagement.open(renamed)
    assert attachments.folder_of(path) in work.reseal(_seal(NEW))
    assert _contents(work) == {SCAN, PHOTO}
    assert _readable(renamed) == []
    work.close()


def test_what_is_salvaged_has_the_attachments(tmp_path: Path) -> None:
    path = tmp_path / "a.scope"
    work = _made(path)
    work.fold()
    work.close()
    path.write_text(path.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    salvage(path).write(tmp_path / "b.scope")
    saved = OpenEngagement.open(tmp_path / "b.scope")
    assert _contents(saved) == {SCAN, PHOTO}
    saved.close()


def test_packing_names_an_attachment_that_no_passphrase_protects(tmp_path: Path) -> None:
    work = _made(tmp_path / "a.scope", _seal(OLD))
    work.close()
    (attachments.folder_of(tmp_path / "a.scope") / f"{digest(b'x')}.txt").write_bytes(b"x")
    said = report(pack(tmp_path / "a.scope", tmp_path / "x.zip", passphrase=OLD))
    assert [sentence for sentence in said if "not protected" in sentence] != []
