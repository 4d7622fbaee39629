"""Tests, in the rooms of the source."""
