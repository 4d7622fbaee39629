"""Every text that a user reads can be translated: it is marked in the code, and one command collects them all."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from tests.house.tree import ROOT, SOURCE, name, parsed

# What shows a text, and where among its arguments the text stands.
SHOWS = {
    **dict.fromkeys(
        (
            "Label", "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QAction", "setText", "setToolTip",
            "setTitle", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText", "setWindowTitle",
            "setStatusTip", "addItem", "addRow",
        ),
        0,
    ),
    **dict.fromkeys(("Button", "primary", "secondary", "quiet"), 1),
}  # fmt: skip
# Names, which are the same in every language.
NAMES = {"Scopewright"}


def called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def plain(expression: ast.expr) -> Iterator[str]:
    """The words that an expression shows untranslated; what goes through a call is that function's business."""
    if isinstance(expression, ast.Constant):
        if isinstance(expression.value, str) and any(letter.isalpha() for letter in expression.value):
            yield expression.value
    elif not isinstance(expression, ast.Call | ast.Subscript | ast.Compare):
        for part in ast.iter_child_nodes(expression):
            if isinstance(part, ast.expr):
                yield from plain(part)


def test_no_widget_shows_words_that_cannot_be_translated() -> None:
    found = [
        f"{name(path)}:{call.lineno}: {words}"
        for path in sorted((SOURCE / "gui").rglob("*.py"))
        for call in ast.walk(parsed(path))
        if isinstance(call, ast.Call) and len(call.args) > SHOWS.get(called(call), len(call.args))
        for words in plain(call.args[SHOWS[called(call)]])
        if words not in NAMES
    ]
    assert found == []


def test_what_is_counted_is_written_where_the_collector_of_texts_finds_it() -> None:
    found = [
        f"{name(path)}:{call.lineno}"
        for path in sorted(SOURCE.rglob("*.py"))
        for call in ast.walk(parsed(path))
        if isinstance(call, ast.Call)
        and called(call) == "ngettext"
        and path != SOURCE / "language.py"
        and not all(isinstance(said, ast.Constant) for said in call.args[:2])
    ]
    assert found == []


def test_one_command_collects_the_texts_of_window_command_line_and_briefs(tmp_path: Path) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    line = next(line.strip() for line in guide.splitlines() if line.strip().startswith("pybabel extract"))
    wanted = tmp_path / "scopewright.pot"
    words = line.replace("resources/translations/scopewright.pot", str(wanted)).split()
    command = [sys.executable, "-m", "babel.messages.frontend", *words[1:]]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with wanted.open("rb") as file:
        messages = {message.id: message for message in read_po(file) if message.id}
    assert len(messages) > 500
    assert "Risks" in messages, "declared with N_"
    assert any(message.pluralizable for message in messages.values()), "counted with ngettext"
