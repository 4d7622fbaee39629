"""Readings: what follows from the records and is therefore computed, never typed."""
