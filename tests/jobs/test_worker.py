"""What a worker process promises whoever speaks to it over its pipes."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from scopewright.jobs import launch
from scopewright.jobs.protocol import Done, Failed, Partial, Progress, Request, Stop, Stopped, Warm, Warmed
from tests.jobs.conftest import ROOT, Talk, gone_within


def test_the_payload_arrives_whole_and_the_result_comes_back(worker: Talk) -> None:
    payload = {"text": "Ünïcødé\u2028\n🦉", "numbers": [1, 2.5, None, True], "big": "x" * 300_000}
    answer = worker.ask("echo", **payload)
    assert isinstance(answer, Done)
    assert answer.result["payload"] == payload


def test_one_process_does_job_after_job_in_the_order_asked(worker: Talk) -> None:
    worker.say(*(Request(name, "echo", {}) for name in "abc"))
    answers = [worker.hear() for _ in range(3)]
    assert [(type(answer), answer.id) for answer in answers if isinstance(answer, Done)] == [(Done, n) for n in "abc"]
    assert len({answer.result["process"] for answer in answers if isinstance(answer, Done)}) == 1


def test_what_libraries_print_does_not_get_among_the_answers(worker: Talk) -> None:
    assert isinstance(worker.ask("echo"), Done)
    worker.process.kill()
    assert b"chatter from C" in worker.process.communicate()[1]


def test_the_job_speaks_the_language_of_its_asker_and_not_that_of_the_job_before(worker: Talk) -> None:
    for language in ("de", "fr", "en"):
        worker.say(Request("1", "echo", {}, language))
        answer = worker.hear_all("1")[-1]
        assert isinstance(answer, Done)
        assert answer.result["language"] == language


def test_progress_arrives_while_the_job_runs(worker: Talk) -> None:
    worker.say(Request("1", "count", {"steps": 10, "pause": 0.05}))
    fractions = [answer.fraction for answer in worker.hear_all("1") if isinstance(answer, Progress)]
    assert len(fractions) >= 2
    assert fractions == sorted(fractions)


def test_a_job_that_reports_without_pause_does_not_flood_its_asker(worker: Talk) -> None:
    start = time.monotonic()
    worker.say(Request("1", "count", {"steps": 20_000}))
    answers = worker.hear_all("1")
    assert len(answers) <= 3 + (time.monotonic() - start) / 0.1


def test_a_job_stops_when_asked_and_the_parts_that_were_finished_have_arrived(worker: Talk) -> None:
    worker.say(Request("1", "parts", {"parts": 3}))
    heard = [worker.hear() for _ in range(4)]
    worker.say(Stop("1"))
    heard += worker.hear_all("1")
    assert [answer.result for answer in heard if isinstance(answer, Partial)] == [{"part": n} for n in range(3)]
    assert heard[-1] == Stopped("1")


def test_a_waiting_job_that_is_stopped_is_never_begun_and_the_others_are(worker: Talk) -> None:
    worker.say(Request("1", "deaf", {"seconds": 0.2}), Request("2", "echo", {}), Request("3", "echo", {}), Stop("2"))
    assert worker.hear_all("1")[-1] == Done("1", {})
    assert worker.hear() == Stopped("2")
    assert isinstance(worker.hear(), Done)


def test_stopping_a_job_that_is_over_or_unknown_changes_nothing(worker: Talk) -> None:
    worker.ask("echo")
    worker.say(Stop("echo"), Stop("never"))
    assert isinstance(worker.ask("echo"), Done)


def test_a_fault_is_told_in_a_sentence_with_its_traceback_for_the_log(worker: Talk) -> None:
    answer = worker.ask("fault")
    assert isinstance(answer, Failed)
    assert "fault in Scopewright (KeyError)" in answer.message
    assert "nobody should read this" not in answer.message
    assert "nobody should read this" in answer.traceback
    assert not answer.expected


def test_the_worker_goes_on_after_a_failed_job(worker: Talk) -> None:
    for job in ("fault", "leave", "not_json", "no such job"):
        assert isinstance(worker.ask(job), Failed)
    assert isinstance(worker.ask("echo"), Done)


def test_an_error_that_scopewright_declares_is_told_in_its_own_words(worker: Talk) -> None:
    answer = worker.ask("bad_input")
    assert isinstance(answer, Failed)
    assert answer.message == "There is no column “price”."
    assert answer.expected


def test_a_missing_file_is_told_by_its_name(worker: Talk) -> None:
    answer = worker.ask("no_file", path="/nowhere/client.csv")
    assert isinstance(answer, Failed)
    assert answer.message == "/nowhere/client.csv: No such file or directory."


def test_too_little_memory_is_told_as_such_and_costs_the_job_only(worker: Talk) -> None:
    answer = worker.ask("devour")
    assert isinstance(answer, Failed)
    assert "not enough memory" in answer.message
    assert isinstance(worker.ask("echo"), Done)


def test_a_language_that_is_not_there_fails_the_job_only(worker: Talk) -> None:
    worker.say(Request("1", "echo", {}, "xx"))
    assert isinstance(worker.hear_all("1")[-1], Failed)
    assert isinstance(worker.ask("echo"), Done)


def test_a_line_that_is_no_order_is_passed_over(worker: Talk) -> None:
    assert worker.process.stdin is not None
    worker.process.stdin.write(b"rubbish\n[]\n{}\n")
    assert isinstance(worker.ask("echo"), Done)


def test_a_worker_can_be_warmed_and_says_when_it_is(worker: Talk) -> None:
    worker.say(Warm("brief"))
    assert worker.hear() == Warmed()


def test_a_worker_whose_pipe_closes_is_gone_at_once_even_in_the_middle_of_a_job(worker: Talk) -> None:
    assert worker.process.stdin is not None
    worker.say(Request("1", "deaf", {"seconds": 60}))
    time.sleep(0.1)
    worker.process.stdin.close()
    assert worker.process.wait(timeout=1) == 0
    worker.process.stdin = None


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for a process by its number in a POSIX way")
def test_a_killed_window_leaves_no_worker_behind() -> None:
    parent = f"""
import subprocess, sys, time
sys.path.insert(0, {str(ROOT)!r})
from tests.jobs.conftest import Talk
from scopewright.jobs.protocol import Done, Request
talk = Talk()
answer = talk.ask("echo")
talk.say(Request("1", "deaf", {{"seconds": 60}}))
print(answer.result["process"], flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, env=launch.environment()) as window:
        assert window.stdout is not None
        worker = int(window.stdout.readline())
        window.kill()
        assert gone_within(worker, 1.0)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
def test_a_memory_ceiling_turns_a_blow_up_into_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(launch.MEMORY, str(4 << 30))
    talk = Talk()
    answer = talk.ask("devour")
    talk.process.kill()
    talk.process.communicate()
    assert isinstance(answer, Failed)
    assert "not enough memory" in answer.message


def test_a_worker_waits_passively_and_draws_without_a_screen() -> None:
    environment = launch.environment()
    assert environment["OMP_WAIT_POLICY"] == "PASSIVE"
    assert environment["MPLBACKEND"] == "Agg"
    assert "PYTHONDONTWRITEBYTECODE" not in environment
