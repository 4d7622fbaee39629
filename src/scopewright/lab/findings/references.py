"""Checks of the keys of one table against another table that they name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
    lost, idle = case.rows_of(column, used - known), other.rows_of(partner, known - used)
    several = other.records - partner.missing - partner.distinct
    yield from told(
        name, other_name, file,
        Rows(len(lost), lost, case.records), Rows(len(idle), idle, other.records), Rows(several, [], other.records),
    )  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """How many of the ``total`` rows of a file, and the numbers of the first of them."""

    count: int
    first: list[int]
    total: int

    @property
    def said(self) -> str:
        """In words."""
        return of_rows(self.count, self.total)


def told(name: str, other_name: str, file: str, lost: Rows, idle: Rows, several: Rows) -> Iterable[tuple[str, Found]]:
    """The findings on references: rows without a partner, partners never named, partners there are too many."""
    place = {"file": file, "column": other_name}
    if lost.count:
        text = _(
            "No partner in “{column}” of {file}: {rows}. A join drops these rows or leaves them empty. Ask whether "
            "the other file is complete and of the same day, and whether both write keys alike."
        )
        yield "REF01", Found(text.format(rows=lost.said, **place), name, lost.first, count=lost.count)
    if idle.count:
        text = _(
            "In “{column}” of {file}, but never named here: {rows} (row numbers of that file). Ask whether they should "
            "have rows here: customers without orders, or orders that were left out."
        )
        yield "REF02", Found(text.format(rows=idle.said, **place), name, idle.first, HINT, count=idle.count)
    if several.count:
        text = _(
            "“{column}” of {file} holds the same key more than once, {rows} too many. A join multiplies rows. Ask "
            "which of them holds."
        )
        yield "REF03", Found(text.format(rows=several.said, **place), name)


def no_such_column(name: str) -> UnreadableFile:
    """The refusal of a column that a file does not have."""
    return UnreadableFile(_("There is no column “{name}” to compare keys by.").format(name=name))


def _column(case: Case, name: str) -> Column:
    try:
        return case.loaded.column(name)
    except KeyError:
        raise no_such_column(name) from None
