"""The floors of the house, seen by a fresh interpreter: importing a room brings in nothing that it must not know."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.house.tree import SOURCE, environment

HEAVY = {"pandas", "numpy", "scipy", "sklearn", "matplotlib", "reportlab", "pikepdf", "tinydb", "PySide6", "fontTools"}
MAY_LOAD = {
    "lab": {"pandas", "numpy", "scipy", "sklearn", "matplotlib"},
    "store": {"tinydb"},
    "briefs": {"reportlab", "pikepdf"},
    "gui": {"PySide6", "tinydb"},
    "cli": {"tinydb"},
}
ROOMS = [
    "resources", "language", "progress", "model", "lint", "capture",
    "store", "lab", "scenes", "briefs", "exchange", "jobs", "gui", "cli",
]  # fmt: skip

IMPORT_ALL = """
import importlib, json, pkgutil, sys
room = importlib.import_module(sys.argv[1])
if sys.argv[2] == "deep":
    for module in pkgutil.walk_packages(getattr(room, "__path__", []), room.__name__ + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded_by(room: str, depth: str) -> set[str]:
    answer = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, f"scopewright.{room}", depth],
        env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    return set(json.loads(answer.stdout.splitlines()[-1]))


@pytest.mark.parametrize("room", [room for room in ROOMS if find_spec(f"scopewright.{room}")])
def test_a_room_and_all_its_modules_load_only_what_the_room_may_know(room: str) -> None:
    assert loaded_by(room, "deep") & HEAVY <= MAY_LOAD.get(room, set())


@pytest.mark.parametrize("room", [room for room in ("cli", "jobs") if find_spec(f"scopewright.{room}")])
def test_a_room_that_starts_processes_is_light_itself(room: str) -> None:
    assert not loaded_by(room, "shallow") & (HEAVY - {"tinydb"})


def test_every_module_of_the_package_belongs_to_a_known_room() -> None:
    found = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert found - {"__init__", "__main__"} <= set(ROOMS)
