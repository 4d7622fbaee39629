"""What the user reads when a job could not be done."""

from __future__ import annotations

import pytest

from scopewright.jobs.failures import explain


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        ImportError("libopenblas.so: failed to map segment from shared object"),
        SystemError("error return without exception set"),
    ],
)
def test_a_want_of_memory_is_named_however_python_puts_it(error: Exception) -> None:
    said, _trace, expected = explain(error)
    assert "memory" in said
    assert "Nothing in the engagement changed" in said
    assert not expected


def test_a_missing_library_is_a_fault_and_no_want_of_memory() -> None:
    assert "memory" not in explain(ImportError("No module named 'x'"))[0]
