"""What can be done on the data page, as actions of the command palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from scopewright.gui.actions import Action
from scopewright.language import N_
from scopewright.model.engagement import Engagement

if TYPE_CHECKING:
    from scopewright.gui.pages.data import DataPage

Can = Callable[[], bool] | None


def data_actions(
    page: DataPage, engagement: Engagement, tabs: Sequence[tuple[str, Callable[[], object]]]
) -> list[Action]:
    """All actions of the page; ``tabs`` are the titles of its parts and what shows each."""
    chosen = page.has_dataset
    return [
        *_on_files(page, chosen),
        *_on_findings(page, engagement, chosen),
        *(_action(f"tab{n}", title, show, f"Alt+{n + 1}", "", chosen) for n, (title, show) in enumerate(tabs)),
    ]


def _action(name: str, title: str, run: Callable[[], object], keys: str, icon: str, can: Can = None) -> Action:
    return Action(
        f"data.{name}", title, run, keys, icon, N_("Data"), can, page="data", lacks=N_("no dataset is chosen")
    )


def _on_files(page: DataPage, chosen: Callable[[], bool]) -> list[Action]:
    return [
        replace(_action("audit", N_("Audit again"), page.audit, "F5", "refresh-cw", chosen), place="header"),
        _action("choose", N_("Choose a CSV…"), page.choose_file, "Ctrl+L; Ctrl+N", "upload"),
        _action("find", N_("Find the file…"), page.find_file, "", "folder-open", chosen),
        _action("start", N_("Start baseline"), page.start, "Ctrl+Return", "play", chosen),
        _action("options", N_("Options of the baseline"), page.show_options, "Ctrl+Shift+O", "list-checks", chosen),
        _action("review", N_("Review errors one by one"), page.review_errors, "Ctrl+Shift+L", "list-checks", chosen),
        _action("level", N_("Type in a level to compare with"), page.add_level, "", "plus", chosen),
        _action("cancel", N_("Cancel the running work"), page.cancel, "", "circle-stop", chosen),
        _action("types", N_("Accept all proposed column types"), page.accept_types, "", "list-checks", chosen),
        _action("define", N_("Open the meaning of the chosen column"), page.columns.define, "", "book-open", chosen),
        _action("dictionary", N_("Seed the data dictionary"), page.seed_dictionary, "", "book-open", chosen),
        _action("unread", N_("Export the rows not read…"), page.export_unread, "", "file-down", chosen),
        _action("refer", N_("Check keys against another file…"), page.choose_referred, "", "link", chosen),
        _action("compare", N_("Compare with an earlier file…"), page.choose_earlier, "", "git-compare", chosen),
    ]


def _on_findings(page: DataPage, engagement: Engagement, chosen: Callable[[], bool]) -> list[Action]:
    risk, question, request = (partial(page.make, section) for section in ("risks", "questions", "data_gaps"))
    return [
        _action("risk", N_("Make a risk of the finding"), risk, "Ctrl+R", "shield-alert", chosen),
        _action("question", N_("Make a question of the finding"), question, "Ctrl+Shift+R", "circle-question-mark",
                chosen),
        _action("request", N_("Make a data request of the finding"), request, "", "database",
                lambda: chosen() and "data_gaps" in engagement.sections),
    ]  # fmt: skip
