"""Where pages end: no heading alone, no page with little on it, what is signed on one page and not alone."""

from __future__ import annotations

import datetime as dt

import pytest

from scopewright.briefs.blocks import Block, Column, Heading, PageBreak, Party, Prose, SignOff, Table, Together
from scopewright.briefs.papers import PAPERS, Page, Paper
from scopewright.briefs.pdf.breaks import Needs, Signed, Stand
from scopewright.briefs.pdf.flow import Flow
from scopewright.briefs.pdf.tables import column_widths, table
from scopewright.briefs.style import snug, space
from scopewright.language import joined, labelled, show_moment, speaking
from scopewright.model.sections.runs import Run
from scopewright.model.step import Step
from scopewright.scenes.readings import standings
from tests.briefs import engagements
from tests.briefs.conftest import Made, make, squashed

_FIGURES = ("Dev", "Dev low", "Dev high", "Test", "Test low", "Test high", "Seconds", "Bytes", "Latency (ms a row)")


def _page_with(made: Made, text: str, first: int = 2) -> str:
    return next(page for page in map(squashed, made.pages[first:]) if squashed(text) in page)


def _stands(blocks: list[Block], page: Page) -> list[Stand]:
    return [each for each in Flow(blocks, page).flowables if isinstance(each, Stand)]


def _table(rows: int, lines: int = 1) -> Table:
    columns = Column("ID", tight=True), Column("Text")
    return Table(columns=columns, rows=tuple((str(n), "\n".join(["line"] * lines)) for n in range(rows)))


def test_a_heading_stands_with_the_first_rows_that_a_page_may_part_from_the_others() -> None:
    room = PAPERS["a4"].content
    low, high = (_table(2, lines) for lines in (1, 8))
    whole = [table(each, room).wrap(room, 10_000)[1] for each in (low, high)]
    heading = Heading(text="Releases")
    assert _stands([heading, low], PAPERS["a4"])[0].least > whole[0]
    assert whole[1] / 2 < _stands([heading, high], PAPERS["a4"])[0].least < whole[1]
    made = make(engagements.thirteen(), kind="scope")
    assert squashed("Unanswered concerns") in _page_with(made, "2.3 Releases")


def test_a_table_is_kept_whole_only_where_little_of_the_page_stays_empty() -> None:
    page = PAPERS["a4"]
    stand = Stand(Needs(60.0, 140.0), page.text_height)
    for left, breaks in ((50.0, True), (100.0, True), (200.0, False), (300.0, False)):
        stand.wrap(page.content, left)
        assert (stand.height > left) is breaks
    wide = Stand(Needs(60.0, 300.0), page.text_height)
    wide.wrap(page.content, 250.0)
    assert wide.height == 60.0


def test_the_last_rows_of_what_is_signed_stand_with_the_boxes() -> None:
    engagement = engagements.realistic()
    with Step(engagement, "Fees") as step:
        for number in range(40):
            fee = {"amount": 1000 + number, "currency": "GBP"}
            step.add("deliverables", {"title": f"Part {number}", "acceptance": "Seen", "fee": fee})
    last = squashed(make(engagement, kind="sow").pages[-1])
    assert squashed("Signature") in last
    assert squashed("Total") in last
    assert squashed("Part 39") in last


def test_signatures_that_more_follows_hold_nothing_back() -> None:
    boxes = Together(
        blocks=(Heading(text="Sign-off"), SignOff(parties=(Party("A"),), signature="S", name_and_date="N"))
    )
    ended = Flow([_table(3), boxes, PageBreak()], PAPERS["a4"]).flowables
    followed = Flow([_table(3), boxes, Prose(text="More")], PAPERS["a4"]).flowables
    assert any(isinstance(each, Signed) for each in ended)
    assert not any(isinstance(each, Signed) for each in followed)


@pytest.mark.parametrize("paper", list(PAPERS))
def test_a_decision_with_options_and_evidence_fits_its_page(paper: Paper) -> None:
    made = make(engagements.realistic(), paper, kind="decisions")
    waiting = [page for page in map(squashed, made.pages[2:]) if squashed("Name and date") in page]
    assert len(waiting) == len(made.pages) - 2
    assert squashed("Evidence") in waiting[0]
    assert squashed("Condition or reason") in waiting[0]


def test_titles_of_decisions_stand_whole_in_the_contents_and_few_taken_ones_below() -> None:
    contents = squashed(make(engagements.realistic(), kind="decisions").pages[1])
    assert squashed("2 D-1 Move release v1 to 22 March, after the change freeze?") in contents.replace("\xa0", "")
    assert squashed("1 Decisions taken") in contents
    assert squashed("Rules before a model in v1?") in contents


def test_a_brief_of_no_decision_says_so() -> None:
    assert squashed("No decision is recorded yet.") in make(engagements.tiny(), kind="decisions").text


def test_space_is_less_in_a_snug_brief_and_as_it_was_afterwards() -> None:
    with snug():
        assert space(10.0) < 10.0
    assert space(10.0) == 10.0


def test_heads_of_figures_take_two_lines_so_that_names_keep_one() -> None:
    columns = Column("Model"), *(Column(title, "right") for title in _FIGURES)
    rows = tuple(("gradient boosting of small trees", *["0.849"] * 7, "12,639,588", "0.016") for _n in range(3))
    assert column_widths(Table(columns=columns, rows=rows), 493)[0] > 120


def test_room_goes_to_the_column_whose_lines_it_saves() -> None:
    long = "The contact centre of the fibre partner uses another system, and its contract ends in 2028."
    begun = "prepaid customers\nFrom note: N-15", "–"
    columns = Column("Left out"), Column("Because"), Column("Owner of it all", tight=True)
    rows = (("Business customers", long, "Marek"), *[(*begun, "–")] * 4)
    left_out, because, _owner = column_widths(Table(columns=columns, rows=rows), 320)
    assert because > left_out


def test_tables_whose_columns_have_shares_have_the_same_widths() -> None:
    columns = tuple(Column(title, share=share) for title, share in (("ID", 0.2), ("Was", 0.5), ("Now", 0.3)))
    widths = [column_widths(Table(columns=columns, rows=((text, text, text),)), 400) for text in ("a", "longer words")]
    assert widths[0] == widths[1] == [80.0, 200.0, 120.0]


def test_french_has_a_blank_before_its_colon_and_semicolon() -> None:
    with speaking("fr"):
        assert labelled("Statut", "Ouvert") == "Statut\xa0: Ouvert"
        assert joined(("Ida", "Jonas")) == "Ida\xa0; Jonas"
    with speaking("de"):
        assert labelled("Stand", "Offen") == "Stand: Offen"


def test_a_moment_reads_as_a_day_and_a_time() -> None:
    moment = dt.datetime.fromisoformat("2026-11-20T09:30+00:00")
    assert [show_moment(moment, tag) for tag in ("en", "de")] == ["20 Nov 2026, 09:30 UTC", "20.11.2026, 09:30 UTC"]


def test_a_measured_figure_that_is_not_zero_is_not_shown_as_zero() -> None:
    engagement = engagements.realistic()
    with Step(engagement, "Measure") as step:
        scores = [{"id": "s1", "measure": "latency_ms", "value": 0.019}]
        step.set(engagement.all(Run)[0].key, "scores", scores)
        values = {"title": "Time", "measure": "latency_ms", "comparator": "<=", "target": 50, "unit": "ms"}
        metric = step.add("metrics", values)
    shown = next(each for each in standings(engagement) if each.metric.key == metric)
    assert (shown.found is not None, shown.decimals) == (True, 2)
    assert squashed("0.02 ms") in make(engagement, kind="data").text
