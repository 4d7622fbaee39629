"""What can be said of a file before all of it is read, and of one too large to be held: by its first records.

The first records of a file that is sorted hold one class, one year, one value. What only the whole file can tell is
therefore not said of them (``WHOLE_ONLY``), and every other finding says on how many rows it rests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from scopewright.lab.audited_file import answer, case_of, described, findings_of, sort
from scopewright.lab.evidence import with_cells
from scopewright.lab.findings import COLUMN_RULES, TABLE_RULES, Case, Found
from scopewright.lab.findings.values import unreadable
from scopewright.lab.full_profile import ColumnProfile, Profile, profile
from scopewright.lab.intake import Loaded, load
from scopewright.lab.reading import Reading
from scopewright.lab.source import refusing
from scopewright.lab.stretch import Stretch
from scopewright.lab.types import NUMERIC, TEMPORAL
from scopewright.language import _, current, show_number
from scopewright.progress import Report, Silent

WHOLE_ONLY = frozenset({"TAB01", "EMP01", "CON01", "DAT05", "TGT02", "TGT03", "TGT04", "LEA02"})
"""Rules of which the first records are no witness."""

BY_COUNTS = frozenset({"TAB01", "TAB02", "TAB03", "HDR01", "HDR02", "RAG01", "RAG02", "EMP01", "CON01", "MIS01"})
"""Rules that need nothing but what is counted on all rows."""

_FIRST_RECORDS, _FIRST_CELLS = 20_000, 60_000
_LOOKED_AT, _LOOKED_AT_CELLS = 100_000, 1_500_000
# A file below it is done before a first look would be.
_SMALL_BYTES = 1 << 17
# A cell takes some 100 bytes while a table is understood; this much fits into a gigabyte.
_MOST_CELLS = 10_000_000
_MIXED = "TYP01"
_LOOK_SHARE, _PROFILE_SHARE = 0.2, 0.9


def first_look(path: str, reading: Reading) -> Loaded | None:
    """The first records; None of a file so small that it is quickly read whole.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
    """
    with refusing(Path(path)):
        if Path(path).stat().st_size < _SMALL_BYTES:
            return None
    return load(path, Silent(), reading, _FIRST_RECORDS, _FIRST_CELLS)


def is_large(looked: Loaded) -> bool:
    """Whether the whole file would take too much memory as a table."""
    return not looked.complete and looked.about * len(looked.columns) > _MOST_CELLS


def tell_first(payload: dict[str, Any], looked: Loaded, report: Report) -> None:
    """Hand over what the first records tell, in the shape of the whole answer; ``looked_at`` counts them."""
    case = case_of(payload, looked)
    if looked.complete:
        found = findings_of(case, Silent())
    else:
        found = findings_of(case, Silent(), WHOLE_ONLY, _tail(looked.records, looked.about, sure=False))
    report.partial(_told(payload, case, found) | {"rows": looked.about})


def audit_large(payload: dict[str, Any], reading: Reading, report: Report) -> tuple[Case, dict[str, Any]]:
    """A file that is not held whole: what is counted on all rows, and the other rules on the first ones.

    Raises:
        UnreadableFile: the file cannot be read as one table; its text is for the user.
        Stopped: the user asked to stop.
    """
    path = payload["path"]
    case = case_of(payload, load(path, Stretch(report, 0.0, _LOOK_SHARE), reading, _LOOKED_AT, _LOOKED_AT_CELLS))
    counted = profile(path, Stretch(report, _LOOK_SHARE, _PROFILE_SHARE), reading, case.loaded)
    tail = _tail(case.records, counted.records, sure=True)
    rest = Stretch(report, _PROFILE_SHARE, 1.0)
    found = list(_counted(case, counted)) + findings_of(case, rest, WHOLE_ONLY | BY_COUNTS | {_MIXED}, tail)
    result = _told(payload, case, found)
    result |= {"rows": counted.records, "bad_rows": counted.bad_count, "fingerprint": counted.fingerprint}
    for column, one in zip(result["columns"], counted.columns, strict=True):
        column |= {name: getattr(one.column, name) for name in ("type", "missing", "distinct")}
    return case, result


def _told(payload: dict[str, Any], case: Case, found: list[dict[str, Any]]) -> dict[str, Any]:
    sort(found)
    result = described(case, payload["path"], found) | {"looked_at": case.records}
    return with_cells(result, case) if payload.get("evidence") else result


def _counted(case: Case, counted: Profile) -> Iterator[dict[str, Any]]:
    """The findings that hold for all rows; the rows they list are among the first."""
    whole = Case(
        replace(
            case.loaded,
            records=counted.records,
            columns=tuple(one.column for one in counted.columns),
            bad_rows=counted.bad_rows,
            bad_count=counted.bad_count,
            left_out=counted.left_out,
        ),
        case.target,
        case.today,
    )
    for table_rule in TABLE_RULES:
        if table_rule.code in BY_COUNTS:
            yield from (answer(table_rule.code, table_rule.severity, one) for one in table_rule.check(whole))
    for one in counted.columns:
        for rule in COLUMN_RULES:
            if rule.code in BY_COUNTS:
                yield from (answer(rule.code, rule.severity, found) for found in rule.check(whole, one.column))
            elif rule.code == _MIXED and one.unreadable:
                yield answer(rule.code, rule.severity, _mixed(case, one, counted.records))


def _mixed(case: Case, one: ColumnProfile, records: int) -> Found:
    column = one.column
    fits = column.type in NUMERIC | TEMPORAL
    lost = case.text(column).notna() & case.typed(column).isna()
    rows = lost.to_numpy().nonzero()[0].tolist() if fits else []
    what = _("numbers") if column.type in NUMERIC else _("dates")
    return unreadable(column, what, one.unreadable, records, rows)


def _tail(looked_at: int, total: int, *, sure: bool) -> str:
    exact = _("(Seen in the first {count} of {total} rows.)")
    estimated = _("(Seen in the first {count} of about {total} rows.)")
    text = exact if sure else estimated
    return text.format(count=show_number(looked_at, current()), total=show_number(total, current()))
