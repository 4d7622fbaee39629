"""Keeps ``None`` alive under PySide6 6.12.0 on Python 3.11.

WORKAROUND: that PySide6, measured here, returns ``None`` without taking a reference to it. From Python 3.12 on ``None``
is immortal; on 3.11 each such call brings its count nearer to zero, and at zero the interpreter ends the process
("none_dealloc"). See docs/decisions/0006-none-under-pyside.md.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40
"""References; a window that makes a million such calls a second would use them up in twelve days."""


def keep_alive() -> None:
    """Give ``None``, ``True`` and ``False`` more references than any session can lose, where that is needed."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for singleton in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(singleton))
        if count.value < _PLENTY:
            count.value += _PLENTY
