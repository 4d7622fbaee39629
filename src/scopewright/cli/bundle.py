"""Commands that hand an engagement over with its data, and receive one."""

from __future__ import annotations

import argparse
from pathlib import Path

from scopewright.cli.command import Command, file_argument, passphrase_option, put, say, unlocked
from scopewright.language import N_, _, ngettext
from scopewright.store.bundle import Packed, Source, Unpacked, is_as_audited, pack, relink, unpack
from scopewright.store.failures import Locked
from scopewright.store.person import who


def _declare_pack(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("-o", "--output", metavar="X.zip", type=Path, required=True, help=_("the bundle, a new file"))
    parser.add_argument("--with-data", action="store_true", help=_("with the CSV files of the datasets"))
    parser.add_argument("--without-attachments", action="store_true", help=_("without plots and tables of runs"))


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
    _say_packed(packed)
    wanted = (source for source in packed.sources if source.dataset and options.with_data)
    return 1 if any(not source.name or not is_as_audited(packed, source) for source in wanted) else 0


def _say_packed(packed: Packed) -> None:
    records = packed.engagement.records()
    internal = sum(record.internal for record in records)
    text = ngettext("{name}: {count} record", "{name}: {count} records", len(records))
    say(text.format(name=packed.manifest.engagement, count=len(records)))
    if internal:
        text = ngettext(
            "{count} of them is internal only: this bundle is for colleagues, not for the client.",
            "{count} of them are internal only: this bundle is for colleagues, not for the client.",
            internal,
        )
        say(text.format(count=internal))
    for source in packed.sources:
        say(_about(packed, source))
    _say_protection(packed)


def _about(packed: Packed, source: Source) -> str:
    place = f"{source.dataset.id} {source.path}" if source.dataset else source.path.name
    remark = source.remark or _("is in the bundle as {name}").format(name=source.name)
    if source.name and not is_as_audited(packed, source):
        remark += "; " + _("it is not the file that was audited")
    return f"{place}: {remark}."


def _say_protection(packed: Packed) -> None:
    if packed.seal is None:
        say(_("Anybody who has the bundle can read it."))
    elif any(source.name for source in packed.sources):
        say(_("The engagement opens with its passphrase only; the other files in the bundle can be read by anybody."))
    else:
        say(_("It opens with the passphrase of the engagement only."))


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
