"""The scan of a signed page in the window: kept with its sign-off, and shown from memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QListWidget, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from scopewright.gui.desk import Desk
from scopewright.gui.pages.signed_pages import ScanView, SignedPages
from scopewright.gui.preview.pages_view import PagesView
from scopewright.gui.widgets.label import Label
from scopewright.model.review_signing import Signing, sign
from scopewright.model.sections.signoffs import Signoff
from scopewright.model.tables import new_engagement
from scopewright.store.attachments import folder_of
from tests.briefs.test_house_style import picture
from tests.gui.conftest import child
from tests.gui.keeping_stand_ins import saved, shown_dialog
from tests.gui.test_reviews_page import DAY, reviews
from tests.pdfs import build_pdf


def _scans(desk: Desk, path: Path, qtbot: QtBot) -> SignedPages:
    editing, _page = reviews(desk, path, qtbot)
    bo = editing.engagement.records("people")[0].key
    sign(editing.engagement, Signing(bo, "Sponsor", DAY), "ana")
    assert desk.window.actions_of_window.run("reviews.scans")
    dialog = shown_dialog(desk, qtbot, "scans")
    assert isinstance(dialog, SignedPages)
    return dialog


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_a_scan_is_kept_with_the_sign_off_and_looked_at(desk: Desk, tmp_path: Path, qtbot: QtBot, form: str) -> None:
    path, scan = tmp_path / "a.scope", tmp_path / f"page.{form}"
    scan.write_bytes(picture() if form == "png" else build_pdf(new_engagement("Pumps"), "minutes"))
    dialog = _scans(desk, path, qtbot)
    assert "no scan" in dialog.list.item(0).text()
    assert not child(dialog, QPushButton, "scans.open").isEnabled()
    dialog.keep(scan)
    qtbot.waitUntil(lambda: "with a scan" in child(dialog, QListWidget, "scans.list").item(0).text())
    (signed,) = dialog._editing.engagement.all(Signoff)
    assert (folder_of(path) / signed.scan).read_bytes() == scan.read_bytes()
    child(dialog, QPushButton, "scans.open").click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ScanView)))
    (view,) = dialog.findChildren(ScanView)
    assert view.findChildren(QScrollArea if form == "png" else PagesView)
    saved(desk, qtbot)


def test_a_scan_that_cannot_be_kept_or_found_is_a_sentence(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = _scans(desk, tmp_path / "a.scope", qtbot)
    dialog.keep(tmp_path / "nowhere.png")
    said = child(dialog, Label, "scans.said")
    qtbot.waitUntil(lambda: said.text().count("Nothing was changed.") == 1)
    (tmp_path / "page.png").write_bytes(picture())
    dialog.keep(tmp_path / "page.png")
    qtbot.waitUntil(lambda: "with a scan" in dialog.list.item(0).text())
    (signed,) = dialog._editing.engagement.all(Signoff)
    (folder_of(tmp_path / "a.scope") / signed.scan).unlink()
    dialog.show_scan()
    qtbot.waitUntil(lambda: "missing" in said.text())
    saved(desk, qtbot)
