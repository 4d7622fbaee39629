"""The kind of a small table inside a record, for values that nobody links, owns, dates or signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from scopewright.language import _
from scopewright.model.kinds.base import Kind, Locale


@dataclass(frozen=True)
class Column:
    """One column of a small table."""

    name: str
    title: str
    kind: Kind[Any]


@dataclass(frozen=True)
class Row:
    """One row; ``id`` is unique within its table so that a change can name it."""

    id: str
    values: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        """The value in a column; the column's empty value when nothing was said."""
        return self.values[column]

    def __hash__(self) -> int:
        """Rows are compared by content and found by id."""
        return hash(self.id)


@dataclass(frozen=True)
class Rows(Kind[tuple[Row, ...]]):
    """A small table with declared columns."""

    name: ClassVar[str] = "rows"
    columns: tuple[Column, ...]

    @property
    def empty(self) -> tuple[Row, ...]:
        return ()

    def problems(self, value: tuple[Row, ...]) -> list[str]:
        return [
            f"{_(column.title)}: {problem}"
            for row in value
            for column in self.columns
            for problem in column.kind.problems(row[column.name])
        ]

    def to_json(self, value: tuple[Row, ...]) -> Any:
        return [{"id": row.id} | self._cells(row) for row in value]

    def _cells(self, row: Row) -> dict[str, Any]:
        return {
            column.name: column.kind.to_json(row[column.name])
            for column in self.columns
            if row[column.name] != column.kind.empty
        }

    def from_json(self, data: Any) -> tuple[Row, ...]:
        if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
            raise ValueError(_("A list of rows was expected."))
        rows = tuple(self._row(item, f"r{number}") for number, item in enumerate(data, 1))
        if len({row.id for row in rows}) < len(rows):
            raise ValueError(_("Two rows have the same id."))
        return rows

    def _row(self, item: Mapping[str, Any], otherwise: str) -> Row:
        extra = sorted(set(item) - {"id"} - {column.name for column in self.columns})
        if extra:
            raise ValueError(_("There is no column “{name}” here.").format(name=extra[0]))
        values = {
            column.name: column.kind.empty
            if item.get(column.name) in (None, "")
            else column.kind.from_json(item[column.name])
            for column in self.columns
        }
        return Row(str(item.get("id") or otherwise), values)

    def show(self, value: tuple[Row, ...], locale: Locale) -> str:
        return "\n".join(
            " | ".join(_escape(column.kind.show(row[column.name], locale)) for column in self.columns) for row in value
        )

    def read(self, text: str, locale: Locale) -> tuple[Row, ...]:
        lines = [line for line in text.split("\n") if line.strip()]
        return tuple(self._read_line(line, f"r{number}", locale) for number, line in enumerate(lines, 1))

    def _read_line(self, line: str, row: str, locale: Locale) -> Row:
        cells = _cells(line)
        if len(cells) > len(self.columns):
            raise ValueError(
                _("{count} cells; there are {columns}.").format(count=len(cells), columns=len(self.columns))
            )
        cells += [""] * (len(self.columns) - len(cells))
        return Row(row, {c.name: c.kind.read(cell, locale) for c, cell in zip(self.columns, cells, strict=True)})

    def links(self, value: tuple[Row, ...]) -> Iterator[str]:
        for row in value:
            for column in self.columns:
                yield from column.kind.links(row[column.name])

    def relink(self, value: tuple[Row, ...], change: Callable[[str], str]) -> tuple[Row, ...]:
        return tuple(Row(row.id, {c.name: c.kind.relink(row[c.name], change) for c in self.columns}) for row in value)

    def describe(self) -> dict[str, Any]:
        return {
            "columns": [
                {"name": column.name, "kind": column.kind.name, "title": _(column.title), **column.kind.describe()}
                for column in self.columns
            ]
        }


_ESCAPES = (("\\", "\\\\"), ("|", "\\|"), ("\n", "\\n"))


def _escape(text: str) -> str:
    for mark, written in _ESCAPES:
        text = text.replace(mark, written)
    return text


def _cells(line: str) -> list[str]:
    """Split at bars that no backslash escapes, and take the escapes away."""
    cells, cell, marks = [], "", iter(line)
    for mark in marks:
        if mark == "\\":
            following = next(marks, "\\")
            cell += "\n" if following == "n" else following
        elif mark == "|":
            cells.append(cell.strip())
            cell = ""
        else:
            cell += mark
    return [*cells, cell.strip()]
