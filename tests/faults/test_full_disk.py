"""A real full disk, a read-only one, one that is taken away, and a folder without the right to write."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scopewright.store import backups, recovery
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import NotSaved, ReadOnly, StoreError
from tests.faults.conftest import Figure
from tests.faults.numbered import numbers_in, tables_of

_TEXT = "x" * 2000


def _fill(path: Path) -> tuple[EngagementFile, list[int]]:
    """Write until the disk has refused four times; the answer is what was acknowledged."""
    file = EngagementFile.create(path, {})
    saved: list[int] = []
    refused = 0
    for n in range(2000):
        try:
            file.append([{"n": n, "text": _TEXT}])
            saved.append(n)
        except NotSaved as error:
            refused += 1
            assert "no room left" in str(error)
            if refused == 4:
                return file, saved
    raise AssertionError("the disk never was full")


STOCK_SESSION = """
import os, sys
from tinydb import TinyDB
database = TinyDB(sys.argv[1])
try:
    for n in range(2000):
        database.insert({"n": n, "text": "x" * 2000})
except OSError:
    os._exit(0)
"""


def _stock_is_readable_when_full(disk: Path) -> bool:
    path = disk / "stock.json"
    subprocess.run([sys.executable, "-c", STOCK_SESSION, str(path)], check=True)
    try:
        json.loads(path.read_text())
    except ValueError:
        return False
    return True


def test_a_full_disk_costs_nothing_that_was_saved_and_freeing_room_is_enough(small_disk: Path, figure: Figure) -> None:
    path = small_disk / "a.scope"
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 500_000)
    file, saved = _fill(path)
    with pytest.raises(NotSaved, match="no room left"):
        file.fold(tables_of(saved, _TEXT))
    assert [entry["n"] for entry in recovery.read(path)[1]] == saved
    file.leave()
    file = EngagementFile.open(path)
    assert [entry["n"] for entry in file.entries] == saved
    ballast.unlink()
    file.append([{"n": -1}])
    file.close(tables_of(saved))
    assert numbers_in(path) == saved
    for entry in small_disk.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    assert not _stock_is_readable_when_full(small_disk)
    figure(
        "a full disk",
        f"0 lost of {len(saved)}, 4 refusals told, the first save after freeing room works",
        "TinyDB's storage: file unreadable",
    )


def test_a_full_disk_pushes_no_backup_out(small_disk: Path) -> None:
    path = small_disk / "a.scope"
    file = EngagementFile.create(path, tables_of(range(50), _TEXT))
    file.fold(tables_of(range(60), _TEXT))
    kept = [(backup.path.name, backup.path.read_bytes()) for backup in backups.found_beside(path, file.uuid)]
    (small_disk / "ballast").write_bytes(b"x" * 700_000)
    for size in range(150, 170):
        with pytest.raises(NotSaved):
            file.fold(tables_of(range(size), _TEXT))
    assert len(kept) == 1
    assert [(backup.path.name, backup.path.read_bytes()) for backup in backups.found_beside(path, file.uuid)] == kept
    file.leave()


def test_in_a_read_only_place_a_file_can_be_read_and_a_copy_made(small_disk: Path, tmp_path: Path) -> None:
    path = small_disk / "a.scope"
    file = EngagementFile.create(path, tables_of([1]))
    file.append([{"n": 2}])
    file.leave()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(ReadOnly, match="save a copy elsewhere"):
        EngagementFile.open(path)
    assert numbers_in(path) == [1, 2]
    with pytest.raises(StoreError, match=r"read-only|cannot be changed"):
        EngagementFile.create(small_disk / "b.scope", {})
    EngagementFile.create(tmp_path / "copy.scope", recovery.read(path)[0]).leave()


def test_while_the_drive_is_gone_every_step_is_kept_elsewhere_and_comes_home(
    small_disk: Path, tmp_path: Path, figure: Figure
) -> None:
    path, shelter = small_disk / "a.scope", tmp_path / "shelter"
    file = EngagementFile.create(path, tables_of([1]))
    file.shelter_in(shelter)
    file.append([{"n": 2}])
    drive = {entry.name: entry.read_bytes() for entry in small_disk.iterdir() if entry.is_file()}
    subprocess.run(["umount", "-l", str(small_disk)], check=True)
    for n in range(3, 13):
        file.append([{"n": n}])
    (told,) = file.news()
    assert "Nothing is lost" in told
    with pytest.raises(NotSaved):
        file.close(tables_of(range(1, 13)))
    file.leave()
    assert list(small_disk.iterdir()) == []
    # The drive comes back as it was when it was taken away.
    for name, content in drive.items():
        (small_disk / name).write_bytes(content)
    file = EngagementFile.open(path)
    file.shelter_in(shelter)
    assert [entry["n"] for entry in file.entries] == list(range(2, 13))
    file.leave()
    assert numbers_in(path) == list(range(1, 13))
    assert list(shelter.iterdir()) == []
    figure("the drive is removed while open", "10 of 10 steps kept elsewhere and back in the file", "–")


READ_ONLY_SESSION = """
import sys
from pathlib import Path
from scopewright.store import recovery
from scopewright.store.engagement_file import EngagementFile
from scopewright.store.failures import ReadOnly
path = Path(sys.argv[1])
try:
    EngagementFile.open(path)
except ReadOnly:
    print(len(recovery.read(path)[0]["t"]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="not run: the right to write is taken away in the way of Linux")
def test_a_folder_without_the_right_to_write_can_be_read(tmp_path: Path, child_environment: dict[str, str]) -> None:
    path = tmp_path / "folder" / "a.scope"
    path.parent.mkdir()
    EngagementFile.create(path, tables_of([1, 2])).leave()
    (path.parent / f".{path.name}.lock").unlink()
    path.parent.chmod(0o555)
    powerless = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("not run: root may write everywhere, and there is no setpriv to be less than root")
    words = [*(powerless if os.geteuid() == 0 else []), sys.executable, "-c", READ_ONLY_SESSION, str(path)]
    try:
        done = subprocess.run(words, env=child_environment, capture_output=True, text=True, check=False)
    finally:
        path.parent.chmod(0o755)
    assert (done.stdout, done.stderr) == ("2\n", "")
