"""What a machine must have before Scopewright can be set up: a Python, a system, libraries for Qt, a pip.

Belongs to ``run.py``: standard library only, and syntax that old Pythons can read.
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

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
        return f"{typed(python, '-m', 'venv', box)} && {typed(inside, Path(__file__).with_name('run.py').resolve())}"
    return typed(python, "-m", "ensurepip", "--upgrade")


def typed(*words: str | Path) -> str:
    """A command as people type it, quoted where that is needed."""
    texts = [str(word) for word in words]
    return subprocess.list2cmdline(texts) if os.name == "nt" else shlex.join(texts)
