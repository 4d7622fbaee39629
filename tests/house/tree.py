"""The project's files, as the house tests look at them."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "scopewright"


def modules() -> list[Path]:
    """Every Python file of the product."""
    return sorted([*SOURCE.rglob("*.py"), *ROOT.glob("run*.py")])


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    """The path as people write it, from the top of the project."""
    return path.relative_to(ROOT).as_posix()


_MADE = {".venv", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache"}
"""Folders that setting up and testing make."""


def committed() -> list[Path]:
    """Files that are, or would be, committed: what git does not ignore; in a copy without git, all but what is made."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return [path for path in ROOT.rglob("*") if path.is_file() and not _MADE & set(path.relative_to(ROOT).parts)]
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    paths = [ROOT / os.fsdecode(entry) for entry in listed.stdout.split(b"\0") if entry]
    return [path for path in paths if path.is_file()]


def environment() -> dict[str, str]:
    """An environment in which a fresh interpreter finds the package as it stands here."""
    return os.environ | {"PYTHONPATH": str(ROOT / "src")}
