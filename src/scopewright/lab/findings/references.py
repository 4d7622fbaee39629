"""Checks of the keys of one table against another table that they name."""

from __future__ import annotations

from collections.abc import Iterable

from scopewright.lab.findings.case import HINT, Case, Found, of_rows
from scopewright.lab.types import Column
from scopewright.lab.unreadable import UnreadableFile
from scopewright.language import _


def between(case: Case, name: str, other: Case, other_name: str, file: str) -> Iterable[tuple[str, Found]]:
    """What is wrong with the references of ``name`` to ``other_name`` of another file, as rule codes and findings.

    Raises:
        UnreadableFile: a column does not exist.
    """
    column, partner = _column(case, name), _column(other, other_name)
    known, used = set(other.codes(partner)[1]), set(case.codes(column)[1])
    place = {"file": file, "column": other_name}
    rows = case.rows_of(column, used - known)
    if rows:
        text = _(
            "No partner in “{column}” of {file}: {rows}. A join drops these rows or leaves them empty. Ask whether "
            "the other file is complete and of the same day, and whether both write keys alike."
        )
        yield "REF01", Found(text.format(rows=of_rows(len(rows), case.records), **place), name, rows)
    idle = other.rows_of(partner, known - used)
    if idle:
        text = _(
            "In “{column}” of {file}, but never named here: {rows} (row numbers of that file). Ask whether they should "
            "have rows here: customers without orders, or orders that were left out."
        )
        yield "REF02", Found(text.format(rows=of_rows(len(idle), other.records), **place), name, idle, HINT)
    several = other.records - partner.missing - partner.distinct
    if several:
        text = _(
            "“{column}” of {file} holds the same key more than once, {rows} too many. A join multiplies rows. Ask "
            "which of them holds."
        )
        yield "REF03", Found(text.format(rows=of_rows(several, other.records), **place), name)


def _column(case: Case, name: str) -> Column:
    try:
        return case.loaded.column(name)
    except KeyError:
        raise UnreadableFile(_("There is no column “{name}” to compare keys by.").format(name=name)) from None
