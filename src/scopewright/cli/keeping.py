"""Commands on what was: the history of a file, what is different between two states, merging two copies."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path

from scopewright.cli.command import (
    Command,
    Refused,
    file_argument,
    passphrase_option,
    put,
    put_json,
    reading,
    say,
    unlocked,
)
from scopewright.cli.scope import LANGUAGE
from scopewright.language import N_, _, ngettext
from scopewright.model.diff import Difference, diff
from scopewright.model.engagement import Engagement
from scopewright.model.history import Entry, history
from scopewright.model.merge import Merged, merge
from scopewright.model.merge_choice import describe, keep_as_questions
from scopewright.model.sections.signoffs import Signoff
from scopewright.model.snapshot import Snapshot, restore_view, snapshots
from scopewright.store import recovery
from scopewright.store.attachments import Attachments
from scopewright.store.durable import resolve
from scopewright.store.loading import load
from scopewright.store.opened import OpenEngagement
from scopewright.store.person import who
from scopewright.store.sealing import Seal


def _declare_history(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument("id", metavar="ID", nargs="?", help=_("one record only, such as R-7; also one removed since"))
    parser.add_argument("--json", action="store_true", help=_("as JSON, one object a change"))


def _history(options: argparse.Namespace) -> int:
    entries = history(reading(options), language=LANGUAGE)
    if options.id is not None:
        wanted = options.id.strip().casefold()
        entries = [entry for entry in entries if entry.id.casefold() == wanted]
        if not entries:
            raise Refused(_("No record {id} was ever in this engagement.").format(id=options.id))
    if options.json:
        put_json([dataclasses.asdict(entry) for entry in entries])
        return 0
    for entry in entries:
        put(_history_line(entry))
    return 0


def _history_line(entry: Entry) -> str:
    about = " ".join(part for part in (entry.id, entry.title) if part)
    return f"{_moment(entry.when)}  {entry.who or '–'}  {about or entry.what}: {_said(entry)}"


def _moment(when: str) -> str:
    return when[:19].replace("T", " ")


def _said(item: Entry | Difference) -> str:
    was, now = _lines(item.was_shown), _lines(item.now_shown)
    words = {
        "added": _("added “{now}”"),
        "removed": _("removed “{was}”"),
        "moved": _("moved"),
        "kept": _("kept “{now}”"),
    }
    return words.get(item.made, "{was} → {now}").format(was=was or "–", now=now or "–")


def _lines(text: str) -> str:
    return text.replace("\n", " ⏎ ")


def _declare_diff(parser: argparse.ArgumentParser) -> None:
    file_argument(parser)
    parser.add_argument(
        "a", metavar="A", nargs="?", help=_("a snapshot's name, or another file; else the last snapshot")
    )
    parser.add_argument("b", metavar="B", nargs="?", help=_("the same; else the file as it stands"))
    parser.add_argument("--json", action="store_true", help=_("as JSON, one object a difference"))


def _diff(options: argparse.Namespace) -> int:
    engagement = reading(options)
    before = _state(options, engagement, options.a)
    after = engagement if options.b is None else _state(options, engagement, options.b)
    differences = _without_its_signature(diff(before, after, LANGUAGE), _snapshot(engagement, options.a))
    if options.json:
        put_json([dataclasses.asdict(difference) for difference in differences])
        return 0
    for difference in differences:
        place = " ".join(part for part in (difference.id, difference.title) if part)
        put(f"{place}: {_said(difference)}")
    return 0


def _state(options: argparse.Namespace, engagement: Engagement, name: str | None) -> Engagement:
    if snapshot := _snapshot(engagement, name):
        return restore_view(engagement, snapshot)
    if name is None:
        raise Refused(_("There is no snapshot in this file yet; name another file to compare it with."))
    if not Path(name).is_file():
        names = ", ".join(each.name for each in snapshots(engagement)) or "–"
        text = _("“{name}” is neither a snapshot of this file nor a file. Snapshots: {names}.")
        raise Refused(text.format(name=name, names=names))
    other, _seal = _copy(options, Path(name))
    if other.key != engagement.key:
        raise Refused(_("These are two different engagements; there is nothing to compare."))
    return other


def _snapshot(engagement: Engagement, name: str | None) -> Snapshot | None:
    """The last snapshot of that name or key; without a name, the last of all."""
    found = (each for each in reversed(snapshots(engagement)) if name in (None, each.name, each.key))
    return next(found, None)


def _without_its_signature(found: list[Difference], snapshot: Snapshot | None) -> list[Difference]:
    """The differences but for the record of the signature at which the snapshot was taken: nothing changed since."""
    if snapshot is None:
        return found
    signed = (Signoff.section.key, "added")
    return [each for each in found if (each.section, each.made) != signed or each.now["snapshot"] != snapshot.key]


def _declare_merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("a", metavar="A", type=Path, help=_("the copy that stands where both changed the same"))
    parser.add_argument("b", metavar="B", type=Path, help=_("the other copy of the same engagement"))
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, required=True, help=_("a new file"))
    passphrase_option(parser)


def _merge(options: argparse.Namespace) -> int:
    (ours, seal), (theirs, other_seal) = (_copy(options, path) for path in (options.a, options.b))
    merged = merge(ours, theirs, who())
    said = [describe(merged.engagement, clash, LANGUAGE) for clash in merged.conflicts]
    asked = keep_as_questions(merged.engagement, merged.conflicts, who(), LANGUAGE)
    # What was sealed in either copy is sealed in the new file.
    together = OpenEngagement.create(options.output, merged.engagement, seal or other_seal)
    together.close()
    for path, under in ((options.a, seal), (options.b, other_seal)):
        together.attachments.take_from(Attachments(resolve(path), ours.key, under))
    for clash, (place, kept, other), question in zip(merged.conflicts, said, asked, strict=True):
        put(f"{place}: {_lines(kept)} | {_lines(other)}  ({clash.ours.who} | {clash.theirs.who})  {question}")
    _report(merged, options.output)
    return 1 if merged.conflicts else 0


def _copy(options: argparse.Namespace, path: Path) -> tuple[Engagement, Seal | None]:
    """The engagement in a file, and the seal it is under."""
    found = unlocked(options, lambda secret: recovery.find_unlocked(resolve(path), secret))
    return load(found.meta.uuid, found.tables, found.entries, path.name)[0], found.storage.seal


def _report(merged: Merged, output: Path) -> None:
    for _key, old, new in merged.renumbered:
        say(_("{old} is now {new}: another record had that id by right.").format(old=old, new=new))
    count = len(merged.conflicts)
    if not count:
        say(_("{name} holds both copies.").format(name=output.name))
        return
    text = ngettext(
        "{count} value differs: {name} keeps the one of A and asks about it in a question.",
        "{count} values differ: {name} keeps those of A and asks about each in a question.",
        count,
    )
    say(text.format(count=count, name=output.name))


COMMANDS = (
    Command("history", N_("who changed what, when, from which value to which"), _declare_history, _history),
    Command("diff", N_("what is different since a snapshot, or in another copy"), _declare_diff, _diff),
    Command("merge", N_("put two copies of one engagement together in a new file"), _declare_merge, _merge),
)
