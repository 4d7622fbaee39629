"""Commands that put a passphrase on an engagement, change it and take it off."""

from __future__ import annotations

import argparse
from pathlib import Path

from scopewright.cli.command import (
    Command,
    chosen_passphrase,
    file_argument,
    first_line,
    given_passphrase,
    opened,
    put,
    say,
)
from scopewright.language import N_, _
from scopewright.store.opened import OpenEngagement
from scopewright.store.sealing import new_recovery_key, new_seal


def _declare_encrypt(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    text = _("a file whose first line is the new passphrase of a file that has one already")
    parser.add_argument("--new-passphrase-file", metavar=_("FILE"), type=Path, help=text)
    text = _("also print a recovery key, which opens the file when the passphrase is forgotten; it is shown only once")
    parser.add_argument("--recovery-key", action="store_true", help=text)


def _encrypt(options: argparse.Namespace) -> int:
    with opened(options) as work:
        recovery_key = new_recovery_key() if options.recovery_key else None
        seal = new_seal(_new_passphrase(options, work), recovery_key)
        left = work.reseal(seal)
    if recovery_key is not None:
        put(recovery_key)
    say(_("{name} and its backups now open with the new passphrase only.").format(name=options.file.name))
    _say_left(left)
    say(_("Copies made before (synchronised, sent, on other disks) stay as they were."))
    return 0


def _new_passphrase(options: argparse.Namespace, work: OpenEngagement) -> str:
    if options.new_passphrase_file is not None:
        return first_line(options.new_passphrase_file)
    return chosen_passphrase(given_passphrase(options) if work.file.seal is None else None)


def _decrypt(options: argparse.Namespace) -> int:
    with opened(options) as work:
        if work.file.seal is None:
            say(_("{name} has no passphrase.").format(name=options.file.name))
            return 0
        left = work.reseal(None)
    say(_("{name} and its backups can now be read by anybody who has them.").format(name=options.file.name))
    _say_left(left)
    return 0


def _say_left(left: list[Path]) -> None:
    if left:
        say(_("These stay as they were; delete those that you do not need:"))
    for path in left:
        say(f"  {path}")


COMMANDS = (
    Command("encrypt", N_("put a passphrase on an engagement, or change it"), _declare_encrypt, _encrypt),
    Command("decrypt", N_("take the passphrase off an engagement"), file_argument, _decrypt),
)
