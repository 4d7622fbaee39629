"""The icons that are bundled are the ones that are used."""

from __future__ import annotations

import ast

from scopewright.model.record import SECTIONS
from tests.house.tree import ROOT, SOURCE, name, parsed

BUNDLED = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
# The picture of the program itself.
APP = "app"
# What takes an icon, and where among its arguments the icon's name stands.
TAKES = {
    "icon": 0,
    "IconMark": 0,
    "show_icon": 0,
    "icon_button": 2,
    "primary": 3,
    "secondary": 3,
    "quiet": 3,
    "Action": 4,
}


def texts() -> set[str]:
    """Every text constant of the product."""
    return {
        node.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def asked() -> list[tuple[str, str]]:
    """Where the code asks for an icon by its name, and the name."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for call in ast.walk(parsed(path)):
            if isinstance(call, ast.Call):
                called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
                given = [keyword.value for keyword in call.keywords if keyword.arg == "icon"]
                given += call.args[TAKES[called] :][:1] if called in TAKES else []
                found += [
                    (f"{name(path)}:{call.lineno}", value.value)
                    for value in given
                    if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value
                ]
    return found


def test_every_bundled_icon_is_named_in_the_code() -> None:
    assert BUNDLED - texts() == {APP}


def test_every_icon_that_the_code_asks_for_is_bundled() -> None:
    wanted = asked()
    assert len(wanted) > 50
    assert [entry for entry in wanted if entry[1] not in BUNDLED] == []


def test_every_section_has_its_icon() -> None:
    assert {section.icon for section in SECTIONS.values()} <= BUNDLED
