"""How a CSV is written: delimiter, quote, escape, encoding, header rows, lines before the table.

Every candidate reading of a sample is scored by how rectangular it is and by how much its cells look like single
values; the best reading wins. ``csv.Sniffer`` looks at characters only and fails on a third of real files.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import Any

from scopewright.lab.cells import likelihood
from scopewright.lab.encoding import detect_encoding
from scopewright.lab.formats import open_source, refuse_no_text, refuse_other_formats
from scopewright.lab.header import find_header
from scopewright.lab.reader import Record, sample_records
from scopewright.lab.reading import Reading
from scopewright.lab.source import RowSource, Source, TextSource

SAMPLE_BYTES = 1 << 18
_SAMPLE_RECORDS = 400
_HASTY = 8
_DELIMITERS = {",": 1.0, ";": 0.98, "\t": 0.98, "|": 0.95, " ": 0.5, ":": 0.2, "^": 0.8, "~": 0.8, "\x1f": 1.0}
# What a table of one column is worth: its cells must look like single values to hold against several columns.
_ONE_COLUMN = 0.2
_NOWHERE = "\x00"
_REMARK = re.compile(r"^#.*(?:\r\n|\n|\r|$)", re.MULTILINE)
_SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?\r?\n?", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """How a CSV is written. ``quote`` and ``escape`` are None for none; ``skip_rows`` are records before the header.

    A sheet or a Parquet table has neither delimiter nor encoding (both ""); ``sheet`` names the sheet, or the file in
    an archive.
    """

    delimiter: str = ","
    quote: str | None = '"'
    escape: str | None = None
    encoding: str = "utf-8"
    header_rows: int = 1
    skip_rows: int = 0
    sheet: str = ""

    def told(self) -> dict[str, Any]:
        """As plain JSON values, null for none; ``sheet`` only where there is one."""
        values = {name: None if value == "" else value for name, value in asdict(self).items()}
        if not self.sheet:
            del values["sheet"]
        return values


# What is left of a rectangle that only blanks make and that its first line does not share.
_BLANKS_WITHOUT_HEAD = 0.5
# Of any rectangle whose first line is cut by another mark.
_RIVALS, _RIVAL_IN_HEAD = re.compile(r"[;\t|,]"), 0.8


def detect(sample: bytes | str | Path | Source, reading: Reading | None = None, hasty: bool = False) -> Dialect:
    """The dialect of a file (a path or a source) or of the first bytes of one, with what ``reading`` says.

    ``hasty`` looks for foreign letters in the first megabytes only.

    Raises:
        UnreadableFile: the file cannot be read, is empty or is no text.
    """
    said = reading or Reading()
    if isinstance(sample, bytes):
        refuse_other_formats(sample)
        return _of_text(sample, said.encoding or detect_encoding(sample), said)
    source = sample if isinstance(sample, Source) else open_source(sample, said.sheet)
    if isinstance(source, TextSource):
        head = source.head(SAMPLE_BYTES)
        refuse_other_formats(head)
        encoding = said.encoding or detect_encoding(head, islice(source.chunks(), _HASTY if hasty else None))
        refuse_no_text(head.decode(encoding, "replace"))
        return replace(_of_text(head, encoding, said), sheet=source.part)
    unwritten = Dialect("", None, None, "", 0, 0, source.part)
    records = [record.fields for record in islice(source.records(unwritten), _SAMPLE_RECORDS)]
    headed = isinstance(source, RowSource) and source.headed
    return _with_header(unwritten, records, replace(said, header_rows=1, skip_rows=0) if headed else said)


@lru_cache(maxsize=4)
def _of_text(head: bytes, encoding: str, said: Reading) -> Dialect:
    """The dialect of a beginning; preview, audit and profile of one file ask in turn."""
    text = head.removeprefix(codecs.BOM_UTF8).decode(encoding, "replace").removeprefix("\ufeff")
    if len(head) >= SAMPLE_BYTES:
        text = _whole_lines(text)
    best = replace(_best_reading(text, said), encoding=encoding)
    return _with_header(best, [record.fields for record in sample_records(text, best, _SAMPLE_RECORDS)], said)


def _with_header(dialect: Dialect, records: list[list[str]], said: Reading) -> Dialect:
    """The dialect with its rows of headings, looked for below the rows that the user wants skipped."""
    skip_rows, header_rows = find_header(records[said.skip_rows or 0 :])
    return replace(
        dialect,
        header_rows=header_rows if said.header_rows is None else said.header_rows,
        skip_rows=skip_rows if said.skip_rows is None else said.skip_rows,
    )


def _whole_lines(text: str) -> str:
    end = max(text.rfind("\n"), text.rfind("\r"))
    return text[: end + 1] if end > 0 else text


def _best_reading(text: str, said: Reading) -> Dialect:
    line = _SEPARATOR_LINE.match(text)
    announced = said.delimiter or (line[1] if line else None)
    delimiters = {announced: 1.0} if announced else {mark: prior for mark, prior in _DELIMITERS.items() if mark in text}
    candidates = [
        (prior, Dialect(delimiter, quote, "\\" if backslash else None))
        for delimiter, prior in (delimiters or {",": 1.0}).items()
        for quote in (_quotes(text, delimiter) if said.quote is None else [said.quote or None])
        for backslash in ((False, True) if quote and "\\" + quote in text else (False,))
    ]
    scored_text = _without_comments(text)
    scored = [
        (prior * _score(scored_text, dialect), -place, dialect) for place, (prior, dialect) in enumerate(candidates)
    ]
    best_score, _place, best = max(scored)
    if not announced and best_score <= _score(scored_text, replace(best, delimiter=_NOWHERE)):
        best = replace(best, delimiter=",")
    if best.escape is None and best.quote and _doubles(text, best):
        best = replace(best, escape=best.quote)
    return best


def _without_comments(text: str) -> str:
    """The text without lines that start like remarks of Unix tools, unless they are most of it."""
    kept = _REMARK.sub("", text)
    return kept if len(kept) > len(text) / 2 else text


def _quotes(text: str, delimiter: str) -> list[str | None]:
    """The quote characters worth trying: those that hug cells; the usual one if there is none."""
    edge = re.escape(delimiter)
    hugging: list[str | None] = [
        quote
        for quote in ('"', "'")
        if len(re.findall(rf"(?:^|{edge})[ ]*{quote}[^{quote}\r\n]+{quote}[ ]*(?={edge}|$)", text, re.MULTILINE)) > 1
    ]
    return [*hugging, *([] if '"' in hugging else ['"'])]


def _doubles(text: str, dialect: Dialect) -> bool:
    quote, edge = dialect.quote or "", re.escape(dialect.delimiter)
    return bool(re.search(rf"[^{quote}{edge}\s]{quote}{quote}|{quote}{quote}[^{quote}{edge}\s]", text))


def _score(text: str, dialect: Dialect) -> float:
    records = [record for record in sample_records(text, dialect, _SAMPLE_RECORDS) if any(record.fields)]
    if not records:
        return 0.0
    cells = [cell.strip() for record in records for cell in record.fields][:5000]
    looks = fmean(map(likelihood, cells))
    width, share = _rectangle([len(record.fields) for record in records])
    if dialect.delimiter == " " and len(records[0].fields) < width:
        # One heading over lines of words is a table of one column.
        share *= _BLANKS_WITHOUT_HEAD
    elif len(records[0].fields) == 1 < width and _RIVALS.search(records[0].fields[0]):
        share *= _RIVAL_IN_HEAD
    clean = (1 - _misquoted(records, cells, dialect)) * (1 - _torn(text, dialect, len(records)))
    clean *= 1 - _halved(records)
    if width == 1:
        return _ONE_COLUMN * looks * share * clean
    return share**2 * (width - 1) / width * looks**2 * clean


def _rectangle(widths: list[int]) -> tuple[int, float]:
    """The commonest width and its share, not counting a few single cells (a title, remarks) before the table."""
    width = max(Counter(widths).items(), key=lambda item: (item[1], item[0]))[0]
    title = next(place for place, count in enumerate(widths) if count > 1 or width == 1)
    table = widths[title:] if 2 <= len(widths) // 2 <= len(widths) - title else widths
    return width, table.count(width) / len(table)


def _misquoted(records: list[Record], cells: list[str], dialect: Dialect) -> float:
    """The share of records with broken quotes plus the share of cells in which a quote was left over."""
    broken = sum(record.broken for record in records) / len(records)
    other = sum(cell[:1] in {'"', "'"} and len(cell) > 1 for cell in cells) / len(cells)
    if dialect.quote and dialect.escape is None:
        other += sum("\\" + dialect.quote in cell for cell in cells) / len(cells)
    return min(1.0, broken + other) if dialect.quote else other


def _halved(records: list[Record]) -> float:
    """The share of records in which one cell opens with an apostrophe and the next closes with it: it is one cell."""
    return sum(any(map(_is_half, record.fields, record.fields[1:])) for record in records) / len(records)


def _is_half(cell: str, following: str) -> bool:
    opens = cell.startswith("'") and not cell.endswith("'")
    return opens and following.endswith("'") and not following.startswith("'")


def _torn(text: str, dialect: Dialect, records: int) -> float:
    """Half the share of records in which a quote closes in the middle of a cell: there a delimiter was overlooked."""
    if not dialect.quote or dialect.quote not in text:
        return 0.0
    quote, edge = re.escape(dialect.quote), re.escape(dialect.delimiter)
    closing = re.findall(rf"[^\s{quote}{edge}\\]{quote}[^\s{quote}{edge}]", text)
    return min(1.0, len(closing) / max(1, records)) / 2
