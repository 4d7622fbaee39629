"""House styles in their folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from scopewright.model.refusal import SaidToUser
from scopewright.store.house_styles import HouseStyles


def test_a_style_that_is_damaged_is_told_as_such_and_not_as_missing(tmp_path: Path) -> None:
    held = HouseStyles(tmp_path)
    path = held.write("Finch", {"name": "Finch"})
    assert held.read("Finch") == {"name": "Finch"}
    path.write_text("{", encoding="utf-8")
    assert held.names() == []
    with pytest.raises(SaidToUser, match=path.name):
        held.read("Finch")
    assert held.read("Wren") is None
