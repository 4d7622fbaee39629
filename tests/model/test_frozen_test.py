"""The frozen test set: changed only by a decision, and honest about what it can tell apart."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pytest

from scopewright.model.engagement import Engagement
from scopewright.model.frozen_test import asks_for_other_rows, frozen_by, other_test_set, smallest_difference
from scopewright.model.lab_results import keep_run
from scopewright.model.measures import Score
from scopewright.model.sections.runs import Run
from tests.model.test_lab_results import NEW, NOW, OLD, result


@pytest.fixture
def engagement() -> Engagement:
    made = Engagement()
    keep_run(made, result(), "Ana", NOW)
    return made


def test_i3_other_test_rows_of_the_same_file_are_noticed_and_a_new_file_is_not(engagement: Engagement) -> None:
    other = result()
    other["split"] = other["split"] | {"test_fingerprint": "f2"}
    assert other_test_set(engagement, other) is engagement.all(Run)[0]
    assert other_test_set(engagement, result()) is None
    assert other_test_set(engagement, other | {"fingerprint": NEW}) is None


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ({"seed": 1}, False),
        ({"seed": 1, "drop": ["age"], "rules": ["a < 1 -> b"]}, False),
        ({"seed": 2}, True),
        ({"seed": 1, "group": "agent"}, True),
        ({"seed": 1, "time": "day"}, True),
        ({"seed": 1, "task": "multiclass"}, True),
    ],
)
def test_i3_what_shares_out_the_rows_differently_is_known_beforehand(
    engagement: Engagement, asked: dict[str, Any], other: bool
) -> None:
    run = frozen_by(engagement, OLD, "agent")
    assert run is not None
    assert asks_for_other_rows(run, asked) is other


def test_i3_the_smallest_difference_follows_from_the_interval() -> None:
    assert smallest_difference(Score(0.8, 0.7, 0.9)) == pytest.approx(0.1 * sqrt(2))
    assert smallest_difference(Score(0.8)) is None
