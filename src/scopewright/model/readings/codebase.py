"""The planned codebase as a tree (row J6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scopewright.model.engagement import Engagement
from scopewright.model.sections.codebase import CodePath

_Tree = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """A folder or file: its name, where it stands, and its record; a folder that is only named in a path has none.

    ``ends`` says for each level above, and for itself, whether nothing follows there.
    """

    name: str
    path: str
    ends: tuple[bool, ...]
    record: CodePath | None

    @property
    def depth(self) -> int:
        """How many folders it stands in."""
        return len(self.ends) - 1


def entries(engagement: Engagement) -> list[Entry]:
    """The tree of the plan from the top, folders that are only named included."""
    root: _Tree = {}
    planned = {each.path.strip("/"): each for each in engagement.all(CodePath)}
    for each in engagement.all(CodePath):
        _plant(root, each.path)
    return list(_walk(root, (), "", planned))


def folder_tree(engagement: Engagement) -> str:
    """The tree as text, one path a line with what stands there behind it."""
    return "\n".join(_line(entry) for entry in entries(engagement))


def _plant(root: _Tree, path: str) -> None:
    branch, parts = root, [part for part in path.split("/") if part]
    for place, part in enumerate(parts):
        folder = place < len(parts) - 1 or path.endswith("/")
        name = f"{part}/" if folder else part
        branch = branch.setdefault(name, {})


def _walk(branch: _Tree, ends: tuple[bool, ...], above: str, planned: dict[str, CodePath]) -> Iterator[Entry]:
    for place, (name, below) in enumerate(branch.items()):
        path, last = f"{above}{name}", place == len(branch) - 1
        yield Entry(name, path, (*ends, last), planned.get(path.strip("/")))
        yield from _walk(below, (*ends, last), path, planned)


def _line(entry: Entry) -> str:
    indent = "".join("    " if ended else "│   " for ended in entry.ends[:-1])
    said = f"  {entry.record.holds}" if entry.record and entry.record.holds else ""
    return f"{indent}{'└── ' if entry.ends[-1] else '├── '}{entry.name}{said}"
