"""DuckDB as the lab uses it: two threads, bounded memory, nothing fetched, nothing of the client's on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

DuckError = duckdb.Error
OutOfMemory = duckdb.OutOfMemoryException
NotOfThatType = duckdb.ConversionException
Engine = duckdb.DuckDBPyConnection
_MEMORY = "600MB"
_THREADS = 2


@contextmanager
def connect(ordered: bool = True) -> Iterator[Engine]:
    """A database in memory that writes nothing to the disk; rows come as they lie if need be.

    A question that does not fit into the memory fails instead. What is asked here are counts and sums, which do.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "threads": _THREADS,
        "temp_directory": "",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "preserve_insertion_order": ordered,
    }
    engine = duckdb.connect(":memory:", config=settings)
    try:
        # Progress is told to whoever asks, and not printed.
        engine.execute("set enable_progress_bar = true; set enable_progress_bar_print = false")
        yield engine
    finally:
        engine.close()


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A column's name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
