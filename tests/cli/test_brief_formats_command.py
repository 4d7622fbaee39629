"""Briefs in other formats, with a password, and the list of what stays at home, on the command line."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

import pikepdf
import pytest


@pytest.fixture
def file(tmp_path: Path, say: Any) -> Path:
    path = tmp_path / "a.scope"
    assert say("new", path)[0] == 0
    assert say("add", path, "risks", "--json", "-", stdin='{"title": "Whispered", "internal": true}')[0] == 0
    return path


def test_the_ending_of_the_name_chooses_the_format(file: Path, say: Any) -> None:
    for form in ("docx", "xlsx"):
        assert say("brief", file, "handover", "-o", file.with_name(f"x.{form}"))[0] == 0
        assert is_zipfile(file.with_name(f"x.{form}"))
    assert say("brief", file, "sow", "-o", file.with_name("x.md"))[0] == 0
    assert "Draft, not for signature" in file.with_name("x.md").read_text(encoding="utf-8")


def test_a_password_from_a_file_locks_the_pdf(file: Path, say: Any) -> None:
    secret, out = file.with_name("secret.txt"), file.with_name("x.pdf")
    secret.write_text("open sesame\n", encoding="utf-8")
    assert say("brief", file, "sow", "-o", out, "--password-file", secret)[0] == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.Pdf.open(BytesIO(out.read_bytes()))
    with pikepdf.Pdf.open(BytesIO(out.read_bytes()), password="open sesame") as pdf:
        assert pdf.encryption.bits == 256


def test_an_empty_password_is_refused_and_nothing_is_written(file: Path, say: Any) -> None:
    secret, out = file.with_name("secret.txt"), file.with_name("x.pdf")
    secret.write_text("\n", encoding="utf-8")
    code, _said, err = say("brief", file, "sow", "-o", out, "--password-file", secret)
    assert code == 2
    assert "password is empty" in err
    assert not out.exists()


def test_what_the_client_will_not_see_is_listed_and_nothing_is_written(file: Path, say: Any) -> None:
    before = sorted(file.parent.iterdir())
    _code, out, _err = say("brief", file, "--list-left-out")
    assert out.split() == ["R-1", "Whispered"]
    assert sorted(file.parent.iterdir()) == before
