"""Long work leaves the window alone: answers as signals, crashes and cancels cost the job only."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from scopewright.gui.fault_trace import without_messages
from scopewright.gui.job_client import JobClient, Jobs
from scopewright.gui.log_file import log_to
from scopewright.jobs import protocol

FAKE = (sys.executable, str(Path(__file__).with_name("fake_worker.py")))


@pytest.fixture
def client() -> Iterator[JobClient]:
    """A client with the fake worker."""
    made = JobClient("lab", FAKE)
    yield made
    made.close()


def run(qtbot: QtBot, client: JobClient, job: str, payload: dict[str, Any] | None = None) -> Any:
    """Run a job to its end and return its result."""
    with qtbot.waitSignal(client.finished) as heard:
        started = client.start(job, payload or {})
    assert heard.args is not None
    assert heard.args[0] == started
    return heard.args[1]


def test_a_job_gets_its_payload_and_the_language(qtbot: QtBot, client: JobClient) -> None:
    result = run(qtbot, client, "echo", {"name": "Müller & Söhne\n東京"})
    assert result["payload"] == {"name": "Müller & Söhne\n東京"}
    assert result["language"] == "en"


def test_progress_and_parts_come_in_order_before_the_result(qtbot: QtBot, client: JobClient) -> None:
    heard: list[object] = []
    client.progressed.connect(lambda _id, fraction, text: heard.append((round(fraction, 2), text)))
    client.partial.connect(lambda _id, part: heard.append(part))
    assert run(qtbot, client, "count") == {"n": 3}
    assert heard[:2] == [(0.0, "step 0"), {"step": 0}]
    assert len(heard) == 6


def test_jobs_of_one_worker_run_one_after_the_other_in_one_process(qtbot: QtBot, client: JobClient) -> None:
    results: list[Any] = []
    client.finished.connect(lambda _id, result: results.append(result))
    for number in range(3):
        client.start("echo", {"n": number})
    qtbot.waitUntil(lambda: len(results) == 3)
    assert [result["payload"]["n"] for result in results] == [0, 1, 2]
    assert len({result["pid"] for result in results}) == 1
    assert not client.busy


def test_a_failed_job_says_the_workers_sentence(qtbot: QtBot, client: JobClient) -> None:
    with qtbot.waitSignal(client.failed) as heard:
        client.start("fail", {})
    assert heard.args is not None
    assert heard.args[1] == "The target column is missing."


def test_a_crash_costs_the_job_and_the_next_one_works(qtbot: QtBot, client: JobClient) -> None:
    with qtbot.waitSignal(client.failed) as heard:
        crashed = client.start("crash", {})
        client.start("echo", {})
    assert heard.args is not None
    assert heard.args[0] == crashed
    assert "untouched" in heard.args[1]
    with qtbot.waitSignal(client.finished):
        pass


def test_a_job_that_listens_stops_and_its_worker_stays(qtbot: QtBot, client: JobClient) -> None:
    before = run(qtbot, client, "echo")["pid"]
    with qtbot.waitSignal(client.progressed):
        job = client.start("listen", {})
    with qtbot.waitSignal(client.stopped) as heard:
        client.cancel(job)
    assert heard.args == [job]
    assert run(qtbot, client, "echo")["pid"] == before


def test_a_job_that_does_not_listen_is_killed_within_a_second(qtbot: QtBot, client: JobClient) -> None:
    with qtbot.waitSignal(client.progressed):
        job = client.start("hang", {})
    start = time.monotonic()
    with qtbot.waitSignal(client.stopped):
        client.cancel(job)
        client.cancel(job)
    assert time.monotonic() - start < 1
    assert run(qtbot, client, "echo")["language"] == "en"


def test_a_waiting_job_is_cancelled_at_once(qtbot: QtBot, client: JobClient) -> None:
    first = client.start("hang", {})
    second = client.start("echo", {})
    with qtbot.waitSignal(client.stopped) as heard:
        client.cancel(second)
    assert heard.args == [second]
    client.cancel("never started")
    with qtbot.waitSignal(client.stopped):
        client.cancel(first)


def test_a_worker_that_cannot_start_is_told(qtbot: QtBot) -> None:
    client = JobClient("lab", ("/nowhere/python",))
    with qtbot.waitSignal(client.failed):
        client.start("echo", {})


def test_warming_up_starts_the_worker_before_the_first_job(qtbot: QtBot, client: JobClient) -> None:
    client.warm_up(0)
    qtbot.waitUntil(lambda: client._process is not None and client._process.processId() > 0)
    assert client._process is not None
    started = client._process.processId()
    run(qtbot, client, "echo")
    assert client._process.processId() == started


def test_a_hanging_brief_does_not_hold_up_the_lab_and_closing_ends_both(qtbot: QtBot) -> None:
    jobs = Jobs(FAKE)
    with qtbot.waitSignal(jobs.brief.progressed):
        jobs.brief.start("hang", {})
    assert run(qtbot, jobs.lab, "echo", {"n": 1})["payload"] == {"n": 1}
    assert jobs.busy
    processes = [jobs.lab._process, jobs.brief._process]
    jobs.close()
    assert all(process and process.state() == QProcess.ProcessState.NotRunning for process in processes)
    assert not jobs.busy


def test_a_payload_that_is_no_json_is_refused_at_once(client: JobClient) -> None:
    with pytest.raises(TypeError):
        client.start("echo", {"when": object()})
    assert not client.busy


def test_the_payload_is_encoded_once(qtbot: QtBot, client: JobClient, monkeypatch: pytest.MonkeyPatch) -> None:
    encoded: list[object] = []
    encode = protocol.encode

    def noted(message: protocol.Order | protocol.Answer) -> bytes:
        encoded.append(message)
        return encode(message)

    monkeypatch.setattr(protocol, "encode", noted)
    run(qtbot, client, "echo", {"n": 1})
    assert len(encoded) == 1


def test_stopping_all_tells_each_job(qtbot: QtBot, client: JobClient) -> None:
    with qtbot.waitSignal(client.progressed):
        first = client.start("hang", {})
    second = client.start("echo", {})
    assert client.doing == {"hang", "echo"}
    told: list[str] = []
    client.stopped.connect(told.append)
    client.stop_all()
    assert told == [first, second]
    assert not client.busy
    assert run(qtbot, client, "echo")["language"] == "en"


def test_the_log_has_the_frames_of_a_fault_and_no_cell(qtbot: QtBot, tmp_path: Path) -> None:
    said = """Traceback (most recent call last):
  File "lab/audit.py", line 7, in audit
    float(cell)
ValueError: could not convert string to float: 'Erika Mustermann'
"""
    kept = without_messages(said)
    assert "Erika" not in kept
    assert kept.splitlines() == ['File "lab/audit.py", line 7, in audit', "ValueError"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_log_is_for_its_user_alone(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = list(root.handlers)
    log_to(tmp_path)
    added = [handler for handler in root.handlers if handler not in before]
    try:
        try:
            raise ValueError("Erika")
        except ValueError:
            root.exception("fault")
        path = tmp_path / "scopewright.log"
        assert path.stat().st_mode & 0o777 == 0o600
        assert "ValueError" in path.read_text()
        assert "Erika" not in path.read_text()
    finally:
        for handler in added:
            root.removeHandler(handler)
            handler.close()


def test_what_is_not_the_protocol_ends_the_job(qtbot: QtBot, client: JobClient) -> None:
    with qtbot.waitSignal(client.failed):
        client.start("chatter", {})
    assert run(qtbot, client, "echo")["language"] == "en"
