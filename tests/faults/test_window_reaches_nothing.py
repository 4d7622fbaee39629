"""The window and its workers reach for nothing: no address, no host, no picture that a client's text names."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults.conftest import Figure
from tests.gui.hostile_window import PLANTED

STRACE = shutil.which("strace")
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or STRACE is None, reason="not run: there is no strace here that may trace"
)
_CALLS = "trace=network,open,openat,openat2,stat,lstat,newfstatat,statx,access,faccessat,faccessat2"
_HOST = "10.0.0.1"


@pytest.fixture
def places(tmp_path: Path, child_environment: dict[str, str]) -> dict[str, str]:
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TMPDIR"), str(tmp_path))
    return child_environment | homes | {"QT_QPA_PLATFORM": "offscreen"}


def _traced(calls: Path, environment: dict[str, str], words: Sequence[str]) -> tuple[str, list[str]]:
    """What a program said, and its calls and those of its workers that ask for a file or a connection."""
    command = [str(STRACE), "-f", "-qq", "-s", "300", "-e", _CALLS, "-o", str(calls), sys.executable, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr and not calls.exists():
        pytest.skip("not run: there is no strace here that may trace")
    assert done.returncode == 0, done.stderr
    return done.stdout, calls.read_text(encoding="utf-8", errors="replace").splitlines()


def _reached(calls: list[str]) -> tuple[int, int]:
    """Calls that ask for what a text's markup names, and sockets of the internet.

    A call with the markup itself in it looks for a dataset whose path is that text.
    """
    named = [call for call in calls if (_HOST in call or PLANTED in call) and "<img" not in call]
    return len(named), sum("AF_INET" in call for call in calls)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_page_of_hostile_text_asks_for_no_file_no_host_and_no_connection(
    tmp_path: Path, places: dict[str, str], figure: Figure
) -> None:
    table = tmp_path / "orders.csv"
    table.write_text(f"n,<img src=//{_HOST}/{PLANTED}>\n" + "".join(f"{n},<b>{n}\n" for n in range(300)))
    bare, _sockets = _reached(_traced(tmp_path / "bare", places, ["-m", "tests.gui.hostile_window", "bare", ""])[1])
    assert bare > 0
    socket = "import socket; socket.socket().close()"
    assert _reached(_traced(tmp_path / "socket", places, ["-c", socket])[1])[1] > 0
    words = ["-m", "tests.gui.hostile_window", str(tmp_path / "a.scope"), str(table)]
    said, calls = _traced(tmp_path / "calls", places, words)
    assert json.loads(said) == []
    assert len({call.split()[0] for call in calls}) > 3, "the workers must be seen, too"
    assert _reached(calls) == (0, 0)
    figure(
        "client text is text, and nothing is connected to",
        "every page, an audit and a brief of a hostile engagement: 0 texts read as markup, 0 pictures of theirs "
        f"asked for, 0 internet sockets in {len(calls):,} calls",
        f"a bare label of Qt asks for the picture {bare} times",
    )
