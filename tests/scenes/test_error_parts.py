"""The waterfall of an error's parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scopewright.scenes.error_parts import ErrorPart, error_parts
from scopewright.scenes.scene import Rect

PART = st.floats(-0.5, 1.0, allow_nan=False)


@given(values=st.lists(PART, min_size=1, max_size=4), width=st.floats(340, 900))
def test_j12_bars_hang_together_stay_within_the_picture_and_negative_ones_go_back(
    values: list[float], width: float
) -> None:
    scene = error_parts([ErrorPart(f"Part {place}", value) for place, value in enumerate(values)], sum(values), width)
    bars = [item for item in scene.items if isinstance(item, Rect) and item.role == "part"]
    assert len(bars) == len(values) + 1
    assert all(bar.x >= 0 and bar.x + bar.width <= width for bar in bars)
    scale = {round(bar.width / abs(value), 3) for bar, value in zip(bars, values, strict=False) if abs(value) > 0.05}
    assert not scale or max(scale) == pytest.approx(min(scale), rel=1e-2)


def test_the_table_says_what_the_picture_shows() -> None:
    scene = error_parts([ErrorPart("Bias", 0.1, True), ErrorPart("Variance", -0.05)], 0.05, 400)
    assert scene.table.rows == (("Bias", "0.100", "yes"), ("Variance", "−0.050", ""), ("Error in all", "0.050", ""))
