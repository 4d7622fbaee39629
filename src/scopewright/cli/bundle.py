"""Commands that hand an engagement over with its data, and receive one."""

from __future__ import annotations

import argparse
from pathlib import Path

from scopewright.cli.command import Command, file_argument, passphrase_option, put, say, unlocked
from scopewright.language import N_, _
from scopewright.store.bundle import Unpacked, is_as_audited, pack, relink, unpack
from scopewright.store.bundle_report import report
from scopewright.store.failures import Locked
from scopewright.store.person import who


def _declare_pack(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("-o", "--output", metavar="X.zip", type=Path, required=True, help=_("the bundle, a new file"))
    parser.add_argument("--with-data", action="store_true", help=_("with the CSV files of the datasets"))
    parser.add_argument(
        "--without-attachments", action="store_true", help=_("without photos, scans, plots and tables of runs")
    )


def _pack(options: argparse.Namespace) -> int:
    packed = unlocked(
        options,
        lambda secret: pack(
            options.file,
            options.output,
            passphrase=secret,
            with_data=options.with_data,
            with_attachments=not options.without_attachments,
        ),
    )
    put(str(options.output))
    for sentence in report(packed):
        say(sentence)
    wanted = (source for source in packed.sources if source.dataset and options.with_data)
    return 1 if any(not source.name or not is_as_audited(packed, source) for source in wanted) else 0


def _declare_unpack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("bundle", metavar="X.zip", type=Path, help=_("the bundle"))
    parser.add_argument("-o", "--output", metavar=_("FOLDER"), type=Path, required=True, help=_("a new folder"))
    passphrase_option(parser)


def _unpack(options: argparse.Namespace) -> int:
    unpacked = unpack(options.bundle, options.output)
    put(str(unpacked.file))
    if not any(unpacked.data()):
        return 0
    return _relink(options, unpacked)


def _relink(options: argparse.Namespace, unpacked: Unpacked) -> int:
    try:
        linked = unlocked(options, lambda secret: relink(unpacked, who(), secret))
    except Locked as error:
        say(str(error))
        say(_("Everything was unpacked, but the datasets do not yet point to the CSV files in this folder."))
        return 1
    say(_("Linked to the files in this folder: {ids}.").format(ids=", ".join(linked) or "–"))
    return 0


COMMANDS = (
    Command("pack", N_("put an engagement, and its data if wanted, into one file"), _declare_pack, _pack),
    Command("unpack", N_("take a bundle apart, checked, into a new folder"), _declare_unpack, _unpack),
)
