"""Actions as data: one id, one meaning of a shortcut, live only where they belong."""

from __future__ import annotations

import pytest

from scopewright.gui.actions import Action, Actions, DuplicateAction


def nothing() -> None:
    """Do nothing."""


def test_an_action_becomes_a_qaction_named_by_its_id() -> None:
    actions = Actions()
    actions.register([Action("risks.new", "New risk", nothing, "Ctrl+N", "plus")])
    qaction = actions.qaction("risks.new")
    assert qaction.objectName() == "risks.new"
    assert qaction.text() == "New risk"
    assert qaction.toolTip() == "New risk (Ctrl+N)"


def test_two_actions_with_one_id_are_refused() -> None:
    actions = Actions()
    with pytest.raises(DuplicateAction):
        actions.register([Action("a", "A", nothing), Action("a", "B", nothing)])
    assert actions.all() == []


@pytest.mark.parametrize("page", ["", "risks"])
def test_a_shortcut_that_could_mean_two_things_is_refused(page: str) -> None:
    actions = Actions()
    actions.register([Action("a", "A", nothing, "Ctrl+K; Ctrl+Shift+P")])
    with pytest.raises(DuplicateAction):
        actions.register([Action("b", "B", nothing, "ctrl+shift+p", page=page)])


def test_two_pages_may_use_one_shortcut() -> None:
    actions = Actions()
    actions.register(
        [Action("a.new", "A", nothing, "Ctrl+N", page="a"), Action("b.new", "B", nothing, "Ctrl+N", page="b")]
    )
    actions.show_page("b")
    assert not actions.qaction("a.new").isEnabled()
    assert actions.qaction("b.new").isEnabled()


def test_keys_that_yield_are_those_of_the_page_where_it_has_the_same() -> None:
    actions = Actions()
    actions.register([Action("add", "Add", nothing, "Ctrl+N", yields=True)])
    actions.register([Action("a.new", "A", nothing, "Ctrl+N", page="a")])
    for page, mine in (("a", "a.new"), ("b", "add")):
        actions.show_page(page)
        assert [name for name in ("add", "a.new") if actions.qaction(name).isEnabled()] == [mine]


def test_a_mistyped_shortcut_is_refused() -> None:
    with pytest.raises(ValueError, match="not a shortcut"):
        Actions().register([Action("a", "A", nothing, "Ctrl+Nothing")])


def test_an_action_that_cannot_be_done_is_disabled_and_does_not_run() -> None:
    done: list[str] = []
    possible = [False]
    actions = Actions()
    actions.register([Action("a", "A", lambda: done.append("a"), enabled=lambda: possible[0])])
    assert not actions.qaction("a").isEnabled()
    assert not actions.run("a")
    possible[0] = True
    assert actions.run("a")
    assert actions.qaction("a").isEnabled()
    assert done == ["a"]


def test_a_checkable_action_shows_the_state_it_reads() -> None:
    state = {"on": False}
    actions = Actions()
    actions.register([Action("a", "A", lambda: state.update(on=not state["on"]), checked=lambda: state["on"])])
    actions.qaction("a").trigger()
    assert actions.qaction("a").isChecked()
    state["on"] = False
    actions.refresh()
    assert not actions.qaction("a").isChecked()


def test_running_an_action_of_another_page_opens_the_page_first() -> None:
    order: list[str] = []
    actions = Actions()
    actions.open_pages_with(lambda page: order.append(f"open {page}"))
    actions.register([Action("risks.new", "New", lambda: order.append("run"), page="risks")])
    actions.run("risks.new")
    assert order == ["open risks", "run"]


def test_a_declared_action_is_listed_before_its_page_is_made_and_runs_when_it_is() -> None:
    order: list[str] = []
    actions = Actions()

    def open_page(page: str) -> None:
        order.append(f"make {page}")
        actions.register([Action("risks.new", "New", lambda: order.append("run"), page=page)])
        actions.show_page(page)

    actions.open_pages_with(open_page)
    actions.declare("risks", lambda: [Action("risks.new", "New", nothing, page="risks")])
    assert [action.id for action in actions.all()] == ["risks.new"]
    actions.run("risks.new")
    assert order == ["make risks", "run"]
    assert [action.id for action in actions.all()] == ["risks.new"], "registered, and declared no more"


def test_actions_of_a_page_that_is_left_are_dead() -> None:
    actions = Actions()
    actions.register([Action("a.new", "A", nothing, page="a"), Action("b.new", "B", nothing, page="b")])
    actions.show_page("a")
    assert actions.qaction("a.new").isEnabled()
    actions.show_page("b")
    assert not actions.qaction("a.new").isEnabled()


def test_what_cannot_be_done_says_why_and_no_longer_once_it_can() -> None:
    steps: list[str] = []
    actions = Actions()
    actions.register([Action("undo", "Undo", nothing, enabled=lambda: bool(steps), lacks="nothing to undo")])
    assert actions.qaction("undo").toolTip() == "Undo: nothing to undo"
    steps.append("a step")
    actions.refresh()
    assert actions.qaction("undo").toolTip() == "Undo"
