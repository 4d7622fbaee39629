"""The one place that knows where the files under ``resources/`` are.

In a checkout they stand at the top level; the build maps them into the wheel as ``scopewright/_resources``.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """The folder that holds fonts, icons, templates, samples and translations.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for folder in (_PACKAGE / "_resources", _PACKAGE.parents[1] / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"Scopewright's resources folder is missing beside {_PACKAGE}; install Scopewright again.")


def path(*parts: str) -> Path:
    """The path of one resource, for example ``path("fonts", "Inter-Regular.ttf")``."""
    return root().joinpath(*parts)


def text(*parts: str) -> str:
    """The UTF-8 text of one resource."""
    return path(*parts).read_text(encoding="utf-8")
