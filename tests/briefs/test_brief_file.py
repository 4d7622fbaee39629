"""The PDF as a file: complete, findable, the same for the same records, and nothing in it that must not leave."""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # ships no types
import pytest

from scopewright.briefs.papers import PAPERS
from scopewright.briefs.pdf.text import printable
from scopewright.briefs.render import run
from scopewright.briefs.style import SMALLEST
from scopewright.briefs.view import Public, left_out
from scopewright.model.kinds import Rows
from scopewright.model.step import Step
from scopewright.model.tables import from_tables, new_engagement, to_tables
from scopewright.progress import Silent, Stopped
from tests.briefs import engagements
from tests.briefs.conftest import Made, make
from tests.briefs.wild import wild


def _said(made: Made) -> list[str]:
    """Every text of every record that the whole scope has to print, cell by cell and line by line."""
    public, texts = Public(made.engagement), []
    locale = public.locale("en")
    for record in public.records():
        for spec in record.said():
            value = getattr(record, spec.name)
            if isinstance(spec.kind, Rows) and spec.name not in record.unread:
                texts += [c.kind.show(row[c.name], locale) for row in value for c in spec.kind.columns]
            else:
                texts += record.shown(spec.name, locale).split("; ")
    return [line for text in texts for line in text.split("\n")]


@pytest.mark.parametrize("which", ["realistic", "monstrous", "tiny"])
def test_every_text_of_every_record_is_found_in_the_file(
    which: str, request: pytest.FixtureRequest, squash: Callable[[str], str]
) -> None:
    made: Made = request.getfixturevalue(f"{which}_scope")
    lost = [text for text in _said(made) if squash(printable(text)) not in made.text]
    assert lost == []


@pytest.mark.parametrize("kind", ["executive", "scope"])
@pytest.mark.parametrize("seed", range(4))
def test_whatever_stands_in_any_field_becomes_a_readable_file(seed: int, kind: str) -> None:
    with pikepdf.Pdf.open(BytesIO(make(wild(seed), kind=kind).brief.set.data)) as pdf:
        assert len(pdf.pages) > 3


def test_hostile_text_is_printed_literally(monstrous_scope: Made, squash: Callable[[str], str]) -> None:
    for text in engagements.HOSTILE:
        assert squash(text) in monstrous_scope.text


def test_nothing_of_the_machine_is_read_for_an_image_in_a_text(monstrous: Made) -> None:
    with monstrous.open() as pdf:
        assert not any(page.get_images() for page in pdf.pages)
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert all("/URI" not in note.get("/A", {}) for note in links)


@pytest.mark.parametrize("which", ["realistic", "monstrous", "tiny"])
def test_no_text_stands_outside_the_margins_or_is_too_small(which: str, request: pytest.FixtureRequest) -> None:
    made: Made = request.getfixturevalue(which)
    side, raw = PAPERS[made.paper].side, pypdfium2.raw
    file = pypdfium2.PdfDocument(made.brief.set.data)
    for number, page in enumerate(file, 1):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            if not raw.FPDFText_GetUnicode(text, at) > 32:
                continue
            left, bottom, right, top = text.get_charbox(at)
            assert side - 1 <= left, (number, text.get_text_range(at, 30))
            assert right <= page.get_width() - side + 1, (number, text.get_text_range(max(0, at - 30), 31))
            assert bottom > 25, number
            assert top < page.get_height() - 25, number
            assert raw.FPDFText_GetFontSize(text, at) >= SMALLEST - 1e-6, (number, text.get_text_range(at, 30))
    file.close()


def test_equal_records_give_equal_bytes_even_after_a_walk_through_the_file_format() -> None:
    engagement = engagements.realistic()
    again = from_tables(engagement.key, to_tables(engagement))
    assert make(engagement).brief.set.data == make(again).brief.set.data


def test_every_font_is_embedded_and_maps_back_to_text(monstrous: Made) -> None:
    with monstrous.open() as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor, font.BaseFont
            assert b"<0000>" not in font.ToUnicode.read_bytes()
            assert "SourceSans3" in str(font.BaseFont) or "NotoSans" in str(font.BaseFont)


