"""What is held out, and that nothing of it is seen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scopewright.lab import split
from scopewright.lab.unfit import UnfitData


@settings(max_examples=40, deadline=None)
@given(rows=st.integers(30, 120), kinds=st.integers(15, 100), seed=st.integers(0, 50))
def test_twins_never_sit_on_two_sides_and_every_row_has_one_place(rows: int, kinds: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    twins, strata = chance.integers(0, kinds, rows), np.arange(rows) % 2
    parts = split.hold_out(np.arange(rows), twins, strata, seed)
    assert sorted([*parts.dev, *parts.test]) == list(range(rows))
    assert not set(twins[parts.dev]) & set(twins[parts.test])
    for fit, held in split.folds(twins[parts.dev], strata[parts.dev], seed):
        assert not set(twins[parts.dev][fit]) & set(twins[parts.dev][held])


def test_each_class_keeps_its_share_in_the_test() -> None:
    strata = np.repeat([0, 1], [900, 100])
    parts = split.hold_out(np.arange(1000), np.arange(1000), strata, 0)
    assert (len(parts.test), int(strata[parts.test].sum())) == (200, 20)


def test_a_class_of_one_row_does_not_stop_the_split() -> None:
    strata = np.array([0] * 30 + [1] * 30 + [2])
    parts = split.hold_out(np.arange(61), np.arange(61), strata, 0)
    assert len(split.folds(parts.dev, strata[parts.dev], 0)) == 5


def test_rows_that_all_look_alike_are_refused() -> None:
    with pytest.raises(UnfitData, match="Only 3 rows differ"):
        split.hold_out(np.arange(60), np.arange(60) % 3, None, 0)
