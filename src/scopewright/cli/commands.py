"""The table of commands: every command word, and how one is carried out."""

from __future__ import annotations

import argparse
import os
import sys

from scopewright import __version__
from scopewright.cli import brief, bundle, data, keeping, protect, restore, scope
from scopewright.cli.command import Command, Refused, say
from scopewright.language import _
from scopewright.store.failures import StoreError

ROOMS = (scope, data, brief, restore, keeping, protect, bundle)
COMMANDS: tuple[Command, ...] = tuple(command for room in ROOMS for command in room.COMMANDS)


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


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="scopewright",
        description=_("An offline workbench for scoping machine-learning engagements."),
        epilog=_("scopewright [FILE] opens the window. A command word wins: ./check opens a file of that name."),
    )
    made.add_argument("--version", action="version", version=f"Scopewright {__version__}")
    commands = made.add_subparsers(metavar=_("COMMAND"), required=True)
    for command in COMMANDS:
        sub = commands.add_parser(command.word, help=_(command.help), description=_(command.help))
        command.declare(sub)
        sub.set_defaults(run=command.run)
    return made
