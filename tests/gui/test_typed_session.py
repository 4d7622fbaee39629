"""A session typed into the real window while the process is killed: no committed line is lost."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scopewright.capture.context import Context
from scopewright.capture.grammar import NOTE
from scopewright.capture.keep import records_of
from scopewright.capture.parse import parse
from scopewright.capture.write import said
from scopewright.model.engagement import Engagement
from scopewright.model.sections.notes import Note
from scopewright.model.tables import new_engagement
from scopewright.store import journal, recovery
from scopewright.store.loading import last_drafts
from scopewright.store.opened import OpenEngagement, read_engagement
from tests.gui.typed_session import LINES
from tests.house.tree import ROOT, environment


def start(path: Path, speed: float, wanted: int) -> subprocess.Popen[bytes]:
    """Let the typist go on; its settings are its own."""
    home = {"HOME": str(path.parent), "XDG_CONFIG_HOME": str(path.parent), "XDG_DATA_HOME": str(path.parent)}
    words = [sys.executable, "-m", "tests.gui.typed_session", str(path), str(speed), str(wanted)]
    return subprocess.Popen(
        words, cwd=ROOT, env=environment() | home, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def entered(path: Path) -> str:
    """What the typist says it has entered."""
    place = path.with_name("entered")
    return place.read_text(encoding="utf-8") if place.exists() else ""


def draft_in(path: Path) -> str:
    """The half-typed line that the journal holds."""
    return last_drafts(recovery.find_unlocked(path, None).entries).get("", "")


def check_nothing_lost(path: Path, engagement: Engagement) -> None:
    lines = [note.line for note in engagement.all(Note)]
    draft, count = draft_in(path), int(entered(path) or 0)
    assert lines == LINES[: len(lines)]
    # Entered and killed before the disk knew: then the whole line is still the draft.
    assert len(lines) >= count or (len(lines) == count - 1 and draft == LINES[count - 1])
    assert not draft or LINES[len(lines)].startswith(draft) or draft == lines[-1]


def run(path: Path, wanted: int, speed: float, kills: int, seed: int) -> None:
    """Type ``wanted`` lines, killed ``kills`` times at moments that the seed chooses."""
    chance = random.Random(seed)
    OpenEngagement.create(path, new_engagement("Search", "Acme")).close()
    keys = sum(len(line) + 1 for line in LINES[:wanted])
    for _kill in range(kills):
        typist = start(path, speed, wanted)
        before = entered(path)
        end = time.monotonic() + 30
        while entered(path) == before and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(chance.uniform(0.0, keys / speed / kills * 0.8))
        typist.send_signal(signal.SIGKILL)
        typist.communicate()
        check_nothing_lost(path, read_engagement(path))
        if entered(path) == "all":
            break
    typist = start(path, speed, wanted)
    end = time.monotonic() + 2 * keys / speed + 60
    while entered(path) != "all" and time.monotonic() < end and typist.poll() is None:
        time.sleep(0.05)
    time.sleep(0.3)
    typist.kill()
    _out, err = typist.communicate()
    assert entered(path) == "all", err.decode()
    check_stored(read_engagement(path), wanted)
    assert draft_in(path) in ("", LINES[wanted - 1])
    assert journal.beside(path).exists()


def check_stored(engagement: Engagement, wanted: int) -> None:
    notes = engagement.all(Note)
    assert [note.line for note in notes] == LINES[:wanted]
    context = Context.of(engagement, _day(engagement))
    for note in notes:
        shown = parse(note.line, context)
        record = note if shown.type is NOTE else next(iter(records_of(engagement, note.key)))
        assert said(record, engagement) == dict(shown.fields)


def _day(engagement: Engagement) -> dt.date:
    return dt.datetime.fromisoformat(engagement.changes[-1].when).astimezone().date()


@pytest.mark.skipif(os.name == "nt", reason="kills with SIGKILL")
def test_ten_lines_typed_with_two_kills_are_all_there(tmp_path: Path) -> None:
    run(tmp_path / "a.scope", wanted=10, speed=150, kills=2, seed=1)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(os.name == "nt", reason="kills with SIGKILL")
def test_a_session_of_120_lines_at_twelve_keys_a_second_survives_ten_kills(tmp_path: Path) -> None:
    run(tmp_path / "a.scope", wanted=120, speed=12, kills=10, seed=2)
