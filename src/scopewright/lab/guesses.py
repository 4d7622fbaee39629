"""Job ``guesses``: how a file is read and what its columns hold, each guess with the lines or cells it rests on."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from scopewright.lab.code_page import PAGES
from scopewright.lab.date_words import languages
from scopewright.lab.intake import Loaded, load
from scopewright.lab.main_table import Table
from scopewright.lab.reading import Reading, read_reading
from scopewright.lab.source import TextSource
from scopewright.lab.types import NUMERIC, TEMPORAL, Column, infer
from scopewright.language import _, language_name, ngettext, show_row
from scopewright.progress import Report

_RECORDS = 20_000
_SHOWN = 5
_LONGEST_SHOWN = 200
_SNIFFED = 8_192
_READ = 200
# Dates in which a day could be taken for a month.
_IN_DIGITS = re.compile("%[dm][./-]%[dm]")
# Below this share of values a type is no proposal but a coincidence.
_LIKELY = 0.5
_PLACE = re.compile(
    r"\b(?:country|city|town|state|region|zip|postcode|postal|lat|latitude|lon|lng|longitude|address|plz|ort|stadt|land|"
    r"stra(?:ss|ß)e|adresse|pays|ville|rue)\b",
    re.IGNORECASE,
)
Guess = dict[str, Any]


def run(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """The guesses about ``path``, read as ``reading`` says, from its first 20,000 records.

    Each is ``{"what", "column", "value", "because", "rows", "choices", "proposed"}``: ``what`` and ``value`` as a
    reading has them, ``rows`` the lines or cells of evidence, ``proposed`` a better value, or null.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
        Stopped: the user asked to stop.
    """
    reading = read_reading(payload.get("reading"))
    loaded = load(payload["path"], report, reading, _RECORDS)
    table = Table(payload["path"], reading, hasty=True)
    columns = [_of_column(loaded, column, reading) for column in loaded.columns]
    return {"guesses": [*_of_file(table), *_of_marks(loaded), *columns]}


def _guess(what: str, value: str, because: str, rows: list[str], column: str = "", **rest: Any) -> Guess:
    shown = [row[:_LONGEST_SHOWN] for row in rows[:_SHOWN]]
    return {"what": what, "column": column, "value": value, "because": because, "rows": shown} | {
        "choices": rest.get("choices", []),
        "proposed": rest.get("proposed"),
    }


def _of_file(table: Table) -> Iterator[Guess]:
    dialect, start = table.dialect, table.first_record
    if table.source.parts:
        text = _("One of {count} tables in this file, the fullest.").format(count=len(table.source.parts))
        yield _guess("sheet", dialect.sheet, text, list(table.source.parts), choices=list(table.source.parts))
    records = [record.fields for record in islice(table.raw_records(), start + _SHOWN)]
    lines = [" | ".join(fields) for fields in records]
    if isinstance(table.source, TextSource):
        yield from _of_text(table, table.source)
    above, heads = lines[: dialect.skip_rows], lines[dialect.skip_rows : start]
    yield _guess("skip_rows", str(dialect.skip_rows), _("Records above the headings."), above)
    why = _("Words over values.") if dialect.header_rows else _("The first row is like those below it.")
    yield _guess("header_rows", str(dialect.header_rows), why, heads + lines[start : start + 1])


def _of_text(table: Table, source: TextSource) -> Iterator[Guess]:
    dialect = table.dialect
    physical = [line.rstrip("\r\n") for line in islice(source.lines(dialect.encoding), table.first_record + _SHOWN)]
    lines = physical[dialect.skip_rows :]
    text = _("So most records have {width} fields. A second opinion ({other}) {says}.")
    second = _second_opinion("\n".join(physical)[:_SNIFFED])
    says = _("finds nothing") if second is None else _("agrees") if second == dialect.delimiter else _("differs")
    because = text.format(
        width=table.width, other="csv.Sniffer" if second is None else f"csv.Sniffer: {second!r}", says=says
    )
    yield _guess("delimiter", dialect.delimiter, because, lines, choices=[",", ";", "\t", "|", " "])
    quoted = [line for line in lines if dialect.quote and dialect.quote in line]
    yield _guess("quote", dialect.quote or "", _("Marks that hug cells."), quoted, choices=['"', "'", ""])
    first = islice(source.lines(dialect.encoding), 5_000)
    foreign = [line.rstrip("\r\n") for line in first if not line.isascii()]
    because = _("The letters beyond ASCII make sense in it.") if foreign else _("The first lines hold ASCII only.")
    yield _guess("encoding", dialect.encoding, because, foreign, choices=["utf-8", "utf-16", "latin-1", *PAGES])


def _second_opinion(text: str) -> str | None:
    try:
        return csv.Sniffer().sniff(text).delimiter
    except csv.Error:
        return None


def _of_marks(loaded: Loaded) -> Iterator[Guess]:
    marked = [column for column in loaded.columns if column.decimal]
    marks = Counter(column.decimal for column in marked)
    if marks:
        mark = marks.most_common(1)[0][0] or "."
        rows = [f"{c.name}: {v}" for c in marked if c.decimal == mark for v in _cells(loaded, c)[:1]]
        yield _guess("decimal", mark, _("As most columns of numbers write it."), rows, choices=[".", ","])
    slashed = [column for column in loaded.columns if column.formats and _IN_DIGITS.match(column.formats[0])]
    if slashed:
        first = "month" if slashed[0].formats[0].startswith("%m") else "day"
        told = slashed[0].day_first is not None
        because = _("A part above 12 tells.") if told else _("No date tells which; day first is assumed.")
        rows = [f"{c.name}: {v}" for c in slashed for v in _cells(loaded, c)[:2]]
        yield _guess("day_first", first, because, rows, choices=["day", "month"])
    words = Counter[str]()
    for column in loaded.columns:
        words.update({word.strip(): count for word, count in column.missing_as.items() if word.strip()})
    if words:
        rows = [_("{word}: {count} cells").format(word=word, count=count) for word, count in words.most_common()]
        yield _guess("missing", " | ".join(words), _("Taken for “no value”; the empty cell always is."), rows)


def _cells(loaded: Loaded, column: Column) -> list[str]:
    return [str(value) for value in loaded.frame[column.name].dropna().head(_SHOWN)]


def _of_column(loaded: Loaded, column: Column, reading: Reading) -> Guess:
    proposed = None if column.name in reading.types else _proposal(loaded, column)
    told = proposed or column
    odd = sum(told.unreadable.values())
    rows = _odd_cells(loaded, told) if odd else _cells(loaded, column)
    because = f"{_reason(told, odd, proposed is not None)} {_named_months(loaded, told)}".strip()
    return _guess(
        "type", column.type, because, rows, column.name,
        proposed=told.type if proposed else None,
    )  # fmt: skip


def _named_months(loaded: Loaded, column: Column) -> str:
    """In which language a column's months are named."""
    told = languages(map(str, loaded.frame[column.name].dropna().unique()[:_READ])) if column.worded else []
    if not told:
        return ""
    return _("Its months have names in {language}.").format(language=language_name(told[0]))


