"""What the user says about how a file is to be read; it wins over every guess and is kept for the next delivery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from scopewright.lab.unreadable import UnreadableFile
from scopewright.language import _

TYPES = frozenset(
    ["integer", "number", "currency", "percent", "boolean", "date", "datetime", "category", "text", "id", "code"]
)
_MOST_ROWS = 1000


@dataclass(frozen=True)
class Reading:
    """Everything that can be overruled; None where our own guess stands.

    ``quote`` is "" for none. ``decimal`` is "." or ","; ``day_first`` decides 03/04/2026. ``missing`` are the words
    that mean "no value" instead of the usual ones, the empty cell always does. ``sheet`` names the sheet of a workbook
    or the file in an archive. ``types`` are column types by the column's name.
    """

    delimiter: str | None = None
    quote: str | None = None
    encoding: str | None = None
    header_rows: int | None = None
    skip_rows: int | None = None
    decimal: str | None = None
    day_first: bool | None = None
    missing: tuple[str, ...] | None = None
    sheet: str | None = None
    types: Mapping[str, str] = field(default_factory=dict, hash=False)

    def said(self) -> dict[str, Any]:
        """What was said, as plain JSON values; empty if nothing was."""
        told = {name: value for name, value in asdict(self).items() if value is not None and value != {}}
        if "missing" in told:
            told["missing"] = list(told["missing"])
        return told


def read_reading(said: Mapping[str, Any] | None) -> Reading:
    """The reading of plain JSON values; absent and null mean our own guess.

    Raises:
        UnreadableFile: something in it makes no sense; the text is for the user.
    """
    told = {name: value for name, value in (said or {}).items() if value is not None}
    known = {one.name for one in fields(Reading)}
    if unknown := sorted(set(told) - known):
        raise UnreadableFile(_("Nobody knows how to read with “{name}”.").format(name=unknown[0]))
    reading = Reading(**{**told, **({"missing": tuple(map(str, told["missing"]))} if "missing" in told else {})})
    _check(reading)
    return reading


def _check(reading: Reading) -> None:
    for wrong, sentence in (
        (reading.delimiter is not None and len(reading.delimiter) != 1, _("A delimiter is one character.")),
        (len(reading.quote or "") > 1, _("A quote is one character, or none.")),
        (reading.decimal not in {None, ".", ","}, _("A decimal mark is a point or a comma.")),
        (_out_of_range(reading.header_rows, 10), _("Header rows are a whole number from 0 to 10.")),
        (_out_of_range(reading.skip_rows, _MOST_ROWS), _("Skipped rows are a whole number from 0 to 1000.")),
        (bool(set(reading.types.values()) - TYPES), _("Such a column type is not known.")),
    ):
        if wrong:
            raise UnreadableFile(sentence)
    if reading.encoding is not None:
        _check_encoding(reading.encoding)


def _out_of_range(number: Any, most: int) -> bool:
    return number is not None and (not isinstance(number, int) or not 0 <= number <= most)


def _check_encoding(name: str) -> None:
    try:
        "x".encode(name)
    except (LookupError, ValueError) as error:
        text = _("There is no encoding “{name}”. Try utf-8, cp1252 or utf-16.")
        raise UnreadableFile(text.format(name=name)) from error
