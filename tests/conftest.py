"""What every test shares: no display needed, none of the user's files touched, English spoken, no test left waiting."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from scopewright import language
from scopewright.gui import singletons
from scopewright.jobs import launch

singletons.keep_alive()
# Fits in this process get what a worker is given: joblib warns where a bare system does not tell its cores.
os.environ.setdefault("LOKY_MAX_CPU_COUNT", launch.environment()["LOKY_MAX_CPU_COUNT"])


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer ``--full``: the slow tests too."""
    parser.addoption("--full", action="store_true", help="run the tests marked slow, too")


def pytest_configure(config: pytest.Config) -> None:
    """Set, before anything of ours is imported, where the process may write and that it needs no display."""
    config.addinivalue_line("markers", "slow: takes seconds; runs with --full only")
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    home = tempfile.TemporaryDirectory(prefix="scopewright-home-", ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    for name in ("HOME", "USERPROFILE"):
        os.environ[name] = home.name
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        folder = Path(home.name, name.lower())
        folder.mkdir()
        os.environ[name] = str(folder)
    os.environ["SCOPEWRIGHT_STYLES"] = str(Path(home.name, "styles"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the slow tests out unless ``--full`` asks for them."""
    if config.getoption("--full"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in slow]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    language.speak("en")
    yield
    language.speak("en")


settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
