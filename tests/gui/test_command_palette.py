"""Everything is a few letters away, by keyboard alone."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView

from scopewright.gui.actions import Action
from scopewright.gui.command_palette import CommandPalette, Entry
from scopewright.gui.palette_match import Matcher
from scopewright.language import N_, speaking
from tests.gui.conftest import MakeShell, SamplePage, child, focused


def query(palette: CommandPalette) -> QLineEdit:
    return child(palette, QLineEdit, "palette.query")


def titles(palette: CommandPalette) -> list[str]:
    return [entry.title for entry in palette.shown()]


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+Shift+P"])
def test_a_shortcut_opens_it_and_escape_gives_the_focus_back(make_shell: MakeShell, keys: str) -> None:
    shell = make_shell()
    shell.open("risks")
    before = focused()
    modifiers = Qt.KeyboardModifier.ControlModifier
    if keys == "Ctrl+K":
        QTest.keyClick(before, Qt.Key.Key_K, modifiers)
    else:
        QTest.keyClick(before, Qt.Key.Key_P, modifiers | Qt.KeyboardModifier.ShiftModifier)
    palette = shell.palette_of_commands
    assert palette.isVisible()
    assert QApplication.focusWidget() is query(palette)
    QTest.keyClick(query(palette), Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is before


def test_it_holds_every_action_with_its_shortcut(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.palette_of_commands.open()
    entries = {entry.key: entry for entry in shell.palette_of_commands.shown()}
    assert set(entries) == {action.id for action in shell.actions_of_window.all()} - {"view.palette"}
    assert entries["view.sidebar"].shortcut == "Ctrl+B"


def test_what_two_pages_offer_alike_stands_there_once_for_the_page_one_is_on(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.open("overview")
    ran: list[str] = []
    shell.actions_of_window.register(
        Action(f"{page}.photo", "Photograph", partial(ran.append, page), "", "image", "Board", page=page)
        for page in ("risks", "decisions")
    )
    palette = shell.palette_of_commands
    for page, expected in (("overview", "risks"), ("decisions", "decisions")):
        shell.open(page)
        palette.open()
        QTest.keyClicks(query(palette), "photograph")
        assert titles(palette).count("Photograph") == 1
        QTest.keyClick(query(palette), Qt.Key.Key_Return)
        assert ran[-1] == expected


def test_typing_enter_runs_the_best_match(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.open("overview")
    palette = shell.palette_of_commands
    palette.open()
    QTest.keyClicks(query(palette), "deci")
    assert titles(palette)[0] == "Decisions"
    QTest.keyClick(query(palette), Qt.Key.Key_Return)
    assert shell.here is not None
    assert shell.here.page == "decisions"
    assert not palette.isVisible()


def test_records_are_found_by_id_and_by_text_without_accents(make_shell: MakeShell) -> None:
    went: list[str] = []
    found = [Entry("R-7", "Société Générale refuses", "Risk", lambda: went.append("R-7"))]
    palette = make_shell(records=lambda: found).palette_of_commands
    for typed in ("r-7", "societe refus"):
        palette.open(typed)
        assert titles(palette)[0] == "Société Générale refuses"
        QTest.keyClick(query(palette), Qt.Key.Key_Return)
    assert went == ["R-7", "R-7"]


def test_the_last_used_comes_first(make_shell: MakeShell) -> None:
    shell = make_shell()
    palette = shell.palette_of_commands
    for typed in ("risks", "audit"):
        palette.open(typed)
        QTest.keyClick(query(palette), Qt.Key.Key_Return)
    palette.open()
    assert titles(palette)[:2] == ["Audit", "Risks"]


def test_arrows_and_tab_move_the_choice_and_the_focus_stays(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.open("overview")
    palette = shell.palette_of_commands
    palette.open("r")
    third = palette.shown()[2]
    QTest.keyClick(query(palette), Qt.Key.Key_Down)
    QTest.keyClick(query(palette), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is query(palette)
    QTest.keyClick(query(palette), Qt.Key.Key_Up)
    QTest.keyClick(query(palette), Qt.Key.Key_Down)
    chosen = child(palette, QListView, "palette.results").currentIndex()
    assert chosen.row() == 2
    assert chosen.data(Qt.ItemDataRole.DisplayRole) == third.title


def test_what_cannot_be_done_now_is_said_and_not_run(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.open("overview")
    palette = shell.palette_of_commands
    palette.open("back")
    assert palette.shown()[0].hindrance == "no page was shown before"
    QTest.keyClick(query(palette), Qt.Key.Key_Return)
    assert palette.isVisible()


def test_no_match_says_what_to_try(make_shell: MakeShell) -> None:
    palette = make_shell().palette_of_commands
    palette.open("qqqq")
    assert palette.shown() == []
    assert palette._none.isVisible()


def test_in_a_german_window_the_words_of_the_english_guide_are_found_too(make_shell: MakeShell) -> None:
    colours = Action("dark", N_("Dark colours"), print)
    with speaking("de"):
        shell = make_shell()
        shell.actions_of_window.register([colours])
        palette = shell.palette_of_commands
        for query_text in ("dunkle", "dark col"):
            palette.open(query_text)
            assert titles(palette)[:1] == ["Dunkle Farben"]


def test_running_a_page_action_from_elsewhere_opens_the_page(make_shell: MakeShell) -> None:
    shell = make_shell()
    page = shell.page("risks")
    assert isinstance(page, SamplePage)
    shell.open("overview")
    shell.actions_of_window.run("go.risks")
    assert shell.here is not None
    assert shell.here.page == "risks"


def test_the_one_of_five_thousand_records_that_was_named_comes_first() -> None:
    matcher = Matcher([(f"Labels drift number {n} at the site", f"R-{n} risk") for n in range(5000)])
    assert matcher.best("r-4999", {})[0] == 4999


def test_letters_strewn_over_a_title_are_no_match_unless_the_first_begins_a_word() -> None:
    matcher = Matcher([("Aufbereitungsschritt hinzufügen", "Ctrl+N"), ("Show the risk heat map", "")])
    assert matcher.best("Berichte", {}) == []
    assert matcher.best("rkmap", {}) == [1]


def test_better_matches_come_first() -> None:
    matcher = Matcher(
        [("Export brief", ""), ("New brief", ""), ("Brief", ""), ("Debrief", ""), ("Bring rice for five", "")]
    )
    assert matcher.best("brief", {}) == [2, 1, 0, 3, 4]


def test_of_actions_of_one_title_that_of_the_page_in_sight_comes_first(make_shell: MakeShell) -> None:
    ran: list[str] = []

    def marking(page: str) -> Action:
        return Action(f"{page}.since", "Mark what changed", lambda: ran.append(page), group=page, page=page)

    shell = make_shell({page: [marking(page)] for page in ("overview", "risks", "decisions")})
    for page in ("risks", "decisions", "overview"):
        shell.open(page)
        shell.palette_of_commands.open("mark what")
        shell.palette_of_commands.run_chosen()
        assert shell.here is not None
        assert shell.here.page == page
    assert ran == ["risks", "decisions", "overview"]
