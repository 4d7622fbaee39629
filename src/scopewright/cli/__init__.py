"""The command line: every ability without a window.

Data goes to standard output, messages to standard error. Exit 0: fine, or hints only; 1: findings; 2: bad input,
wrong usage, or the file is held by somebody else.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence

from scopewright import __version__
from scopewright.cli import brief, data, scope
from scopewright.cli.command import Command, Refused, say
from scopewright.language import LANGUAGES, _, speak
from scopewright.store.failures import StoreError

COMMANDS: tuple[Command, ...] = (*scope.COMMANDS, *data.COMMANDS, *brief.COMMANDS)
WINDOW = "scopewright.gui.app"
"""Named as text: Qt is loaded only when a window is asked for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    logging.captureWarnings(True)
    language = os.environ.get("SCOPEWRIGHT_LANGUAGE", "")
    if language in LANGUAGES:
        speak(language)
    words = {command.word for command in COMMANDS}
    if not given or (given[0] not in words and not given[0].startswith("-")):
        return _window(given)
    return run(_parser().parse_args(given))


def run(options: argparse.Namespace) -> int:
    """Carry out a parsed command; what the user can mend is said in a sentence."""
    try:
        return int(options.run(options))
    except (Refused, StoreError, ValueError) as error:
        say(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        say(_("{file}: {reason}.").format(file=error.filename or "", reason=error.strerror or error))
    return 2


def _window(arguments: list[str]) -> int:
    window = importlib.import_module(WINDOW)
    return int(window.main(arguments))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scopewright",
        description=_("An offline workbench for scoping machine-learning engagements."),
        epilog=_("scopewright [FILE] opens the window. A command word wins: ./check opens a file of that name."),
    )
    parser.add_argument("--version", action="version", version=f"Scopewright {__version__}")
    commands = parser.add_subparsers(metavar=_("COMMAND"), required=True)
    for command in COMMANDS:
        sub = commands.add_parser(command.word, help=_(command.help), description=_(command.help))
        command.declare(sub)
        sub.set_defaults(run=command.run)
    return parser
