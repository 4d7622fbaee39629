"""The log on this computer: what went wrong and where in the program, never a word of the client's data."""

from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from scopewright.gui.fault_trace import without_messages


def log_to(folder: Path) -> None:
    """Keep the log in a folder, readable by its user alone.

    Raises:
        OSError: it cannot be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = _Private(folder / "scopewright.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(_Quiet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)


class _Private(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        os.close(os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        Path(self.baseFilename).chmod(0o600)
        return super()._open()


class _Quiet(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        # another handler may have left the whole traceback in the record
        whole, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = whole

    def formatException(self, ei: logging._SysExcInfoType | tuple[None, None, None]) -> str:
        return without_messages(super().formatException(ei))
