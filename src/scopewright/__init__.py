"""Scopewright: an offline workbench for scoping machine-learning engagements."""

__version__ = "0.1.0"
