"""The same brief for other programs: nothing lost, nothing run, equal bytes."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from markdown_it import MarkdownIt

from scopewright.briefs.formats import markdown
from scopewright.briefs.formats.registry import FORMATS, PDF, WRITERS
from scopewright.briefs.pdf.locking import locked
from scopewright.briefs.render import rendered
from scopewright.briefs.view import Public
from scopewright.model.engagement import Engagement
from scopewright.model.kinds import Rows
from scopewright.model.step import Step
from scopewright.progress import Silent
from tests.briefs import engagements
from tests.briefs.engagements import HOSTILE
from tests.briefs.standards import failures

FORMULA = '=HYPERLINK("http://example.org")'


@cache
def _engagement() -> Engagement:
    engagement = engagements.realistic()
    with Step(engagement, "Add") as step:
        for text in (*HOSTILE, FORMULA, "| pipe | `tick` [link](x) # *star*"):
            step.add("requirements", {"title": text})
    return engagement


@cache
def _bytes(form: str, kind: str = "scope") -> bytes:
    return rendered(_engagement(), kind, "a4", None, Silent(), form).set.data


def _said(engagement: Engagement) -> list[str]:
    """Every line of every public field; tables of a field are left to the formats that have them."""
    public = Public(engagement)
    locale = public.locale("en")
    return [
        line
        for record in public.records()
        for spec in record.said()
        if not isinstance(spec.kind, Rows) and record.section.key != "ownership"
        for line in record.shown(spec.name, locale).replace("; ", "\n").split("\n")
        if line.strip()
    ]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _of_html() -> str:
    reader = _Text()
    reader.feed(_bytes("html").decode())
    return "".join(reader.said)


def _of_docx() -> str:
    file = docx.Document(BytesIO(_bytes("docx")))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in file.paragraphs), *cells])


def _of_markdown() -> str:
    return re.sub(r"\\([^A-Za-z0-9\s])", r"\1", _bytes("md").decode()).replace("<br>", "\n").replace("**", "")


@pytest.mark.parametrize("read", [_of_html, _of_docx, _of_markdown])
def test_every_text_is_in_the_file(read: Callable[[], str], squash: Callable[[str], str]) -> None:
    text = squash(read()).replace("**", "")
    assert [line for line in _said(_engagement()) if squash(line).replace("**", "") not in text] == []


@pytest.mark.parametrize("form", [each for each in FORMATS if each != PDF])
def test_equal_records_give_equal_bytes(form: str) -> None:
    assert _bytes(form) == rendered(_engagement(), "scope", "a4", None, Silent(), form).set.data


@pytest.mark.parametrize("form", list(WRITERS))
@pytest.mark.parametrize("which", ["tiny", "monstrous"])
def test_nearly_empty_and_monstrous_engagements_are_written_too(form: str, which: str) -> None:
    if form == "docx" and which == "monstrous":
        pytest.skip("not run: the test of converted documents does it")
    assert rendered(getattr(engagements, which)(), "handover", "a4", None, Silent(), form).set.data


def test_a_word_document_has_real_headings_and_tables_whose_heads_repeat() -> None:
    file = docx.Document(BytesIO(_bytes("docx")))
    styles = [str(each.style.name) for each in file.paragraphs if each.style]
    assert {"Title", "Heading 1", "Heading 2", "Heading 3"} <= set(styles)
    with ZipFile(BytesIO(_bytes("docx"))) as archive:
        body = archive.read("word/document.xml")
    assert body.count(b"w:tblHeader") == len(file.tables) - 1
    assert "Requirement" in [cell.text for table in file.tables for cell in table.rows[0].cells]


def test_a_workbook_has_typed_cells_filters_and_frozen_heads() -> None:
    book = openpyxl.load_workbook(BytesIO(_bytes("xlsx")))
    assert book.sheetnames[0] == "RAID log"
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
    risks = book["Risks"]
    heads = [cell.value for cell in risks[1]]
    row = dict(zip(heads, risks[2], strict=True))
    assert isinstance(row["Likelihood"].value, int)
    assert isinstance(row["Review by"].value, dt.datetime)


def test_no_text_of_a_workbook_is_a_formula() -> None:
    book = openpyxl.load_workbook(BytesIO(_bytes("xlsx")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert FORMULA in [cell.value for cell in cells]


def test_no_cell_of_a_csv_starts_a_formula() -> None:
    rows = list(csv.reader(StringIO(_bytes("csv").decode("utf-8-sig"))))
    assert rows[0] == ["Section", "ID", "Field", "Value"]
    assert f"'{FORMULA}" in [row[3] for row in rows]
    assert not any(row[3].startswith(("=", "+", "-", "@")) for row in rows)


def test_json_is_what_is_attached_to_the_pdf() -> None:
    made = rendered(_engagement(), "scope", "a4", None, Silent())
    with pikepdf.Pdf.open(BytesIO(made.set.data)) as pdf:
        (attached,) = pdf.attachments.values()
        assert attached.get_file().read_bytes() == _bytes("json")
    assert json.loads(_bytes("json"))["sections"]["risks"]


def test_html_holds_nothing_that_runs_or_is_fetched() -> None:
    text = _bytes("html").decode()
    assert "<script" not in text
    assert not re.search(r"<(?:img|link|iframe)\b", text)
    assert "&lt;b&gt;must not&lt;/b&gt;" in text


def test_markup_typed_into_a_field_stays_text_in_markdown() -> None:
    text = _bytes("md").decode()
    assert r"\| pipe \| \`tick\` \[link\](x)" in text
    assert "<img" not in text.replace(r"\<img", "")


_MARKS = st.text(st.sampled_from("ab1 .):-+=#>*_`~[](!<&;|\\\n@/w"), max_size=12)


@settings(max_examples=400)
@given(_MARKS)
@example("1) a")
@example("a\n---")
@example("a\n===")
@example("| a\n:-")
@example("a ##")
@example("https://www.example.org/_a_ &amp; x_y mia@example.org")
def test_whatever_is_typed_a_reader_of_markdown_shows_as_typed(typed: str) -> None:
    line = " ".join(typed.split())
    written = {
        f"<p>{_html(line)}</p>": markdown._text(typed),
        f"<h2>{_html(line)}</h2>": f"## {markdown._text(typed)}",
        f"<ul><li>{_html(line)}</li></ul>": f"- {markdown._text(typed)}",
        f"<p>{_html(_lined(typed))}</p>": markdown._lines(_lined(typed)),
        f"<table><thead><tr><th>{_html(line)}</th></tr></thead></table>": f"| {markdown._cell(line)} |\n| --- |",
    }
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for shown, source in written.items():
        if line:
            assert re.sub(r">\s+<", "><", reader.render(source)).replace("<br />", "").strip() == shown


def _lined(typed: str) -> str:
    return "\n".join(line.strip() for line in typed.splitlines() if line.strip())


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_markdown_is_read_as_it_stands_too() -> None:
    assert markdown._text("R-7: 12.5 % (was -3), see labels_v2 & C#!") == "R-7: 12.5 % (was -3), see labels_v2 & C#!"


def test_the_calendar_has_every_date_as_a_whole_day() -> None:
    calendar = Calendar.from_ical(_bytes("ics"))
    events = {str(each["summary"]).split()[0]: each.decoded("dtstart") for each in calendar.walk("VEVENT")}
    assert events["V-1"] == dt.date(2027, 3, 22)
    assert {"V-2", "MS-1", "D-1"} <= set(events)


def test_a_locked_copy_opens_with_its_password_only_and_no_longer_says_that_it_is_archival() -> None:
    plain = rendered(_engagement(), "sow", "a4", None, Silent()).set.data
    data = locked(plain, "Grüße 7")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.Pdf.open(BytesIO(data))
    with pikepdf.Pdf.open(BytesIO(data), password="Grüße 7") as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256
        assert b"pdfaid:part" not in pdf.Root.Metadata.read_bytes()
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
        out = BytesIO()
        pdf.save(out)
    assert failures(out.getvalue(), "ua1") == []


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.skipif(shutil.which("soffice") is None, reason="not run: LibreOffice is not installed")
@pytest.mark.parametrize("which", ["realistic", "monstrous"])
@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_libreoffice_opens_it_and_prints_every_text(
    form: str, which: str, tmp_path: Path, squash: Callable[[str], str]
) -> None:
    engagement = _engagement() if which == "realistic" else engagements.monstrous()
    data = rendered(engagement, "scope", "a4", None, Silent(), form).set.data
    source = tmp_path / f"brief.{form}"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=380)
    told = subprocess.run(
        ["pdftotext", "-raw", str(tmp_path / "brief.pdf"), "-"], check=True, capture_output=True, text=True
    )
    text = squash(told.stdout)
    said = _said(engagement) if form == "docx" else _typed_texts(data)
    assert [line for line in dict.fromkeys(said) if not _stands_in(squash(_drawn(line)), text)] == []


def _drawn(line: str) -> str:
    """What a program prints of a line: no control and no joiner, which have no looks."""
    return "".join(c for c in unicodedata.normalize("NFC", line) if unicodedata.category(c)[0] != "C")


def _stands_in(line: str, text: str) -> bool:
    """Whether a line is in the text, or its halves are: a page may end within it."""
    return line in text or any(line[:at] in text and line[at:] in text for at in range(1, len(line)))


def _typed_texts(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(BytesIO(data))
    cells = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    return [line for value in cells if isinstance(value, str) for line in value.split("\n")]


def test_a_word_brief_counts_its_pages_and_has_columns_as_wide_as_what_stands_in_them() -> None:
    file = docx.Document(BytesIO(_bytes("docx")))
    assert [field in file.sections[0].footer._element.xml for field in ("PAGE", "NUMPAGES")] == [True, True]
    requirements = next(table for table in file.tables if table.rows[0].cells[1].text == "Requirement")
    widths = [column.width for column in requirements.columns]
    assert widths[1] > 3 * widths[0]
    assert not requirements.autofit


def test_in_word_a_text_of_many_lines_stands_below_its_row_over_the_whole_width() -> None:
    brief = rendered(engagements.monstrous(), "risks", "a4", None, Silent(), "docx")
    tables = docx.Document(BytesIO(brief.set.data)).tables
    rows = next(
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in tables
        if "Response" in [cell.text for cell in table.rows[0].cells]
    )
    place = next(number for number, row in enumerate(rows) if "\N{DOWNWARDS ARROW}" in row)
    assert rows[place][-1].endswith("Low") or rows[place][-1].endswith("Moderate")
    assert {rows[place + 1][1]} == set(rows[place + 1][1:])
    assert rows[place + 1][1].startswith("Response\nLine 0 of")
    assert rows[place + 1][1].count("\n") == 40


def test_a_register_of_long_names_is_one_page_wide() -> None:
    brief = rendered(engagements.monstrous(), "risks", "a4", None, Silent(), "xlsx")
    book = openpyxl.load_workbook(BytesIO(brief.set.data))
    assert [book[name].page_setup.fitToWidth for name in ("RAID log", "Risks")] == [1, 1]


def test_what_is_said_once_stands_line_by_line_and_wide_sheets_take_several_pages() -> None:
    book = openpyxl.load_workbook(BytesIO(_bytes("xlsx")))
    overview = book["Overview"]
    assert [cell.value for cell in overview[1]] == ["Field", "Value"]
    assert ("ID", "OV-1") in overview.values
    wide, narrow = book["Runs"].page_setup, book["People"].page_setup
    assert ((wide.fitToWidth or 1) > 1, narrow.fitToWidth) == (True, 1)
    assert overview.oddFooter is not None
    assert "&P" in str(overview.oddFooter.right.text)
