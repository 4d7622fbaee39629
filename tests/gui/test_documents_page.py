"""The tree of documents in the window is the one on the contents page of the brief (row M2)."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from scopewright.gui.editing import Editing
from scopewright.gui.pages.documents import DocumentsPage
from scopewright.model.releases import begin_release
from scopewright.model.sections.releases import Release
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from tests.gui.conftest import child
from tests.pdfs import build_pdf


def editing_three_releases() -> Editing:
    engagement = new_engagement("Tagging", "Halden", "Ana")
    for name in ("v1", "v2", "v3"):
        begin_release(engagement, name, None, "Ana")
    keys = [release.key for release in engagement.all(Release)]
    with Step(engagement, "Fill") as step:
        step.add("constraints", {"statement": "No cloud"})
        for section, key in (("requirements", keys[0]), ("requirements", keys[2]), ("milestones", keys[1])):
            step.add(section, {"title": "Tags", "release": key})
    return Editing(engagement)


def shown_in_window(item: QTreeWidgetItem | QTreeWidget, number: str = "") -> list[str]:
    count = item.topLevelItemCount() if isinstance(item, QTreeWidget) else item.childCount()
    lines: list[str] = []
    for row in range(count):
        below = item.topLevelItem(row) if isinstance(item, QTreeWidget) else item.child(row)
        assert below is not None
        here = f"{number}.{row + 1}" if number else str(row + 1)
        lines += [f"{here} {below.text(0)}", *shown_in_window(below, here)]
    return lines


def printed_in_contents(path: Path) -> list[str]:
    """The lines of the contents page that belong to the tree, column by column, without page numbers."""
    with pdfplumber.open(path) as document:
        page = next(page for page in document.pages if "Contents" in page.extract_text().splitlines())
        half = page.width / 2
        columns = [page.crop((0, 0, half, page.height)), page.crop((half, 0, page.width, page.height))]
        lines = [line for column in columns for line in column.extract_text(x_tolerance=1.5).splitlines()]
    entries = (re.fullmatch(r"(\d+(?:\.\d+)*\s.+?)\s+\d+", line.replace("\xa0", " ")) for line in lines)
    return [" ".join(entry[1].split()) for entry in entries if entry]


def test_m2_the_contents_page_of_the_brief_equals_the_tree_in_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    editing = editing_three_releases()
    page = DocumentsPage(editing, lambda *_place: None)
    qtbot.addWidget(page)
    page.refresh([])
    made = tmp_path / "brief.pdf"
    made.write_bytes(build_pdf(editing.engagement, "scope"))
    window = shown_in_window(child(page, QTreeWidget, "documents.tree"))
    assert len(window) > 15
    assert printed_in_contents(made) == window


def test_the_keyboard_stays_on_its_row_when_the_tree_is_built_anew(qtbot: QtBot) -> None:
    editing = editing_three_releases()
    page = DocumentsPage(editing, lambda *_place: None)
    qtbot.addWidget(page)
    page.refresh([])
    tree = child(page, QTreeWidget, "documents.tree")
    assert [each.text(0) for each in tree.selectedItems()] == ["Project overview"]
    assert page.reveal(editing.engagement.all(Release)[1].id)
    page.refresh([])
    assert [each.text(0) for each in tree.selectedItems()] == ["v2"]
