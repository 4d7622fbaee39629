"""The table of commands: every command word, and how one is carried out."""

from __future__ import annotations

import argparse
import os
import sys
import traceback

from scopewright import __version__
from scopewright.cli import (
    audit,
    baseline,
    baseline_board,
    board,
    brief,
    bundle,
    capturing,
    comments,
    data,
    delta,
    do,
    importing,
    keeping,
    lineage,
    protect,
    questions,
    release,
    restore,
    scope,
    signoff,
    styles,
)
from scopewright.cli.command import Command, NoOutput, Refused, flush, say
from scopewright.jobs.failures import JobFailed
from scopewright.language import _
from scopewright.model.refusal import SaidToUser
from scopewright.store.failures import StoreError
from scopewright.store.named_file import reason

DEBUG = "SCOPEWRIGHT_DEBUG"
"""The environment variable that asks for the traceback of a fault in the program."""
ROOMS = (
    scope,
    capturing,
    questions,
    data,
    audit,
    brief,
    release,
    restore,
    keeping,
    protect,
    bundle,
    styles,
    baseline_board,
    lineage,
    board,
    do,
    delta,
    importing,
    signoff,
    comments,
    baseline,
)
COMMANDS: tuple[Command, ...] = tuple(command for room in ROOMS for command in room.COMMANDS)
WORDS: tuple[str, ...] = tuple(command.word for command in COMMANDS)


def run(options: argparse.Namespace) -> int:
    """Carry out a parsed command; what the user can mend is said in a sentence."""
    try:
        code = int(options.run(options))
        flush()
        return code
    except JobFailed as error:
        _say_trace(error.trace if not error.expected else "")
        say(str(error))
    except (Refused, StoreError, SaidToUser) as error:
        say(str(error))
    except BrokenPipeError:
        _drop_output()
        return 0
    except NoOutput as error:
        _drop_output()
        say(str(error))
    except OSError as error:
        text = _("“{file}” could not be used: {reason}. What the command had saved by then is kept.")
        say(text.format(file=error.filename or "", reason=reason(error)))
    except Exception as error:  # noqa: BLE001 - whatever it is, a person reads a sentence
        _say_fault(error)
    return 2


def _drop_output() -> None:
    """What is still to be written goes nowhere, or Python complains of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_trace(trace: str) -> None:
    if os.environ.get(DEBUG):
        say(trace)


def _say_fault(error: Exception) -> None:
    _say_trace("".join(traceback.format_exception(error)))
    text = _(
        "The command stopped because of a fault in Scopewright ({fault}). What it had saved by then is kept. "
        "Set {variable}=1 to see where."
    )
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    say(text.format(fault=said, variable=DEBUG))


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
