"""The templates and the sample engagement that come with the program."""

from __future__ import annotations

import json
from typing import Any

from scopewright import resources

BLANK = "blank"


def template_names() -> list[str]:
    """The templates there are; the blank one is first."""
    return [BLANK, *sorted(path.stem for path in resources.path("templates").glob("*.json"))]


def load_template(name: str) -> dict[str, Any]:
    """A template by name; the blank one has no records.

    Raises:
        FileNotFoundError: there is none of this name.
    """
    return {"sections": {}} if name == BLANK else _load("templates", f"{name}.json")


def load_sample() -> dict[str, Any]:
    """The sample engagement, in the form of a template."""
    return _load("sample", "engagement.json")


def _load(*parts: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resources.text(*parts))
    return loaded
