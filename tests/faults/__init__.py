"""Faults on purpose: every promise of docs/reliability.md, each beside a storage known to break it."""
