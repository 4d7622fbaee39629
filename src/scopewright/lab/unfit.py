"""What the lab says when a file can be read but no model can be fitted to it as asked."""

from __future__ import annotations


class UnfitData(ValueError):
    """The data, or what was asked of them, allow no baseline; the message is a sentence for the user."""
