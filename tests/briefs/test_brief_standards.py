"""Tagged after PDF/UA-1 and archival after PDF/A-3a: what a screen reader and an archive ask of a brief."""

from __future__ import annotations

from itertools import pairwise

import pikepdf
import pytest

from tests.briefs.conftest import Made
from tests.briefs.standards import PROFILES, elements, failures, roles


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("which", ["realistic", "monstrous", "monstrous_scope", "tiny"])
def test_an_independent_checker_finds_nothing_against_the_standard(
    which: str, profile: str, request: pytest.FixtureRequest
) -> None:
    made: Made = request.getfixturevalue(which)
    assert failures(made.brief.set.data, profile) == []


def test_headings_tables_lists_contents_and_pictures_are_what_they_look_like(realistic_scope: Made) -> None:
    with realistic_scope.open() as pdf:
        found = roles(pdf)
    assert {"H1", "H2", "H3", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure", "TOC", "TOCI"} <= set(found)


def test_no_level_of_heading_is_skipped(monstrous_scope: Made) -> None:
    with monstrous_scope.open() as pdf:
        levels = [int(role[1]) for role in roles(pdf) if role[0] == "H"]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_picture_says_in_words_what_it_shows(realistic: Made) -> None:
    with realistic.open() as pdf:
        told = [str(each.Alt) for each in elements(pdf) if each.S == "/Figure"]
    assert told
    assert all(len(text) > 20 for text in told)


def test_each_line_of_the_contents_is_a_link_that_says_where_it_leads(realistic: Made) -> None:
    with realistic.open() as pdf:
        links = [each for each in elements(pdf) if each.S == "/Link"]
        told = [str(kid.Obj.Contents) for each in links for kid in each.K if isinstance(kid, pikepdf.Dictionary)]
    assert told == [mark.text for mark in realistic.brief.set.marks if mark.level <= 2]


def test_a_table_over_several_pages_is_one_table_with_one_head(monstrous_scope: Made) -> None:
    with monstrous_scope.open() as pdf:
        tables = [each for each in elements(pdf) if each.S == "/Table"]
        heads = [[kid for row in each.K for kid in _kids(row) if kid.S == "/TH"] for each in tables]
        rows = [[len(_kids(row)) for row in each.K if row.S == "/TR"] for each in tables]
    assert max(len(each) for each in rows) > 100
    assert all(len(set(each)) == 1 for each in rows)
    assert all(len(head) == each[0] for head, each in zip(heads, rows, strict=True))


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", pikepdf.Array())
    found = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [each for each in found if isinstance(each, pikepdf.Dictionary) and "/S" in each]


def test_the_file_stays_small(realistic: Made, monstrous: Made) -> None:
    assert len(realistic.brief.set.data) < 150_000
    assert len(monstrous.brief.set.data) < 500_000
