#!/usr/bin/env python3
"""Set Scopewright up and start it, or test it, with nothing but Python and pip.

    python3 run.py [FILE or command …]     set up on the first run, then start Scopewright
    python3 run.py test [--full] [pytest options]    set up, then lint, check types and run the tests

Everything goes into ``.venv`` beside this file, from the versions and hashes in ``requirements.lock``; a folder
``wheels`` with the wheels makes the set-up work without a network. The syntax stays readable for old Pythons, so that
they get a sentence instead of a SyntaxError.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from run_system import (
    OLDEST_PIP,
    SetupError,
    check_python,
    check_system,
    environment,
    pip_command,
    provide_libraries,
    say,
    wanted_libraries,
)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
WHEELS = ROOT / "wheels"
STAMP = VENV / "scopewright.stamp"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one set-up in this folder run at a time; a second one waits and says so."""
    with (ROOT / ".venv.lock").open("a+b") as lock:
        if not try_lock(lock.fileno()):
            say("Another set-up is under way in this folder; waiting for it …")
            while not try_lock(lock.fileno()):
                time.sleep(0.3)
        yield


def try_lock(descriptor: int) -> bool:
    """Take the lock until the file is closed; False if another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def ask_python(question: str) -> str:
    """What the Python of ``.venv`` prints for a line of code; empty if it is missing or broken."""
    try:
        answer = subprocess.run(
            [str(PYTHON), "-c", question], env=environment(), capture_output=True, encoding="utf-8", check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return answer.stdout.strip()


def wanted_stamp() -> str:
    """What the stamp has to say: these versions, installed for the Python that ``.venv`` really runs."""
    version = ask_python("import sys; print(*sys.version_info[:2], sep='.')")
    return f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {version}" if version else "broken"


def stamp() -> list[str]:
    """What the last set-up noted: its ``wanted_stamp`` and the system libraries found; empty if it never ended."""
    try:
        return STAMP.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def write_stamp() -> None:
    """Note that all is set up, so that the next start need not look again."""
    STAMP.write_text("\n".join([wanted_stamp(), *wanted_libraries()]), encoding="utf-8")


def is_set_up() -> bool:
    """Whether ``.venv`` holds exactly what ``requirements.lock`` asks for."""
    return stamp()[:1] == [wanted_stamp()]


def set_up() -> None:
    """Make or repair ``.venv`` if it is not as ``requirements.lock`` asks.

    Raises:
        SetupError: this system cannot be served, or something could not be installed.
    """
    if is_set_up():
        if not wanted_libraries().keys() <= set(stamp()):
            provide_libraries()
            write_stamp()
        return
    provide_libraries()
    with one_at_a_time():
        if is_set_up():
            return
        say(f"Setting up in {VENV} (once, about a minute) …")
        was_there = bool(ask_python("import sys"))
        STAMP.unlink(missing_ok=True)
        if not was_there:
            make_venv()
        try:
            install()
        except SetupError:
            if not was_there:
                raise
            say("Making the set-up anew …")
            make_venv()
            install()
        put_on_path()
        write_stamp()
        say("Set up.")


def make_venv() -> None:
    """Make an empty ``.venv``, in place of one that may be there; needs neither ensurepip nor python3-venv."""
    import venv

    venv.EnvBuilder(clear=True, with_pip=False, symlinks=os.name != "nt").create(VENV)


def install() -> None:
    """Install what ``requirements.lock`` names, compiled, with uv where there is one and else with pip.

    Raises:
        SetupError: neither could do it.
    """
    options = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]
    if WHEELS.is_dir():
        options += ["--no-index", "--find-links", str(WHEELS)]
    complaint = install_with_uv(options)
    if complaint is None:
        return
    try:
        install_with_pip(options)
    except SetupError:
        if complaint:
            say(f"uv, which was tried first, says:\n{complaint}")
        raise


def install_with_uv(options: list[str]) -> str | None:
    """Install with uv. Returns None when done, else what uv says, which is nothing if there is no uv."""
    uv = shutil.which("uv")
    if not uv:
        return ""
    command = [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", str(PYTHON), *options]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, errors="replace", check=False)
    return None if done.returncode == 0 else (done.stdout + done.stderr)[-2000:].strip()


def install_with_pip(options: list[str]) -> None:
    """Install with pip, which says itself what is the matter.

    Raises:
        SetupError: there is no fit pip, or it failed.
    """
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check", "--root-user-action", "ignore"]
    command = [*find_pip(), "--python", str(PYTHON), "install", *quiet, "--compile", *options]
    if subprocess.run(command, env=environment(), check=False).returncode != 0:
        raise SetupError(
            "The libraries could not be installed; what pip says stands above. Without a network, put the wheels into "
            f"{WHEELS} and start again. What was installed so far is kept."
        )


def find_pip() -> list[str]:
    """The command of a pip that can install into another Python's environment.

    Raises:
        SetupError: there is none, or it is too old.
    """
    found = "no pip"
    for python in dict.fromkeys([sys.executable, getattr(sys, "_base_executable", sys.executable)]):
        command = [python, "-m", "pip"]
        answer = subprocess.run(
            [*command, "--version"], env=environment(), capture_output=True, text=True, errors="replace", check=False
        )
        version = re.match(r"pip (\d+)\.(\d+)", answer.stdout)
        if version and (int(version[1]), int(version[2])) >= OLDEST_PIP:
            return command
        if version:
            found = f"pip {version[1]}.{version[2]}"
    raise SetupError(
        f"Setting up needs pip {OLDEST_PIP[0]}.{OLDEST_PIP[1]} or newer; {sys.executable} has {found}. "
        f"Type this, then start again:\n  {pip_command()}"
    )


def put_on_path() -> None:
    """Let the Python of ``.venv`` import Scopewright from ``src``.

    A relative path where that is possible, so that no letter can be misread; between Windows drives it is not.
    """
    packages = ask_python("import sysconfig; print(sysconfig.get_path('purelib'))")
    try:
        source = os.path.relpath(ROOT / "src", packages)
    except ValueError:
        source = str(ROOT / "src")
    Path(packages, "scopewright.pth").write_text(source + "\n", encoding="utf-8")


def start(words: list[str]) -> int:
    """Start Scopewright in place of this process (on Windows: as a child, whose exit code is returned)."""
    command = [str(PYTHON), "-m", "scopewright", *words]
    if os.name != "nt":
        os.execve(command[0], command, environment())
    return subprocess.call(command, env=environment())


def test(words: list[str]) -> int:
    """Run every check; pytest last, so that its summary is the last line. Returns 1 if any failed."""
    python = str(PYTHON)
    checks = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "lint-imports": [python, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
        "mypy": [python, "-m", "mypy"],
    }
    failed = []
    for name, command in checks.items():
        say(f"— {name}")
        if subprocess.call(command, cwd=ROOT, env=environment()) != 0:
            failed.append(name)
    if failed:
        say(f"FAILED: {', '.join(failed)} (see above). The tests run all the same:")
    say("— pytest")
    tests = subprocess.call([python, "-m", "pytest", "-n", "2", *words], cwd=ROOT, env=environment())
    return 1 if failed or tests else 0


def main(words: list[str]) -> int:
    """Set up, then start or test. Exit code 2 and a sentence if that is impossible here."""
    try:
        check_python()
        check_system()
        set_up()
    except SetupError as problem:
        say(str(problem))
        return 2
    except OSError as problem:
        say(f"Setting up failed: {problem}. Is there room on the disk, and may you write to {ROOT}?")
        return 2
    except (ValueError, subprocess.SubprocessError) as problem:
        say(f"Setting up failed: {problem}. Delete {VENV} and start again; nothing of yours is in it.")
        return 2
    return test(words[1:]) if words[:1] == ["test"] else start(words)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
