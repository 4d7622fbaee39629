"""What never enters the product: evaluated text, pickles, swallowed errors, addresses of package registries."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.tree import committed, modules, name, parsed

# In pieces, so that this file itself does not hold what it forbids.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("files", "pythonhosted", "org"), ("registry", "npmjs", "org"), ("registry", "yarnpkg", "com"),
        ("conda", "anaconda", "org"), ("crates", "io"), ("rubygems", "org"), ("proxy", "golang", "org"),
        ("repo1", "maven", "org"),
    )
]  # fmt: skip
LOCAL_INDEX = re.compile("|".join(["/opt/" + "pypi", "/opt/" + "wheels", "--(extra-)?index" + "-url"]))


def calls() -> list[tuple[str, ast.Call]]:
    return [(name(path), node) for path in modules() for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]


def test_nothing_evaluates_text_as_code() -> None:
    def evaluates(call: ast.Call) -> bool:
        if isinstance(call.func, ast.Name):
            return call.func.id in {"eval", "exec", "compile", "__import__"}
        return isinstance(call.func, ast.Attribute) and call.func.attr in {"query", "eval"}

    assert [f"{where}:{call.lineno}" for where, call in calls() if evaluates(call)] == []


# "path": reason. ``loads`` is refused there, too (ruff S301).
PICKLES = {"src/scopewright/lab/race.py": "weighs a fitted model; nothing is kept or read back"}


def test_nothing_is_pickled() -> None:
    picklers = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
    imports = [
        (name(path), node.lineno, imported.split(".")[0])
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for imported in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names])
    ]
    assert [entry for entry in imports if entry[2] in picklers and entry[0] not in PICKLES] == []


def test_no_error_is_caught_without_saying_which_or_thrown_away() -> None:
    def swallows(handler: ast.ExceptHandler) -> bool:
        broad = isinstance(handler.type, ast.Name) and handler.type.id in {"Exception", "BaseException"}
        return handler.type is None or (broad and all(isinstance(step, ast.Pass) for step in handler.body))

    handlers = [
        f"{name(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler) and swallows(node)
    ]
    assert handlers == []


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_committed_file_names_a_package_registry(host: str) -> None:
    assert [name(path) for path in committed() if host.encode() in path.read_bytes()] == []


def test_the_lock_holds_versions_and_hashes_only() -> None:
    lock = next(path for path in committed() if path.name == "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert not LOCAL_INDEX.search(lock)


def test_no_lock_with_addresses_is_committed() -> None:
    assert [name(path) for path in committed() if path.name in {"uv.lock", "package-lock.json", "Pipfile.lock"}] == []
