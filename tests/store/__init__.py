"""Tests of the engagement file."""