def _all_of(items: Iterable[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _all_of(item.children)


def test_bookmarks_and_contents_lead_to_the_page_of_each_heading(realistic: Made, squash: Callable[[str], str]) -> None:
    marks = realistic.brief.set.marks
    with realistic.open() as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in _all_of(outline.root)]
    assert titles == [mark.text for mark in marks]
    assert {
        "Summary",
        "1 Objectives and evidence",
        "A Appendix: for reference",
        "A.1 Decisions taken",
    } <= set(titles)
    for mark in marks:
        assert squash(mark.text) in squash(realistic.pages[mark.page - 1])


def test_the_contents_link_to_every_heading_of_the_levels_that_fit(realistic: Made) -> None:
    with realistic.open() as pdf:
        links = [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
        assert len(links) == sum(mark.level <= 2 for mark in realistic.brief.set.marks)


def test_pages_are_labelled_and_the_file_says_what_it_is(realistic: Made) -> None:
    with realistic.open() as pdf:
        assert [str(page.label) for page in list(pdf.pages)[:3]] == ["Cover", "2", "3"]
        assert str(pdf.docinfo.Title) == "Early warning for pump failures: Executive brief v1.2"
        assert set(pdf.docinfo.keys()) == {"/Title", "/Creator", "/CreationDate", "/ModDate"}
        assert str(pdf.docinfo.CreationDate) == "D:20261120000000Z"
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def _attached(made: Made) -> dict[str, Any]:
    with made.open() as pdf:
        assert pdf.Root.AF[0].AFRelationship == "/Source"
        found: dict[str, Any] = json.loads(pdf.attachments["scope-v1.2.json"].get_file().read_bytes())
        return found


def _internal(made: Made) -> set[str]:
    """The records of which a brief says nothing; internal fields of other records are not meant."""
    public = {record.id for record in Public(made.engagement).records()}
    return {record.id for record, _what in left_out(made.engagement)} - public


def test_the_attachment_of_the_scope_holds_every_public_record(realistic_scope: Made) -> None:
    attached = {record["id"] for records in _attached(realistic_scope)["sections"].values() for record in records}
    filled = [record for record in Public(realistic_scope.engagement).records() if any(record.said())]
    assert attached == {record.id for record in filled}
    assert not attached & _internal(realistic_scope)


def test_the_attachment_of_an_executive_brief_holds_what_its_tables_print_and_no_other_field(realistic: Made) -> None:
    attached = {record["id"]: set(record) for each in _attached(realistic)["sections"].values() for record in each}
    assert attached == {id_: {"id", *names} for id_, names in realistic.brief.printed.items()}
    assert attached["D-4"] == {"id", "title", "outcome", "decided_on"}
    assert attached["O-3"] == {"id", "statement", "baseline", "target", "due", "accepted_by", "metric"}
    assert not {"RUN-1", *_internal(realistic)} & set(attached)


@pytest.mark.parametrize("which", ["realistic", "realistic_scope"])
def test_internal_records_appear_neither_on_paper_nor_in_the_attachment(
    which: str, request: pytest.FixtureRequest
) -> None:
    made: Made = request.getfixturevalue(which)
    assert _internal(made) == {"P-9", "R-10"}
    for secret in ("SECRET", "Harriet", "Mole"):
        assert secret not in made.text
        assert secret not in json.dumps(_attached(made))


def test_an_internal_remark_on_any_record_stays_here(brief_of: Callable[..., Made]) -> None:
    engagement = engagements.realistic()
    with Step(engagement, "Remark") as step:
        for record in engagement.records():
            step.set(record.key, "remark", f"SLOWCLIENT {record.id}")
    made = brief_of(engagement, kind="scope")
    assert "SLOWCLIENT" not in made.text
    assert "SLOWCLIENT" not in json.dumps(_attached(made))


def test_a_link_to_an_internal_person_names_nobody(brief_of: Callable[..., Made]) -> None:
    engagement = engagements.realistic()
    harriet = next(each for each in engagement.records("people") if each.headline == "Hidden Harriet")
    with Step(engagement, "Own") as step:
        step.set(engagement.by_id("R-1").key, "owner", harriet.key)
        step.set(engagement.by_id("D-1").key, "approver", [harriet.key])
    made = brief_of(engagement, kind="scope")
    assert "Harriet" not in made.text
    assert "(notnamed)" in made.text
    assert "Harriet" not in json.dumps(_attached(made))


def test_a_mark_of_internal_that_could_not_be_read_counts(brief_of: Callable[..., Made]) -> None:
    engagement = engagements.tiny()
    with Step(engagement, "Add") as step:
        step.add("risks", {"title": "Whispered", "internal": "certainly"})
    made = brief_of(engagement)
    assert "Whispered" not in made.text
    assert _internal(made) == {"R-1"}


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_an_independent_reader_finds_no_error(monstrous: Made, tmp_path: Path) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(monstrous.brief.set.data)
    assert subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False).returncode == 0


class _Stopped(Silent):
    """Somebody who stops the work when it is all but done."""

    def progress(self, fraction: float, text: str = "") -> None:
        if fraction == 1 and not text:
            raise Stopped


def _payload(**more: Any) -> dict[str, Any]:
    engagement = engagements.realistic()
    return {"tables": to_tables(engagement), "key": engagement.key, "kind": "executive", "paper": "a4", **more}


def test_the_job_hands_the_file_over_in_its_result_and_says_what_is_in_it() -> None:
    found = run(_payload(language="de"), Silent())
    assert found["pages"] == len(pikepdf.Pdf.open(io.BytesIO(base64.b64decode(found["data"]))).pages)
    assert found["glyphs"] == []
    assert found["toc"][0] == {"text": "Zusammenfassung", "level": 1, "page": 2}
    json.dumps(found)


def test_the_job_names_each_field_with_a_character_that_no_font_has(monstrous: Made) -> None:
    found = next(each for each in monstrous.brief.glyphs if each["id"] == "DS-2")
    assert (found["section"], found["field"]) == ("datasets", "title")
    assert set(found["characters"]) == set("😀العربية")
    assert {each["field"] for each in monstrous.brief.glyphs} == {"problem", "metric", "title"}


def test_a_job_can_be_stopped_until_it_is_done() -> None:
    with pytest.raises(Stopped):
        run(_payload(), _Stopped())


@pytest.mark.parametrize("wrong", [{"kind": "novel"}, {"paper": "a5"}, {"format": "odt"}, {"language": "tlh"}])
def test_what_there_is_not_is_refused_in_words(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="There is no"):
        run(_payload() | wrong, Silent())


def test_where_a_file_lies_on_the_laptop_stands_nowhere_in_the_file(brief_of: Callable[..., Made]) -> None:
    engagement = new_engagement("Churn", "Acme", "Ana")
    with Step(engagement, "Add") as step:
        step.add("datasets", {"title": "Extract", "path": "/home/ana/deals/churn.csv"})
    made = brief_of(engagement, kind="scope")
    assert "Extract" in made.text
    assert "churn.csv" not in made.text
    with made.open() as pdf:
        (attached,) = pdf.attachments.values()
        assert b"ana/deals" not in attached.get_file().read_bytes()
