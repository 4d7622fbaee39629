"""What the linter found stands where one mends it: under the field, in the filter, beside the brief."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from scopewright.gui.editing import Editing
from scopewright.gui.findings import Findings
from scopewright.gui.pages.section import SectionPage
from scopewright.gui.tables.ordering import Filter
from scopewright.model.tables import new_engagement
from tests.gui.made_up import bring_up


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[tuple[Editing, Findings, SectionPage]]:
    editing = Editing(new_engagement("Search", "Acme", "Ana"))
    findings = Findings(editing)
    made = SectionPage(editing, "constraints", findings=findings)
    qtbot.addWidget(made)
    bring_up(qtbot, made)
    editing.changed.connect(made.refresh)
    yield editing, findings, made


Made = tuple[Editing, Findings, SectionPage]


def test_a_finding_stands_under_its_field_and_goes_when_it_is_mended(page: Made) -> None:
    editing, findings, made = page
    key = editing.add("constraints", {"statement": "low latency (>100ms)"})
    made.table.select(key)
    findings.renew()
    assert "CON01" in made.form.fields["statement"].found
    editing.set_text(key, "statement", "latency below 100 ms at the 95th percentile")
    findings.renew()
    assert "CON01" not in made.form.fields["statement"].found


def test_nothing_new_is_said_of_a_field_while_one_types_in_it(page: Made) -> None:
    editing, findings, made = page
    key = editing.add("constraints")
    made.table.select(key)
    made.reveal_field("statement")
    editing.set_text(key, "statement", "low latency (>100ms)")
    findings.renew()
    assert made.form.fields["statement"].found == ""
    made.table.setFocus()
    assert "CON01" in made.form.fields["statement"].found


def test_the_filter_shows_every_record_that_the_gutter_marks(page: Made) -> None:
    editing, findings, made = page
    for statement in ("low latency (>100ms)", "Everything stays in the EU"):
        editing.add("constraints", {"statement": statement})
    findings.renew()
    marked = {record.key for record in editing.engagement.records("constraints") if findings.of_record(record.key)}
    made.model.show_only(Filter(has_problems=True))
    assert set(made.model.keys) == marked
    assert marked
