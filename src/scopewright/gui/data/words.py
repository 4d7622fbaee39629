"""The words and figures of the data page, out of results as the lab writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scopewright.gui.widgets.status_badge import State
from scopewright.language import N_, _, current, ngettext, show_number
from scopewright.model.lab_titles import COLUMN_TYPES
from scopewright.model.sections.metrics import MEASURES
from scopewright.model.severity import TITLES

SEVERITIES: Mapping[str, tuple[State, str]] = {
    "error": ("bad", TITLES["error"]),
    "warning": ("warning", TITLES["warning"]),
    "hint": ("open", TITLES["hint"]),
}
_DELIMITERS = {
    ",": N_("comma"),
    ";": N_("semicolon"),
    "\t": N_("tab"),
    "|": N_("bar"),
    " ": N_("blank"),
    ":": N_("colon"),
}
_REASONS = {"short": N_("too few fields"), "long": N_("too many fields"), "quote": N_("a quote that is not closed")}
_DATE_PARTS = {
    "%d": "DD", "%m": "MM", "%Y": "YYYY", "%y": "YY", "%H": "hh", "%I": "hh", "%M": "mm", "%S": "ss", "%f": "ms",
    "%b": "Mmm", "%B": "Mmmm", "%p": "am/pm", "%z": "±hh:mm", "%Z": "zone", "%j": "day",
}  # fmt: skip


def count(number: float | None) -> str:
    """A whole number, or a dash."""
    return "–" if number is None else show_number(number, current(), 0)


def rows_of(read: Mapping[str, Any]) -> str:
    """How many rows a file has, of which only the first may have been read."""
    rows = count(read["records"])
    return rows if read.get("whole", True) else _("about {count}").format(count=rows)


def figure(value: float | None, beside: float | None = None) -> str:
    """A score or error with as many decimals as its size calls for, or a dash.

    ``beside`` is the largest of a column of them, which all have its decimals.
    """
    if value is None:
        return "–"
    size = abs(value if beside is None else beside)
    return show_number(value, current(), 3 if size < 10 else 1 if size < 1000 else 0)


def interval(score: Mapping[str, float | None] | None, beside: float | None = None) -> str:
    """A value with its 95 % interval, or a dash; ``beside`` as in ``figure``."""
    if not score or score.get("value") is None:
        return "–"
    if score.get("low") is None or score.get("high") is None:
        return figure(score["value"], beside)
    ends = f"{figure(score['low'], beside)}–{figure(score['high'], beside)}"
    return f"{figure(score['value'], beside)} [{ends}]"


def measure(name: str | None) -> str:
    """A metric as people call it."""
    return _(dict(MEASURES).get(name or "", name or ""))


def date_format(pattern: str) -> str:
    """A ``strptime`` pattern as people write it, such as DD.MM.YYYY."""
    for mark, letters in _DATE_PARTS.items():
        pattern = pattern.replace(mark, letters)
    return pattern


def column_type(name: str) -> str:
    """A column's type in words."""
    return _(COLUMN_TYPES.get(name, name.capitalize()))


def dialect(read: Mapping[str, Any]) -> tuple[str, str]:
    """How a file is written: its delimiter, and the rest."""
    how = read["dialect"]
    delimiter = _(_DELIMITERS.get(how["delimiter"], f"“{how['delimiter']}”"))
    encoding = str(how["encoding"]).replace("_", "-").upper()
    quote = _("quoted by {mark}").format(mark=how["quote"]) if how["quote"] else _("no quotes")
    header = ngettext("header in {count} row", "header in {count} rows", how["header_rows"])
    rest = [encoding, _("no header") if not how["header_rows"] else header.format(count=how["header_rows"]), quote]
    if how["skip_rows"]:
        skipped = ngettext("{count} line above the table", "{count} lines above the table", how["skip_rows"])
        rest.insert(1, skipped.format(count=how["skip_rows"]))
    return delimiter, ", ".join(rest)


def bad_rows(read: Mapping[str, Any]) -> str:
    """How many records do not fit the table, and the first of them."""
    bad = read["bad_rows"]
    if not bad["count"]:
        return _("every row fits the table") if read.get("whole", True) else _("every row read so far fits the table")
    said = ngettext("{count} row does not fit the table", "{count} rows do not fit the table", bad["count"])
    one = _("line {line}: {reason}")
    first = [one.format(line=count(row["line"]), reason=_(_REASONS[row["reason"]])) for row in bad["first"][:5]]
    told = said.format(count=count(bad["count"]))
    return f"{told} ({'; '.join(first)})" if first else told
