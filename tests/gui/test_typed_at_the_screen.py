"""A session typed at a real screen by real key events, while the program is killed: nothing lost, and no mouse."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scopewright.model.sections.notes import Note
from scopewright.model.tables import new_engagement
from scopewright.store.opened import OpenEngagement, read_engagement
from tests.gui.test_typed_session import check_stored, draft_in
from tests.gui.typed_session import LINES
from tests.house.tree import ROOT, environment

KEYS_A_SECOND, KILLS = 12, 6
_TOOLS = ("Xvfb", "xdotool", "openbox")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(any(shutil.which(tool) is None for tool in _TOOLS), reason="needs Xvfb, xdotool and openbox"),
]


def wait(until: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something to be so.

    Raises:
        AssertionError: it was not in time.
    """
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "it did not come in time"
        time.sleep(0.1)


class Screen:
    """A screen with a keyboard and a window manager, and the program on it."""

    def __init__(self, display: str, path: Path) -> None:
        home = {name: str(path.parent) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
        self._environment = environment() | home | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._environment.pop("WAYLAND_DISPLAY", None)
        self._path = path
        self._program: subprocess.Popen[bytes] | None = None

    def tool(self, *words: str) -> str:
        """What xdotool answers."""
        done = subprocess.run(["xdotool", *words], env=self._environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def start(self) -> None:
        """Open the file in the program and put the keyboard on the capture line."""
        words = [sys.executable, "-m", "scopewright", str(self._path)]
        with self._path.with_name("log").open("ab") as log:
            self._program = subprocess.Popen(words, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        wait(self._has_the_keyboard)
        time.sleep(1.0)
        self.tool("key", "F9")
        time.sleep(1.0)

    def _has_the_keyboard(self) -> bool:
        """Bring the window to the front; whether it is there and is: a window may give way to another as one looks."""
        for window in self.tool("search", "--onlyvisible", "--name", "Search").split()[:1]:
            self.tool("windowactivate", window)
            time.sleep(0.3)
            return self.tool("getactivewindow") == window
        return False

    def kill(self) -> None:
        """kill -9, at whatever moment this is."""
        assert self._program is not None
        self._program.send_signal(signal.SIGKILL)
        self._program.wait()

    def typed(self, text: str) -> None:
        """Press the keys of a text."""
        self.tool("type", "--delay", str(round(1000 / KEYS_A_SECOND)), "--clearmodifiers", text)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    path = tmp_path / "a.scope"
    OpenEngagement.create(path, new_engagement("Search", "Acme")).close()
    read, write = os.pipe()
    words = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as pipe:
        display = f":{pipe.readline().strip()}"
    made = Screen(display, path)
    wait(lambda: bool(made.tool("getdisplaygeometry")))
    manager = subprocess.Popen(["openbox"], env=os.environ | {"DISPLAY": display}, stderr=subprocess.DEVNULL)
    yield made
    if made._program is not None and made._program.poll() is None:
        made.kill()
    manager.terminate()
    manager.wait()
    server.terminate()
    server.wait()


def rest_of_line(path: Path) -> tuple[int, str]:
    """How many lines the file holds, and what is still to be typed of the next one."""
    engagement = read_engagement(path)
    kept = [note.line for note in engagement.all(Note)]
    assert kept == LINES[: len(kept)], "a committed line is lost or another"
    draft = draft_in(path)
    if draft and kept and draft == kept[-1]:
        draft = ""
    assert LINES[len(kept)].startswith(draft) if len(kept) < len(LINES) else not draft
    return len(kept), LINES[len(kept)][len(draft) :] if len(kept) < len(LINES) else ""


def test_120_lines_at_twelve_keys_a_second_with_kills_are_stored_as_shown(screen: Screen, tmp_path: Path) -> None:
    path, chance, lines = tmp_path / "a.scope", random.Random(3), len(LINES)
    killed = set(chance.sample(range(lines), KILLS))
    screen.start()
    for entered, line in enumerate(LINES):
        if entered in killed:
            screen.typed(line[: chance.randrange(1, len(line))])
            screen.kill()
            found, rest = rest_of_line(path)
            assert found >= entered, "an entered line is lost"
            screen.start()
            screen.typed(rest)
        else:
            screen.typed(line)
        screen.tool("key", "Return")
    wait(lambda: len(read_engagement(path).all(Note)) == lines)
    screen.kill()
    check_stored(read_engagement(path), lines)
