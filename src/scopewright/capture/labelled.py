"""How well the grammar reads lines that somebody labelled by hand."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scopewright.capture.context import Context, Known
from scopewright.capture.parse import parse


@dataclass(frozen=True, slots=True)
class Result:
    """One line: the fields read as labelled, and by field what was meant and what was read where that differs."""

    line: str
    right: tuple[str, ...]
    wrong: Mapping[str, tuple[Any, Any]]

    @property
    def total(self) -> int:
        """The fields that were meant or read."""
        return len(self.right) + len(self.wrong)


def results(path: Path) -> list[Result]:
    """The labelled lines of a file against what the grammar reads; the section counts as a field."""
    data = json.loads(path.read_text(encoding="utf-8"))
    people = tuple(Known(name, f"P-{number}", name, role) for number, (name, role) in enumerate(data["people"], 1))
    today = dt.date.fromisoformat(data["today"])
    found = []
    for item in data["lines"]:
        context = Context(today, item.get("language", "en"), people, tuple(data["releases"]))
        parsed = parse(item["line"], context)
        found.append(_compared(item["line"], item["fields"], {"section": parsed.section, **parsed.fields}))
    return found


def _compared(line: str, meant: Mapping[str, Any], read: Mapping[str, Any]) -> Result:
    names = dict.fromkeys([*meant, *read])
    wrong = {name: (meant.get(name), read.get(name)) for name in names if meant.get(name) != read.get(name)}
    return Result(line, tuple(name for name in names if name not in wrong), wrong)
