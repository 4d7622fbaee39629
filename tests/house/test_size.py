"""Files and functions stay small enough to read."""

from __future__ import annotations

import ast

from tests.house.tree import modules, name, parsed

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
# "path" or "path::function": reason. Empty is the aim.
EXCEPTIONS: dict[str, str] = {}


def test_no_file_is_longer_than_people_read() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {path: n for path, n in lengths.items() if n > LONGEST_FILE and path not in EXCEPTIONS} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{name(path)}::{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {where: n for where, n in lengths.items() if n > LONGEST_FUNCTION and where not in EXCEPTIONS} == {}
