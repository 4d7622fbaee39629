"""Severities are said once; linter, audit and window agree on them."""

from __future__ import annotations

from scopewright.lab.findings import case
from scopewright.model.severity import SEVERITIES, TITLES, demands


def test_only_more_than_a_hint_demands_something() -> None:
    assert not demands([])
    assert not demands(["hint"])
    assert demands(["hint", "warning"])


def test_the_lab_which_knows_no_model_speaks_of_the_same_ones() -> None:
    assert (case.ERROR, case.WARNING, case.HINT) == SEVERITIES == tuple(TITLES)
