"""Earlier versions of a file: list them, put one back, and save what can be read of a damaged file."""

from __future__ import annotations

import argparse
from pathlib import Path

from scopewright.cli.command import (
    Command,
    Refused,
    file_argument,
    given_passphrase,
    put,
    put_json,
    say,
    unlocked,
)
from scopewright.language import N_, _, current, ngettext, show_number
from scopewright.model.diff import Difference
from scopewright.model.record import SECTIONS
from scopewright.store.backups import Backup
from scopewright.store.restore import (
    copy,
    list_backups,
    newest_readable,
    preview,
    records_in,
    restore,
)
from scopewright.store.salvage import salvage
from scopewright.store.sealing import Secret

LATEST = "latest"
_MADE = ("added", "removed", "changed")


def _declare(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help=_("list the earlier versions, the oldest first"))
    what.add_argument(
        "--from",
        dest="source",
        default=LATEST,
        metavar="GENERATION|latest",
        help=_("the version to restore, as --list numbers them; without it, the newest that can be read"),
    )
    what.add_argument("--salvage", action="store_true", help=_("read what can be read of a damaged file; needs -o"))
    parser.add_argument("-o", "--output", type=Path, metavar=_("OTHER"), help=_("write a new file; change nothing"))
    parser.add_argument("--json", action="store_true", help=_("with --list: as JSON"))


def _restore(options: argparse.Namespace) -> int:
    if options.salvage:
        return _salvage(options)
    found = list_backups(options.file)
    if options.list:
        _put_list(found, options)
        return 0
    if not found:
        raise Refused(_("There is no earlier version of “{name}”.").format(name=options.file.name))
    backup = _chosen(found, options.source)
    if options.output:
        copy(options.file, backup, options.output)
        put(str(options.output))
        return 0
    _tell(unlocked(options, lambda secret: preview(options.file, backup, secret)))
    kept = restore(options.file, backup)
    if kept:
        text = _("The version that was there is now backup {generation}.")
        say(text.format(generation=kept.generation))
    put(str(options.file))
    return 0


def _chosen(found: list[Backup], source: str) -> Backup:
    if source == LATEST:
        return newest_readable(found)
    for backup in reversed(found):
        if str(backup.generation) == source:
            return backup
    text = _("There is no version {source}; there are {generations}.")
    raise Refused(text.format(source=source, generations=", ".join(str(backup.generation) for backup in found)))


def _put_list(found: list[Backup], options: argparse.Namespace) -> None:
    secret = Secret(given_passphrase(options))
    described = [
        {
            "generation": backup.generation,
            "when": backup.when.isoformat(),
            "size": backup.size,
            "records": records_in(backup, secret),
            "path": str(backup.path),
        }
        for backup in found
    ]
    if options.json:
        put_json(described)
        return
    for backup, line in zip(found, described, strict=True):
        when = backup.when.astimezone().isoformat(sep=" ", timespec="minutes")
        unreadable = _("cannot be read without its passphrase, or at all")
        records = unreadable if line["records"] is None else _("{count} records").format(count=line["records"])
        put(f"{backup.generation:>6}  {when}  {show_number(backup.size, current()):>12} B  {records}")


def _tell(differences: list[Difference] | None) -> None:
    if differences is None:
        say(_("The present version cannot be read, so nothing can be compared."))
        return
    for key, section in SECTIONS.items():
        records = {made: {d.record for d in differences if (d.section, d.made) == (key, made)} for made in _MADE}
        counts = {made: len(keys) for made, keys in records.items()}
        if any(counts.values()):
            text = _("{section}: {added} more, {removed} fewer, {changed} changed")
            say(text.format(section=_(section.title), **counts))
    if not differences:
        say(_("No record differs."))


def _salvage(options: argparse.Namespace) -> int:
    if not options.output:
        raise Refused(_("Salvage writes a new file and leaves the damaged one alone: name it with -o."))
    saved = salvage(options.file)
    for line in saved.report() + saved.write(options.output):
        say(line)
    found = list_backups(options.file)
    if found:
        text = ngettext(
            "There is {count} backup; compare it (restore --list) before you go on with what was saved.",
            "There are {count} backups; compare them (restore --list) before you go on with what was saved.",
            len(found),
        )
        say(text.format(count=len(found)))
    put(str(options.output))
    return 1 if saved.lost else 0


COMMANDS = (Command("restore", N_("put an earlier version back, or salvage a damaged file"), _declare, _restore),)
