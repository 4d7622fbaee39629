"""Blocks and tables: every kind of block and field has its way to the page, every row fits one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Table as ReportlabTable

from scopewright.briefs import blocks
from scopewright.briefs.blocks import Badge, Column, Contents, Heading, Landscape, Score, Strong, Table, Together
from scopewright.briefs.fields import FLOWABLES
from scopewright.briefs.pdf.flow import FLOWS
from scopewright.briefs.pdf.tables import column_widths, table
from scopewright.briefs.style import CELL
from scopewright.briefs.view import shortened
from scopewright.model.kinds import KINDS
from scopewright.model.scoring import usual
from scopewright.scenes.bands import band


def test_the_appendix_prints_every_kind_of_field() -> None:
    assert set(FLOWABLES) == set(KINDS)


def test_every_block_has_its_way_to_the_page() -> None:
    every = {each for each in vars(blocks).values() if isinstance(each, type) and issubclass(each, blocks.Block)} - {
        blocks.Block
    }
    assert every == set(FLOWS) | {Heading, Contents, Together, Landscape}


_cells = st.one_of(
    st.text(max_size=60),
    st.text(max_size=20).map(Strong),
    st.integers(1, 25).map(lambda value: Score(value, band(value, usual()))),
    st.just(Badge("at-risk", "At risk")),
)


@given(st.lists(st.tuples(_cells, _cells, _cells), min_size=1, max_size=6), st.tuples(*[st.booleans()] * 3))
def test_columns_fill_the_width_exactly_and_none_vanishes(
    rows: list[tuple[blocks.Cell, ...]], tight: tuple[bool, ...]
) -> None:
    columns = tuple(Column(f"Column {number}", tight=each) for number, each in enumerate(tight))
    widths = column_widths(Table(columns=columns, rows=tuple(rows)), 493)
    assert sum(widths) == pytest.approx(493)
    assert min(widths) > 15


def test_a_tight_column_leaves_the_room_to_the_text() -> None:
    rows = (("R-1", "A risk that takes some words to say, and then some more words to say it well"),)
    short, long = column_widths(Table(columns=(Column("ID", tight=True), Column("Risk")), rows=rows), 493)
    assert short < 60
    assert long > 400


def test_a_row_higher_than_a_page_is_set_as_rows_that_fit() -> None:
    made = table(Table(columns=(Column("A"), Column("B")), rows=(("\n".join(["line"] * 200), "b"),)), 493)
    assert isinstance(made, ReportlabTable)
    made.wrap(493, 10_000)
    heights: list[float] = vars(made)["_rowHeights"]
    assert max(heights) < 400
    assert len(heights) > 5


def test_a_text_of_many_lines_in_a_narrow_column_stands_below_its_row_over_the_whole_width() -> None:
    columns = Column("ID", tight=True), Column("Risk"), Column("Response"), Column("State", tight=True)
    long = "\n".join(f"Line {number} of what somebody pasted from an e-mail" for number in range(40))
    short = ("R-1", "What may go wrong, in a sentence or two", "Watch it", "Open")
    rows = (short, ("R-2", "What else may go wrong, in a sentence or two", long, "Open"), short)
    made = table(Table(columns=columns, rows=rows), 493)
    made.wrap(493, 10_000)
    cells: list[list[Any]] = vars(made)["_cellvalues"]
    below = next(number for number, row in enumerate(cells) if row[2] and row[2][0].getPlainText(identify=None) == "↓")
    assert cells[below + 1][1][0].getPlainText(identify=None) == "Response"
    assert vars(made)["_height"] < 40 * CELL.leading + 250
    said = " ".join(each.getPlainText(identify=None) for each in vars(made)["records"][1][2])
    assert all(f"Line {number} of" in said for number in range(40))


def test_a_long_text_is_quoted_up_to_a_blank() -> None:
    quoted = shortened("word " * 100)
    assert len(quoted) <= 181
    assert quoted.endswith("word…")
    assert shortened("short\ntext") == "short text"
