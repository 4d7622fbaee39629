"""What a command of the command line is, and how it speaks."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scopewright.language import _
from scopewright.store.opened import OpenEngagement


class Refused(Exception):
    """The command cannot be carried out; the text is for the user."""


@dataclass(frozen=True)
class Command:
    """One command word: what it says of itself (untranslated), its options, and what it does."""

    word: str
    help: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def say(message: str) -> None:
    """A message for the user, on standard error."""
    sys.stderr.write(f"{message}\n")


def put(text: str) -> None:
    """Data, on standard output."""
    sys.stdout.write(f"{text}\n")


def put_json(value: Any) -> None:
    """Data as JSON, on standard output."""
    put(json.dumps(value, ensure_ascii=False, indent=1))


def who() -> str:
    """The name that changes made here are signed with."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def file_argument(parser: argparse.ArgumentParser) -> None:
    """The engagement file that nearly every command takes."""
    parser.add_argument("file", metavar=_("FILE"), type=Path, help=_("the engagement file, NAME.scope"))


@contextmanager
def opened(path: Path) -> Iterator[OpenEngagement]:
    """An engagement open for writing, every group saved at once, folded at the end.

    Raises:
        StoreError: it cannot be opened or saved.
    """
    work = OpenEngagement.open(path)
    for notice in work.notices:
        say(notice)
    work.keep_saving()
    try:
        yield work
    except BaseException:
        work.file.leave()
        raise
    work.close()
