"""What the lab raises when a client's file cannot be read."""

from __future__ import annotations


class UnreadableFile(Exception):
    """The file cannot be read as one table; the message is a sentence for the user."""
