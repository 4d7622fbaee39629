"""What is generated from the code is generated anew whenever the code changes."""

from __future__ import annotations

from pathlib import Path

from scopewright.lint.handbook import rules_page
from scopewright.model.engagement import Engagement
from scopewright.model.handbook import file_format

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_on_the_file_names_every_declared_field() -> None:
    assert (DOCS / "file-format.md").read_text(encoding="utf-8") == file_format(Engagement().sections)


def test_the_page_on_the_rules_has_every_rule() -> None:
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == rules_page()
