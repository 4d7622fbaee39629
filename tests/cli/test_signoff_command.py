"""Signing off on the command line, and the brief of what changed since (M5, M6, M7)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest


@pytest.fixture
def file(tmp_path: Path, say: Any) -> Path:
    """An engagement in which Ana, who sees risks, and Bo review; Ana approves a decision."""
    path = tmp_path / "a.scope"
    assert say("new", path, "--title", "Churn", "--client", "Halden")[0] == 0
    for section, record in (
        ("people", [{"name": "Ana", "role": "Sponsor"}, {"name": "Bo"}]),
        ("risks", [{"title": "Labels drift"}, {"title": "Late data"}]),
        ("metrics", {"title": "Recall", "target": 80}),
        ("decisions", {"title": "Which labels?", "approver": ["Ana"]}),
        ("review_rings", {"title": "Executives", "audience": "executives", "reviewers": ["Ana"], "covers": "risks"}),
    ):
        code, _out, told = say("add", path, section, "--json", "-", stdin=json.dumps(record))
        assert code == 0, told
    return path


def states(say: Any, file: Path) -> dict[str, str]:
    """How the sections stand in the only ring."""
    return dict(json.loads(say("signoff", file, "--list", "--json")[1])["rings"][0]["sections"])


def test_m5_m6_the_gate_names_the_question_and_one_word_flips_the_state_until_it_is_put_back(
    file: Path, say: Any
) -> None:
    question = json.dumps({"title": "Who labels?", "about": "R-1"})
    assert say("add", file, "questions", "--json", "-", stdin=question)[0] == 0
    signing = ("signoff", file, "--person", "Ana", "--role", "Sponsor", "--ring", "Executives")
    before = file.read_bytes()
    code, out, told = say(*signing)
    assert (code, out) == (2, "")
    assert "Q-1: Who labels?" in told
    assert file.read_bytes() == before
    assert "Q-1" in say("signoff", file, "--list")[1]
    say("set", file, "Q-1", "state", "Answered")
    assert states(say, file) == {"risks": "unreviewed"}
    assert say(*signing)[:2] == (0, "SG-1\n")
    assert states(say, file) == {"risks": "approved"}
    say("set", file, "R-1", "title", "Labels shift")
    assert states(say, file) == {"risks": "changed"}
    say("set", file, "R-1", "title", "Labels drift")
    assert states(say, file) == {"risks": "approved"}


def test_m7_the_brief_of_ana_holds_her_changes_and_the_decision_only(file: Path, say: Any, tmp_path: Path) -> None:
    assert say("signoff", file, "--person", "P-1", "--date", "2026-11-20")[0] == 0
    for record, field, value in (
        ("R-1", "title", "Labels shift"),
        ("D-1", "due", "2026-12-11"),
        ("M-1", "target", "90"),
    ):
        assert say("set", file, record, field, value)[0] == 0
    out = tmp_path / "ana.pdf"
    code, _out, told = say("brief", file, "reviewer", "--for", "Ana", "-o", out)
    assert (code, told) == (0, "")
    with pikepdf.Pdf.open(out) as pdf:
        attached = json.loads(pdf.attachments["review.json"].get_file().read_bytes())
    assert [(each["id"], each["was"], each["now"]) for each in attached["changes"]] == [
        ("D-1", "", "11 Dec 2026"),
        ("R-1", "Labels drift", "Labels shift"),
    ]
    assert [each["id"] for each in attached["decisions"]] == ["D-1"]
    for since in ("SG-1", "2199-01-01", "signoff"):
        assert say("brief", file, "reviewer", "--for", "Ana", "--since", since, "-o", out)[0] == 0


def test_a_sign_off_keeps_the_hash_of_the_signed_pdf_and_the_scan(file: Path, say: Any, tmp_path: Path) -> None:
    pdf, scan = tmp_path / "signed.pdf", tmp_path / "page.PNG"
    pdf.write_bytes(b"%PDF signed")
    scan.write_bytes(b"scan")
    assert say("signoff", file, "--person", "Bo", "--pdf", pdf, "--sections", "risks", "metrics")[0] == 0
    assert say("signoff", file, "--of", "SG-1", "--scan", scan)[:2] == (0, "SG-1\n")
    (signed,) = json.loads(say("signoff", file, "--list", "--json")[1])["signoffs"]
    assert signed["pdf"] == hashlib.sha256(b"%PDF signed").hexdigest()
    assert signed["sections"] == {"risks": "approved", "metrics": "approved"}
    assert file.with_name("a.scope.files").joinpath(signed["scan"]).read_bytes() == b"scan"
    assert signed["scan"].endswith(".png")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Name who signs"),
        (("--person", "Cy"), "Cy"),
        (("--person", "Bo", "--ring", "Executives"), "not a reviewer"),
        (("--person", "Bo", "--sections", "riscs"), "riscs"),
        (("--person", "Bo", "--date", "2199-01-01"), "has not come"),
        (("--person", "Bo", "--pdf", "nowhere.pdf"), "nowhere.pdf"),
        (("--of", "R-1", "--scan", __file__), "no sign-off"),
    ],
)
def test_what_cannot_be_signed_is_said_and_nothing_changes(
    file: Path, say: Any, words: tuple[str, ...], said: str
) -> None:
    before = file.read_bytes()
    code, out, told = say("signoff", file, *words)
    assert (code, out) == (2, "")
    assert said in told
    assert file.read_bytes() == before
    assert not file.with_name("a.scope.files").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("reviewer",),
        ("reviewer", "--for", "Cy"),
        ("reviewer", "--for", "Ana"),
        ("executive", "--for", "Ana"),
        ("risks", "--since", "signoff"),
    ],
)
def test_a_brief_for_nobody_or_since_nothing_is_refused(
    file: Path, say: Any, tmp_path: Path, words: tuple[str, ...]
) -> None:
    code, _out, told = say("brief", file, *words, "-o", tmp_path / "x.pdf")
    assert code == 2
    assert told
    assert not (tmp_path / "x.pdf").exists()


def test_the_change_order_between_two_signatures_names_the_difference_of_the_two_statements(
    file: Path, say: Any, tmp_path: Path
) -> None:
    fee = {"title": "Dashboard", "acceptance": "Shown", "fee": {"amount": 1000, "currency": "EUR"}}
    added = say("add", file, "deliverables", "--json", "-", stdin=json.dumps(fee))[1].strip()
    assert say("signoff", file, "--person", "Ana")[0] == 0
    assert say("set", file, added, "fee", "1500 EUR")[0] == 0
    assert say("set", file, "M-1", "target", "90")[0] == 0
    assert say("signoff", file, "--person", "Ana")[0] == 0
    assert say("brief", file, "change-order", "--since", "SG-1", "-o", tmp_path / "co.pdf")[0] == 0
    with pikepdf.Pdf.open(tmp_path / "co.pdf") as pdf:
        (name,) = [each for each in pdf.attachments if each.endswith(".json")]
        attached = json.loads(pdf.attachments[name].get_file().read_bytes())
    found = {(each["title"], each["was_shown"], each["now_shown"]) for each in attached["changes"]}
    assert ("Target", "80", "90") in found
    assert any(title == "Fee" and "1,000" in was and "1,500" in now for title, was, now in found)
    assert len(found) == 2
