"""What a column holds, told from its text, and the conversion that follows from it.

Text is kept as it stands in the file; a type is a reading of it that the user can see and doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from scopewright.lab import numbers
from scopewright.lab.cells import LEADING_ZERO, MISSING_AMONG_DATES, MISSING_AMONG_NUMBERS, PLAIN_INTEGER, TRUTH
from scopewright.lab.date_words import reworded
from scopewright.lab.dates import MONTH_OF_YEAR, has_time, reordered, spellings
from scopewright.lab.reading import Reading

if TYPE_CHECKING:
    import pandas as pd

# A column is of a type if at least this share of its values can be read as that type; the rest are findings.
MAIN_SHARE = 0.9
_MAX_LEVELS = 50
_LEVEL_SHARE = 0.05
_LONG_LEVEL = 80
_ID_NAME = re.compile(
    r"(?:^|[ _.-])(?:id|uuid|guid|key|no|number|code)$|(?:nummer|nr)\.?$|[a-z](?:ID|Id|No)$|^index$|^(?:column 1)?$",
    re.IGNORECASE,
)
_STRICT_ID_NAME = re.compile(
    r"(?i:(?:^|[ _.-])(?:id|uuid|guid|key|plz|zip|ean|gtin)$)|[a-z](?:ID|Id|PLZ|Zip|EAN)$|(?i:(?:nummer|nr)\.?$)|"
    r"(?i:(?:zip|postal|post)[ _-]?code$|postleitzahl$|code[ _]postal$)"
)
_ARTICLE_DIGITS = frozenset({8, 12, 13, 14})
# Some programs write a code as a formula or behind an apostrophe, so that a spreadsheet leaves it as it is.
_CODE = re.compile(r"(?:ObjectId\()?[#'{=\"]{0,2}[A-Za-z0-9][A-Za-z0-9._/:#-]*[}\")']{0,2}")
_BY_MACHINE = re.compile(
    r"\W*[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\W*|(?:ObjectId\W*)?[0-9a-fA-F]{24}\W*"
)
_FEWEST_KEYS = 10
_DIGITS_IN = re.compile(r"\d")
NO_VALUE = MISSING_AMONG_NUMBERS | MISSING_AMONG_DATES
NUMERIC = frozenset({"integer", "number", "currency", "percent"})
TEMPORAL = frozenset({"date", "datetime"})


@dataclass(frozen=True)
class Column:
    """One column of a CSV as it was understood.

    ``type`` is one of integer, number, currency, percent, boolean, date, datetime, category, text, id, code, constant,
    empty. ``missing`` and ``distinct`` count cells and different values. ``decimal`` and ``thousands`` are the marks of
    numbers, ``formats`` the ``strptime`` formats of dates, the commonest first; ``day_first`` is None if no date tells.
    ``unreadable`` are values that do not fit the type, with how often each occurs; ``missing_as`` the spellings of
    "no value" with how often each occurs. ``either``: the marks of its numbers could be decimal or of thousands, as in
    1.234, and nothing in the column tells. ``worded``: its dates fit the formats once their words are in English.
    """

    name: str
    type: str
    missing: int = 0
    distinct: int = 0
    decimal: str | None = None
    thousands: str | None = None
    day_first: bool | None = None
    formats: tuple[str, ...] = ()
    unreadable: dict[str, int] = field(default_factory=dict)
    missing_as: dict[str, int] = field(default_factory=dict)
    either: bool = False
    worded: bool = False

    @property
    def format(self) -> str | None:
        """The commonest date format."""
        return self.formats[0] if self.formats else None


def infer(
    name: str, counts: Counter[str], records: int, semicolons: bool = False, reading: Reading | None = None
) -> Column:
    """The column of that name from its values and how often each occurs (missing cells left out).

    ``records`` is the number of cells with the missing ones; ``semicolons`` says that the file is delimited by them,
    which makes a decimal comma likely where "1,234" could be either. ``reading`` is what the user said about the marks
    of numbers, the order of dates and this column's type.
    """
    said = reading or Reading()
    column = _asked(name, counts, records, semicolons, said)
    if said.day_first is None or column.type not in TEMPORAL:
        return column
    return replace(column, day_first=said.day_first, formats=tuple(reordered(column.formats, said.day_first)))


def _asked(name: str, counts: Counter[str], records: int, semicolons: bool, said: Reading) -> Column:
    present = sum(counts.values())
    base = Column(name, "text", records - present, len(counts))
    wanted = said.types.get(name)
    if wanted and present:
        return _as_told(base, wanted, counts, semicolons, said.decimal)
    if not present:
        return replace(base, type="empty")
    if len(counts) == 1 and present == records > 1:
        return replace(base, type="constant")
    return (
        _boolean(base, counts)
        or _number(base, counts, semicolons, said.decimal)
        or _date(base, counts)
        or _words(base, counts)
    )


def _as_told(base: Column, wanted: str, counts: Counter[str], semicolons: bool, decimal: str | None) -> Column:
    """The column as the user wants it; every value that is not of that type is unreadable and stays as text."""
    if wanted in NUMERIC:
        found = numbers.understand(counts, semicolons, decimal, least=0.0)
        if found is None:
            return replace(base, type=wanted, unreadable=dict(counts))
        return replace(base, type=wanted, decimal=found.decimal, thousands=found.thousands, unreadable=found.unreadable)
    if wanted in TEMPORAL:
        return _dated(base, wanted, counts)
    if wanted == "boolean":
        odd = {value: count for value, count in counts.items() if value.lower() not in TRUTH}
        return replace(base, type=wanted, unreadable=odd)
    return replace(base, type=wanted)


def _boolean(base: Column, counts: Counter[str]) -> Column | None:
    if len(counts) > len(TRUTH):
        return None
    lowered = {value.lower() for value in counts}
    truths = {TRUTH.get(value) for value in lowered}
    if truths == {True, False} or (
        None not in truths and lowered & {"yes", "true", "ja", "oui", "no", "false", "nein", "non"}
    ):
        return replace(base, type="boolean")
    return None


def _without_words(counts: Counter[str], words: frozenset[str] = MISSING_AMONG_NUMBERS) -> Counter[str]:
    if counts.keys().isdisjoint(words):
        return counts
    return Counter({value: count for value, count in counts.items() if value not in words})


def _number(base: Column, counts: Counter[str], semicolons: bool, decimal: str | None) -> Column | None:
    values = _without_words(counts)
    if not values or (found := numbers.understand(values, semicolons, decimal)) is None:
        return None
    if sum(found.unreadable.values()) > (1 - MAIN_SHARE) * sum(values.values()):
        return None
    if (found.whole and _is_yyyymmdd(base.name, values)) or all(map(MONTH_OF_YEAR.fullmatch, values)):
        return None
    kind = found.symbol or ("integer" if found.whole else "number")
    if kind == "integer":
        kind = _kind_of_integer(base, values)
    return replace(
        base,
        type=kind,
        decimal=found.decimal,
        thousands=found.thousands,
        unreadable=_unreadable(found.unreadable, counts),
        either=found.either,
    )


def _unreadable(
    found: dict[str, int], counts: Counter[str], words: frozenset[str] = MISSING_AMONG_NUMBERS
) -> dict[str, int]:
    return {**found, **{value: count for value, count in counts.items() if value in words}}


def _is_yyyymmdd(name: str, values: Counter[str]) -> bool:
    values = _without_words(values, MISSING_AMONG_DATES)
    if not all(len(value) == 8 for value in values):
        return False
    groups, others = spellings(list(values))
    named = re.search(r"date|datum|day|tag|jour|(?:^|[_ .-])dt(?:$|[_ .-])", name, re.IGNORECASE)
    return not others and len(groups) == 1 and (bool(named) or len(values) > 20)


def _kind_of_integer(base: Column, values: Counter[str]) -> str:
    if any(LEADING_ZERO.fullmatch(value) for value in values):
        return "code"
    unique = base.missing == 0 and len(values) == sum(values.values()) >= 5
    if unique and (_ID_NAME.search(base.name) or _consecutive(values)):
        return "id"
    named = _STRICT_ID_NAME.search(base.name) and len(values) > 10
    return "code" if named or _are_article_numbers(values) else "integer"


def _are_article_numbers(values: Counter[str]) -> bool:
    """Whether all are of one length and pass the check digit of EAN, UPC and GTIN, as one number in ten does."""
    lengths = set(map(len, values))
    if len(values) < 10 or len(lengths) > 1 or lengths.isdisjoint(_ARTICLE_DIGITS):
        return False
    from stdnum import ean

    return all(map(ean.is_valid, values))


def _consecutive(values: Counter[str]) -> bool:
    if not all(PLAIN_INTEGER.fullmatch(value) for value in values):
        return False
    whole = [int(value.replace("\N{MINUS SIGN}", "-")) for value in values]
    steps = {after - before for before, after in pairwise(whole)}
    return steps == {1} and whole[0] in {0, 1}


def _date(base: Column, counts: Counter[str]) -> Column | None:
    values = _without_words(counts, NO_VALUE)
    sample = list(values)[:200]
    if len(spellings(sample)[1]) > len(sample) / 2:
        return None
    groups, others = spellings(list(values))
    lost = sum(values[text] for text in others)
    if not groups or lost > (1 - MAIN_SHARE) * sum(values.values()):
        return None
    return _dated(base, None, counts)


def _dated(base: Column, wanted: str | None, counts: Counter[str]) -> Column:
    """A column of dates; without a wanted type, dates with a time of day make it one of datetimes."""
    values = _without_words(counts, NO_VALUE)
    groups, others = spellings(list(values))
    ordered = sorted(groups, key=lambda spelling: -sum(values[text] for text in groups[spelling]))
    return replace(
        base,
        type=wanted or ("datetime" if any(has_time(spelling.format) for spelling in ordered) else "date"),
        day_first=ordered[0].day_first if ordered else None,
        formats=tuple(dict.fromkeys(spelling.format for spelling in ordered)),
        worded=any(spelling.worded for spelling in ordered),
        unreadable=_unreadable({text: values[text] for text in others}, counts, NO_VALUE),
    )


def _words(base: Column, counts: Counter[str]) -> Column:
    present = sum(counts.values())
    code_like = sum(count for value, count in counts.items() if _CODE.fullmatch(value) and _DIGITS_IN.search(value))
    unique = len(counts) == present >= 5 and base.missing == 0
    if unique and code_like >= MAIN_SHARE * present:
        return replace(base, type="id")
    if len(counts) >= _FEWEST_KEYS and all(map(_BY_MACHINE.fullmatch, counts)):
        return replace(base, type="code")
    short = all(len(value) <= _LONG_LEVEL for value in counts)
    few = len(counts) <= max(2, present // 2) and (len(counts) <= _MAX_LEVELS or len(counts) <= _LEVEL_SHARE * present)
    if short and few:
        return replace(base, type="category")
    return replace(base, type="code" if code_like >= MAIN_SHARE * present else "text")


def to_typed(series: pd.Series[Any], column: Column) -> pd.Series[Any]:
    """The values of a column of text as its type says; what cannot be read becomes NaN or NaT. Never raises for text.

    Numbers become float64, truth values float64 (1.0, 0.0), dates datetime64; every other type stays as it is.
    """
    import pandas as pd

    if column.type in NUMERIC:
        return _numbers(series, column)
    if column.type == "boolean":
        return _mapped(
            series, lambda value: float(truth) if (truth := TRUTH.get(value.lower())) is not None else None
        ).astype("float64")
    if column.type not in TEMPORAL:
        return series
    if column.worded:
        series = in_english(series)
    result = pd.Series(pd.NaT, index=series.index, dtype="datetime64[us]", name=series.name)
    for form in column.formats:
        read = pd.to_datetime(series.where(result.isna()), format=form, errors="coerce", utc=True)
        result = result.fillna(read.dt.tz_localize(None).astype("datetime64[us]"))
    return result


def in_english(series: pd.Series[Any]) -> pd.Series[Any]:
    """Dates as text with the words in them turned into English."""
    return series.map({text: reworded(text) or text for text in series.dropna().unique()})


def _numbers(series: pd.Series[Any], column: Column) -> pd.Series[Any]:
    import numpy as np
    import pandas as pd

    codes, values = pd.factorize(series)
    if column.decimal in {".", None} and column.thousands is None:
        plain = pd.to_numeric(pd.Series(values, dtype="object"), errors="coerce").to_numpy("float64", copy=True)
    else:
        plain = np.full(len(values), np.nan)
    convert = numbers.converter(column.decimal, column.thousands)
    texts = list(values)
    for place in np.flatnonzero(~np.isfinite(plain)):
        number = convert(texts[place])
        plain[place] = np.nan if number is None else number
    return pd.Series(np.append(plain, np.nan)[codes], index=series.index, name=series.name)


def _mapped(series: pd.Series[Any], convert: Any) -> pd.Series[Any]:
    """Each different value converted once."""
    import pandas as pd

    codes, values = pd.factorize(series)
    table = [convert(value) for value in values]
    return pd.Series(
        [table[code] if code >= 0 else None for code in codes], index=series.index, name=series.name, dtype="object"
    )
