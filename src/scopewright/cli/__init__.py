"""The command line: every ability without a window.

Data goes to standard output, messages to standard error. Exit 0: fine, or hints only; 1: findings; 2: bad input,
wrong usage, or the file is held by somebody else.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from scopewright.cli.streams import speak_utf8
from scopewright.language import LANGUAGES, speak

WINDOW = "scopewright.gui.app"
"""Named as text: Qt is loaded only when a window is asked for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or open the window, and return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    speak_utf8()
    logging.captureWarnings(True)
    language = os.environ.get("SCOPEWRIGHT_LANGUAGE", "")
    if language in LANGUAGES:
        speak(language)
    if not given or _is_file(given[0]):
        return _window(given)
    from scopewright.cli.commands import WORDS, parser, run
    from scopewright.cli.unknown import refuse

    if given[0] not in WORDS and not given[0].startswith("-"):
        if Path(given[0]).exists():
            return _window(given)
        refuse(given[0], WORDS)
        return 2
    return run(parser().parse_args(given))


def _is_file(word: str) -> bool:
    """Whether a first word can only be a file: no command has a point or a slash, and the window opens faster so."""
    return not word.startswith("-") and any(mark in word for mark in "./\\") and Path(word).exists()


def _window(arguments: list[str]) -> int:
    window = importlib.import_module(WINDOW)
    return int(window.main(arguments))
