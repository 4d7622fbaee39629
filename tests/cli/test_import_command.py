"""The command ``import``: a table into a section, and back again without a change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from scopewright.cli import main
from scopewright.model.engagement import Engagement
from scopewright.store.opened import read_engagement
from scopewright.store.sealing import Secret


@pytest.fixture
def file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "search.scope"
    assert main(["new", str(path), "--title", "Search", "--client", "Acme"]) == 0
    capsys.readouterr()
    return path


def engagement(file: Path) -> Engagement:
    return read_engagement(file, Secret(None))


def table(file: Path, text: str) -> Path:
    path = file.with_name("table.csv")
    path.write_text(text, "utf-8")
    return path


def shown(file: Path, say: Any, section: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(say("show", file, section, "--json")[1])
    return found


def test_lines_become_records_in_one_step(file: Path, say: Any) -> None:
    text = "Requirement;Priority;Statuss;Cost centre\nAnswers in German;must;On track;12\nExport;Nice to have;;13\n"
    before = len(engagement(file).changes)
    code, out, err = say("import", file, "requirements", table(file, text))
    assert (code, out) == (0, "REQ-1\tadded\nREQ-2\tadded\n")
    assert "Cost centre" in err
    first, second = shown(file, say, "requirements")
    assert (first["title"], first["priority"], first["status"]) == ("Answers in German", "must", "on_track")
    assert (second["title"], second["priority"], second["status"]) == ("Export", "nice", None)
    assert len({change.group for change in engagement(file).changes[before:]}) == 1


def test_what_comes_back_by_id_changes_only_what_was_edited(file: Path, say: Any) -> None:
    risks = [{"title": "=1+1", "likelihood": 4}, {"title": "Drift", "impact": 2, "response": "line\nbreak, comma"}]
    say("add", file, "risks", "--json", "-", stdin=json.dumps(risks))
    out = say("show", file, "risks", "--csv")[1]
    assert "\nR-1,'=1+1," in out
    again = say("import", file, "risks", table(file, out))
    assert again[:2] == (0, "")
    assert [r["title"] for r in shown(file, say, "risks")] == ["=1+1", "Drift"]
    code, out, _err = say("import", file, "risks", table(file, "ID,Impact,Risk\nr-2,5,\n,3,Third\n"))
    assert (code, out) == (0, "R-3\tadded\nR-2\tchanged\n")
    drift = shown(file, say, "risks")[1]
    assert (drift["title"], drift["impact"], drift["response"]) == ("Drift", 5, "line\nbreak, comma")


def test_what_a_field_cannot_read_is_kept_as_typed_and_said(file: Path, say: Any) -> None:
    code, _out, err = say("import", file, "risks", table(file, "title,due,owner\nDrift,by XX,Nobody\n"))
    assert code == 0
    assert "by XX" in err
    assert "Nobody" in err
    assert shown(file, say, "risks")[0]["due"] == "by XX"


def test_lines_may_link_to_later_lines(file: Path, say: Any) -> None:
    text = "Deliverable,Depends on\nReport,Data audit\nData audit,\n"
    assert say("import", file, "deliverables", table(file, text))[0] == 0
    assert shown(file, say, "deliverables")[0]["depends_on"] == ["DEL-2"]


def test_columns_are_mapped_by_hand(file: Path, say: Any) -> None:
    path = table(file, "What,How bad,Status\nDrift,4,open\n")
    code, _out, _err = say("import", file, "risks", path, "--map", "What=title", "--map", "How bad=Impact")
    assert code == 0
    (risk,) = shown(file, say, "risks")
    assert (risk["title"], risk["impact"]) == ("Drift", 4)


def test_a_dry_run_says_what_it_would_do_and_does_nothing(file: Path, say: Any) -> None:
    before = file.read_bytes()
    code, out, err = say("import", file, "risks", table(file, "title,due\nDrift,soon\n"), "--dry-run")
    assert (code, out) == (0, "R-1\tadded\n")
    assert "soon" in err
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("a,b\n1,2\n", ()),
        ("title,due\nDrift,2027-01-01\n", ("--map", "nothing=title")),
        ("title,due\nDrift,2027-01-01\n", ("--map", "due=velocity")),
        ("title,due\nDrift,2027-01-01\n", ("--map", "due=title", "--map", "title=title")),
        ("title,due\nDrift,2027-01-01\n", ("--map", "due")),
        ("title,due\nDrift,2027-01-01\n", ("--sheet", "One")),
        ("id,title\nR-1,a\nR-1,b\n", ()),
        ("", ()),
    ],
)
def test_bad_input_changes_nothing_and_is_a_sentence(file: Path, say: Any, text: str, more: tuple[str, ...]) -> None:
    say("add", file, "risks", "--json", "-", stdin='{"title": "Drift"}')
    before = file.read_bytes()
    code, out, err = say("import", file, "risks", table(file, text), *more)
    assert (code, out) == (2, "")
    assert err.strip().endswith(".")
    assert "Traceback" not in err
    assert file.read_bytes() == before


def test_a_workbook_is_read_by_sheet_and_its_values_as_they_are_meant(file: Path, say: Any, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Notes"])
    sheet = book.create_sheet("Risks")
    sheet.append([])
    sheet.append(["Risk", "Likelihood", "Review by"])
    sheet.append(["Drift", 4.0, __import__("datetime").date(2027, 3, 1)])
    path = tmp_path / "client.xlsx"
    book.save(path)
    assert say("import", file, "risks", path, "--sheet", "Risks")[0] == 0
    (risk,) = shown(file, say, "risks")
    assert (risk["title"], risk["likelihood"], risk["due"]) == ("Drift", 4, "2027-03-01")
    code, _out, err = say("import", file, "risks", path, "--sheet", "Gone")
    assert code == 2
    assert "Risks" in err


def test_a_workbook_goes_out_as_text_and_comes_back_unchanged(file: Path, say: Any, tmp_path: Path) -> None:
    say("add", file, "risks", "--json", "-", stdin='[{"title": "=cmd|x", "due": "2027-03-01"}, {"title": "Drift"}]')
    path = tmp_path / "risks.xlsx"
    assert say("show", file, "risks", "--xlsx", path)[0] == 0
    sheet = load_workbook(path).active
    assert sheet is not None
    cell = sheet["B2"]
    assert (cell.value, cell.data_type) == ("=cmd|x", "s")
    assert say("import", file, "risks", path)[:2] == (0, "")
    assert say("show", file, "risks", "--xlsx", path)[0] == 2
