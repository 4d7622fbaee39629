"""Who sits at this computer."""

from __future__ import annotations

import getpass


def who() -> str:
    """The name that changes made here are signed with; empty if the system does not know."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
