"""What every scene must be, whatever it shows: nothing clipped, no text over text, nothing too small."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from scopewright.scenes.scene import Bounds, Scene, Text

SoundCheck = Callable[[Scene], None]


def _check(scene: Scene) -> None:
    frame = Bounds(0, 0, scene.width, scene.height)
    for item in scene.items:
        assert frame.contains(item.bounds, slack=0.1), item
    texts = [item for item in scene.items if isinstance(item, Text)]
    assert all(text.size >= 7 and text.text for text in texts)
    _check_apart(texts)
    assert scene.title
    assert scene.alt
    assert all(len(row) == len(scene.table.header) for row in scene.table.rows)


def _check_apart(texts: list[Text]) -> None:
    ordered = sorted(texts, key=lambda text: text.bounds.top)
    for index, (text, _following) in enumerate(pairwise(ordered)):
        box = text.bounds
        for other in ordered[index + 1 :]:
            if other.bounds.top >= box.bottom:
                break
            assert not _overlap(box, other.bounds), (text, other)


def _overlap(one: Bounds, other: Bounds, slack: float = 0.2) -> bool:
    """Whether the boxes share more than ``slack`` points in both directions."""
    return (
        min(one.right, other.right) - max(one.left, other.left) > slack
        and min(one.bottom, other.bottom) - max(one.top, other.top) > slack
    )


@pytest.fixture(scope="session")
def assert_sound() -> SoundCheck:
    """Fails unless the scene is whole and legible."""
    return _check
