"""Each row of the mission that the scope is built for has a test that carries its id."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.tree import ROOT, parsed

ROWS = (
    *(f"m{n}" for n in range(1, 30)),
    *(f"j{n}" for n in (1, 2, 3, 4, 5, 6, 17, 18, 19, 20, 21, 22)),
    *(f"t{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 18, 19, 20, 21)),
    *(f"p{n}" for n in (1, 2, 5, 7, 8, 9, 10)),
)


def _names() -> Iterator[str]:
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield node.name.lower()


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_a_test_with_its_id(row: str) -> None:
    assert any(re.search(rf"(^|_){row}(_|$)", name) for name in _names())
