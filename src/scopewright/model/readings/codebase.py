"""The planned codebase as a tree in text (row J6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scopewright.model.engagement import Engagement
from scopewright.model.sections.codebase import CodePath

_Tree = dict[str, Any]


def folder_tree(engagement: Engagement) -> str:
    """The tree of the plan, one path a line with what stands there behind it; folders that are only named are in it."""
    root: _Tree = {}
    holds = {each.path.strip("/"): each.holds for each in engagement.all(CodePath)}
    for each in engagement.all(CodePath):
        _plant(root, each.path)
    return "\n".join(_lines(root, "", "", holds))


def _plant(root: _Tree, path: str) -> None:
    branch, parts = root, [part for part in path.split("/") if part]
    for place, part in enumerate(parts):
        folder = place < len(parts) - 1 or path.endswith("/")
        name = f"{part}/" if folder else part
        branch = branch.setdefault(name, {})


def _lines(branch: _Tree, indent: str, above: str, holds: dict[str, str]) -> Iterator[str]:
    for place, (name, below) in enumerate(branch.items()):
        last = place == len(branch) - 1
        path = f"{above}{name}"
        said = holds.get(path.strip("/"))
        yield f"{indent}{'└── ' if last else '├── '}{name}" + (f"  {said}" if said else "")
        yield from _lines(below, indent + ("    " if last else "│   "), path, holds)
