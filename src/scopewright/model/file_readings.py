"""What the user said about how a dataset's file is read, as the record keeps it and as jobs take it.

The record says it in words of one line, because a tab or a blank would not survive there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scopewright.model.sections.datasets import Dataset

SPOKEN: Mapping[str, str] = {
    "tab": "\t", "comma": ",", "semicolon": ";", "bar": "|", "blank": " ", "colon": ":", "none": "",
}  # fmt: skip
"""Marks by the words for them."""
TYPES = ("integer", "number", "currency", "percent", "boolean", "date", "datetime", "category", "text", "id", "code")
"""The types a column can be said to have."""
_WORDS = {mark: word for word, mark in SPOKEN.items()}
_NUMBERS = frozenset({"header_rows", "skip_rows"})
_MARKS = frozenset({"delimiter", "quote"})


def spoken(mark: str) -> str:
    """The word for a mark, or the mark."""
    return _WORDS.get(mark, mark)


def mark_of(text: str) -> str:
    """The mark that a word means, or the text itself."""
    return SPOKEN.get(text.lower(), text)


def reading_of(dataset: Dataset) -> dict[str, Any]:
    """What was said about the file, as the jobs ``read``, ``audit`` and ``baseline`` take it; empty if nothing was."""
    said: dict[str, Any] = {}
    for row in dataset.reading:
        what, value = row["what"], row["value"] or ""
        if what == "type":
            said.setdefault("types", {})[row["column"]] = value
        elif what == "missing":
            said.setdefault("missing", []).append(value)
        elif what == "day_first":
            said[what] = value == "day"
        elif what in _NUMBERS:
            said[what] = int(value) if value.isdecimal() else None
        elif what:
            said[what] = mark_of(value) if what in _MARKS else value
    return {what: value for what, value in said.items() if value is not None}


def reading_rows(said: Mapping[str, Any]) -> list[dict[str, str]]:
    """What was said, as the rows that the record stores."""
    rows: list[dict[str, str]] = []
    for what, value in said.items():
        if what == "types":
            rows += [{"what": "type", "column": column, "value": kind} for column, kind in value.items()]
        elif what == "missing":
            rows += [{"what": "missing", "value": word} for word in value]
        elif what == "day_first":
            rows.append({"what": what, "value": "day" if value else "month"})
        else:
            rows.append({"what": what, "value": spoken(value) if what in _MARKS else str(value)})
    return [{"id": f"h{number}", **row} for number, row in enumerate(rows, 1)]
