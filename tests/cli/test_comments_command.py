"""A brief that came back: its comments become open questions about the records that they stand at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest


@pytest.fixture
def file(tmp_path: Path, say: Any) -> Path:
    """An engagement with a decision to take and two risks."""
    path = tmp_path / "a.scope"
    assert say("new", path, "--title", "Churn", "--client", "Halden")[0] == 0
    for section, record in (
        ("decisions", {"title": "Which labels?"}),
        ("risks", [{"title": "Labels drift"}, {"title": "Late data"}]),
    ):
        assert say("add", path, section, "--json", "-", stdin=json.dumps(record))[0] == 0
    return path


def questions(say: Any, file: Path) -> list[tuple[str, str, str]]:
    found = json.loads(say("show", file, "questions", "--json")[1])
    return [(each["title"], each["about"], each["state"]) for each in found]


def test_a_comment_in_word_asks_about_the_record_of_its_row_and_is_taken_once(file: Path, say: Any) -> None:
    out = file.with_name("risks.docx")
    assert say("brief", file, "risks", "-o", out)[0] == 0
    document = docx.Document(str(out))
    rows = [row for table in document.tables for row in table.rows if "Late data" in row.cells[1].text]
    run = rows[0].cells[1].paragraphs[0].runs[0]
    document.add_comment(run, text="Who said so?", author="Helen")
    document.save(str(out))
    code, told, _err = say("comments", file, out)
    assert (code, "R-2" in told) == (0, True)
    assert questions(say, file) == [("Who said so?", "R-2", "open")]
    assert say("comments", file, out)[:2] == (0, "")
    assert len(questions(say, file)) == 1
    assert "Helen" in say("show", file, "questions", "--json")[1]


def test_a_note_in_a_pdf_asks_about_the_record_in_the_heading_above_it(file: Path, say: Any) -> None:
    out = file.with_name("decisions.pdf")
    assert say("brief", file, "decisions", "-o", out)[0] == 0
    with pikepdf.Pdf.open(out, allow_overwriting_input=True) as pdf:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[60, 300, 80, 320], T="Helen", Contents="Why?"
        )
        pdf.pages[-1].Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(out)
    assert say("comments", file, out)[0] == 0
    assert questions(say, file) == [("Why?", "D-1", "open")]


@pytest.mark.parametrize("name", ["x.txt", "x.pdf", "x.docx", "nowhere.pdf"])
def test_what_cannot_be_read_is_said_and_nothing_changes(file: Path, say: Any, name: str) -> None:
    if name.startswith("x"):
        file.with_name(name).write_bytes(b"neither")
    before = file.read_bytes()
    code, out, told = say("comments", file, file.with_name(name))
    assert (code, out) == (2, "")
    assert name in told
    assert file.read_bytes() == before