def _proposal(loaded: Loaded, column: Column) -> Column | None:
    """A column that is kept as text and holds values for the greater part."""
    if column.type not in {"text", "category", "code"} or _keeps_zeros(loaded, column):
        return None
    counts = Counter(map(str, loaded.frame[column.name].dropna()))
    present = sum(counts.values())
    for wanted in ("number", "datetime"):
        said = Reading(types={column.name: wanted})
        found = infer(column.name, counts, loaded.records, loaded.dialect.delimiter == ";", said)
        odd = sum(found.unreadable.values())
        if present and 0 < odd <= (1 - _LIKELY) * present:
            whole = wanted == "number" and found.decimal is None
            dated = wanted == "datetime" and not any("%H" in form or "%I" in form for form in found.formats)
            return replace(found, type="integer" if whole else "date" if dated else wanted)
    return None


def _keeps_zeros(loaded: Loaded, column: Column) -> bool:
    return any(value[:1] == "0" and value.isdigit() and len(value) > 1 for value in loaded.frame[column.name].dropna())


def _odd_cells(loaded: Loaded, column: Column) -> list[str]:
    series = loaded.frame[column.name]
    odd = series.isin(list(column.unreadable)).to_numpy().nonzero()[0][:_SHOWN].tolist()
    return [_("row {row}: {value}").format(row=show_row(row), value=series.iloc[row]) for row in odd]


def _reason(column: Column, odd: int, proposed: bool) -> str:
    parts = []
    if odd:
        text = ngettext("{count} value is of another kind.", "{count} values are of another kind.", odd)
        parts.append(text.format(count=odd))
    if proposed:
        parts.append(_("Kept as text so far; as proposed, they would count as missing."))
    if column.type in NUMERIC | TEMPORAL and not odd:
        parts.append(_("Every value can be read so."))
    if column.type in {"code", "id"}:
        parts.append(_("No number to compute with: zeros and letters count."))
    if _PLACE.search(column.name.replace("_", " ")):
        parts.append(_("Looks like a place."))
    return " ".join(parts)
