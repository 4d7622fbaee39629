"""What goes over the pipe comes out as it went in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.jobs import protocol
from scopewright.jobs.registry import HEAVY, JOBS, STREAMS

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_OBJECT = st.dictionaries(st.text(), _JSON, max_size=4)
_ORDERS = st.one_of(
    st.builds(protocol.Request, st.text(), st.text(), _OBJECT, st.sampled_from(["en", "de"])),
    st.builds(protocol.Stop, st.text()),
    st.builds(protocol.Warm, st.text()),
)
_ANSWERS = st.one_of(
    st.builds(protocol.Progress, st.text(), st.floats(0, 1), st.text()),
    st.builds(protocol.Partial, st.text(), _OBJECT),
    st.builds(protocol.Done, st.text(), _OBJECT),
    st.builds(protocol.Failed, st.text(), st.text(), st.text(), st.booleans()),
    st.builds(protocol.Stopped, st.text()),
    st.builds(protocol.Warmed),
)


@given(_ORDERS)
def test_an_order_arrives_as_it_was_sent(order: protocol.Order) -> None:
    line = protocol.encode(order)
    assert line.count(b"\n") == 1
    assert protocol.read_order(line) == order


@given(_ANSWERS)
def test_an_answer_arrives_as_it_was_sent(answer: protocol.Answer) -> None:
    line = protocol.encode(answer)
    assert line.count(b"\n") == 1
    assert protocol.read_answer(line) == answer


@pytest.mark.parametrize("line", [b"", b"rubbish\n", b"[]\n", b"{}\n", b'{"kind": "gossip"}\n', b'{"kind": "done"}\n'])
def test_what_is_no_message_is_refused(line: bytes) -> None:
    with pytest.raises(protocol.NotUnderstood):
        protocol.read_answer(line)
    with pytest.raises(protocol.NotUnderstood):
        protocol.read_order(line)


def test_every_job_names_a_function_and_a_worker_that_can_be_warmed() -> None:
    for name, job in JOBS.items():
        assert job.name == name
        assert job.function.count(":") == 1
        assert job.worker in HEAVY
    assert all(function.count(":") == 1 for function in STREAMS.values())
