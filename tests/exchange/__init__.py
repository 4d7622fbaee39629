"""Boards of other programs."""
