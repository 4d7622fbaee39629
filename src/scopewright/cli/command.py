"""What a command of the command line is, how it speaks, and how it opens an engagement."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, TypeVar

from scopewright.language import _
from scopewright.model.engagement import Engagement
from scopewright.store.failures import Locked
from scopewright.store.named_file import reason
from scopewright.store.opened import OpenEngagement, read_engagement
from scopewright.store.sealing import Secret

PASSPHRASE = "SCOPEWRIGHT_PASSPHRASE"
"""The environment variable that may hold the passphrase; the command line itself, which others can see, never does."""
_QUESTIONS = 3
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "\N{REPLACEMENT CHARACTER}") | {9: "\t", 10: "\n"}
T = TypeVar("T")


class Refused(Exception):
    """The command cannot be carried out; the text is for the user."""


class NoOutput(Exception):
    """Standard output takes no more; the text is for the user."""

    def __init__(self, error: OSError) -> None:
        text = _("The output could not be written: {reason}. What the command had saved by then is kept.")
        super().__init__(text.format(reason=reason(error)))


@dataclass(frozen=True)
class Command:
    """One command word: what it says of itself (untranslated), its options, and what it does."""

    word: str
    help: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def say(message: str) -> None:
    """A message for the user, on standard error."""
    sys.stderr.write(f"{_harmless(message, sys.stderr)}\n")


def put(text: str) -> None:
    """Data, on standard output.

    Raises:
        NoOutput: it takes no more.
        BrokenPipeError: nobody reads it any longer.
    """
    with _output():
        sys.stdout.write(f"{_harmless(text, sys.stdout)}\n")


def flush() -> None:
    """Hand over what was put.

    Raises:
        NoOutput, BrokenPipeError: as ``put``.
    """
    with _output():
        sys.stdout.flush()


@contextmanager
def _output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NoOutput(error) from error


def _harmless(text: str, stream: TextIO) -> str:
    """On a terminal, which would obey them, control characters in a client's text are not sent."""
    return text.translate(_CONTROLS) if stream.isatty() else text


def put_json(value: Any) -> None:
    """Data as JSON, on standard output."""
    put(json.dumps(value, ensure_ascii=False, indent=1))


def file_argument(parser: argparse.ArgumentParser) -> None:
    """The engagement file that nearly every command takes."""
    parser.add_argument("file", metavar=_("FILE"), type=Path, help=_("the engagement file, NAME.scope"))
    passphrase_option(parser)


def refuse_no_file(path: Path) -> None:
    """Refuse a path at which there is no file.

    Raises:
        Refused: there is none, or a folder.
    """
    if path.is_dir():
        raise Refused(_("“{name}” is a folder. Name an engagement file in it (.scope).").format(name=path))
    if not path.is_file():
        raise Refused(_("There is no file “{name}”.").format(name=path))


def passphrase_option(parser: argparse.ArgumentParser) -> None:
    """Where the passphrase of a sealed file comes from, for every command that opens one."""
    text = _("a file whose first line is the passphrase; otherwise {variable}, or you are asked")
    parser.add_argument(
        "--passphrase-file", metavar=_("FILE"), type=Path, help=text.format(variable=PASSPHRASE), default=None
    )


def first_line(path: Path) -> str:
    """The passphrase in a file: its first line, without the line break.

    Raises:
        Refused: it cannot be read, or not as text.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.readline(10_000).rstrip("\r\n")
    except ValueError as error:
        raise Refused(_("“{name}” is not a text file in UTF-8.").format(name=path.name)) from error
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> Refused:
    """What to tell when an input of the command cannot be read, which is before anything was done."""
    text = _("“{name}” could not be read: {reason}. Nothing was changed.")
    return Refused(text.format(name=path, reason=reason(error)))


def given_passphrase(options: argparse.Namespace) -> str | None:
    """The passphrase that came with the command, if any.

    Raises:
        Refused: the file named cannot be read.
    """
    if options.passphrase_file is not None:
        return first_line(options.passphrase_file)
    return os.environ.get(PASSPHRASE)


def typed_passphrase(question: str) -> str | None:
    """A passphrase typed by a person, unseen; ``None`` if nobody sits at a terminal."""
    if not _at_terminal():
        return None
    try:
        return getpass.getpass(question, stream=sys.stderr)
    except (EOFError, KeyboardInterrupt) as error:
        raise Refused(_("Stopped; nothing was changed.")) from error


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def chosen_passphrase(given: str | None) -> str:
    """A new passphrase: the given one, or one typed twice.

    Raises:
        Refused: nobody is there to type, or the two differ.
    """
    if given is not None:
        return given
    first = typed_passphrase(_("New passphrase: "))
    if first is None:
        text = _("Name the new passphrase with --passphrase-file; for a file that has one, with --new-passphrase-file.")
        raise Refused(text)
    if typed_passphrase(_("Once more: ")) != first:
        raise Refused(_("The two are not the same; nothing was changed."))
    return first


def unlocked(options: argparse.Namespace, opening: Callable[[Secret], T]) -> T:
    """What ``opening`` gives with the passphrase that came with the command or, if that is missing, is typed now.

    Raises:
        Locked, WrongPassphrase: a passphrase is needed; nobody is there to be asked, or it was wrong.
        StoreError: as ``opening``.
    """
    given = given_passphrase(options)
    for _attempt in range(_QUESTIONS):
        try:
            return opening(Secret(given))
        except Locked as error:
            typed = typed_passphrase(f"{error}\n" + _("Passphrase: "))
            if typed is None:
                raise error if given is not None else _with_advice(error) from error
            given = typed
    return opening(Secret(given))


def _with_advice(error: Locked) -> Locked:
    text = _("Give it with --passphrase-file or in {variable}.").format(variable=PASSPHRASE)
    return Locked(f"{error} {text}")


def reading(options: argparse.Namespace, path: Path | None = None) -> Engagement:
    """The engagement in the file that the command names (or in ``path``), which somebody else may be writing.

    Raises:
        StoreError: it cannot be read.
    """
    return unlocked(options, lambda secret: read_engagement(path or options.file, secret))


@contextmanager
def opened(options: argparse.Namespace, path: Path | None = None) -> Iterator[OpenEngagement]:
    """The engagement in the file that the command names (or in ``path``), open for writing.

    Every group is saved at once, and all is folded at the end.

    Raises:
        StoreError: it cannot be opened or saved.
    """
    work = unlocked(options, lambda secret: OpenEngagement.open(path or options.file, passphrase=secret))
    for notice in work.notices:
        say(notice)
    work.keep_saving()
    try:
        yield work
    except BaseException:
        work.file.leave()
        raise
    work.close()
    for sentence in work.file.news():
        say(sentence)
