"""``run.py`` on machines that lack something: what it does, and what it tells the user to type."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
import run
import run_system

Done = subprocess.CompletedProcess[str]


def answers(code: int, out: str = "", err: str = "") -> Callable[..., Done]:
    """A ``subprocess.run`` that starts nothing."""
    return lambda *_command, **_options: subprocess.CompletedProcess([], code, out, err)


def only(*tools: str) -> Callable[[str], str | None]:
    """A ``shutil.which`` that finds these tools."""
    return lambda tool: f"/usr/bin/{tool}" if tool in tools else None


@pytest.mark.parametrize(
    ("version", "found"),
    [
        ("2.36", (2, 36)),
        ("2.36-9+deb12u4", (2, 36)),
        ("2.41.9000", (2, 41)),
        ("", ()),
        ("15.1", (15, 1)),
        ("14", (14,)),
    ],
)
def test_a_version_is_read_whatever_hangs_behind_it(version: str, found: tuple[int, ...]) -> None:
    assert run_system.numbers(version) == found


@pytest.mark.skipif(sys.platform != "linux", reason="glibc is a matter of Linux")
@pytest.mark.parametrize(("libc", "fit"), [("2.36-9+deb12u4", True), ("2.31-0ubuntu9", False), ("", False)])
def test_a_system_is_refused_by_its_glibc_alone(monkeypatch: pytest.MonkeyPatch, libc: str, fit: bool) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(platform, "libc_ver", lambda: ("glibc", libc))
    if fit:
        run_system.check_system()
    else:
        with pytest.raises(run_system.SetupError, match=r"glibc 2\.34 or newer"):
            run_system.check_system()


@pytest.mark.skipif(sys.platform != "linux", reason="package tools of Linux")
@pytest.mark.parametrize(
    ("tool", "line"),
    [
        ("apt-get", "sudo apt-get update && sudo apt-get install -y python3-pip"),
        ("dnf", "sudo dnf install -y python3-pip"),
        ("pacman", "sudo pacman -S --noconfirm python-pip"),
    ],
)
def test_the_system_s_own_python_gets_pip_from_the_system(
    monkeypatch: pytest.MonkeyPatch, tool: str, line: str
) -> None:
    monkeypatch.setattr(sys, "_base_executable", "/usr/bin/python3")
    monkeypatch.setattr(shutil, "which", only(tool))
    monkeypatch.setattr(subprocess, "run", answers(1, err="No module named pip"))
    with pytest.raises(run_system.SetupError) as problem:
        run.find_pip()
    assert "no pip" in str(problem.value)
    assert str(problem.value).endswith(f"\n  {line}")


@pytest.mark.parametrize("managed", [True, False])
def test_another_python_gets_pip_by_itself_or_in_an_environment_if_it_is_managed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, managed: bool
) -> None:
    python = "/opt/py thon/bin/python3"
    monkeypatch.setattr(sys, "_base_executable", python)
    monkeypatch.setattr(shutil, "which", only("apt-get"))
    monkeypatch.setattr(sysconfig, "get_path", lambda _name: str(tmp_path))
    if managed:
        (tmp_path / "EXTERNALLY-MANAGED").touch()
    line = run_system.pip_command()
    assert line.startswith(run_system.typed(python, "-m", "venv" if managed else "ensurepip"))
    assert ("run.py" in line) == managed


def test_a_pip_that_is_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", answers(0, "pip 20.0.2 from /usr/lib (python 3.11)"))
    with pytest.raises(run_system.SetupError, match=r"has pip 20\.0"):
        run.find_pip()


def test_what_uv_complains_of_is_shown_only_if_pip_fails_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", only("uv"))
    monkeypatch.setattr(subprocess, "run", answers(2, err="uv is out of sorts"))
    monkeypatch.setattr(run, "install_with_pip", lambda _options: None)
    run.install()
    assert capsys.readouterr().err == ""

    def fail(_options: list[str]) -> None:
        raise run_system.SetupError("pip failed")

    monkeypatch.setattr(run, "install_with_pip", fail)
    with pytest.raises(run_system.SetupError, match="pip failed"):
        run.install()
    assert "uv is out of sorts" in capsys.readouterr().err


@pytest.mark.parametrize("across_drives", [False, True])
def test_a_folder_with_umlauts_and_another_drive_get_on_the_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, across_drives: bool
) -> None:
    root = tmp_path / "Entwürfe"
    packages = root / ".venv" / "site-packages"
    packages.mkdir(parents=True)
    (root / "src").mkdir()
    monkeypatch.setattr(run, "ROOT", root)
    monkeypatch.setattr(run, "ask_python", lambda _question: str(packages))
    if across_drives:

        def refuse(_path: object, _start: object) -> str:
            raise ValueError("path is on mount 'C:', start on mount 'D:'")

        monkeypatch.setattr(os.path, "relpath", refuse)
    run.put_on_path()
    line = (packages / "scopewright.pth").read_text(encoding="utf-8").rstrip("\n")
    assert (packages / line).resolve() == (root / "src").resolve()
    assert line.isascii() != across_drives


def test_system_libraries_are_looked_for_once_and_again_only_when_more_are_wanted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    looked: list[str] = []
    wanted = {"libGL.so.1": ("libgl1", "libglvnd-glx")}
    monkeypatch.setattr(run, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(run, "wanted_stamp", lambda: "these versions")
    monkeypatch.setattr(run, "wanted_libraries", lambda: wanted)
    monkeypatch.setattr(run, "provide_libraries", lambda: looked.append("looked"))
    run.write_stamp()
    run.set_up()
    assert looked == []
    wanted["libxcb-cursor.so.0"] = ("libxcb-cursor0", "xcb-util-cursor")
    run.set_up()
    run.set_up()
    assert looked == ["looked"]


def test_every_child_speaks_utf_8_and_sees_no_other_python_s_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    settings = run_system.environment()
    assert settings["PYTHONUTF8"] == "1"
    assert "PYTHONPATH" not in settings


@pytest.mark.parametrize(
    "problem",
    [
        run_system.SetupError("No."),
        PermissionError("read-only"),
        ValueError("embedded null byte"),
        subprocess.CalledProcessError(1, ["venv"]),
    ],
)
def test_whatever_goes_wrong_is_a_sentence_and_exit_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], problem: Exception
) -> None:
    def fail() -> None:
        raise problem

    monkeypatch.setattr(run, "check_python", lambda: None)
    monkeypatch.setattr(run, "check_system", lambda: None)
    monkeypatch.setattr(run, "set_up", fail)
    assert run.main(["test"]) == 2
    assert str(problem) in capsys.readouterr().err
