"""The error whose text is a sentence for the user, told from a fault in the program."""

from __future__ import annotations


class SaidToUser(ValueError):
    """What was asked cannot be done as it was asked; nothing was changed. The text is for the user."""
