"""Ranks put records in order without touching their neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.model.ranks import between


@given(st.lists(st.floats(0, 1), max_size=80))
def test_a_rank_fits_between_any_two(places: list[float]) -> None:
    ranks: list[str] = []
    for place in places:
        at = round(place * len(ranks))
        made = between(ranks[at - 1] if at else None, ranks[at] if at < len(ranks) else None)
        ranks.insert(at, made)
    assert ranks == sorted(set(ranks))


def test_ten_thousand_appended_records_keep_short_ranks() -> None:
    rank = None
    for _turn in range(10_000):
        rank = between(rank, None)
    assert rank is not None
    assert len(rank) == 5


def test_ranks_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="fits"):
        between("m", "a")
