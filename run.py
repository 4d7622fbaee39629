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
import ctypes
import hashlib
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
WHEELS = ROOT / "wheels"
STAMP = VENV / "scopewright.stamp"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 14)
OLDEST_PIP = (22, 3)
OLDEST_MACOS = {"arm64": 14, "x86_64": 15}
OLDEST_GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}

# What Qt loads at run time: library -> (package on Debian and Ubuntu, package on Fedora). The first table is needed
# always, the second for windows under X11.
LIBRARIES = {
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libX11.so.6": ("libx11-6", "libX11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libbrotlidec.so.1": ("libbrotli1", "libbrotli"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2", "krb5-libs"),
}
X11_LIBRARIES = {
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
}

# The line that brings pip to the system's own Python, by the tool that installs packages there.
PIP_PACKAGES = {
    "apt-get": "sudo apt-get update && sudo apt-get install -y python3-pip",
    "dnf": "sudo dnf install -y python3-pip",
    "zypper": "sudo zypper install -y python3-pip",
    "pacman": "sudo pacman -S --noconfirm python-pip",
}


class SetupError(Exception):
    """Set-up cannot go on; the text tells the user what is the matter and what to do."""


def say(text: str) -> None:
    """Tell the user something; standard output stays free for what Scopewright itself prints."""
    print(text, file=sys.stderr, flush=True)


def environment() -> dict[str, str]:
    """The child's environment, without what would slow its start or mix in another Python's packages."""
    unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}
    settings = {name: value for name, value in os.environ.items() if name not in unwanted}
    return settings | {"PIP_USER": "0", "PYTHONUTF8": "1", "UV_SYSTEM_CERTS": "1"}


def check_python() -> None:
    """Refuse a Python for which there are no ready-made libraries.

    Raises:
        SetupError: too old, too new, or 32 bits.
    """
    here = sys.version_info[:2]
    if not OLDEST_PYTHON <= here <= NEWEST_PYTHON or sys.maxsize < 2**32:
        oldest, newest = (".".join(map(str, version)) for version in (OLDEST_PYTHON, NEWEST_PYTHON))
        bits = 64 if sys.maxsize > 2**32 else 32
        raise SetupError(
            f"Scopewright needs a 64-bit Python {oldest} to {newest}; this is Python {here[0]}.{here[1]} with "
            f"{bits} bits ({sys.executable}). Start run.py with another Python, for example: python{newest} run.py"
        )


def check_system() -> None:
    """Refuse, before anything is downloaded, a system for which Qt is not built.

    Raises:
        SetupError: the system is too old or of another kind.
    """
    machine = platform.machine()
    if sys.platform == "darwin":
        needed = OLDEST_MACOS.get(machine, 0)
        found = platform.mac_ver()[0]
        if numbers(found) < (needed,):
            raise SetupError(f"Scopewright needs macOS {needed} or newer on this Mac; this is macOS {found}.")
    elif sys.platform == "linux":
        kind, found = platform.libc_ver()
        needed_libc = OLDEST_GLIBC.get(machine)
        if kind != "glibc" or needed_libc is None or numbers(found) < needed_libc:
            raise SetupError(
                "Scopewright runs on Linux with glibc 2.34 or newer on x86-64 (Debian 12, Ubuntu 22.04, Fedora) and "
                f"2.39 or newer on arm64 (Debian 13, Ubuntu 24.04); this is {kind or 'another C library'} {found} on "
                f"{machine}."
            )


def numbers(version: str) -> tuple[int, ...]:
    """The first two numbers of a version, whatever a distribution hangs behind them: (2, 36) of "2.36-9+deb12u4"."""
    return tuple(map(int, re.findall(r"\d+", version)[:2]))


def wanted_libraries() -> dict[str, tuple[str, str]]:
    """The system libraries that Qt will need here, with their packages."""
    if sys.platform != "linux":
        return {}
    return LIBRARIES | (X11_LIBRARIES if can_install() or os.environ.get("DISPLAY") else {})


def missing_libraries() -> dict[str, tuple[str, str]]:
    """The system libraries that Qt will need here and that cannot be loaded, with their packages."""
    missing = {}
    for library, packages in wanted_libraries().items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing[library] = packages
    return missing


def can_install() -> bool:
    """Whether missing system libraries can be installed without asking: root on Debian or Ubuntu."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def provide_libraries() -> None:
    """See to it that Qt's system libraries are there.

    Raises:
        SetupError: some are missing and the user has to install them.
    """
    missing = missing_libraries()
    if missing and can_install():
        say("Installing system libraries: " + ", ".join(sorted(missing)))
        apt(["update"])
        apt(["install", "-y", "--no-install-recommends", *sorted({debian for debian, _ in missing.values()})])
        missing = missing_libraries()
    if missing:
        raise SetupError(
            "Qt needs system libraries that are missing here: " + ", ".join(sorted(missing)) + ".\n"
            "Install them, then start again:\n  " + library_command(missing)
        )


def apt(words: list[str]) -> None:
    """Run apt-get; what it printed is shown only if it fails (the libraries are looked for again afterwards)."""
    settings = environment() | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", "-q", *words], env=settings, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        say(f"apt-get {words[0]} failed:\n{(done.stdout + done.stderr)[-2000:]}")


def library_command(missing: dict[str, tuple[str, str]]) -> str:
    """The line to type to install the missing system libraries."""
    debian, fedora = (" ".join(sorted({packages[index] for packages in missing.values()})) for index in (0, 1))
    if shutil.which("apt-get"):
        return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {debian}"
    if shutil.which("dnf"):
        return f"sudo dnf install -y {fedora}"
    return f"(with your package manager; Fedora names the packages {fedora})"


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
    """What the last set-up noted: its ``wanted_stamp`` and the system libraries that it found; empty if it never ended."""
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


def pip_command() -> str:
    """The line to type to get a pip.

    The system's own Python gets it from the system: Debian and Fedora take ``ensurepip`` out or forbid it. Another
    Python that is managed from outside (uv, Homebrew) forbids it too, but not in an environment of its own.
    """
    python = getattr(sys, "_base_executable", "") or sys.executable
    if sys.platform == "linux" and Path(python).parent in (Path("/usr/bin"), Path("/bin")):
        for tool, line in PIP_PACKAGES.items():
            if shutil.which(tool):
                return line
    if Path(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED").exists():
        box = Path(tempfile.gettempdir(), "scopewright-pip")
        inside = box / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        return f"{typed(python, '-m', 'venv', box)} && {typed(inside, Path(__file__).resolve())}"
    return typed(python, "-m", "ensurepip", "--upgrade")


def typed(*words: str | Path) -> str:
    """A command as people type it, quoted where that is needed."""
    texts = [str(word) for word in words]
    return subprocess.list2cmdline(texts) if os.name == "nt" else shlex.join(texts)


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
