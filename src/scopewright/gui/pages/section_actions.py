"""What can be done on the page of a section, as actions: known before the page is made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from scopewright.gui.actions import READ_ONLY, Action, Place
from scopewright.gui.question_lists import offer
from scopewright.gui.record_actions import offered_actions
from scopewright.gui.tables.bulk_edit import ask_bulk_edit
from scopewright.language import N_, _
from scopewright.model.record import Section

if TYPE_CHECKING:
    from scopewright.gui.pages.section import SectionPage

GetPage = Callable[[], "SectionPage"]


def unmade() -> NoReturn:
    """Stands for a page that is not made yet: a declared action is listed and never run.

    Raises:
        LookupError: always.
    """
    raise LookupError("the page is not made yet")


def section_actions(section: Section, page: GetPage, may_import: Callable[[], bool] | None = None) -> list[Action]:
    """The actions of a section with records; without ``may_import`` the page stands outside a window."""
    key, title, one = section.key, N_(section.title), _(section.one)
    offered = offered_actions(key, title, lambda: page().record_actions, page is not unmade)
    if section.single:
        return offered
    act = partial(_act, section, page)
    add = act("add", _("Add {one}").format(one=one), lambda p: p.add(), "Ctrl+N", "plus", place="primary")
    since = act("since", N_("Mark what changed since…"), lambda p: p.choose_since(), "", "git-compare", place="header")
    table = act(
        "import", N_("Import a table…"), lambda p: p.import_table(), "Ctrl+Shift+I", "file-spreadsheet", may_import
    )
    return [
        add,
        *_editing_records(section, page),
        *_finding_records(section, page),
        *offered,
        *([table, since] if may_import else []),
        *_inserting(section, page),
        *_stepping(section, page),
    ]


def _act(
    section: Section, page: GetPage, name: str, words: str, run: Callable[[SectionPage], object], shortcut: str = "",
    icon: str = "", enabled: Callable[[], bool] | None = None, place: Place = "palette",
) -> Action:  # fmt: skip
    key, title = section.key, section.title
    return Action(
        f"{key}.{name}",
        words,
        lambda: run(page()),
        shortcut,
        icon,
        title,
        enabled,
        page=key,
        place=place,
        lacks=READ_ONLY,
    )


def _editing_records(section: Section, page: GetPage) -> list[Action]:
    act = partial(_act, section, page)
    return [
        act("remove", _("Remove selected records"), lambda p: p.table.remove_selected(), icon="trash-2"),
        act("up", _("Move selected records up"), lambda p: p.table.move_selected(-1), icon="arrow-up"),
        act("down", _("Move selected records down"), lambda p: p.table.move_selected(1), icon="arrow-down"),
        act("paste", _("Paste as new records"), lambda p: p.table.paste(as_new=True), "Ctrl+Shift+V", "copy"),
        act("bulk", _("Set a field of the selected records…"), lambda p: ask_bulk_edit(p.table), "Ctrl+Shift+E"),
    ]


def _finding_records(section: Section, page: GetPage) -> list[Action]:
    act, title = partial(_act, section, page), _(section.title)
    return [
        act(
            "find",
            _("Find in {title}").format(title=title),
            lambda p: p.filters.search.setFocus(),
            "Ctrl+F",
            "search",
        ),
        act("no-owner", _("Show only records without owner"), lambda p: p.filters.no_owner.toggle(), icon="user"),
        act(
            "problems",
            _("Show only records with problems"),
            lambda p: p.filters.has_problems.toggle(),
            icon="triangle-alert",
        ),
        act("columns", _("Choose columns"), lambda p: p.filters.open_columns(), icon="table-2"),
        act("details", _("Show or hide details"), lambda p: p.toggle_panel(), "Ctrl+D", "panel-left-open"),
        act("finding", _("Next finding"), lambda p: p.step_finding(1), "F8", "triangle-alert"),
        act("finding-before", _("Finding before"), lambda p: p.step_finding(-1), "Shift+F8", "triangle-alert"),
    ]


def _inserting(section: Section, page: GetPage) -> list[Action]:
    """For each list of questions that belongs here, the way to insert it; a single one shows in the head."""
    lists = offer().of(section.key)
    return [
        Action(
            f"{section.key}.list.{questions.key}",
            _("Insert list: {title}").format(title=questions.title),
            lambda questions=questions: page().insert_list(questions),  # type: ignore[misc]
            icon="list-checks",
            group=section.title,
            page=section.key,
            place="header" if len(lists) == 1 else "palette",
        )
        for questions in lists
    ]


def _stepping(section: Section, page: GetPage) -> list[Action]:
    act = partial(_act, section, page)
    return [
        act("next", _("Next record"), lambda p: p.step(1), "Ctrl+PgDown", "arrow-down"),
        act("previous", _("Previous record"), lambda p: p.step(-1), "Ctrl+PgUp", "arrow-up"),
    ]
